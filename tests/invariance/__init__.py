"""Real workbooks arranged in every way that the contract allows: the year stays the same."""
