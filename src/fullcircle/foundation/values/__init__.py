"""Pure values: time window, calendar, target clock, money. No Django, no clock, no settings."""
