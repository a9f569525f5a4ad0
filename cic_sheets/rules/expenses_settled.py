"""DEP-01, 04..06, 08, 18, 21: what the engine cut, said where a person can mend it."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.causes import PENDING
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, cuts, explained, filled, refused
from cic_sheets.rules.expenses_doubles import second_beds
from cic_sheets.rules.rates import doubtful_lines
from cic_sheets.rules.receipts import (
    may_fit_unreadable_scale,
    proves_nothing,
    receipts_of,
    told_at_receipts,
    worth_is_told,
)
from cic_sheets.rules.rooms import beyond_room
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.receipts import Receipt


@rule(
    "DEP-01",
    Severity.E,
    needs=(Receipt,),
    says="aucune pièce recevable : {why}",
    fix="Inscrivez le numéro de la pièce, ou la date à laquelle vous l'attendez.",
    source=TERMS + " : remboursés sur base de justificatifs ; étape 4 du calcul",
)
def expense_without_receipt(year: Year) -> Iterator[Hit]:
    """Les frais sont « remboursés sur base de justificatifs » : sans pièce, rien à rembourser.

    Une ligne dont le barème est un forfait passe sans pièce ; une ligne dont la pièce est attendue
    plus tard est en attente, non refusée. Une pièce qui ne prouve rien a son constat (JUS-02).

    | Justificatifs | N°    | Type               | Montant | Devise |
    |               | J-001 | facture            | 100     | MAD    |
    |               | J-002 | preuve de paiement |         |        |
    |               | J-003 | facture            | 100     | EUR    |
    |               | J-004 | devis              | 100     | MAD    |
    | Dépenses | N°    | Montant | Justificatifs |
    |          | D-001 | 50      | J-001         |
    |          | D-002 | 50      | !DEP-01       |
    |          | D-003 | 50      | J-002 !DEP-01 |
    |          | D-004 | 50      | J-003 !DEP-01 |
    |          | D-005 | 50      | J-004         |
    |          | D-006 | 50      | J-099         |

    Ou :

    Vu le 31/01/2023
    | Dépenses | N°    | Montant | Justificatifs | Justificatif attendu le |
    |          | D-001 | 100     |               | 15/02/2023              |
    |          | D-002 | 100     | !DEP-01       | 20/01/2023              |

    Ou :

    | Barèmes  | N°   | Mode    |
    |          | B-01 | forfait |
    | Dépenses | N°    | Justificatifs |
    |          | D-001 |               |
    """
    if year.settled is None:
        return
    told = set()
    for row, flag in year.settled.flags("DEP-01"):
        receipt = year.book.find(Receipt, str(flag.facts["receipt"]))
        if receipt is not None and receipt.sound("currency"):
            told.add(row)
            text = _OTHER_CURRENCY if receipt.currency else _NO_CURRENCY
            yield hit(row, "receipts", why=filled(text, **flag.facts))
    for row, cut in refused(year, "no-receipt"):
        named = receipts_of(year.book, row)
        scale_tells = not named and may_fit_unreadable_scale(year.book, row)
        if row not in told and not scale_tells and not told_at_receipts(year, row):
            text = _WITHOUT_AMOUNT if named else _NONE_NAMED
            why = filled(text, amount=Sum(cut.amount, EUR))
            yield explained(year, cut, row, "receipts", why=why)


_OTHER_CURRENCY = Word(
    "receipt.currency", "{receipt} est en {receipt_currency}, la dépense en {currency}"
)


def _in_other_currencies(year: Year) -> set[Expense]:
    """Lines of which DEP-01 says that a receipt is in another currency."""
    return {row for row, _ in year.settled.flags("DEP-01")} if year.settled else set()


_NO_CURRENCY = Word("receipt.no_currency", "la devise de {receipt} n'est pas indiquée")
_NONE_NAMED = Word("receipt.none", "la ligne n'en cite pas, {amount} refusés")
_WITHOUT_AMOUNT = Word("receipt.supports", "celles citées n'en prouvent rien, {amount} refusés")


@rule(
    "DEP-04",
    Severity.E,
    needs=(Mission,),
    says="la date est hors de la mission {mission} ({start} au {end}) : {amount} refusés",
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
            end=mission.back.date(), amount=Sum(cut.amount, EUR),
        )  # fmt: skip


@rule(
    "DEP-05",
    Severity.E,
    needs=(Receipt,),
    says="le montant dépasse ce que les pièces justifient ({justified}) : {amount} refusés",
    fix="Corrigez le montant, la part non éligible, ou ajoutez la pièce qui manque.",
    source=TERMS + " : remboursés sur base de justificatifs ; étape 4 du calcul",
)
def declared_above_receipts(year: Year) -> Iterator[Hit]:
    """On ne rembourse que ce qui est prouvé : le montant des pièces, moins la part non éligible.

    Une pièce dont le montant ou la devise fait défaut, ou qui ne prouve rien, a déjà son constat.

    | Dépenses | N°    | Montant     | Part non éligible |
    |          | D-001 | 950 !DEP-05 |                   |

    Ou :

    | Dépenses | N°    | Montant | Part non éligible | Motif   |
    |          | D-001 | 950     | 50                | minibar |
    """
    other_currency = _in_other_currencies(year)
    for row, cut in refused(year, "receipts-short"):
        receipts = receipts_of(year.book, row)
        quoted = any(proves_nothing(receipt) for receipt in receipts)
        if row in other_currency or quoted or worth_is_told(receipts):
            continue
        justified, currency = cut.facts["receipts"], str(cut.facts["currency"])
        yield explained(
            year, cut, row, "amount",
            justified=Sum(justified, currency),  # type: ignore[arg-type]
            amount=Sum(cut.amount, EUR),
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
    """
    for row, cut in refused(year, "over-scale"):
        why = filled(
            _ABOVE,
            ceiling=Sum(cut.facts["ceiling"], str(cut.facts["currency"])),  # type: ignore[arg-type]
            quantity=cut.facts["counted"], unit=cut.facts["unit"], amount=Sum(cut.amount, EUR),
        )  # fmt: skip
        yield explained(year, cut, row, "amount", scale=cut.facts["scale"], why=why)
    for row, cut in cuts(year, "scale-without-quantity"):
        scale = cut.facts["scales"]
        yield explained(year, cut, row, "quantity", scale=scale, why=_NO_QUANTITY)


_ABOVE = Word(
    "scale.above", "la dépense dépasse {ceiling} pour {quantity} {unit}, {amount} refusés"
)
_NO_QUANTITY = Word("scale.no_quantity", "la quantité manque, la dépense reste en attente")


@rule(
    "DEP-08",
    Severity.E,
    needs=(Receipt,),
    says="d'autres lignes ont déjà épuisé les pièces {receipts} : {amount} refusés",
    fix="Corrigez le numéro de la pièce, ou partagez son montant entre les lignes.",
    source=TERMS + " : remboursés sur base de justificatifs ; étape 4 du calcul",
)
def receipt_used_beyond_its_amount(year: Year) -> Iterator[Hit]:
    """Une pièce ne justifie jamais plus que son montant, quel que soit le nombre de lignes.

    | Dépenses | N°    | Montant | Justificatifs |
    |          | D-001 | 500     | J-001         |
    |          | D-002 | 400     | J-001         |

    Ou :

    | Dépenses | N°    | Montant | Justificatifs |
    |          | D-001 | 500     | J-001         |
    |          | D-002 | 450     | J-001 !DEP-08 |
    """
    for row, cut in refused(year, "receipts-shared"):
        if worth_is_told(receipts_of(year.book, row)):
            continue
        amount = Sum(cut.amount, EUR)
        yield explained(year, cut, row, "receipts", receipts=row.receipts, amount=amount)


@rule(
    "DEP-18",
    Severity.A,
    says="la moyenne mensuelle est dépassée : {amount} {outcome}",
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
        yield explained(year, cut, row, "amount", amount=Sum(cut.amount, EUR), outcome=outcome)


_WAITS, _REFUSED = Word("cap.pending", "en attente"), Word("cap.refused", "refusés")


@rule(
    "DEP-21",
    Severity.E,
    needs=(Mission,),
    says="{claimed} {unit} demandés, la mission {mission} n'en laisse que {room}",
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
    for beyond in beyond_room(year):
        line = beyond.line
        if line not in beds and not beyond.offered:
            yield hit(
                line, "quantity", claimed=beyond.claimed, unit=beyond.unit, mission=line.mission,
                room=beyond.room,
            )  # fmt: skip
