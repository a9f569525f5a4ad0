"""From a cell to the figures that it changes, shown by changing it in thought and comparing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cic_sheets.book.folder import Folder, scan
from cic_sheets.book.load import load
from cic_sheets.book.tell import shown as shown_cell
from cic_sheets.contents import read_contents
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.reconcile.year import seen_from
from cic_sheets.report.finance import Entry, Pointer
from cic_sheets.report.model import Figure
from cic_sheets.rules.run import findings_of
from cic_sheets.schema.findings import Finding
from cic_sheets.templates import FINANCIAL, NARRATIVE, TemplateMissing, held, read_templates
from cic_sheets.trace.cell import Asked
from cic_sheets.trace.others import others
from cic_sheets.trace.told import Key, Reports, Told, reports_of
from cic_sheets.values.cells import CellRef
from cic_sheets.xlsx.model import RawBook, RawCell, RawSheet

MOST_SECONDS = 20.0

Names = tuple[str, ...]
Look = Callable[[Names, Names], Folder]


class Change(NamedTuple):
    """What became of a figure in one experiment; `after` is None when nothing tells it then."""

    typed: str
    after: str | None


class Effect(NamedTuple):
    """A figure that the cell has a part in.

    change  the first experiment that changed it; None when it only cites the cell
    cites   whether the figure names the cell among those behind it
    places  where the outputs show it, by the output's template
    """

    told: Told
    change: Change | None
    cites: bool
    places: Mapping[str, tuple[str, ...]]


class Followed(NamedTuple):
    """The answer to `trace WORKBOOK --cell`.

    effects   figures that change first, then those that only cite the cell
    findings  on the cell
    tried     how many experiments were made, of how many
    """

    asked: Asked
    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...]
    tried: int
    planned: int


class Trials:
    """A workbook read once, whose cells are changed in thought."""

    def __init__(
        self,
        opened: OpenBook,
        raw: RawBook,
        *,
        as_of: date | None = None,
        today: date | None = None,
        look: Look | None = None,
    ) -> None:
        """as_of  the day that was asked for; None: it follows the convention, as `--as-of` does
        look   lists the files beside the workbook; by default as they are
        """
        self.opened = opened
        self.raw = raw
        self.as_of = as_of
        self.today = today or date.today()  # noqa: DTZ011
        self.before = reports_of(opened.year, opened.findings)
        self._look = look or (lambda years, named: _as_it_is(opened, years, named))
        self._folders: dict[tuple[Names, Names], Folder] = {}

    def after(self, cell: CellRef, content: RawCell) -> Reports:
        """What the reports would tell with that content in the cell."""
        raw = with_cell(self.raw, cell, content)
        book = load(raw, self.opened.path.name, self._folder)
        day = self.as_of or seen_from(book, self.today)
        settled = settle_book(book, day, self.opened.year.submissions)
        year = self.opened.year._replace(book=book, as_of=day, settled=settled)
        return reports_of(year, findings_of(year))

    def _folder(self, years: Names, named: Names) -> Folder:
        if (years, named) not in self._folders:
            self._folders[years, named] = self._look(years, named)
        return self._folders[years, named]


def _as_it_is(opened: OpenBook, years: Names, named: Names) -> Folder:
    """The folder as the workbook was opened with it; read again for other years."""
    folder = opened.book.folder
    if folder.years == years:
        return folder
    return read_contents(scan(opened.path, years, named), opened.path.parent)


def with_cell(raw: RawBook, cell: CellRef, content: RawCell) -> RawBook:
    """The workbook with another content in one cell."""

    def changed(sheet: RawSheet) -> RawSheet:
        if sheet.name != cell.sheet:
            return sheet
        row = {**sheet.rows.get(cell.row, {}), cell.column: content}
        return sheet._replace(rows={**sheet.rows, cell.row: row})

    return raw._replace(sheets=tuple(changed(sheet) for sheet in raw.sheets))


def differences(before: Reports, after: Reports) -> dict[Key, Entry]:
    """What was told and is told otherwise, or no longer (None)."""
    found: dict[Key, Entry] = {}
    for key, told in before.told.items():
        now = after.told.get(key)
        if now is None or _bare(now.value) != _bare(told.value):
            found[key] = now.value if now else None
    return found


def _bare(value: Entry) -> object:
    """A value without where it comes from."""
    match value:
        case Figure(amount, currency):
            return amount, currency
        case Pointer():
            return value.text
    return value


def followed(
    trials: Trials, asked: Asked, templates: Path | None = None, seconds: float = MOST_SECONDS
) -> Followed:
    """The figures that a cell has a part in.

    templates  the folder of the templates by which places in outputs are told; None: no places
    seconds    after which no further experiment is begun
    """
    began = time.monotonic()
    planned = others(asked, trials.opened.book)
    changes: dict[Key, Change] = {}
    tried = 0
    for content in planned:
        if tried and time.monotonic() - began > seconds:
            break
        tried += 1
        after = trials.after(asked.cell, content)
        for key in differences(trials.before, after):
            now = after.told.get(key)
            changes.setdefault(key, Change(shown_cell(content), now.shown if now else None))
    places = _places(trials.before, templates) if templates else {}
    cell = asked.cell
    effects = [
        Effect(told, changes.get(key), cell in told.cells, places.get(key, {}))
        for key, told in trials.before.told.items()
        if key in changes or cell in told.cells
    ]
    effects.sort(key=lambda one: (one.change is None, not one.told.is_figure))
    findings = tuple(one for one in trials.opened.findings if one.cell == cell)
    return Followed(asked, tuple(effects), findings, tried, len(planned))


def _places(reports: Reports, templates: Path) -> Mapping[Key, Mapping[str, tuple[str, ...]]]:
    """Where the outputs would show each figure."""
    from cic_sheets.trace.documents import shown_now

    try:
        contents = read_templates(templates)
    except TemplateMissing:
        return {}
    found: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for template in (FINANCIAL, NARRATIVE):
        name = held(template, contents)
        for spot in shown_now(template, contents[name], reports):
            for key in spot.keys:
                if spot.place not in found[key][name]:
                    found[key][name].append(spot.place)
    return {key: _tuples(by_name) for key, by_name in found.items()}


def _tuples(by_name: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(places) for name, places in by_name.items()}
