"""The sheets of the yearly workbook, one file each, in the words of the announcement."""
