"""9 Financements: what was watched and passed on, who applied, what was obtained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.report.figures import group_or_names, money_of, name_of
from cic_sheets.report.model import Block, Head, Heading, Paragraph, Table
from cic_sheets.report.origins import cited
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.report.saying import Said, joined, money, say, some
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.fundings import Funding

TITLE = "Financements"


@section("financements", "9", TITLE)
def fundings(material: Material) -> Iterator[Block]:
    """Prose, the watch, the applications; currencies are never added together."""
    yield from opening(material, TITLE)
    yield from _watch(material)
    yield from _applications(material)


def _watch(material: Material) -> Iterator[Block]:
    rows = [row for row in material.book.all(Funding) if material.told_by_now(row.shared_on)]
    if not rows:
        return
    heads = (
        Head("Dispositif", 28),
        Head("Bailleur", 22),
        Head("Montants", 24),
        Head("Clôture", 12),
        Head("Diffusé le", 12),
        Head("Communes informées", 16),
    )
    body = tuple(
        (
            row.scheme,
            row.funder,
            _range(row).behind(cited([row], "least", "most", "currency")),
            row.closes_on,
            row.shared_on,
            group_or_names(material.book, row.communes, row.shared_on),
        )
        for row in rows
    )
    yield Heading("Veille")
    yield Table("Financements suivis et diffusés", heads, body)


def _range(row: Funding) -> Said:
    least, most, currency = row.least, row.most, row.currency
    if least is not None and most is not None:
        return say("{least} à {most}", least=money(least), most=money(most, currency))
    if most is not None:
        return say("jusqu'à {most}", most=money(most, currency))
    return say("dès {least}", least=money(least, currency)) if least is not None else say("")


def _applications(material: Material) -> Iterator[Block]:
    rows = [row for row in material.book.all(Application) if material.told_by_now(row.filed_on)]
    if not rows:
        return
    heads = (
        Head("Commune", 19),
        Head("Dispositif", 22),
        Head("Porteur", 20),
        Head("Déposée le", 12),
        Head("Demandé", 15, figures=True),
        Head("Obtenu", 15, figures=True),
        Head("Résultat", 12),
    )
    body = tuple(
        (
            name_of(material.book, row.commune),
            _scheme(material, row),
            row.holder,
            row.filed_on,
            money_of(row, "asked", row.currency),
            money_of(row, "obtained", row.currency),
            row.result,
        )
        for row in rows
    )
    yield Heading("Candidatures")
    filed = [row for row in rows if material.of_this_year(row.filed_on)]
    if filed:
        cells = cited(filed, "no", "asked", "obtained", "currency")
        yield Paragraph(_in_words(filed).behind(cells))
    yield Table("Candidatures déposées", heads, body)


def _scheme(material: Material, row: Application) -> str:
    funding = material.book.find(Funding, row.funding)
    return (funding.scheme if funding else None) or row.funding or ""


def _in_words(rows: Sequence[Application]) -> Said:
    """How many, and the amounts of each currency apart."""
    said = [some(len(rows), "candidature déposée", "candidatures déposées")]
    for currency in dict.fromkeys(row.currency for row in rows if row.currency):
        mine = [row for row in rows if row.currency == currency]
        asked = sum((row.asked for row in mine if row.asked is not None), Decimal(0))
        obtained = sum((row.obtained for row in mine if row.obtained is not None), Decimal(0))
        said.append(
            say(
                "en {currency}, {asked} demandés et {obtained} obtenus à ce jour",
                currency=currency,
                asked=money(asked, currency),
                obtained=money(obtained, currency),
            )
        )
    return say("{parts}.", parts=joined(said, " ; "))
