"""DEP-09, 10: lines that look alike, and two kinds of the same cost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import (
    TERMS,
    asks_for_money,
    declared,
    filled,
    in_service_order,
    lines_of,
)
from cic_sheets.rules.rooms import beyond_room
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import FLAT, KM, LODGING, MEALS, NIGHT, TRAVEL
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.names import folded

_FUEL = re.compile(r"\b(carburants?|essence|gas ?oils?|gazole|diesel)\b")


@rule(
    "DEP-09",
    Severity.A,
    needs=(Expense,),
    says="même jour, même fournisseur, même montant ({amount}) que {other}, sans pièce à elle",
    fix="Supprimez la ligne si elle est tapée deux fois ; sinon, citez sa propre pièce.",
    source=TERMS + " : remboursés sur base de justificatifs",
)
def looks_like_another_line(year: Year) -> Iterator[Hit]:
    """Une ligne copiée, ou reprise d'un second ticket de la même dépense, se paierait deux fois.

    | Justificatifs | N°    |
    |               | J-001 |
    |               | J-002 |
    | Dépenses | N°            | Date       | Fournisseur | Libellé | Montant | Justificatifs |
    |          | D-001         | 18/01/2023 | Taxi Amal   | Aller   | 40      | J-001         |
    |          | D-002 !DEP-09 | 18/01/2023 | taxi amal   | Retour  | 40      |               |
    |          | D-003         | 18/01/2023 | Taxi Amal   | Retour  | 40      | J-002         |
    |          | D-004         | 19/01/2023 | Taxi Amal   | Aller   | 40      |               |
    |          | D-005         | 18/01/2023 |             | Péage   | 40      | J-001         |
    |          | D-006 !DEP-09 | 18/01/2023 |             | péage   | 40      | J-001         |
    |          | D-007         | 18/01/2023 |             | Parking | 40      |               |
    """
    known: dict[tuple[object, ...], list[Expense]] = defaultdict(list)
    for line in in_service_order(year):
        named = line.supplier or line.label
        if named is None or line.amount is None or not line.sound("receipts", "supplier"):
            continue
        key = (line.day, bool(line.supplier), folded(named), line.amount, line.currency)
        earlier = known[key]
        theirs = {number for other in earlier for number in other.receipts}
        if earlier and theirs.issuperset(line.receipts):
            found = hit(line, "no", other=earlier[0].id, amount=declared(line))
            yield found._replace(related=(earlier[0].at("no"),))
        earlier.append(line)


# --- Two kinds of the same cost ------------------------------------------------------------------


@rule(
    "DEP-10",
    Severity.E,
    needs=(Expense,),
    says="{amount} comptés deux fois : {why}",
    fix="Gardez l'un des deux, et retirez l'autre ligne ou sa quantité offerte.",
    source=TERMS + " : selon les barèmes du programme",
)
def two_kinds_of_one_cost(year: Year) -> Iterator[Hit]:
    """Le kilomètre comprend le carburant, le forfait comprend le repas, une nuit n'a qu'un lit, et
    ce que d'autres ont offert n'a rien coûté.

    | Dépenses | N°    | Date       | Mission | Catégorie           | Libellé         | Unité  |
    |          | D-001 | 17/01/2023 | MIS-01  | déplacement         | Voiture         | km     |
    |          | D-002 | 17/01/2023 | MIS-01  | déplacement !DEP-10 | Plein d'essence |        |
    |          | D-003 | 17/01/2023 | MIS-01  | déplacement         | Péage           |        |
    |          | D-004 | 17/01/2023 | MIS-01  | hébergement         | Hôtel           | nuitée |
    |          | D-005 | 17/01/2023 | MIS-01  | hébergement !DEP-10 | Maison d'hôtes  | nuitée |
    |          | D-006 | 17/01/2023 | MIS-01  | hébergement         | Taxe de séjour  |        |

    Ou :

    | Barèmes  | N°   | Catégorie | Lieu | Unité | Montant | Devise | Mode    |
    |          | B-01 | repas     |      | jour  | 20      | EUR    | forfait |
    | Dépenses | N°    | Date       | Catégorie     | Libellé  | Unité | Quantité | Justificatifs |
    |          | D-001 | 17/01/2023 | repas         | Forfait  | jour  | 1        |               |
    |          | D-002 | 17/01/2023 | repas !DEP-10 | Déjeuner | repas | 1        | J-001         |
    |          | D-003 | 18/01/2023 | repas         | Déjeuner | repas | 1        | J-001         |

    Ou :

    | Missions | N°     | Nuitées offertes |
    |          | MIS-01 | 1                |
    | Dépenses | N°    | Catégorie           |
    |          | D-001 | hébergement !DEP-10 |
    """
    yield from _fuel_and_kilometres(year)
    yield from _flat_and_proven_meals(year)
    for bed, other in second_beds(year).items():
        yield _told(bed, other, filled(_BED, day=bed.day, mission=bed.mission))
    for beyond in beyond_room(year):
        if beyond.offered:
            line = beyond.line
            why = filled(
                _OFFERED, mission=line.mission, unit=beyond.unit, claimed=beyond.claimed,
                free=beyond.free, room=beyond.room,
            )  # fmt: skip
            yield hit(line, "category", amount=declared(line), why=why)


_BED = Word("double.bed", "{other} ({theirs}) compte déjà un lit le {day}, mission {mission}")
_OFFERED = Word(
    "double.offered",
    "la mission {mission} a reçu d'autres {free} × « {unit} » ; {claimed} demandés, {room} "
    "possibles",
)
_FUEL_AND_KM = Word(
    "double.fuel", "carburant et kilomètres de la mission {mission} ({other}, {theirs})"
)
_TWO_MEALS = Word(
    "double.meal", "un repas au forfait et un repas sur pièce le {day} ({other}, {theirs})"
)


def _told(line: Expense, other: Expense, why: Word) -> Hit:
    why = why._replace(facts=(*why.facts, ("other", other.id), ("theirs", declared(other))))
    found = hit(line, "category", amount=declared(line), why=why)
    return found._replace(related=(other.at("category"),))


def _fuel_and_kilometres(year: Year) -> Iterator[Hit]:
    def kind(line: Expense) -> str:
        if line.category != TRAVEL:
            return ""
        if line.unit == KM:
            return "km"
        return "fuel" if _FUEL.search(folded(line.label or "")) else ""

    rows = [row for row in in_service_order(year) if row.sound("unit") and asks_for_money(row)]
    for line, other in _clashes(rows, kind, lambda row: row.mission):
        yield _told(line, other, filled(_FUEL_AND_KM, mission=line.mission))


def _flat_and_proven_meals(year: Year) -> Iterator[Hit]:
    flat = {row.id for row in year.book.all(Scale) if row.mode == FLAT}
    scales = {row: line.scale for row, line in lines_of(year)}

    def kind(line: Expense) -> str:
        if scales.get(line) in flat:
            return "flat"
        return "proven" if line.receipts else ""

    meals = [row for row in scales if row.category == MEALS and asks_for_money(row)]
    for line, other in _clashes(meals, kind, lambda row: row.mission and (row.mission, row.day)):
        yield _told(line, other, filled(_TWO_MEALS, day=line.day))


def second_beds(year: Year) -> dict[Expense, Expense]:
    """Later line → the line that already counts a bed for the same mission and day."""
    first: dict[tuple[str, object], Expense] = {}
    found = {}
    for line in in_service_order(year):
        if line.category != LODGING or line.unit != NIGHT or line.mission is None:
            continue
        if asks_for_money(line):
            other = first.setdefault((line.mission, line.day), line)
            if other is not line:
                found[line] = other
    return found


def _clashes(
    rows: Iterable[Expense], kind: Callable[[Expense], str], group: Callable[[Expense], object]
) -> Iterator[tuple[Expense, Expense]]:
    """(line, earlier line) where a group holds two kinds: the kind that came first is kept."""
    first: dict[object, tuple[str, Expense]] = {}
    for row in rows:
        name, place = kind(row), group(row)
        if not name or not place:
            continue
        kept, other = first.setdefault(place, (name, row))
        if name != kept:
            yield row, other
