"""Screens: administrator."""
