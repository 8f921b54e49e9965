"""Screens: requester."""
