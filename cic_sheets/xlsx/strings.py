"""Texts as Excel means them: runs joined, readings left out, escapes decoded, blanks trimmed.

Source: ISO/IEC 29500-1 18.4.8 (string item), 18.4.6 (phonetic run, no part of the text),
22.9.2.19 (ST_Xstring: `_x000D_` is a carriage return, `_x005F_` an underscore); XML 1.0 2.10:
without `xml:space="preserve"` the outer blanks are layout, and Excel drops them.
"""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.markup import DEEP, SPACE, Attributes, parse, tags
from cic_sheets.xlsx.model import EMPTY, RawCell, Refused

MOST_STRINGS = 500_000
LONGEST_TEXT = 1_000_000  # characters; Excel stops at 32,767

BLANKS = " \t\r\n"
_ESCAPE = (  # rare: compiled when met
    r"_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_"
)
_TAGS = tags("sst", "si", "r", "t", "rPh")
_SURROGATES = range(0xD800, 0xE000)


class Strings(NamedTuple):
    """The shared strings as cells, the numbers of those that lost outer blanks, and depth."""

    cells: list[RawCell]
    trimmed: frozenset[int] = frozenset()
    deep: bool = False


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
    return re.sub(_ESCAPE, _character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800 << 10) + int(low, 16) - 0xDC00)
    code = int(single, 16)
    return match[0] if code in _SURROGATES else chr(code)


def text_cell(text: str) -> RawCell:
    """A cell with that text; none is EMPTY.  Raises Refused for a text that fills the memory."""
    if len(text) > LONGEST_TEXT:
        raise Refused("too_large", "text")
    return RawCell("text", text) if text else EMPTY


def read_strings(data: bytes, part: str) -> Strings:
    """The table of shared strings.  Raises Refused."""
    if data.count(b"<si") > MOST_STRINGS:
        raise Refused("too_large", f"{part}: strings")
    reader = _TableReader()
    parse(data, part, reader.start, reader.end, reader.chunks.append)
    return Strings(reader.cells, frozenset(reader.trimmed), reader.deep)


class _TableReader:
    """Expat handlers over the table of shared strings."""

    def __init__(self) -> None:
        self.cells: list[RawCell] = []
        self.trimmed: set[int] = set()
        self.deep = False
        self.chunks: list[str] = []
        self._text = TextReader(self.chunks)
        self._preserving: list[bool] = []  # of each open element
        self._readings = 0  # open phonetic runs

    def start(self, name: str, attributes: Attributes) -> None:
        self._preserving.append(keeps_blanks(attributes))
        self.deep |= len(self._preserving) >= DEEP
        self._text.preserved += self._preserving[-1]
        match _TAGS.get(name):
            case "si":
                self._text.begin()
            case "rPh":
                self._readings += 1
            case "t":
                self.chunks.clear()

    def end(self, name: str) -> None:
        match _TAGS.get(name):
            case "t" if not self._readings:
                self._text.take()
            case "rPh":
                self._readings -= 1
            case "si":
                self._item()
        self._text.preserved -= self._preserving.pop()

    def _item(self) -> None:
        if self._text.trimmed:
            self.trimmed.add(len(self.cells))
        self.cells.append(text_cell(self._text.text()))
        if len(self.cells) > MOST_STRINGS:
            raise Refused("too_large", "strings")


def keeps_blanks(attributes: Attributes) -> bool:
    """Whether the element says `xml:space="preserve"`."""
    return attributes.get(SPACE) == "preserve"
