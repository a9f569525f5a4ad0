"""Annexe D: attendances by activity; counts, never names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic_sheets.report.figures import UNKNOWN, added
from cic_sheets.report.model import Block, Figure, Head, Note, Table, Value
from cic_sheets.report.participation import LABELS, PARTS, attendance, present
from cic_sheets.report.plan import Material, section
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.participants import Participation

_HEADS = (
    Head("Activité", 46),
    *(Head(label, 14, figures=True) for label in LABELS),
    Head("Présences", 14, figures=True),
    Head("dont PBS", 12, figures=True),
    Head("dont migrants", 13, figures=True),
    Head("Personnes distinctes", 15, figures=True),
)


@section("annexe_participation", "D", "Participation")
def participation(material: Material) -> Iterator[Block]:
    """One row an activity that has attendances, and the total."""
    told = [(row, attendance(material, row)) for row in material.book.all(Activity)]
    rows = [(row, mine) for row, mine in told if mine]
    if not rows:
        return
    body = tuple((f"{row.no} – {row.title}", *_counts(mine)) for row, mine in rows)
    everyone = [one for _, mine in rows for one in mine]
    *sums, _distinct = _counts(everyone)
    yield Table("Présences par activité", _HEADS, body, ("Total", *sums, ""), wide=True)
    yield Note(
        "Une présence est une personne à une activité. Les personnes distinctes ne s'additionnent "
        "pas d'une activité à l'autre : une même personne peut venir à plusieurs."
    )


def _counts(rows: Sequence[Participation]) -> tuple[Value, ...]:
    return (
        *(_known(rows, part) for part in PARTS),
        present(rows) or UNKNOWN,
        _known(rows, "special_needs"),
        _known(rows, "migrants"),
        _known(rows, "distinct"),
    )


def _known(rows: Sequence[Participation], attr: str) -> Figure | str:
    figure = added(rows, attr)
    return figure if figure.origins else UNKNOWN
