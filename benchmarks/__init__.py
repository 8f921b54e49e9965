"""How fast it is with 100,000 cases: loads a company of that size and prints the table of budgets."""
