"""Screens: cards."""
