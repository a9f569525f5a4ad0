"""1 Résumé: the year on a page, in words and in figures."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.settlement import LedgerMonth
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.charts import CHARTS
from cic_sheets.report.fields import FIELDS
from cic_sheets.report.figures import ledger_figure
from cic_sheets.report.model import (
    Block,
    Chart,
    Head,
    Heading,
    Paragraph,
    Series,
    Table,
    origins_of,
)
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.report.saying import Said, joined, money, say
from cic_sheets.values.money import EUR

TITLE = "Résumé"

_WORK = (
    ("Communes du groupe", "nb_communes"),
    ("Heures prestées", "heures_prestees"),
    ("Missions hors du domicile", "nb_missions"),
    ("Activités collectives réalisées", "nb_activites_realisees"),
    ("Participations", "nb_participations"),
    ("dont femmes", "nb_participations_femmes"),
    ("Partages de connaissances", "nb_partages"),
    ("Candidatures à un financement", "nb_candidatures"),
    ("Positions portées par le groupe", "nb_plaidoyers"),
)
_MONEY = (
    ("Frais demandés", "total_demande"),
    ("Frais remboursables", "total_remboursable"),
    ("Frais refusés", "total_refuse"),
    ("Frais en attente", "total_en_attente"),
    ("Honoraires dus", "honoraires_dus"),
)


@section("resume", "1", TITLE)
def summary(material: Material) -> Iterator[Block]:
    """Prose, the year in figures, the curve of the average cap."""
    yield from opening(material, TITLE)
    yield Heading("L'année en chiffres")
    yield _figures("Le travail de l'année", _WORK, material)
    settled = material.year.settled
    if settled is None:
        return
    yield _figures("Les frais de l'année", _MONEY, material)
    ledger = settled.settlement.ledger
    if ledger and any(month.left for month in ledger):
        yield Heading("Les frais et leur plafond")
        fields = ("plafond_cumule", "plafond_retenu", "moyenne_mensuelle", "marge_plafond")
        values = (FIELDS[name].value(material) for name in fields)
        cells = (cell for value in values for cell in origins_of(value))
        yield Paragraph(_cap_in_words(material, ledger[-1]).behind(cells))
        yield _cap_curve(settled)


def _figures(caption: str, lines: tuple[tuple[str, str], ...], material: Material) -> Table:
    rows = tuple((label, FIELDS[name].value(material)) for label, name in lines)
    heads = (Head("Repère", 7), Head("Valeur", 3, figures=True))
    return Table(
        caption, heads, tuple((label, value) for label, value in rows if value is not None)
    )


def _cap_in_words(material: Material, last: LedgerMonth) -> Said:
    said = say(
        "Les frais de mission et de communication sont remboursés dans la limite d'une moyenne de "
        "{cap} par mois. Au {day}, le plafond cumulé est de {allowance} ; les frais retenus "
        "atteignent {left}, soit {average} par mois.",
        cap=money(material.book.setting("plafond_mensuel"), EUR),
        day=material.as_of,
        allowance=money(last.allowance, EUR),
        left=money(last.left, EUR),
        average=money(last.average, EUR),
    )
    if last.waiting:
        rest = say("{amount} dépassent le plafond.", amount=money(last.waiting, EUR))
    else:
        rest = say("Le plafond laisse une marge de {amount}.", amount=money(last.room, EUR))
    return joined((said, rest), " ")


def _cap_curve(settled: Settled) -> Chart:
    ledger = settled.settlement.ledger

    def series(name: str, attr: str) -> Series:
        return Series.of(name, (ledger_figure(settled, month, attr) for month in ledger))

    return Chart(
        CHARTS["plafond"],
        "line",
        tuple(_month(month) for month in ledger),
        (
            series("Plafond cumulé", "allowance"),
            series("Frais retenus", "left"),
            series("Remboursable", "reimbursable"),
        ),
        EUR,
        "plafond",
    )


_SHORT = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip


def _month(month: LedgerMonth) -> str:
    """`janv.` when it starts on the 1st, else its first day."""
    if month.start.day == 1:
        return _SHORT[month.start.month - 1]
    return say("dès le {day}", day=f"{month.start:%d/%m}")
