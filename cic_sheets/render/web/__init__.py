"""The dashboard as one page of HTML: no network, nothing of the workbook ever runs."""
