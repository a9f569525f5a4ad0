"""Rows of a table that hold fields of a list repeat for its items.

Neighbouring rows that ask for the same lists are one block.  In a row that repeats, the rows of a
nested table repeat too when they ask for another list.  Without items the block is left out; a
table that would have no row left keeps it, empty.

Source: ISO/IEC 29500-1, 17.4.79 (tr).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from cic_sheets.values.named import NamedTuple

from ..names import Known
from .changes import Change, Pattern, Repeated, always
from .copies import Copies
from .fields import Met
from .merges import merged, runs_on
from .scan import Node, Scan

Lists = frozenset[str]


class Block(NamedTuple):
    """Rows that repeat together for the items of these lists; `below` is the row after them."""

    rows: tuple[Node, ...]
    lists: Lists
    below: Node | None


class Loops:
    """The blocks of one part, and how they are written."""

    def __init__(self, scan: Scan, known: Known, met: Sequence[Met]) -> None:
        self._scan, self._known = scan, known
        self._copies = Copies(scan)
        self.rows: frozenset[int] = frozenset()
        """Indices of the rows that repeat."""
        self._asked_at = sorted(one.node.start for one in met)
        self._siblings: dict[int, list[Node]] = {}
        self._left: dict[int, int] = {}
        self._lists = self._repeating(met)
        self._all = self._blocks()

    def assembled(self, changes: Iterable[Change]) -> list[Change]:
        """The changes of the part, those inside a block made part of its repetition."""
        found: list[Change] = []
        around: list[tuple[Block, list[Change]]] = []

        def close(before: int) -> None:
            while around and around[-1][0].rows[-1].end <= before:
                block, inside = around.pop()
                (around[-1][1] if around else found).append(self._written(block, inside))

        steps: list[tuple[int, int, Block | Change]] = [
            (block.rows[0].start, 0, block) for block in self._all
        ]
        steps += [(change.start, 1, change) for change in changes]
        for start, _, step in sorted(steps, key=lambda one: one[:2]):
            close(start)
            if isinstance(step, Block):
                around.append((step, []))
            else:
                (around[-1][1] if around else found).append(step)
        close(len(self._scan.text))
        return found

    def _repeating(self, met: Iterable[Met]) -> dict[int, Lists]:
        """Index of a row → the lists it repeats for, which no row around it repeats for already."""
        asked: dict[int, Lists] = {}
        for one in met:
            if one.node.row:
                at = one.node.row.index
                asked[at] = asked.get(at, Lists()) | {one.name.list}
        around: dict[int, Lists] = {}
        found: dict[int, Lists] = {}
        for node in self._scan.nodes if asked else ():
            if node.name == "w:tr":
                outer = node.parent.row if node.parent else None
                above = around.get(outer.index, Lists()) if outer else Lists()
                own = asked.get(node.index, Lists())
                around[node.index] = above | own
                if own - above:
                    found[node.index] = own - above
        return found

    # --- Blocks

    def _blocks(self) -> list[Block]:
        blocks: list[Block] = []
        done: set[int] = set()
        for index, lists in self._lists.items():
            if index not in done:
                block = self._block(self._scan.nodes[index], lists)
                done.update(row.index for row in block.rows)
                blocks.append(block)
        self.rows = frozenset(done)
        for block in blocks:
            if not self._known.count(block.lists):
                beside = self._beside(block)
                self._left[beside] = self._left.get(beside, 1) - len(block.rows)
        return blocks

    def _block(self, row: Node, lists: Lists) -> Block:
        """The row, its neighbours for the same lists, and those that an item's merge reaches."""
        rows = self._rows_beside(row)
        first = last = bisect_left(rows, row.index, key=lambda one: one.index)

        def below() -> Node | None:
            after = rows[last + 1] if last + 1 < len(rows) else None
            return after if after and after.name == "w:tr" else None

        while (after := below()) and self._lists.get(after.index) == lists:
            last += 1
        while (after := below()) and after.index not in self._lists:
            reaches = self._columns(rows[first : last + 1], asking=True)
            if not any(runs_on(self._scan, after, column) for column in reaches):
                break
            last += 1
        return Block(tuple(rows[first : last + 1]), lists, below())

    def _rows_beside(self, row: Node) -> list[Node]:
        """The rows of the same table, wrapped ones as their wrapping."""
        parent = row.parent
        if parent is None:
            return [row]
        if parent.index not in self._siblings:
            found = [
                one
                for one in self._scan.children(parent)
                if one.name in ("w:tr", "w:sdt", "w:customXml")
            ]
            self._siblings[parent.index] = found
            self._left[parent.index] = len(found)
        return self._siblings[parent.index]

    def _columns(self, rows: Sequence[Node], asking: bool) -> list[int]:
        """Columns where a merge begins in a cell that asks for items, or in one that does not."""
        return [
            one.column
            for row in rows
            for one in merged(self._scan, row)
            if one.begins and self._asks(one.cell) is asking
        ]

    def _asks(self, cell: Node) -> bool:
        at = bisect_left(self._asked_at, cell.start)
        return at < len(self._asked_at) and self._asked_at[at] < cell.end

    def _beside(self, block: Block) -> int:
        parent = block.rows[0].parent
        return parent.index if parent else -1

    # --- Writing

    def _written(self, block: Block, inside: list[Change]) -> Change:
        text, start, end = self._scan.text, block.rows[0].start, block.rows[-1].end
        nodes = self._scan.nodes[block.rows[0].index : block.rows[-1].last]
        inside = [*inside, *self._copies.unbound(nodes)]
        first = Pattern(text, start, end, inside)
        number = self._known.count(block.lists)
        if number:
            apart = (*self._copies.told_apart(nodes), *self._labels(block))
            copies = Pattern(text, start, end, [*inside, *apart])
            return Change(start, end, Repeated(block.lists, number, first, copies))
        if self._left.get(self._beside(block), 0) <= 0 or list(self._labels(block)):
            return Change(start, end, first)
        return Change(start, end, always(b""))

    def _labels(self, block: Block) -> Iterator[Change]:
        """A cell merged with the rows below is the label of all items: copies go on with it."""
        for row in block.rows if block.below else ():
            for one in merged(self._scan, row):
                if one.begins and runs_on(self._scan, block.below, one.column):
                    mark = b"<%s/>" % one.mark.written
                    yield Change(one.mark.start, one.mark.end, always(mark))
