"""Plain values: money, days, names, addresses, literals.  Standard library only."""
