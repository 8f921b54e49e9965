"""Plain statistics: intervals of shares, quantiles of waits. Values in, values out."""
