"""`manifeste.json`: what went in, what came out, under which rules and rates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.days import Month
from cic_sheets.values.shown import two_places
from cic_sheets.xlsx.model import canonical


def manifest(
    year: Year,
    version: str,
    inputs: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
    counts: Mapping[str, int],
    submission: tuple[int, bool] | None = None,
) -> bytes:
    """The manifest as UTF-8 JSON; the same inputs and day give the same bytes.

    version     of the program
    inputs      workbook and templates, by name
    outputs     every other file of the run, by name
    counts      findings by severity
    submission  its number, and whether it is a complement, for a package (money.md §8)
    """
    content = {
        "programme": {"nom": "cic_sheets", "version": version, "classeur": WORKBOOK_VERSION},
        **_submission(submission),
        "vu_au": year.as_of.isoformat(),
        "brouillon": counts.get("E", 0) > 0,
        "constats": dict(counts),
        "entrees": _fingerprints(inputs),
        "sorties": _fingerprints(outputs),
        "totaux_EUR": _totals(year),
        "regles": _rules(year.book),
        "taux": _rates(year.book),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _submission(submission: tuple[int, bool] | None) -> dict[str, Any]:
    if submission is None:
        return {}
    number, complement = submission
    return {"envoi": {"numero": number, "complement": complement}}


def _fingerprints(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {"fichier": name, "octets": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]


def _totals(year: Year) -> dict[str, str] | None:
    if year.settled is None:
        return None
    total = year.settled.settlement.totals.year
    french = ("demande", "remboursable", "refuse", "en_attente")
    return {name: two_places(value) for name, value in zip(french, total, strict=True)}


def _rules(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "regle": key,
            "valeur": _plain(setting.value),
            "unite": setting.parameter.unit,
            "statut": "confirmé" if setting.confirmed else "à confirmer",
        }
        for key, setting in book.settings.items()
    ]


def _plain(value: Any) -> str:
    match value:
        case tuple():
            return " ; ".join(map(str, value))
        case bool():
            return "oui" if value else "non"
        case int():
            return str(value)
        case _:
            return canonical(value)


def _rates(book: Book) -> list[dict[str, str]]:
    found = []
    for row in book.all(Rate):
        if row.month and row.currency and row.units_per_eur is not None:
            month = Month.of(row.month).key
            units = format(row.units_per_eur, "f")
            found.append(
                {"mois": month, "devise": row.currency, "unites_pour_1_EUR": units,
                 "source": row.source or ""}
            )  # fmt: skip
    return found
