"""Booked."""
