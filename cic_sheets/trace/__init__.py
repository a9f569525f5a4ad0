"""From a figure of a report to its cells and receipts; from a cell to the figures it changes."""
