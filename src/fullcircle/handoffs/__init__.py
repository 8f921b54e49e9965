"""The baton: case, link, expectation card, hand-off, return, ask, thanks."""
