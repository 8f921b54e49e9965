"""What every room stands on: clock, audit, event feed, deliveries, idempotency, news, files."""
