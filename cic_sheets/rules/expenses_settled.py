"""DEP-04, 06, 18, 21: what the journey, the scales and the average cut from lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.money.causes import PENDING
from cic_sheets.money.settlement import ScaleUse, SettledLine
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import (
    TERMS,
    cuts,
    declared,
    explained,
    filled,
    lines_of,
    refused,
    summed,
)
from cic_sheets.rules.expenses_doubles import second_beds
from cic_sheets.rules.hits import priced
from cic_sheets.rules.rates import doubtful_lines
from cic_sheets.rules.rooms import beyond_room
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.money import ZERO, without_trailing_zeros


@rule(
    "DEP-04",
    Severity.E,
    needs=(Mission,),
    says="{declared} dépensés hors de la mission {mission} ({start} au {end}) : {amount} refusés",
    fix="Corrigez la date ou la mission ; un billet acheté avant le départ passe.",
    source=TERMS + " : frais liés aux missions ; étape 2 du calcul",
)
def expense_outside_its_mission(year: Year) -> Iterator[Hit]:
    """Les frais sont « liés aux missions réalisées » : ni avant (sauf le billet), ni après.

    | Dépenses | N°    | Date               | Catégorie   |
    |          | D-001 | 17/01/2023         | hébergement |
    |          | D-002 | 20/01/2023 !DEP-04 | hébergement |
    |          | D-003 | 12/01/2023 !DEP-04 | repas       |
    |          | D-004 | 12/01/2023         | déplacement |
    """
    for row, cut in refused(year, "outside-mission"):
        mission = year.book.find(Mission, row.mission)
        if mission is None or mission.departure is None or mission.back is None:
            continue
        yield explained(
            year, cut, row, "day", mission=mission.id, start=mission.departure.date(),
            end=mission.back.date(), declared=declared(row), amount=Sum(cut.amount, EUR),
        )  # fmt: skip


@rule(
    "DEP-06",
    Severity.A,
    says="barème {scale} : {why}",
    fix="Vérifiez la quantité et l'unité ; si elles sont exactes, le surplus reste à votre charge.",
    source=TERMS + " : selon les barèmes du programme ; étape 5 du calcul",
)
def above_scale(year: Year) -> Iterator[Hit]:
    """Les frais de mission sont pris en charge « selon les barèmes du programme ».

    Sans quantité, aucun barème ne se calcule : la ligne attend.

    | Barèmes  | N°   | Montant |
    |          | B-01 | 800     |
    | Dépenses | N°    | Montant     |
    |          | D-001 | 900 !DEP-06 |

    Ou :

    | Barèmes  | N°   | Montant |
    |          | B-01 | 900     |
    | Dépenses | N°    | Montant | Quantité |
    |          | D-001 | 450     | 1        |
    |          | D-002 | 450     | !DEP-06  |

    Un centime suffit, même trop petit pour changer le montant remboursé :

    Ou :

    | Barèmes  | N°   | Montant |
    |          | B-01 | 899,99  |
    | Dépenses | N°    | Montant     |
    |          | D-001 | 900 !DEP-06 |
    """
    doubtful = doubtful_lines(year)
    for row, cut in refused(year, "over-scale"):
        currency = str(cut.facts["currency"])
        if row.id in doubtful and row.currency != currency:
            continue  # TAU-02 has told that the two can't be compared
        why = filled(
            _ABOVE,
            declared=declared(row),
            left=_in(cut.facts["left"], currency),
            ceiling=_in(cut.facts["ceiling"], currency),
            rate=_in(cut.facts["scale_amount"], currency),
            quantity=_plain(cut.facts["counted"]), unit=cut.facts["unit"],
            amount=Sum(cut.amount, EUR),
        )  # fmt: skip
        yield explained(year, cut, row, "amount", scale=cut.facts["scale"], why=why)
    for row, use, left in _above_by_less_than_a_cent(year):
        found = year.book.find(Scale, use.scale)
        why = filled(
            _ABOVE, declared=declared(row), left=_in(left, use.currency),
            ceiling=_in(use.ceiling, use.currency),
            rate=priced(found.amount if found else None, use.currency),
            quantity=_plain(use.quantity), unit=row.unit, amount=Sum(ZERO, EUR),
        )  # fmt: skip
        yield hit(row, "amount", scale=use.scale, why=why)
    for row, cut in cuts(year, "scale-without-quantity"):
        scale = cut.facts["scales"]
        why = filled(_NO_QUANTITY, declared=declared(row))
        yield explained(year, cut, row, "quantity", scale=scale, why=why)


def _above_by_less_than_a_cent(year: Year) -> Iterator[tuple[Expense, ScaleUse, Decimal]]:
    """The line that passes its ceiling by so little that EUR don't show it; what it still had."""
    if year.settled is None:
        return
    lines = {line.id: line for line in year.settled.settlement.lines}
    for use in year.settled.settlement.scales:
        group = [lines[number] for number in use.lines]
        beyond = use.room is not None and use.claimed_quantity > use.room  # DEP-21
        if beyond or any(cut.cause == "over-scale" for line in group for cut in line.cuts):
            continue
        left = use.ceiling
        for line in group:
            row = year.settled.expense(line.id)
            wanted = _of_the_scale(row, line)
            if wanted is None or row.currency != use.currency:
                break
            if wanted > left:
                yield row, use, left
                break
            left -= wanted


def _of_the_scale(row: Expense, line: SettledLine) -> Decimal | None:
    """What a line takes of its ceiling: what is justified, or all of it where nothing need be."""
    if line.justified is not None:
        return line.justified
    if line.credits or row.amount is None:
        return None
    return max(ZERO, row.amount - (row.ineligible or ZERO))


def _plain(quantity: object) -> Decimal:
    assert isinstance(quantity, Decimal)
    return without_trailing_zeros(quantity)


def _in(amount: object, currency: str) -> Sum:
    assert isinstance(amount, Decimal)
    return Sum(amount, currency)


_ABOVE = Word(
    "scale.above",
    "{declared} demandés ; il restait {left} sur {ceiling} ({quantity} × « {unit} » à {rate}), "
    "{amount} refusés",
)
_NO_QUANTITY = Word("scale.no_quantity", "la quantité manque, {declared} en attente")


@rule(
    "DEP-18",
    Severity.A,
    says="la moyenne de {cap} par mois est dépassée : {left} à rembourser, {granted} dans les "
    "{allowance} permis à ce jour, {amount} {outcome}",
    fix="Rien à faire si des mois plus calmes suivent ; sinon le surplus reste à votre charge.",
    source=TERMS + " : dans la limite d'une moyenne de 200 euros par mois ; étape 6 du calcul",
)
def above_the_average_cap(year: Year) -> Iterator[Hit]:
    """La moyenne se compte sur les mois écoulés : un mois chargé attend un mois calme.

    Un taux manifestement faux (TAU-02) a déjà son constat : la moyenne n'est pas jugée.

    Vu le 31/01/2023

    | Règles   | Règle           | Valeur |
    |          | plafond_mensuel | 50     |
    | Dépenses | N°    | Montant     |
    |          | D-001 | 900 !DEP-18 |

    Ou :

    Vu le 31/12/2023

    | Règles | Règle           | Valeur |
    |        | plafond_mensuel | 50     |
    """
    if year.settled is None or doubtful_lines(year):
        return
    for row, _, cut in year.settled.cuts("DEP-18"):
        outcome = _WAITS if cut.outcome == PENDING else _REFUSED
        yield explained(
            year, cut, row, "amount", cap=_in(cut.facts["cap"], EUR),
            left=_in(cut.facts["left"], EUR), granted=_in(cut.facts["granted"], EUR),
            allowance=_in(cut.facts["allowance"], EUR), amount=Sum(cut.amount, EUR),
            outcome=outcome,
        )  # fmt: skip


_WAITS, _REFUSED = Word("cap.pending", "en attente"), Word("cap.refused", "refusés")


@rule(
    "DEP-21",
    Severity.E,
    needs=(Mission,),
    says="{claimed} × « {unit} » demandés, la mission {mission} n'en permet que {room} : {amount} "
    "refusés",
    fix="Corrigez la quantité, ou les heures de départ et de retour de la mission.",
    source=TERMS + " : selon les barèmes du programme ; étape 5 du calcul",
)
def more_nights_or_meals_than_the_mission(year: Year) -> Iterator[Hit]:
    """Une mission ne compte pas plus de nuits que de minuits entre départ et retour.

    Un second lit la même nuit, et ce que d'autres ont offert, ont leur constat (DEP-10).

    | Dépenses | N°    | Quantité   |
    |          | D-001 | 2 !DEP-21  |
    | Barèmes  | N°   | Montant |
    |          | B-01 | 500     |
    """
    beds = second_beds(year)
    taken = {row: [c for c in line.cuts if c.cause == "over-room"] for row, line in lines_of(year)}
    for beyond in beyond_room(year):
        line = beyond.line
        if line not in beds and not beyond.offered:
            lines = [year.settled.expense(number) for number in beyond.lines]  # type: ignore[union-attr]
            yield hit(
                line, "quantity", claimed=beyond.claimed, unit=beyond.unit, mission=line.mission,
                room=beyond.room, amount=summed(cut for one in lines for cut in taken[one]),
            )  # fmt: skip
