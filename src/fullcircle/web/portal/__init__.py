"""Screens: portal."""
