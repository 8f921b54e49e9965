"""Events in, hand-over graph and loops out. No Django, no database of ours: DuckDB does the counting."""
