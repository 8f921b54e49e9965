"""Screens: agent."""
