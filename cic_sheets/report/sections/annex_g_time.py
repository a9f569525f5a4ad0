"""Annexe G: the time worked, by month and prestation, then service by service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic_sheets.report.figures import NONE_SUCH, added, names
from cic_sheets.report.model import Block, Head, Note, Table, Value
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import NOT_PRINTED, in_a_cell
from cic_sheets.report.saying import joined, month_of, say, some
from cic_sheets.sheets.lists import SERVICES
from cic_sheets.sheets.services import Service
from cic_sheets.values.days import Month


@section("annexe_temps", "G", "Temps presté")
def time_worked(material: Material) -> Iterator[Block]:
    """Hours by month and prestation; every service, a confidential text left out."""
    rows = sorted(
        (r for r in material.book.all(Service) if r.day and material.told_by_now(r.day)),
        key=lambda row: (str(row.day), row.id),
    )
    if not rows:
        return
    yield _by_month(rows)
    titles = (say("{what} : {why}", what=code, why=title) for code, title in SERVICES.items())
    yield Note(say("{parts}.", parts=joined(titles, " ; ")))
    heads = (
        Head("N°", 14),
        Head("Date", 12),
        Head("Prest.", 8),
        Head("Description", 80),
        Head("Communes", 28),
        Head("Durée", 12, figures=True),
    )
    body = tuple(_row(material, row) for row in rows)
    total = ("Total", "", "", "", "", added(rows, "hours", "h"))
    yield Table("Prestations de l'année", heads, body, total, wide=True)


def _by_month(rows: Sequence[Service]) -> Table:
    months = sorted({Month.of(row.day) for row in rows if row.day})
    heads = (
        Head("Mois", 18),
        *(Head(code, 11, figures=True) for code in SERVICES),
        Head("Total", 13, figures=True),
    )
    body = tuple(
        (
            month_of(month.first),
            *_hours([row for row in rows if row.day and Month.of(row.day) == month]),
        )
        for month in months
    )
    return Table("Heures par mois et par prestation", heads, body, ("Total", *_hours(rows)), True)


def _hours(rows: Sequence[Service]) -> tuple[Value, ...]:
    parts = (added((r for r in rows if r.prestation == code), "hours", "h") for code in SERVICES)
    return (*(part if part.origins else NONE_SUCH for part in parts), added(rows, "hours", "h"))


def _row(material: Material, row: Service) -> tuple[Value, ...]:
    said = NOT_PRINTED if row.confidential else in_a_cell(row.description)
    communes = row.communes
    where = "" if row.confidential else _where(material, communes)
    hours = added([row], "hours", "h") if row.hours is not None else None
    return row.no, row.day, row.prestation, said, where, hours


def _where(material: Material, communes: tuple[str, ...]) -> str:
    if len(communes) > 3:
        return some(len(communes), "commune")
    return names(material.book, communes)
