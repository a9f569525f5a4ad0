"""Each receipt of the journal as the bytes of its file."""

from __future__ import annotations

from collections.abc import Callable

from cic_sheets.example.journal import Paper
from cic_sheets.example.papers import invoices, picture, till, travel
from cic_sheets.example.papers.parts import Sheet
from cic_sheets.example.papers.pdf import document
from cic_sheets.example.suppliers import Supplier, suppliers

MODELS: dict[str, Callable[[Paper, Supplier], Sheet]] = {
    "caisse": till.till,
    "taxi": till.taxi,
    "embarquement": till.boarding,
    "train": travel.train,
    "car": travel.coach,
    "hotel": invoices.hotel,
    "telecom": invoices.telecom,
    "facture": invoices.invoice,
    "recu": invoices.invoice,
    "honoraires": invoices.invoice,
    "attestation": invoices.attestation,
    "virement": invoices.transfer,
    "liste": invoices.attendance,
}


def receipt_file(paper: Paper) -> bytes:
    """The receipt's file: a PDF, a scan (PNG) or a photo (JPEG).

    Raises KeyError for a model that does not exist, `picture.NoFont` where pictures can't be drawn.
    """
    sheet = MODELS[paper.model](paper, suppliers()[paper.supplier])
    if paper.format == "pdf":
        return document(sheet, f"{paper.no} – {paper.kind}")
    if paper.format == "png":
        return picture.png(picture.image(sheet))
    return picture.jpeg(picture.photo(sheet, paper.no), paper.day, paper.turned)
