"""The receipts, and what each of them proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cic_sheets.money.case import DECLARES
from cic_sheets.money.rates import factor
from cic_sheets.money.settlement import ReceiptUse
from cic_sheets.money.year import NoRate, Year
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur, money_of
from cic_sheets.report.finance_plan import Accounts, Entries, Pointer, listed
from cic_sheets.report.model import Figure
from cic_sheets.report.origins import cited
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.money import as_decimal


@listed(
    "justificatifs",
    "Les pièces, avec les lignes qu'elles prouvent",
    no="Numéro de la pièce",
    rang="Rang de la pièce dans cette liste",
    type="Type de pièce",
    date="Date de la pièce",
    emetteur="Émetteur",
    numero="Numéro imprimé sur la pièce",
    objet="Objet en français",
    montant="Montant de la pièce",
    devise="Devise de la pièce",
    prouve="« oui » si elle prouve un montant",
    utilise="Ce qu'elle justifie, dans sa devise",
    reste="Ce qu'elle ne justifie pas, dans sa devise",
    lignes="Lignes qui la citent ; mène à la première",
    page="Page dans le recueil des justificatifs",
    fichier="Fichier numérisé ; l'ouvre quand le rapport sait où il est",
)
def receipts(accounts: Accounts) -> Iterator[Entries]:
    """Every document, in the order of « Justificatifs »."""
    settled = accounts.settled
    uses = {use.id: use for use in settled.settlement.receipts} if settled else {}
    citing = _citations(settled) if settled else {}
    for rank, row in enumerate(accounts.book.all(Receipt), start=1):
        use = uses.get(row.id)
        carries = use is not None and bool(use.amount)
        lines = citing.get(row.id, [])
        yield {
            "no": row.id,
            "rang": rank,
            "type": row.kind,
            "date": row.day,
            "emetteur": row.issuer,
            "numero": row.invoice_no,
            "objet": row.subject,
            "montant": money_of(row, "amount", row.currency),
            "devise": row.currency,
            "prouve": "oui" if carries else None,
            "utilise": _of_receipt(settled, row, use, use.used) if use and carries else None,
            "reste": _of_receipt(settled, row, use, use.left) if use and carries else None,
            "lignes": Pointer(" ; ".join(lines), "depenses", lines[0]) if lines else None,
            "page": page_of(accounts, (row.id,)),
            "fichier": accounts.file(row.file),
        }


def page_of(accounts: Accounts, numbers: Iterable[str]) -> Figure | None:
    """The page of the bundle on which the first of those documents begins."""
    first = next((number for number in numbers if number in accounts.pages), None)
    if first is None:
        return None
    row = accounts.book.find(Receipt, first)
    return Figure(Decimal(accounts.pages[first]), "", cited([row], "file") if row else (), (first,))


def _of_receipt(settled: Settled | None, row: Receipt, use: ReceiptUse, amount: Decimal) -> Figure:
    """What a document justifies or not, and the lines that share it."""
    lines = [settled.expense(number) for number, _ in use.by] if settled else []
    cells = (
        *cited([row], "amount", "currency", "kind"),
        *cited(lines, "amount", "ineligible", "receipts"),
    )
    return Figure(amount, row.currency or "", cells, (row.id,))


def _citations(settled: Settled) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (*settled.settlement.lines, *settled.settlement.to_come):
        for number in settled.expense(line.id).receipts:
            found.setdefault(number, []).append(line.id)
    return found


@listed(
    "preuves",
    "Ce que chaque pièce justifie de chaque ligne",
    cle="Ligne et pièce",
    ligne="Numéro de la ligne ; mène à elle",
    ligne_rang="Rang de la ligne dans la liste des dépenses",
    piece="Numéro de la pièce ; mène à elle",
    piece_rang="Rang de la pièce dans la liste des pièces",
    montant="Ce qu'elle justifie de la ligne, dans leur devise",
    devise="Devise",
    attestation="« oui » pour une attestation de perte",
    attestation_taux="Attestation : unités de la devise pour 1 EUR",
    attestation_eur="Attestation : ce qu'elle prend au plafond de l'année, en EUR",
)
def proofs(accounts: Accounts) -> Iterator[Entries]:
    """Line by line, then receipt by receipt."""
    settled = accounts.settled
    if settled is None:
        return
    ranks = {row.id: rank for rank, row in enumerate(accounts.book.all(Receipt), start=1)}
    rates = _ceiling_rates(settled)
    roles = {row.id: row.role for row in settled.case.receipts}
    for rank, line in enumerate(settled.settlement.lines, start=1):
        for number, part in line.used:
            origin = (settled.rows["receipt"][number].at("amount"),)
            declared = roles.get(number) == DECLARES
            units = rates.get(line.id) if declared else None
            yield {
                "cle": f"{line.id} – {number}",
                "ligne": Pointer(line.id, "depenses", line.id),
                "ligne_rang": rank,
                "piece": Pointer(number, "justificatifs", number),
                "piece_rang": ranks.get(number),
                "montant": Figure(part, line.currency or "", origin, (number,)),
                "devise": line.currency,
                "attestation": "oui" if declared else None,
                "attestation_taux": Figure(as_decimal(units, 15), "", origin) if units else None,
                "attestation_eur": eur(as_decimal(Fraction(part) / units), origin)
                if units
                else None,
            }


def _ceiling_rates(settled: Settled) -> dict[str, Fraction]:
    """Line → units of its currency for 1 EUR of the year's ceiling of declarations.

    A declaration draws on the ceiling at the rate of the line that it serves (money.md §3.4).
    """
    ceiling = settled.case.policies.declaration_year
    typed = {line.id: line for line in settled.case.lines}
    year = Year(settled.case)
    found: dict[str, Fraction] = {}
    for line in settled.settlement.lines:
        if ceiling is not None and line.used and line.currency is not None:
            into = factor(year, typed[line.id], ceiling.currency, line.currency)
            found[line.id] = Fraction(1) if isinstance(into, NoRate) else Fraction(into)
    return found
