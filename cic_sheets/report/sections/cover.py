"""Cover: which convention, whose, for whom, seen from which day."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import number_of, period
from cic_sheets.report.model import Block, Head, Table, Value
from cic_sheets.report.origins import cited, convention_cells
from cic_sheets.report.plan import Material, section
from cic_sheets.report.saying import long_day


@section("couverture", "", "Couverture")
def cover(material: Material) -> Iterator[Block]:
    """The identity of the report, as a table of two columns."""
    convention = material.year.convention
    if convention is None:
        return
    rank, dates = convention.rank, convention_cells(material.book)
    rows: list[tuple[str, Value]] = [
        ("Convention", convention.no),
        ("Rang", None if rank is None else number_of(rank, cited([convention], "rank"))),
        ("Période", period(convention.start, convention.end).behind(dates)),
        ("Chargé(e) de mission", convention.coordinator),
        ("Commune du domicile", convention.home_town),
        ("Commanditaire", convention.client),
        ("Situation au", long_day(material.as_of).behind(dates)),
    ]
    known = tuple((label, value) for label, value in rows if value not in (None, ""))
    yield Table("", (Head("", 3), Head("", 7)), known)
