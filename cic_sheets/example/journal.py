"""The journal of expenses, `data/dépenses.txt`: each line with the receipts told under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cic_sheets.example.tables import day, lines
from cic_sheets.sheets.lists import EUR, MAD

COMMUNICATION = "com"


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt as the journal tells it.

    no        `J-2023-017`, in the order of the journal
    kind      value of the list « type_pièce »
    model     how it is drawn (`papers.py`), without its language
    format    pdf, jpg or png
    arabic    whether it is written in Arabic
    supplier  key of its issuer in the table `fournisseurs`
    amount    what it says; None for what carries no amount
    subject   what it is about, in French
    name      its file's name; empty for a plain one
    turned    EXIF orientation of a photo; 1 when it is upright
    owner     what the expense is for, as the journal says it
    paid      amount of the line that it goes with
    label     of that line
    quantity  of that line
    unit      of that line
    """

    no: str
    kind: str
    model: str
    format: str
    arabic: bool
    supplier: str
    day: date
    amount: Decimal | None
    currency: str
    subject: str
    name: str
    turned: int
    owner: str
    paid: Decimal
    label: str
    quantity: int
    unit: str


@dataclass(frozen=True, slots=True)
class Outlay:
    """An expense line as the journal tells it.

    no      `D-2023-017`, in the order of the journal
    owner   a mission, `com`, or an activity with its budget line (`A-01:A-01-repas`)
    extras  part, motif, accord, avoir, débité, remarque, as typed
    papers  numbers of its receipts
    """

    no: str
    day: date
    owner: str
    category: str
    label: str
    supplier: str
    amount: Decimal
    currency: str
    quantity: str
    unit: str
    paid_by: str
    extras: dict[str, str]
    papers: tuple[str, ...] = ()


def journal() -> tuple[list[Outlay], list[Paper]]:
    """Every expense line and every receipt, numbered in the order of the journal.

    Raises KeyError for a receipt said to be told before that was not.
    """
    outlays: list[Outlay] = []
    papers: list[Paper] = []
    keys: dict[str, str] = {}
    for block in _blocks():
        outlay = _outlay(block[0], f"D-2023-{len(outlays) + 1:03d}")
        numbers = []
        for cells in block[1:]:
            if cells[0].startswith("="):
                numbers.append(keys[cells[0].removeprefix("=").strip()])
                continue
            told = _pairs(cells[2] if len(cells) > 2 else "")
            paper = _paper(outlay, cells, told, f"J-2023-{len(papers) + 1:03d}")
            papers.append(paper)
            numbers.append(paper.no)
            if "clé" in told:
                keys[told["clé"]] = paper.no
        outlays.append(replace(outlay, papers=tuple(numbers)))
    return outlays, papers


def _blocks() -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    for cells in lines("dépenses"):
        if cells[0].startswith(">"):
            block.append([cells[0].removeprefix(">").strip(), *cells[1:]])
            continue
        if block:
            yield block
        block = [cells]
    yield block


def _outlay(cells: list[str], no: str) -> Outlay:
    amount, _, currency = cells[5].partition(" ")
    quantity, _, unit = cells[6].partition(" ")
    return Outlay(
        no=no,
        day=day(cells[0]),
        owner=cells[1],
        category=cells[2],
        label=cells[3],
        supplier=cells[4],
        amount=Decimal(amount),
        currency=currency or MAD,
        quantity=quantity,
        unit=unit,
        paid_by=cells[7],
        extras=_pairs(cells[8] if len(cells) > 8 else ""),
    )


_NO_AMOUNT = ("preuve de paiement", "liste de présence", "carte d'embarquement")


def _paper(outlay: Outlay, cells: list[str], told: dict[str, str], no: str) -> Paper:
    model, _, form = cells[1].partition(".")
    said = Decimal(told["montant"]) if "montant" in told else outlay.amount
    return Paper(
        no=no,
        kind=cells[0],
        model=model.removesuffix("-ar"),
        format=form,
        arabic=model.endswith("-ar"),
        supplier=outlay.supplier,
        day=day(told["date"]) if "date" in told else outlay.day,
        amount=None if cells[0] in _NO_AMOUNT else said,
        currency=outlay.currency if outlay.currency == EUR else MAD,
        subject=told.get("objet", ""),
        name=told.get("nom", ""),
        turned=int(told.get("tourné", "1")),
        owner=outlay.owner,
        paid=outlay.amount,
        label=outlay.label,
        quantity=int(outlay.quantity or 1),
        unit=outlay.unit,
    )


def _pairs(text: str) -> dict[str, str]:
    """`date=13/01 ; objet=aller` to its pairs."""
    pairs = (part.partition("=") for part in text.split(" ; ") if part.strip())
    return {key.strip(): told.strip() for key, _, told in pairs}
