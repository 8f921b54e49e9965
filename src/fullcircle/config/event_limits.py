"""How many screens may listen, and how much may wait for a slow one. Imported before Django."""

MOST_LISTENERS = 1_000
MOST_PER_ACCOUNT = 40
MOST_WAITING = 500
MOST_MISSED = 500
