"""From a figure that a document shows to the cells, receipts and steps behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.reports import seen_from
from cic_sheets.trace.documents import shown_in
from cic_sheets.trace.inputs import Made, Untraceable, fingerprint, made, template_of, workbook_of
from cic_sheets.trace.sources import Proof, Road, Sources, Typed
from cic_sheets.trace.spots import Shown, Spot
from cic_sheets.trace.told import TEXT, Key, Reports, Told, reports_of
from cic_sheets.trace.wanted import Wanted, nearest, shows
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import Refused


class Answer(NamedTuple):
    """A figure that the document shows, and all that is behind it.

    told      what the report says it is; None where only the template or a formula does
    content   what the document shows
    places    where
    formula   of the first place, when it is one
    parts     figures that a formula is reckoned from
    cells     of the workbook, as typed
    proofs    receipts
    roads     the steps of the lines
    followed  False for a formula that can't be followed
    """

    told: Told | None
    content: str
    places: tuple[str, ...]
    formula: str
    parts: tuple[Told, ...]
    cells: tuple[Typed, ...]
    proofs: tuple[Proof, ...]
    roads: tuple[Road, ...]
    followed: bool

    @property
    def is_template(self) -> bool:
        """Whether the template alone says so."""
        return self.told is None and not (self.formula or self.cells)


class Traced(NamedTuple):
    """The answer to `trace OUTPUT`.

    answers   none when the value stands nowhere
    rounded   whether only roundings show the value
    near      the nearest numbers that are shown, when there is no answer
    warnings  keys of sentences: what differs from when the document was made
    """

    output: Path
    workbook: Path
    made: Made
    answers: tuple[Answer, ...]
    rounded: bool
    near: tuple[Decimal, ...]
    warnings: tuple[str, ...]


class Document:
    """A report that is asked about, made again from its inputs."""

    def __init__(
        self, output: Path, workbook: Path | None = None, templates: Path | None = None
    ) -> None:
        """Raises Untraceable; Refused when the workbook can't be read."""
        self.output = output
        self.made = made(output)
        self.workbook = workbook_of(output, self.made, workbook)
        self.opened: OpenBook = open_book(self.workbook, as_of=self.made.as_of)
        files = seen_from(output.parent, self.workbook.parent)
        self.reports: Reports = reports_of(
            self.opened.year, self.opened.findings, files, self.made.pages
        )
        self.sources = Sources(self.opened, self.reports)
        template, self.same_template = template_of(self.workbook, self.made, templates)
        self.shown = self._shown(template)

    def _shown(self, template: bytes | None) -> Shown:
        try:
            data = self.output.read_bytes()
            return shown_in(self.made.template, data, template, self.reports)
        except (OSError, Refused, ValueError) as error:
            raise Untraceable("unreadable", file=self.output.name) from error

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is no longer as it was when the document was made."""
        inputs, outputs = self.made.inputs, self.made.outputs
        found = []
        if fingerprint(self.workbook) != inputs.get(self.made.workbook):
            found.append("workbook-changed")
        if fingerprint(self.output) != outputs.get(self.output.name):
            found.append("output-changed")
        if not self.same_template:
            found.append("template-changed")
        if not found and not self.shown.exact:
            found.append("program-changed")
        return tuple(found)

    def ask(self, wanted: Wanted | None, at: str | None = None) -> Traced:
        """Every figure with that value, at that place."""
        spots = [spot for spot in self.shown.spots if at is None or _is_place(spot.place, at)]
        found, rounded = spots, False
        if wanted is not None:
            found = [spot for spot in spots if self._hit(spot, wanted, rounded=False)]
            if not found:
                rounded = True
                found = [spot for spot in spots if self._hit(spot, wanted, rounded=True)]
        answers = tuple(self._answers(found, wanted, rounded=rounded))
        near = () if answers or wanted is None else tuple(nearest(wanted, self._numbers()))
        return Traced(self.output, self.workbook, self.made, answers, rounded, near, self.warnings)

    def _numbers(self) -> Iterable[Decimal]:
        for spot in self.shown.spots:
            if isinstance(spot.content, Decimal):
                yield spot.content
            for key in spot.keys:
                yield from self.reports.told[key].numbers if key in self.reports.told else ()

    def _hit(self, spot: Spot, wanted: Wanted, *, rounded: bool) -> bool:
        if not isinstance(spot.content, str):
            return shows(wanted, spot.content, rounded=rounded)
        told = [self.reports.told[key] for key in spot.keys if key in self.reports.told]
        if any(shows(wanted, one.value, rounded=rounded) for one in told):
            return True
        return shows(wanted, spot.content, rounded=rounded)

    # --- Answers --------------------------------------------------------------------------------

    def answers_at(self, spot: Spot) -> tuple[Answer, ...]:
        """All that is shown in one place."""
        return tuple(self._answers([spot], None, rounded=False))

    def _answers(
        self, spots: Sequence[Spot], wanted: Wanted | None, *, rounded: bool
    ) -> Iterable[Answer]:
        """One a figure, with all its places; one a place where no figure of the report stands."""
        by_key: dict[Key, list[Spot]] = {}
        alone: list[Spot] = []
        for spot in spots:
            keys = [key for key in spot.keys if self._meant(key, spot, wanted, rounded)]
            for key in keys:
                by_key.setdefault(key, []).append(spot)
            if not keys:
                alone.append(spot)
        told = [self.reports.told[key] for key in by_key]
        for one in sorted(told, key=lambda one: not one.is_figure):
            yield self._of_figure(one, by_key[one.key])
        for spot in alone:
            yield self._of_spot(spot)

    def _meant(self, key: Key, spot: Spot, wanted: Wanted | None, rounded: bool) -> bool:
        """Whether that field, among the words of a text, is the one with the value."""
        told = self.reports.told.get(key)
        if told is None:
            return False
        if len(spot.keys) == 1 or wanted is None or not isinstance(spot.content, str):
            return True
        return shows(wanted, told.value, rounded=rounded)

    def _of_figure(self, told: Told, spots: Sequence[Spot]) -> Answer:
        formulas = [spot for spot in spots if spot.formula]
        parts = self._parts(formulas[0]) if formulas else ()
        cells = self.sources.cells(told)
        if not cells and parts:
            cells = self._cells_of(parts)
        road = self.sources.road(told.key)
        content = told.shown if told.key.kind != TEXT else str(spots[0].content)
        return Answer(
            told,
            content,
            tuple(dict.fromkeys(spot.place for spot in spots)),
            formulas[0].formula if formulas else "",
            parts or (),
            self.sources.typed(cells),
            self.sources.proofs(told.receipts),
            (road,) if road else (),
            True,
        )

    def _of_spot(self, spot: Spot) -> Answer:
        """A formula of the template, a text from the sheets, or the template's own words."""
        parts = self._parts(spot) if spot.formula else ()
        followed = parts is not None
        cells = self._cells_of(parts or ())
        if not spot.formula and isinstance(spot.content, str):
            cells = self.sources.texts(spot.content)
        numbers = dict.fromkeys(number for one in parts or () for number in one.receipts)
        roads = {road.line: road for one in parts or () if (road := self.sources.road(one.key))}
        return Answer(
            None,
            str(spot.content),
            (spot.place,),
            spot.formula,
            parts or (),
            self.sources.typed(cells),
            self.sources.proofs(numbers),
            tuple(roads.values()),
            followed,
        )

    def _parts(self, spot: Spot) -> tuple[Told, ...] | None:
        keys = self.shown.parts(spot.place)
        return None if keys is None else tuple(self.reports.told[key] for key in keys)

    def _cells_of(self, parts: Iterable[Told]) -> tuple[CellRef, ...]:
        return tuple(dict.fromkeys(cell for one in parts for cell in self.sources.cells(one)))


def _is_place(place: str, at: str) -> bool:
    """`résumé!$b$8` is `Résumé!B8`; part of a document's place is enough."""
    asked, known = (folded(text.replace("$", "").replace("'", "")) for text in (at, place))
    return known == asked or ("!" not in at and bool(asked) and asked in known)
