"""A date in a cell without a format would show 45047: the cell gets a date's format.

Source: ISO/IEC 29500-1, 18.8.10 (cellXfs), 18.8.45 (xf), 18.8.30 (numFmt 14 and 22).
"""

from __future__ import annotations

from datetime import date, datetime

from ..data import Data
from ..grammar import FIELD, asked
from ..names import Known
from ..opc.markup import Edit, Markup, spliced, with_attributes
from .cells import FieldTexts, attribute, cells, lines
from .spreadsheet import grown, whole
from .workbook import Workbook

_DAY, _MOMENT = "14", "22"


def give_dates_a_format(book: Workbook, data: Data) -> None:
    """Formats for the cells whose one field is a date, where the template gives none."""
    if not any(_is_date(value) for value in _values(data)):
        return
    found = book.package.related(book.part, "styles")
    if found is None:
        return
    styles = Markup(book.package.part(found.target))
    formats = styles.child(styles.root(), b"cellXfs")
    if formats is None:
        return
    old = styles.children(formats)
    fresh: dict[tuple[int, str], bytes] = {}
    known, texts = Known(data), FieldTexts(book)
    for sheet in book.sheets:
        if not sheet.part or sheet.kind != "worksheet":
            continue
        markup = Markup(book.package.part(sheet.part))
        rows = markup.child(markup.root(), b"sheetData")
        edits: list[Edit] = []
        for line in lines(markup, rows) if rows else ():
            for cell in cells(markup, line):
                runs = texts.runs(cell)
                wanted = _wanted("".join(run.text for run in runs), known) if runs else ""
                style = whole(attribute(cell.tag, "s"))
                if not wanted or style >= len(old):
                    continue
                base = old[style]
                if whole(attribute(styles.tag(base), "numFmtId")):
                    continue
                changes = {"numFmtId": wanted, "applyNumberFormat": "1"}
                tag = with_attributes(styles.tag(base), {**changes})
                fresh.setdefault((style, wanted), tag + styles.text[base.inner : base.end])
                number = str(len(old) + list(fresh).index((style, wanted)))
                end = cell.start + len(cell.tag)
                edits.append((cell.start, end, with_attributes(cell.tag, {"s": number})))
        if edits:
            book.package.replace(sheet.part, spliced(markup.text, edits))
    if fresh:
        content = grown(styles, formats, b"".join(fresh.values()), len(old) + len(fresh))
        book.package.replace(found.target, spliced(styles.text, content))


def _values(data: Data) -> list[object]:
    return [
        *data.fields.values(),
        *(v for all in data.lists.values() for i in all for v in i.values()),
    ]


def _is_date(value: object) -> bool:
    return isinstance(value, date)


def _wanted(text: str, known: Known) -> str:
    """The format that a cell's one field asks for, "" for none."""
    found = asked(text)
    if (
        len(found) != 1
        or found[0].kind != FIELD
        or text.strip() != text[found[0].start : found[0].end]
    ):
        return ""
    name = known.field(found[0].name)
    if name is None:
        return ""
    count = known.count([name.list]) if name.list else 1
    values = (known.value(name, {name.list: number}) for number in range(count))
    value = next((one for one in values if one is not None), None)
    if isinstance(value, datetime):
        return _MOMENT
    return _DAY if _is_date(value) else ""
