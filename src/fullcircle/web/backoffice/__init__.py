"""Screens: backoffice."""
