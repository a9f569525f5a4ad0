"""From the yearly workbook of a communal cooperation coordinator to its reports.

    from cic_sheets import open_book
    year = open_book("workbooks/2023.xlsx")
    year.findings      # what to mend, cell by cell
    year.settlement    # what is reimbursed, and why

Names are imported when first used, so that `import cic_sheets` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cic_sheets.pipeline import OpenBook, open_book

__version__ = "0.1.0"
__all__ = ["OpenBook", "__version__", "open_book"]

_HOMES = {"OpenBook": "cic_sheets.pipeline", "open_book": "cic_sheets.pipeline"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cic_sheets' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
