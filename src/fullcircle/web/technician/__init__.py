"""Screens: technician."""
