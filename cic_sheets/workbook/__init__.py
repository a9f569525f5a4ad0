"""Declarations, and rows if there are any, to a new workbook."""

from cic_sheets.workbook.content import Formula, Layout, Shown
from cic_sheets.workbook.defaults import blank_rows
from cic_sheets.workbook.write import write_workbook

__all__ = ["write_workbook", "blank_rows", "Layout", "Formula", "Shown"]
