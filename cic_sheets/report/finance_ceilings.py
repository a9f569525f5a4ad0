"""What lines draw on together: approvals, the scales' shared ceilings, receipts, declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from decimal import Decimal
from fractions import Fraction

from cic_sheets.money.case import DECLARES, MEAL, NIGHT, Line, Mission, Scale
from cic_sheets.money.rates import factor
from cic_sheets.money.settlement import ScaleUse
from cic_sheets.money.year import NoRate, Year
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, Pointer, listed
from cic_sheets.report.finance_road import NOTHING
from cic_sheets.report.model import Figure
from cic_sheets.sheets.approvals import Approval
from cic_sheets.values.cells import CellRef
from cic_sheets.values.days import meals, midnights
from cic_sheets.values.money import EUR, ZERO, Ratio, as_decimal, total

_JOINT = " ; "

Cells = tuple[CellRef, ...]


@listed(
    "accords",
    "Les accords préalables, et ce que les dépenses en ont consommé",
    no="Numéro de l'accord",
    rang="Rang de l'accord dans cette liste",
    portee="Ce que l'accord couvre",
    objet="Objet de la demande",
    decision="Décision",
    decide_le="Date de la décision",
    preuve="Fichier qui prouve la décision ; l'ouvre quand le rapport sait où il est",
    encode="Montant validé, tel qu'encodé, en EUR",
    accorde="Montant qui peut être consommé, en EUR : nul tant que l'accord n'est pas validé",
    consomme="Ce que les dépenses en ont consommé, en EUR",
    reste="Ce qui en reste, en EUR",
    lignes="Lignes qui l'ont consommé",
    premiere="La première de ces lignes ; mène à elle",
)
def approvals(accounts: Accounts) -> Iterator[Entries]:
    """Every approval, in the order of their numbers."""
    settled = accounts.settled
    for rank, use in enumerate(settled.settlement.approvals if settled else (), start=1):
        assert settled is not None
        row = settled.rows["approval"][use.id]
        assert isinstance(row, Approval)
        granted = (row.at("granted"), row.at("decision"))
        lines = [number for number, _, _ in use.by]
        cells = (*granted, *_amounts(settled, lines))
        yield {
            "no": use.id,
            "rang": rank,
            "portee": row.scope,
            "objet": row.subject,
            "decision": row.decision,
            "decide_le": row.decided_on,
            "preuve": accounts.file(row.evidence),
            "encode": Figure(row.granted, EUR, granted[:1]) if row.granted is not None else None,
            "accorde": eur(use.amount, granted),
            "consomme": eur(use.consumed, cells),
            "reste": eur(use.left, cells),
            "lignes": _JOINT.join(lines),
            "premiere": _lines(lines[:1]),
        }


def _amounts(settled: Settled, numbers: Iterable[str]) -> Cells:
    return tuple(settled.expense(number).at("amount") for number in numbers)


def _lines(numbers: list[str]) -> Entry:
    return Pointer(_JOINT.join(numbers), "depenses", numbers[0]) if numbers else None


# --- Scales ---------------------------------------------------------------------------------------


@listed(
    "plafonds",
    "Les plafonds de barème que des lignes se partagent",
    cle="Barème, et la mission ou le mois dont les lignes le partagent",
    rang="Rang du plafond dans cette liste",
    bareme="Numéro du barème",
    categorie="Catégorie",
    mode="plafond ou forfait",
    mission="Numéro de la mission ; « – » : les lignes d'un mois sans mission",
    mois="Rang du mois de convention des lignes sans mission",
    unite="Unité",
    montant="Montant pour une unité, dans la devise du barème",
    devise="Devise du barème",
    demandee="Quantité que les lignes demandent ensemble",
    depart="Départ de la mission",
    retour="Retour de la mission",
    heure_1="Première heure de repas, si l'unité est le repas",
    heure_2="Seconde heure de repas, si l'unité est le repas",
    voyage="Nuits ou repas que le voyage compte ; vide si rien ne les borne",
    offerts="Nuits ou repas offerts",
    place="Nuits ou repas que le voyage laisse ; vide si rien ne les borne",
    comptee="Quantité comptée",
    plafond="Plafond, dans la devise du barème",
    utilise="Ce que les lignes en ont utilisé, dans la devise du barème",
    reste="Ce qui en reste, dans la devise du barème",
    lignes="Lignes qui le partagent ; mène à la première",
)
def ceilings(accounts: Accounts) -> Iterator[Entries]:
    """Every ceiling, in the order in which lines first meet it."""
    settled = accounts.settled
    if settled is None:
        return
    scales = {row.id: row for row in settled.case.scales}
    missions = {row.id: row for row in settled.case.missions}
    for rank, use in enumerate(settled.settlement.scales, start=1):
        scale = scales[use.scale]
        shared = f"mois {use.month}" if use.mission is None else use.mission
        rate = (settled.rows["scale"][use.scale].at("amount"),)
        typed = tuple(settled.expense(number).at("quantity") for number in use.lines)
        lines = (*rate, *typed, *_amounts(settled, use.lines))
        yield {
            "cle": f"{use.scale} – {shared}",
            "rang": rank,
            "bareme": use.scale,
            "categorie": scale.category,
            "mode": scale.mode,
            "mission": use.mission or "–",
            "mois": use.month,
            "unite": scale.unit,
            "montant": Figure(scale.amount or ZERO, use.currency, rate),
            "devise": use.currency,
            "demandee": Figure(use.claimed_quantity, "", typed),
            **_room(settled, scale, use, missions.get(use.mission or "")),
            "comptee": Figure(use.quantity, "", typed),
            "plafond": Figure(use.ceiling, use.currency, (*rate, *typed)),
            "utilise": Figure(use.used, use.currency, lines),
            "reste": Figure(use.ceiling - use.used, use.currency, lines),
            "lignes": _lines(list(use.lines)),
        }


def _room(
    settled: Settled, scale: Scale, use: ScaleUse, mission: Mission | None
) -> dict[str, Entry]:
    """Departure and return, and what they leave room for; nothing where nothing bounds."""
    names = ("depart", "retour", "heure_1", "heure_2", "voyage", "offerts", "place")
    empty: dict[str, Entry] = dict.fromkeys(names)
    if use.room is None or mission is None or not (mission.departure and mission.back):
        return empty
    row = settled.rows["mission"][mission.id]
    cells = (row.at("departure"), row.at("back"))
    if scale.unit == NIGHT:
        hours: list[Decimal | None] = [None, None]
        trip, given = midnights(mission.departure, mission.back), mission.nights
        offered = (row.at("nights_offered"),)
    else:
        assert scale.unit == MEAL
        times = (settled.case.policies.lunch, settled.case.policies.dinner)
        hours = [_part_of_day(one) for one in times]
        trip, given = meals(mission.departure, mission.back, times), mission.meals
        offered = (row.at("meals_offered"),)
    return {
        "depart": mission.departure,
        "retour": mission.back,
        "heure_1": hours[0],
        "heure_2": hours[1],
        "voyage": Figure(Decimal(trip), "", cells),
        "offerts": Figure(Decimal(given), "", offered),
        "place": Figure(Decimal(use.room), "", (*cells, *offered)),
    }


def _part_of_day(hour: time) -> Decimal:
    """A time as Excel keeps it: a part of a day, to its fifteen digits."""
    seconds = hour.hour * 3600 + hour.minute * 60 + hour.second
    return (Decimal(seconds) / 86_400).quantize(Decimal("1E-15"))


# --- Lost receipts --------------------------------------------------------------------------------


@listed(
    "attestations",
    "Les lignes que des attestations de perte justifient, face à leur plafond",
    no="Numéro de la ligne ; mène à elle",
    rang="Rang de la ligne dans la liste des dépenses",
    plafond="Plafond d'une ligne, en EUR ; vide s'il n'y en a pas",
    taux="Unités de la devise pour 1 EUR",
    converti="Plafond dans la devise de la ligne",
    devise="Devise de la ligne",
    utilise="Ce que les attestations en justifient, dans la devise de la ligne",
    reste="Ce qui reste du plafond, dans la devise de la ligne",
)
def declarations(accounts: Accounts) -> Iterator[Entries]:
    """Every line that a declaration serves."""
    settled = accounts.settled
    if settled is None:
        return
    roles = {row.id: row.role for row in settled.case.receipts}
    typed = {line.id: line for line in settled.case.lines}
    year = Year(settled.case)
    for rank, line in enumerate(settled.settlement.lines, start=1):
        used = [part for number, part in line.used if roles.get(number) == DECLARES]
        if used:
            cells = (settled.expense(line.id).at("receipts"),)
            yield {
                "no": Pointer(line.id, "depenses", line.id),
                "rang": rank,
                **_limit(year, typed[line.id], Fraction(total(used)), cells),
            }


def _limit(year: Year, line: Line, used: Fraction, cells: Cells) -> dict[str, Entry]:
    """The ceiling of a line's declarations, what is used of it and what is left."""
    ceiling, currency = year.policies.declaration_line, line.currency or ""
    into: Ratio | NoRate = factor(year, line, ceiling.currency, currency) if ceiling else Decimal(0)
    units = NOTHING if isinstance(into, NoRate) else Fraction(into)
    limit = Fraction(ceiling.amount) * units if ceiling else NOTHING
    return {
        "plafond": eur(ceiling.amount) if ceiling else None,
        "taux": Figure(as_decimal(units, 15), "", cells) if ceiling else None,
        "converti": Figure(as_decimal(limit), currency, cells) if ceiling else None,
        "devise": currency,
        "utilise": Figure(as_decimal(used), currency, cells),
        "reste": Figure(as_decimal(limit - used), currency, cells) if ceiling else None,
    }
