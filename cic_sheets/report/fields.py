"""What a template may ask for by name: each field declared once, name, meaning, computation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.group.members import active
from cic_sheets.money.settlement import LedgerMonth
from cic_sheets.report.evaluation import response
from cic_sheets.report.fields_words import IN_WORDS, in_letters, meaning_in_words
from cic_sheets.report.figures import (
    added,
    cells_of_lines,
    count,
    eur,
    faulty_cells,
    part_of_lines,
)
from cic_sheets.report.model import Field, Figure, Value
from cic_sheets.report.origins import cited, convention_cells, rule_cells
from cic_sheets.report.participation import attendances, is_held
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.registry import Registry
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.services import Service
from cic_sheets.sheets.visibility import Appearance
from cic_sheets.values.cells import CellRef

_Origins = Callable[[Material], tuple[CellRef, ...]]


def _none(material: Material) -> tuple[CellRef, ...]:
    return ()


class _Declared(NamedTuple):
    name: str
    meaning: str
    value: Callable[[Material], Value]
    cells: _Origins


FIELDS: Registry[_Declared] = Registry("field")


def fields_of(material: Material) -> Mapping[str, Field]:
    """Every field with its value this year."""
    return {
        one.name: Field(one.name, one.meaning, one.value(material), one.cells(material))
        for one in FIELDS
    }


def field(
    name: str, meaning: str, value: Callable[[Material], Value], cells: _Origins = _none
) -> None:
    """Declare a field; `cells` are those behind a value that does not know its own."""
    FIELDS.add(name, _Declared(name, meaning, value, cells))


def _amount(name: str, meaning: str, value: Callable[[Material], Value]) -> None:
    """Declare an amount of money twice: in figures and in words."""
    field(name, meaning, value)
    words = meaning_in_words(meaning)
    field(name + IN_WORDS, words, lambda material: in_letters(material.book, value(material)))


def _convention(name: str, attr: str, meaning: str) -> None:
    def value(material: Material) -> Value:
        found: Value = getattr(material.year.convention, attr, None)
        return found

    field(name, meaning, value, lambda material: convention_cells(material.book, attr))


# --- The convention -----------------------------------------------------------------------------

_convention("convention_numero", "no", "Numéro de la convention")
_convention("convention_rang", "rank", "Rang de la convention (1 pour la première)")
_convention("periode_debut", "start", "Premier jour de la convention")
_convention("periode_fin", "end", "Dernier jour de la convention")
_convention("charge_de_mission", "coordinator", "Nom du ou de la chargé(e) de mission")
_convention("adresse", "address", "Adresse du ou de la chargé(e) de mission")
_convention("commune_domicile", "home_town", "Commune du domicile")
_convention("commanditaire", "client", "Organisme qui engage et à qui s'adresse le rapport")
_convention("adresse_commanditaire", "client_address", "Adresse du commanditaire")


def _year(material: Material) -> Value:
    convention = material.year.convention
    if convention is None or convention.start is None:
        return None
    first, last = convention.start.year, (convention.end or convention.start).year
    return str(first) if first == last else f"{first}-{last}"


def _dates(material: Material) -> tuple[CellRef, ...]:
    return convention_cells(material.book)


def _faults(material: Material) -> tuple[CellRef, ...]:
    return faulty_cells(material.findings, Severity.E)


field("annee", "Année du rapport", _year, _dates)
field("date_situation", "Jour d'où l'année est vue", lambda material: material.as_of, _dates)
field(
    "etat_du_rapport",
    "« Brouillon » tant que le classeur a des erreurs, sinon « Version finale »",
    lambda material: "Brouillon" if material.draft else "Version finale",
    _faults,
)

# --- The money ----------------------------------------------------------------------------------


def _part(name: str, part: str, meaning: str) -> None:
    def value(material: Material) -> Value:
        settled = material.year.settled
        return part_of_lines(settled, settled.settlement.lines, part) if settled else None

    _amount(name, meaning, value)


_part("total_demande", "claimed", "Total demandé en remboursement, toutes lignes, en EUR")
_part("total_remboursable", "reimbursable", "Total remboursable, en EUR")
_part("total_refuse", "refused", "Total refusé, en EUR")
_part("total_en_attente", "pending", "Total en attente, en EUR")


def _rule_cells(material: Material, key: str) -> tuple[CellRef, ...]:
    """A rule's cell, if the workbook has it, and the convention's two dates."""
    return (*rule_cells(material.book, key), *_dates(material))


def _fees(material: Material) -> Figure | None:
    settled = material.year.settled
    if settled is None:
        return None
    return eur(settled.settlement.balance.fees_due, _rule_cells(material, "honoraires_mensuels"))


def _paid(material: Material) -> Figure | None:
    settled = material.year.settled
    if settled is None:
        return None
    rows = [row for row in material.book.all(Payment) if material.told_by_now(row.day)]
    return eur(settled.settlement.balance.paid, cited(rows, "amount", "kind", "day"))


def _balance(material: Material) -> Value:
    settled, fees, paid = material.year.settled, _fees(material), _paid(material)
    if settled is None or fees is None or paid is None:
        return None
    kept = part_of_lines(settled, settled.settlement.lines, "reimbursable")
    cells = dict.fromkeys((*kept.origins, *fees.origins, *paid.origins))
    return eur(settled.settlement.balance.balance, cells)


_amount("honoraires_dus", "Honoraires des mois écoulés, en EUR", _fees)
_amount("total_paye", "Total payé par le commanditaire, en EUR", _paid)
_amount("solde", "Remboursable et honoraires dus, moins ce qui est payé, en EUR", _balance)


def _ledger(name: str, meaning: str, take: Callable[[LedgerMonth], Decimal]) -> None:
    """A figure of the ledger's last month: from the cap's rule and the lines under it."""

    def value(material: Material) -> Value:
        settled = material.year.settled
        if settled is None or not settled.settlement.ledger:
            return None
        capped = [line for line in settled.settlement.lines if line.capped]
        lines = cells_of_lines(settled, capped, "left")
        scope = rule_cells(material.book, "plafond_portee", "plafond_lecture")
        cells = (*_rule_cells(material, "plafond_mensuel"), *scope, *lines)
        return eur(take(settled.settlement.ledger[-1]), dict.fromkeys(cells))

    field(name, meaning, value)


_ledger("plafond_cumule", "Plafond moyen cumulé à ce jour, en EUR", lambda month: month.allowance)
_ledger("plafond_retenu", "Frais retenus sous le plafond à ce jour, en EUR", lambda m: m.left)
_ledger("moyenne_mensuelle", "Frais retenus par mois écoulé, en EUR", lambda month: month.average)
_ledger("marge_plafond", "Ce que le plafond laisse encore à ce jour, en EUR", lambda m: m.room)

# --- The work -----------------------------------------------------------------------------------


def _activities(material: Material) -> Figure:
    return count(material.book.all(Activity))


def _held(material: Material) -> Figure:
    return count(row for row in material.book.all(Activity) if is_held(material, row))


def _services(material: Material) -> list[Service]:
    return [row for row in material.book.all(Service) if material.told_by_now(row.day)]


def _present(*parts: str) -> Callable[[Material], Value]:
    def value(material: Material) -> Value:
        rows = attendances(material)
        figures = [added(rows, part) for part in parts]
        cells = tuple(cell for figure in figures for cell in figure.origins)
        return Figure(sum((f.amount for f in figures), Decimal(0)), "", cells) if cells else None

    return value


field(
    "nb_communes",
    "Communes du groupe ce jour-là",
    lambda material: count(active(material.book, material.as_of)),
)
field("heures_prestees", "Heures prestées", lambda m: added(_services(m), "hours", "h"))
field(
    "nb_missions",
    "Missions hors du domicile",
    lambda m: count(
        row
        for row in m.book.all(Mission)
        if m.told_by_now(row.departure.date() if row.departure else None)
    ),
)
field(
    "nb_depenses",
    "Lignes de dépenses",
    lambda m: count(row for row in m.book.all(Expense) if m.told_by_now(row.day)),
)
field("nb_activites_prevues", "Activités collectives inscrites", _activities)
field("nb_activites_realisees", "Activités collectives réalisées", _held)
field(
    "nb_participations",
    "Participations : une personne présente à une activité, comptée chaque fois",
    _present("young_women", "young_men", "adult_women", "adult_men"),
)
field(
    "nb_participations_femmes",
    "Participations de femmes",
    _present("young_women", "adult_women"),
)
field(
    "nb_partages",
    "Partages de connaissances",
    lambda m: count(row for row in m.book.all(Exchange) if m.told_by_now(row.day)),
)
field(
    "nb_financements",
    "Financements que la veille a diffusés",
    lambda m: count(
        row
        for row in m.book.all(Funding)
        if row.shared_on is not None and m.of_this_year(row.shared_on)
    ),
)
field(
    "nb_candidatures",
    "Candidatures déposées",
    lambda m: count(
        row
        for row in m.book.all(Application)
        if row.filed_on is not None and m.of_this_year(row.filed_on)
    ),
)
field(
    "nb_visibilite",
    "Actions de visibilité et représentations",
    lambda m: count(row for row in m.book.all(Appearance) if m.told_by_now(row.day)),
)
field(
    "nb_plaidoyers",
    "Positions portées, sans les lignes confidentielles",
    lambda m: count(
        row for row in m.book.all(Advocacy) if not row.confidential and m.told_by_now(row.day)
    ),
)
field(
    "taux_reponse_evaluation",
    "Communes actives qui ont évalué la coordination, en pour cent",
    lambda material: response(material).rate,
)
field(
    "note_evaluation",
    "Moyenne de toutes les notes de l'évaluation, de 1 à 5",
    lambda material: response(material).mean,
)
