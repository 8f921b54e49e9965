"""From plain values to rows: the demo company is written in bulk, as the actions would have left it."""
