"""Which receipts go into which part, and on which page each begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cic_sheets.receipts.bundle.index import Laid, Row, laid_out
from cic_sheets.receipts.bundle.ink import Ink
from cic_sheets.receipts.bundle.model import Words
from cic_sheets.receipts.bundle.ready import Ready
from cic_sheets.values.named import NamedTuple

# What a part weighs besides its receipts, in bytes: more than it ever does.
A_PART, A_PAGE, A_ROW = 90_000, 1_500, 500


class Part(NamedTuple):
    """A file of the bundle.  `start` is its first page in the whole bundle."""

    number: int
    receipts: tuple[Ready, ...]
    listing: Laid
    start: int

    @property
    def pages(self) -> int:
        """Its pages, the index included."""
        return len(self.listing.pages) + sum(len(one.sizes) for one in self.receipts)


class Plan(NamedTuple):
    """The whole bundle: `first` and `part_of` by the pieces' keys."""

    parts: tuple[Part, ...]
    pages: int
    first: Mapping[str, int]
    part_of: Mapping[str, int]


def packed(receipts: Sequence[Ready], most: int | None) -> list[list[Ready]]:
    """The receipts in their order, as many in a part as weigh no more than `most` bytes."""
    parts: list[list[Ready]] = [[]]
    weight = A_PART
    for one in receipts:
        more = weight_of(one)
        if parts[-1] and most is not None and weight + more > most:
            parts.append([])
            weight = A_PART
        parts[-1].append(one)
        weight += more
    return parts


def weight_of(one: Ready) -> int:
    """Its bytes in a part, with its row and its pages."""
    return one.size + A_ROW + A_PAGE * len(one.sizes)


def planned(packs: Sequence[Sequence[Ready]], words: Words, ink: Ink) -> Plan:
    """Every index laid out, every page numbered."""
    parts: list[Part] = []
    first: dict[str, int] = {}
    part_of: dict[str, int] = {}
    page = 1
    for number, receipts in enumerate(packs, 1):
        rows = _rows(receipts, words)
        index = laid_out(rows, words, ink, split=len(packs) > 1)
        part = Part(number, tuple(receipts), index, page)
        at = page + len(index.pages)
        for one in receipts:
            first[one.piece.key], part_of[one.piece.key] = at, number
            at += len(one.sizes)
        parts.append(part)
        page = at
    return Plan(tuple(parts), page - 1, first, part_of)


def _rows(receipts: Sequence[Ready], words: Words) -> list[Row]:
    width = len(words.columns)
    rows = [
        Row(one.piece.key, _filled(one.piece.cells, width), _why(one, words)) for one in receipts
    ]
    totals = words.totals(tuple(one.piece.key for one in receipts))
    return [*rows, *(Row("", _filled(cells, width)) for cells in totals)]


def _filled(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *("",) * (width - len(cells)))


def _why(one: Ready, words: Words) -> str:
    return reason(words, one.refusal) if one.refusal else ""


def reason(words: Words, code: str) -> str:
    """The sentence for a code."""
    return words.reasons.get(code, code)
