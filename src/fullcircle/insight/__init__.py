"""Looking back: figures with their interval, n and rows."""
