"""Any workbook's package: read exactly, or patched in a copy; nothing of the programme.

`read_book(path)` gives the raw workbook or raises `Refused`.
"""
