"""The request comes in."""
