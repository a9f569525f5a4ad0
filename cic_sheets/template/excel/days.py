"""JSON has no dates: `"2023-03-02"` becomes one in a cell that the template shows as a date.

Everywhere else it stays the text that it is: nothing is guessed.
Source: ISO/IEC 29500-1, 18.8.30 (numFmt), 18.8.45 (xf).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain

from ..data import Data
from ..grammar import FIELD, asked
from ..names import Known, Name, folded
from ..opc.later import later
from ..opc.markup import Edit, Markup, spliced, with_attributes
from .cells import Cell, FieldTexts, attribute, cells, lines
from .spreadsheet import whole
from .values import Value, inline
from .workbook import Workbook

_Item = Mapping[str, Value]

_AS_DAY = "\ue000"  # a letter for private use: no template and no data name a field so
_ISO = later(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?\Z")
_LOOKED_AT = 20  # values of a column among which a date must be seen
_QUOTED = later(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_DAYS = frozenset((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58))


def with_days(book: Workbook, data: Data, known: Known) -> Data:
    """The data, with a date beside each text that a cell shown as a date asks for."""
    candidates = _candidates(data)
    styles = _day_styles(book) if candidates else frozenset()
    if not styles:
        return data
    asking: set[Name] = set()
    texts = FieldTexts(book)
    for sheet in book.sheets:
        if not sheet.part or sheet.kind != "worksheet":
            continue
        markup = Markup(book.package.part(sheet.part))
        edits: list[Edit] = []
        for cell, text in _dated(markup, texts, styles):
            name = known.field(text)
            if name in candidates:
                asking.add(name)
                edits.append(_asking(cell, text, markup))
        if edits:
            book.package.replace(sheet.part, spliced(markup.text, edits))
    return _with(data, asking) if asking else data


# --- Which texts are days, which cells show days ------------------------------------------------


def _candidates(data: Data) -> frozenset[Name]:
    found = [Name("", folded(name)) for name, value in data.fields.items() if _day(value)]
    for name, items in data.lists.items():
        seen = {key for item in items[:_LOOKED_AT] for key, value in item.items() if _day(value)}
        found += (Name(folded(name), folded(key)) for key in seen)
    return frozenset(found)


def _day(value: Value) -> date | None:
    """The day or moment that a text says; None for any other value."""
    if not isinstance(value, str) or not _ISO.match(value):
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    return read if len(value) > 10 else read.date()


def _day_styles(book: Workbook) -> frozenset[int]:
    """The cell formats that show a day."""
    found = book.package.related(book.part, "styles")
    if found is None:
        return frozenset()
    styles = Markup(book.package.part(found.target))
    own: dict[int, str] = {}
    for parent in styles.children(styles.root()):
        if parent.name == b"numFmts":
            for one in styles.children(parent):
                tag = styles.attributes(one)
                own[whole(tag.get("numFmtId"))] = tag.get("formatCode", "")
        if parent.name == b"cellXfs":
            numbers = [
                whole(styles.attributes(xf).get("numFmtId")) for xf in styles.children(parent)
            ]
            return frozenset(at for at, number in enumerate(numbers) if _shows_day(number, own))
    return frozenset()


def _shows_day(number: int, own: Mapping[int, str]) -> bool:
    if number not in own:
        return number in _DAYS
    shown = _QUOTED.sub("", own[number].partition(";")[0]).casefold()
    return "d" in shown or "y" in shown


def _dated(markup: Markup, texts: FieldTexts, styles: frozenset[int]) -> Iterator[tuple[Cell, str]]:
    """The cells shown as days that hold one field and nothing else, and the field's name."""
    rows = markup.child(markup.root(), b"sheetData")
    for line in lines(markup, rows) if rows else ():
        for cell in cells(markup, line):
            if whole(attribute(cell.tag, "s")) not in styles:
                continue
            text = "".join(run.text for run in texts.runs(cell)).strip()
            found = asked(text)
            if (
                len(found) == 1
                and found[0].kind == FIELD
                and found[0].end - found[0].start == len(text)
            ):
                yield cell, found[0].name


def _asking(cell: Cell, name: str, markup: Markup) -> Edit:
    """The cell, asking for the day."""
    prefix = markup.root().prefix
    tag = with_attributes(cell.tag, {"t": "inlineStr"})
    close = b"</%sc>" % prefix
    return cell.start, cell.end, tag + inline("{{" + name + _AS_DAY + "}}", prefix) + close


# --- The data -----------------------------------------------------------------------------------


def _with(data: Data, asking: set[Name]) -> Data:
    fields = dict(data.fields)
    for name, value in data.fields.items():
        if Name("", folded(name)) in asking:
            fields[name + _AS_DAY] = _day(value) or value
    lists = {
        name: _with_column(items, {one.key for one in asking if one.list == folded(name)})
        for name, items in data.lists.items()
    }
    return data._replace(fields=fields, lists=lists)


def _with_column(items: Sequence[Mapping[str, Value]], keys: set[str]) -> Sequence[_Item]:
    """The items, with a day beside each text under these names; one text is read once."""
    if not keys:
        return items
    spelt = [key for key in dict.fromkeys(chain.from_iterable(items)) if folded(key) in keys]
    days: dict[str, Value] = {}
    found = []
    for item in items:
        fresh = dict(item)
        for key in spelt:
            value = fresh.get(key)
            if isinstance(value, str):
                if value not in days:
                    days[value] = _day(value) or value
                value = days[value]
            fresh[key + _AS_DAY] = value
        found.append(fresh)
    return found
