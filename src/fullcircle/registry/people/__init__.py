"""Accounts, persons, teams, seats, skills, shifts; the policy table."""
