"""The example year 2023: invented people, communes and companies, told as one believable year.

`python -m cic_sheets.example` writes the workbook, its receipts and its other evidence.  The year
is told in the tables of `data/`, which read like the sheets they fill; the code only types them,
numbers the expenses, draws the receipts and plants the mistakes.  Nothing else imports it.
"""
