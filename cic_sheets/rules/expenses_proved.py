"""DEP-01, 05, 08: what receipts prove of lines, said where a person can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, asks_for_money, declared, filled, lines_of, summed
from cic_sheets.rules.proofs import Proof, flat_scales, proofs, receipt_cuts
from cic_sheets.rules.receipts import (
    may_fit_unreadable_scale,
    proves_nothing,
    receipts_of,
    told_at_receipts,
    worth_is_told,
)
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.receipts import Receipt


@rule(
    "DEP-01",
    Severity.E,
    needs=(Receipt,),
    says="aucune pièce recevable pour {declared} : {why}",
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

    Une dépense déjà refusée pour autre chose doit aussi ses pièces :

    Ou :

    | Dépenses | N°    | Date       | Justificatifs |
    |          | D-001 | 12/12/2022 | !DEP-01       |
    |          | D-002 | 20/01/2023 | !DEP-01       |

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
    elsewhere = set()
    for row, flag in year.settled.flags("DEP-01"):
        receipt = year.book.find(Receipt, str(flag.facts["receipt"]))
        if receipt is not None and receipt.sound("currency"):
            elsewhere.add(row)
            text = _OTHER_CURRENCY if receipt.currency else _NO_CURRENCY
            amount = summed(receipt_cuts(year.settled.settlement.line(flag.line)))
            why = filled(text, **flag.facts, amount=amount)
            yield _unproven(row, why)._replace(related=(receipt.at("currency"),))
    flat = flat_scales(year.book)
    for row, line in lines_of(year):
        if row in elsewhere or not _needs_proof(year, row):
            continue
        lost = [cut for cut in receipt_cuts(line) if cut.cause == "no-receipt"]
        if lost and not told_at_receipts(year, row):
            text = _WITHOUT_AMOUNT if row.receipts else _NONE_NAMED
            cells = year.settled.cells(lost[0].because)
            found = _unproven(row, filled(text, amount=summed(lost)))
            yield found._replace(related=tuple(c for c in cells if c != row.at("receipts")))
        elif (
            line.justified is None
            and not _at_home(line)
            and not row.receipts
            and (row.category, row.unit) not in flat
        ):
            yield _unproven(row, _NONE_EITHER)  # refused for another fault already


def _needs_proof(year: Year, row: Expense) -> bool:
    """Whether the line asks for money now, and nothing else tells why no receipt proves it."""
    waits = row.receipt_due is not None and row.receipt_due > year.as_of
    if waits or not asks_for_money(row) or not row.sound("receipts", "category", "unit"):
        return False
    named = receipts_of(year.book, row)
    return bool(named) or not may_fit_unreadable_scale(year.book, row)


def _at_home(line: SettledLine) -> bool:
    """Whether the line goes away with its mission (MIS-02), and needs no receipt any more."""
    return any(cut.cause == "home-town" for cut in line.cuts)


def _unproven(row: Expense, why: Word) -> Hit:
    return hit(row, "receipts", declared=declared(row), why=why)


_OTHER_CURRENCY = Word(
    "receipt.currency",
    "{receipt} est en {receipt_currency}, la dépense en {currency}, {amount} refusés",
)
_NO_CURRENCY = Word(
    "receipt.no_currency", "la devise de {receipt} n'est pas indiquée, {amount} refusés"
)
_NONE_NAMED = Word("receipt.none", "la ligne n'en cite pas, {amount} refusés")
_NONE_EITHER = Word("receipt.none_either", "la ligne n'en cite pas non plus")
_WITHOUT_AMOUNT = Word("receipt.supports", "celles citées n'en prouvent rien, {amount} refusés")


@rule(
    "DEP-05",
    Severity.E,
    needs=(Receipt,),
    says="{asked} demandés ; les pièces {receipts} valent {worth} : "
    "{excess} de trop, {amount} refusés",
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

    Ou :

    | Justificatifs | N°    | Montant |
    |               | J-001 | 899,99  |
    | Dépenses | N°    | Montant     |
    |          | D-001 | 900 !DEP-05 |
    """
    for proof in proofs(year):
        if proof.worth >= proof.asked or proof.taken or not proof.worth:
            continue
        receipts = receipts_of(year.book, proof.row)
        quoted = any(proves_nothing(receipt) for receipt in receipts)
        if not quoted and not _in_another_currency(proof.row, receipts):
            yield from _told_of(year, proof, "amount", proof.asked - proof.worth)


def _in_another_currency(row: Expense, receipts: list[Receipt]) -> bool:
    return any(one.amount and one.currency != row.currency for one in receipts)


def _asked(proof: Proof) -> Sum | Word:
    asked = Sum(proof.asked, proof.row.currency or "")
    return filled(_NET, asked=asked) if proof.row.ineligible else asked


_NET = Word("asked.net", "{asked} (part non éligible déduite)")


def _told_of(year: Year, proof: Proof, column: str, excess: Decimal, **more: Sum) -> Iterator[Hit]:
    row, currency = proof.row, proof.row.currency or ""
    receipts = receipts_of(year.book, row)
    if worth_is_told(receipts):
        return
    found = hit(
        row, column, asked=_asked(proof), receipts=row.receipts,
        worth=Sum(proof.worth, currency), excess=Sum(excess, currency),
        amount=summed(receipt_cuts(proof.line)), **more,
    )  # fmt: skip
    cells = (row.at("amount"), row.at("receipts"), *(one.at("amount") for one in receipts))
    yield found._replace(related=tuple(cell for cell in cells if cell != row.at(column)))


@rule(
    "DEP-08",
    Severity.E,
    needs=(Receipt,),
    says="{asked} demandés sur les pièces {receipts} ({worth}), dont d'autres lignes ont pris "
    "{taken} : {excess} de trop, {amount} refusés",
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

    Un centime suffit, même trop petit pour changer le montant remboursé :

    Ou :

    | Dépenses | N°    | Montant | Justificatifs |
    |          | D-001 | 500     | J-001         |
    |          | D-002 | 400,01  | J-001 !DEP-08 |
    """
    for proof in proofs(year):
        if proof.taken:
            taken = Sum(proof.taken, proof.row.currency or "")
            yield from _told_of(year, proof, "receipts", proof.asked - proof.justified, taken=taken)
