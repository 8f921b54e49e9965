"""Screens: everyone."""
