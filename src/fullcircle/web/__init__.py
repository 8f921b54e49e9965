"""Screens, one folder per seat."""
