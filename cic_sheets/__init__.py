"""From the yearly workbook of a communal cooperation coordinator to its reports.

    from cic_sheets import open_book
    year = open_book("workbooks/2023.xlsx")
    year.findings      # what to mend, cell by cell
    year.settlement    # what is reimbursed, and why
    year.report        # the narrative report before it is drawn

    from cic_sheets import write_reports
    write_reports(year, Path("out/2023"))

Names are imported when first used, so that `import cic_sheets` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself takes 2 ms to import
if TYPE_CHECKING:
    from typing import Any

    from cic_sheets.pipeline import OpenBook, open_book
    from cic_sheets.reports import write_reports

__version__ = "0.1.0"
__all__ = ["OpenBook", "__version__", "open_book", "write_reports"]

_HOMES = {
    "OpenBook": "cic_sheets.pipeline",
    "open_book": "cic_sheets.pipeline",
    "write_reports": "cic_sheets.reports",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cic_sheets' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
