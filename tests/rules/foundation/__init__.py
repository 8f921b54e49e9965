"""Rules of the foundation: windows, calendars, target clocks, money. No database."""
