"""Screens: manager."""
