"""The clean year: every sheet's rows, keyed by French title and label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cic_sheets.example.expenses import expense_rows, receipt_rows
from cic_sheets.example.group import (
    deliverable_rows,
    evaluation_rows,
    exchange_rows,
    measure_rows,
    narrative_rows,
    numbered,
    service_rows,
)
from cic_sheets.example.people import CONVENTION, setting_rows
from cic_sheets.example.tables import Row, rows

Year = dict[str, list[Row]]

_TOLD_AS_THEY_ARE = (
    "Communes",
    "Contacts",
    "Barèmes",
    "Taux",
    "Honoraires",
    "Missions",
    "Accords",
    "Paiements",
    "Demandes",
    "Activités",
    "Participants",
    "Budget",
    "Plateformes",
    "Suivi",
    "Échéances",
    "Indicateurs",
    "Financements",
    "Candidatures",
    "Visibilité",
    "Plaidoyers",
    "Leçons",
)


def clean_year() -> Year:
    """The year without a mistake, as new rows that the caller may change."""
    return {
        "Convention": [dict(CONVENTION)],
        "Règles": setting_rows(),
        **{title: rows(title) for title in _TOLD_AS_THEY_ARE},
        "Prestations": service_rows(),
        "Dépenses": expense_rows(),
        "Justificatifs": receipt_rows(),
        "Échanges": exchange_rows(),
        "Cohésion": numbered("Cohésion", "CO", 3),
        "Livrables": deliverable_rows(),
        "Mesures": measure_rows(),
        "Évaluations": evaluation_rows(),
        "Narratif": narrative_rows(),
        "Dérogations": [],
    }


def find(year: Mapping[str, list[Row]], title: str, number: str) -> Row:
    """The row of a sheet that is called so (its first column; a date as `01/08/2023`).

    Raises KeyError when there is none.
    """
    for row in year[title]:
        if called(row) == number:
            return row
    raise KeyError(f"{title}: {number}")


def called(row: Row) -> str:
    """What a row is called: its first cell, as the sheet shows it."""
    first = next(iter(row.values()))
    return f"{first:%d/%m/%Y}" if isinstance(first, date) else str(first)
