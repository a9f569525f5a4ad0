"""The rows of « Dépenses » and « Justificatifs », from the journal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from cic_sheets.example.journal import COMMUNICATION, Outlay, Paper, journal
from cic_sheets.example.suppliers import Supplier, invoice_number, suppliers
from cic_sheets.example.tables import Row, day
from cic_sheets.sheets.lists import (
    ACTIVITY,
    ARABIC,
    DECLARATION,
    ELECTRONIC,
    FRENCH,
    MISSION,
    PAPER,
    PROOF_OF_PAYMENT,
)
from cic_sheets.sheets.lists import COMMUNICATION as COMMUNICATION_SCOPE

COORDINATOR = "Salma Benrahal"
CLIENT = "Brulocalis"
FOLDER = "justificatifs"
ANNUAL_APPROVAL = "VAL-01"
_NOBODY = Supplier("", "", "", "", "")
_ON_DEMAND = "virement"
_PAID_WITHIN = timedelta(days=5)


def expense_rows() -> list[Row]:
    """The rows of « Dépenses »."""
    outlays, papers = _journal()
    days = {paper.no: paper.day for paper in papers}
    return [_expense(outlay, outlays, days) for outlay in outlays]


def receipt_rows() -> list[Row]:
    """The rows of « Justificatifs »."""
    return [_receipt(paper) for paper in _journal()[1]]


def papers() -> list[Paper]:
    """The receipts to be drawn."""
    return list(_journal()[1])


@cache
def _journal() -> tuple[list[Outlay], list[Paper]]:
    return journal()


def _expense(outlay: Outlay, all_of_them: list[Outlay], days: dict[str, date]) -> Row:
    told = outlay.extras
    owner, _, budget_line = outlay.owner.partition(":")
    imputation = _imputation(outlay)
    return {
        "N°": outlay.no,
        "Date": outlay.day,
        "Imputation": imputation,
        "Mission": owner if imputation == MISSION else None,
        "Activité": owner if imputation == ACTIVITY else None,
        "Ligne budgétaire": budget_line or None,
        "Catégorie": outlay.category,
        "Libellé": outlay.label,
        "Fournisseur": suppliers().get(outlay.supplier, _NOBODY).name or None,
        "Montant": outlay.amount,
        "Devise": outlay.currency,
        "Part non éligible": Decimal(told["part"]) if "part" in told else None,
        "Motif": told.get("motif"),
        "Quantité": Decimal(outlay.quantity) if outlay.quantity else None,
        "Unité": outlay.unit or None,
        "Mode de paiement": outlay.paid_by or None,
        "Payé le": _paid_on(outlay, days),
        "Montant débité (EUR)": Decimal(told["débité"]) if "débité" in told else None,
        "Justificatifs": " ; ".join(outlay.papers) or None,
        "Justificatif attendu le": None,
        "Accord": told.get("accord", ANNUAL_APPROVAL if outlay.owner == COMMUNICATION else None),
        "Avoir de": _credited(outlay, all_of_them),
        "Code budget Brulocalis": _CODES[imputation],
        "Autre financeur": None,
        "Remarque": told.get("remarque"),
    }


_CODES = {MISSION: "MA-COORD", COMMUNICATION_SCOPE: "MA-COM", ACTIVITY: "MA-ACT"}


def _imputation(outlay: Outlay) -> str:
    if outlay.owner == COMMUNICATION:
        return COMMUNICATION_SCOPE
    return ACTIVITY if ":" in outlay.owner else MISSION


def _paid_on(outlay: Outlay, days: dict[str, date]) -> date | None:
    """The day itself; a transfer follows the last of the receipts."""
    if not outlay.paid_by:
        return None
    if outlay.paid_by != _ON_DEMAND:
        return outlay.day
    return max(days[no] for no in outlay.papers[:1]) + _PAID_WITHIN


def _credited(outlay: Outlay, all_of_them: list[Outlay]) -> str | None:
    """The line that a credit gives back, told as its day and its mission."""
    if "avoir" not in outlay.extras:
        return None
    on, _, owner = outlay.extras["avoir"].partition(" ")
    return next(line.no for line in all_of_them if (line.day, line.owner) == (day(on), owner))


def _receipt(paper: Paper) -> Row:
    issuer = suppliers()[paper.supplier]
    own = paper.kind == DECLARATION
    scanned = paper.format != "pdf" or own
    return {
        "N°": paper.no,
        "Type": paper.kind,
        "Date": paper.day,
        "Émetteur": COORDINATOR if own else _issuer(paper, issuer),
        "ICE émetteur": None if own or paper.amount is None else issuer.ice or None,
        "Numéro": None if own or paper.amount is None else invoice_number(issuer, paper.no) or None,
        "Au nom de": in_name_of(paper),
        "Montant": paper.amount,
        "Devise": paper.currency if paper.amount is not None else None,
        "Langue": ARABIC if paper.arabic else FRENCH,
        "Objet en français": paper.subject or None,
        "Fichier": f"{FOLDER}/{file_of(paper)}",
        "Original": PAPER if scanned else ELECTRONIC,
        "Lisible": True,
        "Numérisé le": _scanned_on(paper) if scanned else None,
        "Pas un doublon de": None,
        "Motif": None,
    }


def _issuer(paper: Paper, supplier: Supplier) -> str:
    if paper.kind == PROOF_OF_PAYMENT:
        return "Banque de l'Exemple"
    if paper.model == "liste":
        return COORDINATOR
    return "Compagnie Ciel d'Exemple" if paper.model == "embarquement" else supplier.name


_NAMELESS = ("caisse", "taxi", "liste")


def in_name_of(paper: Paper) -> str | None:
    """Whose name the receipt bears: tills and taxis write none."""
    if paper.model in _NAMELESS or (paper.model == "car" and paper.format == "jpg"):
        return None
    of_the_client = ":" in paper.owner and paper.kind != PROOF_OF_PAYMENT
    return CLIENT if of_the_client else COORDINATOR


def _scanned_on(paper: Paper) -> date:
    return paper.day + timedelta(days=int(paper.no[-3:]) % 3 + 1)


def file_of(paper: Paper) -> str:
    """Where the receipt lies in the folder of receipts: those of activities in one of their own."""
    plain = paper.no if paper.format != "pdf" else f"{paper.no} {_short_name(paper)}"
    name = paper.name or f"{plain}.{paper.format}"
    return f"activités/{name}" if ":" in paper.owner else name


def _short_name(paper: Paper) -> str:
    if paper.kind in (DECLARATION, PROOF_OF_PAYMENT) or paper.model == "liste":
        return paper.kind
    return suppliers()[paper.supplier].name.partition(",")[0]
