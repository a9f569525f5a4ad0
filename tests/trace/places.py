"""Asking a document, and finding its places."""

from __future__ import annotations

from cic_sheets.trace.backward import Answer, Document
from cic_sheets.trace.spots import Spot
from cic_sheets.trace.wanted import read_wanted

EXCEL, WORD = "rapport-financier-2023-brouillon.xlsx", "rapport-narratif-2023-brouillon.docx"


def ask(document: Document, value: str | None, at: str | None = None) -> tuple[Answer, ...]:
    return document.ask(read_wanted(value) if value else None, at).answers


def spot_of(document: Document, place: str) -> Spot:
    return next(spot for spot in document.shown.spots if spot.place == place)
