"""References to the parts of an Excel table: `T[col]`, `T[[#Totals],[col]]`, `T[@col]`.

Source: ISO/IEC 29500-1, 18.17.2 (structure-reference).
"""

from __future__ import annotations

from ...opc.later import later
from .values import Area, Fault, Operand, Reader, Stop, Table, Unsupported

_PIECE = later(r"\s*\[((?:[^\[\]']|'.)*)\]\s*([,:]?)")
_ESCAPED = later(r"'(.)")
_PARTS = {
    "#all": {"#headers", "#data", "#totals"},
    "#data": {"#data"},
    "#headers": {"#headers"},
    "#totals": {"#totals"},
    "#this row": {"#this row"},
}


def structured(reader: Reader, text: str) -> Operand:
    """The area that a structured reference means.  Raises Unsupported for no such table."""
    name, _, inner = text.partition("[")
    inner = inner[:-1].strip()
    table = reader.book.table(name, reader.sheet, reader.place) if reader.book else None
    if table is None:
        raise Unsupported(text)
    parts: set[str] = set()
    if inner.startswith("@"):
        parts.add("#this row")
        inner = inner[1:].strip()
    columns = _columns(inner, parts)
    top, bottom = _rows(reader, table, parts or {"#data"})
    first, last = _span(table, columns)
    sheet, _, left, _, _ = table.area
    return Area(sheet, top, left + first, bottom, left + last)


def _columns(inner: str, parts: set[str]) -> list[str]:
    """The columns named, first and last; the parts named are added to `parts`."""
    if not inner.startswith("["):
        if inner.startswith("#"):
            parts |= _part(inner)
            return []
        return [_plain(inner)] if inner else []
    columns: list[str] = []
    at = 0
    while at < len(inner):
        match = _PIECE.match(inner, at)
        if match is None:
            raise Unsupported(inner)
        at = match.end()
        if match[1].startswith("#"):
            parts |= _part(match[1])
        else:
            columns.append(_plain(match[1]))
            if match[2] == ",":
                raise Unsupported(inner)
    if len(columns) > 2:
        raise Unsupported(inner)
    return columns


def _part(written: str) -> set[str]:
    found = _PARTS.get(written.strip().casefold())
    if found is None:
        raise Unsupported(written)
    return found


def _plain(column: str) -> str:
    return _ESCAPED.sub(r"\1", column).casefold()


def _rows(reader: Reader, table: Table, parts: set[str]) -> tuple[int, int]:
    """First and last row of the parts of a table.  Raises Stop for a part that it has not."""
    _, top, _, bottom, _ = table.area
    spans = {
        "#headers": (top, top + table.headers - 1),
        "#data": (top + table.headers, bottom - table.totals),
        "#totals": (bottom - table.totals + 1, bottom),
    }
    if "#this row" in parts:
        first, last = spans["#data"]
        if reader.place is None or len(parts) > 1:
            raise Unsupported("this row")
        if not first <= reader.place[0] <= last:
            raise Stop(Fault("#VALUE!"))
        return reader.place[0], reader.place[0]
    found = [span for part, span in spans.items() if part in parts and span[0] <= span[1]]
    if not found:
        raise Stop(Fault("#REF!"))
    if parts == {"#headers", "#totals"}:
        raise Unsupported("two areas")
    return min(span[0] for span in found), max(span[1] for span in found)


def _span(table: Table, columns: list[str]) -> tuple[int, int]:
    """First and last column, from 0."""
    if not columns:
        return 0, len(table.columns) - 1
    if any(column not in table.columns for column in columns):
        raise Stop(Fault("#REF!"))
    places = [table.columns.index(column) for column in columns]
    return min(places), max(places)
