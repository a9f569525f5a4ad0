"""Files that came into the receipts folder: what each says, its doubles, the lines it may prove.

Proposes rows; the workbook and the files are only read.
"""
