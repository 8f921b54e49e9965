"""The demo company: town, people, bulk history, the messy Tuesday."""
