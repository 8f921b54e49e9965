"""Screens: shell."""
