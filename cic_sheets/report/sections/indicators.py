"""5 Indicateurs: base, target, actual; who is counted; each commune's value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.group.members import active
from cic_sheets.report.charts import CHARTS
from cic_sheets.report.figures import NONE_SUCH, UNKNOWN, name_of
from cic_sheets.report.indicators import OVERLAYS, PARTS, Reached, reached
from cic_sheets.report.model import (
    Block,
    Chart,
    Figure,
    Head,
    Heading,
    Note,
    Series,
    Table,
    Value,
)
from cic_sheets.report.origins import Cells, cited
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.report.saying import say, some
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import NONE

TITLE = "Indicateurs"
_LONGEST = 48  # letters beside a bar


@section("indicateurs", "5", TITLE)
def indicators(material: Material) -> Iterator[Block]:
    """Prose, the table against targets, the chart, the parts, the communes one by one."""
    yield from opening(material, TITLE)
    rows = reached(material)
    if not rows:
        return
    yield Heading("Base, cible et réalisé")
    yield _against_targets(rows)
    yield from _partial(rows)
    yield from _chart(rows)
    yield from _people(rows)
    yield from _by_commune(material, rows)


def _against_targets(rows: Sequence[Reached]) -> Table:
    heads = (
        Head("Code", 8),
        Head("Indicateur", 36),
        Head("Unité", 13),
        Head("Base", 9, figures=True),
        Head("Cible", 9, figures=True),
        Head("Réalisé", 10, figures=True),
        Head("Part de la cible", 11, figures=True),
        Head("Communes", 11, figures=True),
    )
    body = tuple(
        (
            row.indicator.code,
            row.indicator.label,
            row.indicator.unit,
            _typed(row.indicator, "baseline"),
            _typed(row.indicator, "year_target"),
            row.actual or (NONE_SUCH if row.indicator.over_communes == NONE else UNKNOWN),
            _share(row),
            say("{part} sur {whole}", part=len(row.by_commune), whole=row.expected).behind(
                _measured(row)
            ),
        )
        for row in rows
    )
    return Table("Indicateurs : base, cible de l'année et réalisé", heads, body)


def _share(row: Reached) -> Value:
    """What part of the target is reached."""
    if row.share is None or row.actual is None:
        return NONE_SUCH
    aims = cited([row.indicator], "year_target", "baseline", "direction")
    return Figure(row.share, "%", (*row.actual.origins, *aims))


def _measured(row: Reached) -> Cells:
    """The measures of every commune."""
    return tuple(cell for figure in row.by_commune.values() for cell in figure.origins)


def _typed(indicator: Indicator, attr: str) -> Value:
    value: Decimal | None = getattr(indicator, attr)
    return UNKNOWN if value is None else Figure(value, "", (indicator.at(attr),))


def _partial(rows: Sequence[Reached]) -> Iterator[Block]:
    short = [row.indicator.code or "" for row in rows if len(row.by_commune) < row.expected]
    if short:
        yield Note(
            say(
                "« {unknown} » : non disponible. Les communes sans mesure ne comptent pas pour "
                "zéro ; {count} en manque : {codes}.",
                unknown=UNKNOWN,
                count=some(len(short), "indicateur"),
                codes=", ".join(short),
            )
        )


def _chart(rows: Sequence[Reached]) -> Iterator[Block]:
    shares = [
        (_named(row.indicator), share) for row in rows if isinstance(share := _share(row), Figure)
    ]
    if shares:
        yield Chart(
            CHARTS["cibles"],
            "bar",
            tuple(name for name, _ in shares),
            (Series.of("Part de la cible", (share for _, share in shares)),),
            "%",
            "cibles",
        )


def _named(indicator: Indicator) -> str:
    """Its code and what it counts, as short as the side of a chart asks."""
    whole = f"{indicator.code or ''} {indicator.label or ''}".strip()
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rsplit(' ', 1)[0]}…"


def _people(rows: Sequence[Reached]) -> Iterator[Block]:
    labels = ("Jeunes femmes", "Jeunes hommes", "Femmes adultes", "Hommes adultes")
    overlays = ("dont PBS", "dont migrants")
    told = [row for row in rows if row.parts]
    if not told:
        return
    heads = (
        Head("Code", 8),
        *(Head(label, 13, figures=True) for label in (*labels, *overlays)),
    )
    body = []
    for row in told:
        parts = dict(row.parts)
        known = (parts.get(part) or UNKNOWN for part in (*PARTS, *OVERLAYS))
        body.append((row.indicator.code, *known))
    yield Heading("Personnes comptées")
    yield Table("Personnes par sexe et par âge", heads, tuple(body))
    yield Note(
        "Les personnes à besoins spécifiques (PBS) et les personnes migrantes sont déjà comptées "
        "dans les quatre premières colonnes."
    )


def _by_commune(material: Material, rows: Sequence[Reached]) -> Iterator[Block]:
    communes = [commune.id for commune in active(material.book, material.as_of)]
    communes += [code for row in rows for code in row.by_commune if code not in communes]
    communes = list(dict.fromkeys(communes))
    if not communes:
        return
    codes = [row.indicator.code or "" for row in rows]
    heads = (Head("Commune", 24), *(Head(code, 9, figures=True) for code in codes))
    body = tuple(
        (name_of(material.book, commune), *(row.by_commune.get(commune, UNKNOWN) for row in rows))
        for commune in communes
    )
    yield Heading("Valeurs par commune")
    yield Table("Indicateurs par commune", heads, body)
