"""The way of the work: service desk, scheduling, dispatch, field work, billing."""
