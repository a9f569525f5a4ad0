"""`manifeste.json`: what went in, what came out, under which rules and rates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.money.settlement import SettledLine, Total
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.contents import Content, size_and_sha256
from cic_sheets.values.days import Month, contract_months
from cic_sheets.values.shown import two_places
from cic_sheets.xlsx.model import canonical

NOTHING_WITHHELD: Mapping[str, int] = MappingProxyType({})


def manifest(
    year: Year,
    version: str,
    inputs: Mapping[str, Content],
    outputs: Mapping[str, Content],
    counts: Mapping[str, int],
    submission: tuple[int, bool] | None = None,
    bundle: Mapping[str, Any] | None = None,
    withheld: Mapping[str, int] = NOTHING_WITHHELD,
) -> bytes:
    """The manifest as UTF-8 JSON; the same inputs and day give the same bytes.

    version     of the program
    inputs      workbook and templates, by name
    outputs     every other file of the run, by name
    counts      findings by severity
    submission  its number, and whether it is a complement, for a package (money.md §8)
    bundle      of receipts: its parts, pages and where each document begins
    withheld    sheet → how many of its rows stay with the coordinator
    """
    content = {
        "programme": {"nom": "cic_sheets", "version": version, "classeur": WORKBOOK_VERSION},
        **_submission(submission),
        "vu_au": year.as_of.isoformat(),
        "brouillon": counts.get("E", 0) > 0,
        "constats": dict(counts),
        "entrees": _fingerprints(inputs),
        "sorties": _fingerprints(outputs),
        **({"recueil": bundle} if bundle is not None else {}),
        **({"lignes_retenues": dict(withheld)} if withheld else {}),
        "totaux_EUR": _totals(year),
        "comptes": _accounts(year),
        "regles": _rules(year.book),
        "taux": _rates(year.book),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _submission(submission: tuple[int, bool] | None) -> dict[str, Any]:
    if submission is None:
        return {}
    number, complement = submission
    return {"envoi": {"numero": number, "complement": complement}}


def _fingerprints(files: Mapping[str, Content]) -> list[dict[str, Any]]:
    found = []
    for name in sorted(files):
        size, digest = size_and_sha256(files[name])
        found.append({"fichier": name, "octets": size, "sha256": digest})
    return found


def _totals(year: Year) -> dict[str, str] | None:
    if year.settled is None:
        return None
    return _parts(year.settled.settlement.totals.year)


# --- What a stranger adds again -----------------------------------------------------------------

_GROUPS = {"mois": "month", "categorie": "category", "mission": "mission",
           "activite": "activity", "demande_no": "claim"}  # fmt: skip


def _accounts(year: Year) -> dict[str, Any] | None:
    """Each line with its cuts, the parts that they add up to, the ledger: amounts in EUR.

    `verifier.py` adds them again, and knows no other rule than addition.
    """
    if year.settled is None:
        return None
    settlement = year.settled.settlement
    starts = _months(year.settled)
    lines = [_line(line, starts) for line in settlement.lines]
    parts = {
        french: [
            {french: starts.get(key) if french == "mois" else key, **_parts(total)}
            for key, total in getattr(settlement.totals, f"by_{name}").items()
        ]
        for french, name in _GROUPS.items()
    }
    ledger = [
        {
            "mois": starts[month.number],
            "plafond_cumule": two_places(month.allowance),
            "retenu_cumule": two_places(month.left),
            "remboursable": two_places(month.reimbursable),
            "marge": two_places(month.room),
        }
        for month in settlement.ledger
    ]
    return {"lignes": lines, "parties": parts, "registre": ledger}


def _months(settled: Settled) -> dict[int, str]:
    convention = settled.case.convention
    months = contract_months(convention.start, convention.end)
    return {month.number: f"{month.start:%Y-%m}" for month in months}


def _line(line: SettledLine, starts: Mapping[int, str]) -> dict[str, Any]:
    cuts = [
        {"etape": cut.stage, "regle": cut.code, "montant": two_places(cut.amount),
         "issue": _OUTCOMES[cut.outcome]}
        for cut in line.cuts
    ]  # fmt: skip
    groups = {
        french: starts.get(line.month or 0) if french == "mois" else getattr(line, name)
        for french, name in _GROUPS.items()
    }
    return {"ligne": line.id, **groups, **_parts(line), "coupes": cuts}


_OUTCOMES = {"refused": "refuse", "pending": "en_attente"}


def _parts(total: Total | SettledLine) -> dict[str, str]:
    amounts = (total.claimed, total.reimbursable, total.refused, total.pending)
    french = ("demande", "remboursable", "refuse", "en_attente")
    return {name: two_places(value) for name, value in zip(french, amounts, strict=True)}


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
