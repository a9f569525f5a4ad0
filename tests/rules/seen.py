"""What rules find in a little year, in a form that tests can compare."""

from __future__ import annotations

from cic_sheets.schema.findings import Finding
from tests.drawing import draw

Seen = list[tuple[str, str]]


def findings(text: str, *codes: str) -> list[Finding]:
    """The findings of these codes (`HON` for a whole part), in reading order."""
    return [one for one in draw(text).opened().findings if one.code.startswith(codes)]


def cells(text: str, *codes: str) -> Seen:
    """(code, cell) of the findings that lie on a row: `("PRE-02", "Prestations!E3")`."""
    return [
        (one.code, f"{one.sheet}!{one.cell.a1}")
        for one in findings(text, *codes)
        if one.cell and one.row
    ]


def whole(text: str, *codes: str) -> Seen:
    """(code, value) of those on a sheet as a whole."""
    return [(one.code, one.value) for one in findings(text, *codes) if not one.row]
