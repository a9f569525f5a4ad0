"""7 Activités collectives: what was done together, who came, what it cost against its budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.money.settlement import BudgetUse
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.charts import CHARTS
from cic_sheets.report.figures import (
    UNKNOWN,
    eur,
    name_of,
    names,
    number_of,
    percent,
    period,
    spending_cells,
)
from cic_sheets.report.model import (
    Block,
    Chart,
    Figure,
    Head,
    Heading,
    Paragraph,
    Series,
    Table,
    Value,
)
from cic_sheets.report.origins import cited
from cic_sheets.report.participation import MEN, WOMEN, attendance, attendances, is_held, present
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening, prose
from cic_sheets.report.saying import Said, joined, say
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.participants import Participation

TITLE = "Activités collectives"


@section("collectives", "7", TITLE)
def collective(material: Material) -> Iterator[Block]:
    """Prose, an overview, each held activity, participation, budgets."""
    yield from opening(material, TITLE)
    activities = material.book.all(Activity)
    if not activities:
        return
    held = [row for row in activities if is_held(material, row)]
    if held:
        yield _overview(material, held)
    for row in held:
        yield from _one(material, row)
    yield from _participation(material)
    yield from _budgets(material)


def _overview(material: Material, rows: Sequence[Activity]) -> Table:
    heads = (
        Head("N°", 8),
        Head("Activité", 38),
        Head("Type", 13),
        Head("Réalisée", 17),
        Head("Communes", 11, figures=True),
        Head("Présences", 11, figures=True),
        Head("dont femmes", 11, figures=True),
    )
    body = tuple(
        (
            row.no,
            row.title,
            row.kind,
            period(row.held_from, row.held_to),
            number_of(len(row.communes), cited([row], "communes")),
            present(attendance(material, row)) or UNKNOWN,
            present(attendance(material, row), WOMEN) or UNKNOWN,
        )
        for row in rows
    )
    return Table("Activités collectives réalisées", heads, body)


def _one(material: Material, row: Activity) -> Iterator[Block]:
    yield Heading(f"{row.no} – {row.title}")
    told = ("held_from", "held_to", "place", "host", "communes", "audiences")
    yield Paragraph(_where(material, row).behind(cited([row], *told)))
    yield from prose(row.objective, "Objectif.")
    yield from prose(row.results, "Résultats.")
    yield from prose(row.difficulties, "Difficultés.")
    yield from prose(row.next_steps, "Suites.")


def _where(material: Material, row: Activity) -> Said:
    parts = [period(row.held_from, row.held_to), row.place or ""]
    if row.host:
        parts.append(say("commune hôte : {host}", host=name_of(material.book, row.host)))
    if row.communes:
        communes = names(material.book, row.communes)
        parts.append(say("communes participantes : {communes}", communes=communes))
    if row.audiences:
        parts.append(say("publics : {audiences}", audiences=joined(row.audiences)))
    return say("{parts}.", parts=joined(parts, " ; "))


def _participation(material: Material) -> Iterator[Block]:
    """Women and men by commune; people from outside the communes last."""
    rows = attendances(material)
    by_commune: dict[str, list[Participation]] = {}
    for row in rows:
        by_commune.setdefault(row.commune or "", []).append(row)
    told = {
        code: (_number(mine, WOMEN), _number(mine, MEN))
        for code, mine in sorted(by_commune.items(), key=lambda pair: (not pair[0], pair[0]))
        if present(mine)
    }
    if told:
        yield Heading("Participation")
        yield Chart(
            CHARTS["participation"],
            "stack",
            tuple(name_of(material.book, code) or "Partenaires" for code in told),
            (
                Series.of("Femmes", (women for women, _ in told.values())),
                Series.of("Hommes", (men for _, men in told.values())),
            ),
            name="participation",
        )


def _number(rows: Sequence[Participation], parts: tuple[str, ...]) -> Figure:
    return present(rows, parts) or number_of(0, cited(rows))


def _budgets(material: Material) -> Iterator[Block]:
    settled = material.year.settled
    if settled is None or not settled.settlement.budgets:
        return
    heads = (
        Head("Activité", 34),
        Head("Budget", 14, figures=True),
        Head("Engagé", 14, figures=True),
        Head("Dépensé", 14, figures=True),
        Head("Reste", 14, figures=True),
        Head("Exécution", 10, figures=True),
    )
    uses = settled.settlement.budgets
    activities = dict.fromkeys(use.activity for use in uses)
    body = tuple(
        (
            _title(material, activity),
            *_amounts(settled, [use for use in uses if use.activity == activity]),
        )
        for activity in activities
    )
    yield Heading("Budget")
    yield Paragraph(
        "Ces budgets sont distincts des frais de la coordination et n'entrent pas dans le plafond "
        "moyen. Le dépensé est ce qui est remboursable ; l'engagé y ajoute ce qui est en attente."
    )
    yield Table(
        "Activités collectives : budget et dépenses",
        heads,
        body,
        ("Total", *_amounts(settled, uses)),
    )


def _title(material: Material, number: str | None) -> str:
    activity = material.book.find(Activity, number)
    return f"{number} – {activity.title}" if activity and activity.title else number or UNKNOWN


def _amounts(settled: Settled, uses: Sequence[BudgetUse]) -> tuple[Value, ...]:
    typed = cited((settled.rows["budget"][use.id] for use in uses), "amount", "activity")
    lines = spending_cells(settled, (line for use in uses for line in use.lines))

    def total(attr: str) -> Decimal:
        return sum((getattr(use, attr) for use in uses), Decimal("0.00"))

    rate = percent(total("spent"), total("budget"))
    return (
        eur(total("budget"), typed),
        eur(total("committed"), lines or typed),
        eur(total("spent"), lines or typed),
        eur(total("left"), (*typed, *lines)),
        Figure(rate, "%", (*typed, *lines)) if rate is not None else UNKNOWN,
    )
