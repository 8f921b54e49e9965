"""The messy Tuesday: told through the actions, with the clock standing at each instant."""
