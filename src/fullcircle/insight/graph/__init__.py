"""Who our customers are: the graph of who hands what to whom, from a dropped log or our history."""
