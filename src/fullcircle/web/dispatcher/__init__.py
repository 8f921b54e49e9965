"""Screens: dispatcher."""
