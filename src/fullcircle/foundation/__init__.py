"""Clock, audit, event feed, deliveries, idempotency, news, references, files: what every room stands on."""
