"""A workbook template filled without a scratch: only what must change does.

    filled = fill(template, {"annee": 2023}, {"depenses": [{"montant": Decimal("12.10")}, …]})

A cell that is `{{champ}}` takes the value and keeps its format; among words the value is said as a
text.  A row, or a block of neighbouring rows, that holds `{{liste.champ}}` repeats for the items
of the list, and everything that depends on rows follows.  A list without items leaves its row
empty.  Headers and footers take fields too.  There is no logic in templates, and what is filled in
is never read as markup, as a formula or as a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from cic_sheets.values.named import NamedTuple

from ..opc.markup import spliced
from ..opc.package import Limits, Package
from .cells import FieldTexts
from .charts import refresh_charts
from .fields import Fields, Say, Unknown
from .frame import frame_edits, located
from .heights import Wrapping
from .parts import finish, follow
from .placed import Cells, Put, Setting
from .plan import Plan, planned
from .repeated import Repeated
from .results import Results
from .rows import filled as filled_cells
from .rows import marker
from .spreadsheet import relation_attribute, true
from .values import Formula, Item, Link, Outside, Scalar, Value, Worded, plain
from .workbook import Workbook, read_workbook

__all__ = [
    "Filled",
    "Formula",
    "Item",
    "Link",
    "Outside",
    "Put",
    "Scalar",
    "Unknown",
    "Value",
    "Worded",
    "fill",
]

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import Any

_LIMITS = Limits()


class Filled(NamedTuple):
    """A filled template.

    data        the file's bytes; those of the template when it holds no field
    unknown     fields left as they stand, with their places (`Résumé!B4`) and the nearest name
    unused      names given that stand nowhere in the template
    unreckoned  places of formulas whose stored result had to be dropped
    sheets      name of a sheet → the lists that repeat in it, as they are compared
    puts        where each field came to stand
    """

    data: bytes
    unknown: tuple[Unknown, ...]
    unused: tuple[str, ...]
    unreckoned: tuple[str, ...]
    sheets: Mapping[str, frozenset[str]] = MappingProxyType({})
    puts: Sequence[Put] = ()


def fill(
    template: bytes,
    data: Mapping[str, Value],
    lists: Mapping[str, Sequence[Mapping[str, Value]]],
    *,
    columns: Mapping[str, Sequence[str]] = MappingProxyType({}),
    say: Say = plain,
    limits: Limits = _LIMITS,
) -> Filled:
    """Fill a template.  Raises PatchError when it is no workbook that can be patched.

    data     name of a field → its value
    lists    name of a list → its items, in order, each by the names of its fields
    columns  name of a list → the names of its fields, so that an empty list's are known too
    say      a value as it stands among words
    """
    package = Package.open(template, limits)
    book = read_workbook(package)
    fields = Fields(data, lists, say, columns)
    texts = FieldTexts(book)
    worksheets = [sheet for sheet in book.sheets if sheet.part and sheet.kind == "worksheet"]
    plans = [planned(book, sheet, texts, fields) for sheet in worksheets]
    growths = {plan.key: plan.growth for plan in plans if plan.growth.moves}
    setting = Setting(growths, Wrapping(book), _epoch1904(book))
    written = [_write(book, plan, plans, fields, setting) for plan in plans]
    unreckoned: list[str] = []
    if any(plan.patterns for plan in plans):
        if growths:
            follow(book, plans, growths)
        finish(book, growths, any(done.formulas_moved for done in written))
        new = {plan.key: _new_rows(plan) for plan in plans if plan.patterns}
        repeats = {
            plan.key: done.repeats
            for plan, done in zip(plans, written, strict=True)
            if done.repeats
        }
        results = Results(book, new, repeats)
        unreckoned = results.refresh()
        refresh_charts(book, results)
        for plan, done in zip(plans, written, strict=True):
            _stream(package, plan.sheet.part, done.repeats)
    sheets = {
        plan.sheet.name: frozenset[str]().union(*(one.lists for one in plan.growth.blocks))
        for plan in plans
        if plan.growth.blocks
    }
    unknown, unused = tuple(fields.unknown), fields.unused()
    puts = Puts([put for done in written for put in done.puts])
    return Filled(package.save(), unknown, unused, tuple(unreckoned), sheets, puts)


class Puts(Sequence[Put]):
    """Where fields came to stand: told one after the other, kept only when asked by number."""

    def __init__(self, told: Sequence[Iterable[Put]]) -> None:
        self._told = told

    def __iter__(self) -> Iterator[Put]:
        return chain.from_iterable(self._told)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, index: Any) -> Any:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _stream(package: Package, name: str, repeats: Sequence[Repeated]) -> None:
    """Have a sheet's blocks written as the file is: its part holds marks where they stand."""
    if not repeats:
        return
    content = package.part(name)

    def chunks() -> Iterator[bytes]:
        at = 0
        for repeated in repeats:
            mark = marker(repeated)
            found = content.index(mark, at)
            yield content[at:found]
            yield from repeated.chunks()
            at = found + len(mark)
        yield content[at:]

    package.stream(name, chunks)


def _write(
    book: Workbook, plan: Plan, plans: Sequence[Plan], fields: Fields, setting: Setting
) -> Cells:
    """Fill one worksheet."""
    done = filled_cells(plan, fields, setting)
    inside, outside = _leading(book, plan, plans, done)
    edits = done.edits + frame_edits(plan, fields, setting.growths, inside, outside)
    if edits:
        book.package.replace(plan.sheet.part, spliced(plan.markup.text, edits))
    return done


def _leading(
    book: Workbook, plan: Plan, plans: Sequence[Plan], done: Cells
) -> tuple[list[tuple[str, str]], list[tuple[str, bytes]]]:
    """The links of a sheet: place → location, and place → the attribute of one that leads out."""
    inside: list[tuple[str, str]] = []
    uris: dict[str, list[str]] = {}
    for landed in done.links:
        if isinstance(landed.link.target, Outside):
            uris.setdefault(landed.link.target.uri, []).append(landed.place)
        elif location := located(landed, plans):
            inside.append((landed.place, location))
    if not uris:
        return inside, []
    kind = f"{book.dialect.relations}/hyperlink"
    ids = book.package.relate_outside(plan.sheet.part, kind, list(uris))
    found = zip(uris.values(), ids, strict=True)
    return inside, [
        (place, relation_attribute(plan.markup, plan.root, book.dialect, id))
        for places, id in found
        for place in places
    ]


def _new_rows(plan: Plan) -> frozenset[int]:
    """The rows of the filled sheet that hold something new."""
    growth = plan.growth
    rows = {growth.first(row) for row, _ in plan.patterns}
    for block in growth.blocks:
        rows |= set(range(growth.first(block.top), growth.last(block.bottom) + 1))
    return frozenset(rows)


def _epoch1904(book: Workbook) -> bool:
    properties = book.markup.child(book.root, b"workbookPr")
    return bool(properties) and true(
        book.markup.attributes(properties).get("date1904") if properties else None
    )
