"""Where something stands in a document, in the words by which a person looks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from ..outcome import Place, Unreachable
from .scan import Node, Scan

_QUOTED = 60  # characters
_LOOKED_AT = 1_000  # letters: a text may hold a hundred thousand fields, each with its place


class Places:
    """The places of one part, and what was found to be wrong at some."""

    def __init__(self, scan: Scan, area: str, number: int) -> None:
        self._scan, self._area, self._number = scan, area, number
        self.broken: list[Place] = []
        self.unreachable: list[Unreachable] = []

    def of(self, node: Node, words: str) -> Place:
        """The place of an element, and the words around it."""
        row = node.row
        table = row.parent if row else None
        while table and table.name != "w:tbl":
            table = table.parent
        return Place(
            self._area,
            self._number,
            bisect_right(self._paragraphs, node.paragraph.index) if node.paragraph else 0,
            bisect_right(self._tables, table.index) if table else 0,
            self._rows[row.index] if row else 0,
            " ".join(words[:_LOOKED_AT].split())[:_QUOTED],
        )

    def note_broken(self, surroundings: Iterable[str], node: Node) -> None:
        """Note braces that are no field."""
        self.broken.extend(self.of(node, words) for words in surroundings)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [node.index for node in self._scan.nodes if node.name == "w:p"]

    @cached_property
    def _tables(self) -> list[int]:
        return [node.index for node in self._scan.nodes if node.name == "w:tbl"]

    @cached_property
    def _rows(self) -> dict[int, int]:
        """Index of a row → its number in its table."""
        counts: dict[int, int] = {}
        numbers: dict[int, int] = {}
        for node in self._scan.nodes:
            if node.name == "w:tr":
                parent = node.parent.index if node.parent else -1
                counts[parent] = counts.get(parent, 0) + 1
                numbers[node.index] = counts[parent]
        return numbers
