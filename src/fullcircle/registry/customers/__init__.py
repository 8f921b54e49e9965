"""Customers, contacts, locations, equipment, agreements, the service record."""
