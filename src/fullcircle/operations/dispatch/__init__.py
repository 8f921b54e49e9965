"""Given out."""
