"""fullcircle: everyone has customers."""
