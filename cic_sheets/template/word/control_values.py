"""What a control shows and stores: a date in its own format, a list's entry, a tick, a text.

Source: ISO/IEC 29500-1, 17.5.2.7 (date), 17.5.2.15 (dropDownList), 17.5.2.5 (comboBox), 17.5.2.39
(storeMappedDataAs); MS-DOCX 2.6.1 (w14:checkbox).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from cic_sheets.values.named import NamedTuple

from ..data import Value
from ..names import Known, Name
from ..opc.markup import escaped
from .changes import Change, Turn
from .scan import Node, Scan

_PART_OF_DATE = re.compile(r"'[^']*'|d+|M+|y+|.")
_NUMBERS = {
    "d": "{0.day}", "dd": "{0.day:02}", "M": "{0.month}", "MM": "{0.month:02}",
    "yy": "{1:02}", "yyyy": "{0.year:04}", "y": "{0.year:04}",
}  # fmt: skip
_USUAL = "dd/MM/yyyy"
_ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")
_FALSE = ("", "0", "false", "faux", "non", "no")


class Shown(NamedTuple):
    """The text that a control shows, what is stored where it is bound, and what else changes."""

    text: Callable[[Turn], str]
    stored: Callable[[Turn], str]
    changes: tuple[Change, ...] = ()


def showing(scan: Scan, said: Mapping[str, Node], known: Known, name: Name) -> Shown:
    """How a control with these properties shows a field."""

    def text(turn: Turn) -> str:
        return known.said(name, turn.items)

    def value(turn: Turn) -> Value:
        return known.value(name, turn.items)

    if "w14:checkbox" in said:
        return _box(scan, said["w14:checkbox"], value)
    if "w:date" in said:
        return _date(scan, said["w:date"], value, text)
    entries = said.get("w:dropDownList") or said.get("w:comboBox")
    if entries:
        return _entry(scan, entries, text)
    return Shown(text, text)


def _box(scan: Scan, box: Node, value: Callable[[Turn], Value]) -> Shown:
    """A tick: the sign for it, and the state that the box keeps."""
    children = {one.name: one for one in scan.children(box)}
    signs = {
        True: _sign(scan.value(children.get("w14:checkedState")), "\u2612"),
        False: _sign(scan.value(children.get("w14:uncheckedState")), "\u2610"),
    }

    def ticked(turn: Turn) -> bool:
        said = value(turn)
        return said.strip().lower() not in _FALSE if isinstance(said, str) else bool(said)

    mark = children.get("w14:checked")
    place = scan.place(mark, "val") if mark else None
    changes = (Change(*place, lambda turn: b"%d" % ticked(turn)),) if place else ()
    return Shown(
        lambda turn: signs[ticked(turn)],
        lambda turn: "true" if ticked(turn) else "false",
        changes,
    )


def _sign(code: str, otherwise: str) -> str:
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else otherwise


def _date(
    scan: Scan, control: Node, value: Callable[[Turn], Value], text: Callable[[Turn], str]
) -> Shown:
    """A day in the control's own format; what is no day stays the text that it is."""
    look = scan.value(scan.child(control, "w:dateFormat")) or _USUAL
    kept_as = scan.value(scan.child(control, "w:storeMappedDataAs")) or "dateTime"

    def shown(turn: Turn) -> str:
        day = _day(value(turn))
        return written_as(day, look) if day else text(turn)

    def stored(turn: Turn) -> str:
        day = _day(value(turn))
        if day is None or kept_as == "text":
            return shown(turn)
        return f"{day:%Y-%m-%d}" + ("T00:00:00" if kept_as == "dateTime" else "")

    def full(turn: Turn) -> bytes:
        day = _day(value(turn))
        return escaped(f"{day:%Y-%m-%d}T00:00:00Z") if day else b""

    place = scan.place(control, "fullDate")
    if place:
        return Shown(shown, stored, (Change(*place, full),))
    at = control.start + 1 + len(control.written)
    name = b' %sfullDate="' % control.prefix

    def added(turn: Turn) -> bytes:
        return name + full(turn) + b'"' if full(turn) else b""

    return Shown(shown, stored, (Change(at, at, added),))


def written_as(day: date, look: str) -> str:
    """A day in a format of figures (`d.M.yy`); one with names of months is `01/05/2023`."""
    parts = _PART_OF_DATE.findall(look)
    if any(part[0] in "dMy" and part not in _NUMBERS for part in parts):
        parts = _PART_OF_DATE.findall(_USUAL)
    return "".join(
        _NUMBERS[part].format(day, day.year % 100) if part in _NUMBERS else part.strip("'")
        for part in parts
    )


def _day(value: Value) -> date | None:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _entry(scan: Scan, entries: Node, text: Callable[[Turn], str]) -> Shown:
    """An entry of a list by its words or by its value; another text stays as it is."""
    listed = [one for one in scan.children(entries) if one.name == "w:listItem"]
    pairs = [(scan.value(one, "value"), scan.value(one, "displayText")) for one in listed]
    words = _either_way({value: shown or value for value, shown in pairs}, pairs, shown=True)
    values = _either_way({value: value for value, _ in pairs}, pairs, shown=False)
    return Shown(
        lambda turn: words.get(text(turn), text(turn)),
        lambda turn: values.get(text(turn), text(turn)),
    )


def _either_way(
    by_value: dict[str, str], pairs: Iterable[tuple[str, str]], *, shown: bool
) -> dict[str, str]:
    by_words = {words: words if shown else value for value, words in pairs if words}
    return {**by_words, **by_value} if shown else {**by_value, **by_words}
