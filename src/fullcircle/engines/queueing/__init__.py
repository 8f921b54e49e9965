"""A company simulated, and the formulas that the simulator is checked against."""
