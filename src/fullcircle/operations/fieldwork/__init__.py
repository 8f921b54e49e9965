"""Done."""
