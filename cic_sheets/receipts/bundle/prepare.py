"""A receipt's file made into plain sheets: a PDF in which page after page is one drawing.

Each page of what is written has the size of what was seen, from (0, 0), and draws `/P`, a form
that holds everything.  No script, link, attachment, form field or comment is left: what they
showed is drawn.  Runs in the worker's process only: nothing here is safe with a stranger's file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cic_sheets.receipts.pdf import Refused

USUAL = 200  # dots an inch
SMALLER = (130, 90)  # when a receipt alone passes the size limit


def prepare(path: Path, kind: str, into: str, dots: int) -> dict[str, Any]:
    """Write the sheets of the file and tell: sizes (None where a page can't be shown), notes.

    `prevents` has the codes of what keeps it out of a PDF/A-2b.  Raises pdf.Refused.
    """
    from cic_sheets.receipts.bundle import sheets_pdf, sheets_picture

    target = Path(into)
    if kind != "pdf":
        return sheets_picture.write(path, kind, target, dots)
    try:
        return sheets_pdf.write(path, target)
    except Refused as refusal:
        if str(refusal) != "damaged":
            raise
        return sheets_picture.write_rendered(path, target, dots)
