"""Promised and planned."""
