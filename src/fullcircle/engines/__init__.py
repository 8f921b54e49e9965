"""Pure computing: no Django, no database."""
