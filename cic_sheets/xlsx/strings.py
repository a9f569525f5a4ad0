"""Texts as Excel means them: runs joined, readings left out, escapes decoded, blanks trimmed.

Source: ISO/IEC 29500-1 18.4.8 (string item), 18.4.6 (phonetic run, no part of the text),
22.9.2.19 (ST_Xstring: `_x000D_` is a carriage return, `_x005F_` an underscore); XML 1.0 2.10:
without `xml:space="preserve"` the outer blanks are layout, and Excel drops them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cic_sheets.xlsx.markup import SPACE, Attributes, parse, tags
from cic_sheets.xlsx.model import EMPTY, RawCell, Refused

MOST_STRINGS = 1_000_000

BLANKS = " \t\r\n"
_ESCAPE = re.compile(
    r"_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_"
)
_TAGS = tags("sst", "si", "r", "t", "rPh")
_SURROGATES = range(0xD800, 0xE000)


class Strings(NamedTuple):
    """The shared strings as cells, and the numbers of those that lost outer blanks."""

    cells: list[RawCell]
    trimmed: frozenset[int]


class TextReader:
    """Collects the `<t>` of one string item, wherever it stands: shared or in a cell.

    `preserved` is how many open elements say `xml:space="preserve"`.
    """

    __slots__ = ("_runs", "chunks", "preserved", "trimmed")

    def __init__(self, chunks: list[str]) -> None:
        self.chunks = chunks
        self.preserved = 0
        self._runs: list[str] = []
        self.trimmed = False

    def begin(self) -> None:
        self._runs.clear()
        self.trimmed = False

    def take(self) -> None:
        """The text of a `<t>` that ends here."""
        text = "".join(self.chunks)
        if not self.preserved:
            bare = text.strip(BLANKS)
            self.trimmed |= bare != text and bare != ""
            text = bare
        self._runs.append(text)

    def text(self) -> str:
        return decoded("".join(self._runs))


def decoded(text: str) -> str:
    """`_xHHHH_` to the character it stands for; half a surrogate pair stays as written."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800 << 10) + int(low, 16) - 0xDC00)
    code = int(single, 16)
    return match[0] if code in _SURROGATES else chr(code)


def text_cell(text: str) -> RawCell:
    """A cell with that text; none is EMPTY."""
    return RawCell("text", text) if text else EMPTY


def read_strings(data: bytes, part: str) -> Strings:
    """The table of shared strings.  Raises Refused."""
    cells: list[RawCell] = []
    trimmed: set[int] = set()
    chunks: list[str] = []
    reader = TextReader(chunks)
    readings = 0  # inside phonetic runs

    def start(name: str, attributes: Attributes) -> None:
        nonlocal readings
        reader.preserved += keeps_blanks(attributes)
        preserving.append(keeps_blanks(attributes))
        match _TAGS.get(name):
            case "si":
                reader.begin()
            case "rPh":
                readings += 1
            case "t":
                chunks.clear()

    def end(name: str) -> None:
        nonlocal readings
        match _TAGS.get(name):
            case "t":
                if not readings:
                    reader.take()
            case "rPh":
                readings -= 1
            case "si":
                if reader.trimmed:
                    trimmed.add(len(cells))
                cells.append(text_cell(reader.text()))
                if len(cells) > MOST_STRINGS:
                    raise Refused("too_large", f"{part}: strings")
        reader.preserved -= preserving.pop()

    preserving: list[bool] = []
    parse(data, part, start, end, chunks.append)
    return Strings(cells, frozenset(trimmed))


def keeps_blanks(attributes: Attributes) -> bool:
    """Whether the element says `xml:space="preserve"`."""
    return attributes.get(SPACE) == "preserve"
