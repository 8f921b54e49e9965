"""Queues: formulas, a fast station simulator and the simulator of a service company.

Pure computing. Times are numbers in one unit of the caller's choice (the company simulator uses
minutes); random numbers come from seeds, so every run can be repeated.
"""
