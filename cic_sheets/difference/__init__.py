"""What differs between two workbooks of a year, row by row, and what it is worth."""
