"""The version of the yearly workbook's layout, written in « Convention » (CLA-10)."""

WORKBOOK_VERSION = 1
