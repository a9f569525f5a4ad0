"""Coordination of a communal cooperation year, from one workbook to its reports."""
