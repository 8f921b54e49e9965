"""Composition root: settings, urls, server, news wiring, command line."""
