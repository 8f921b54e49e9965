"""What the work is about and who does it."""
