"""The convention, its rules, and whom « tous » means on a given day."""

from __future__ import annotations

from datetime import date

from cic_sheets.example.tables import YEAR, Cell, Row, rows
from cic_sheets.sheets.lists import CONFIRMED, TO_CONFIRM
from cic_sheets.workbook.defaults import blank_rows

ALL = "tous"

CONVENTION: Row = {
    "N° de convention": "CIC-MA-2023",
    "Rang": 1,
    "Début": date(YEAR, 1, 1),
    "Fin": date(YEAR, 12, 31),
    "Fin du programme": date(2026, 12, 31),
    "Chargé(e) de mission": "Salma Benrahal",
    "Adresse": "12, rue des Amandiers, Rabat",
    "Commune du domicile": "Rabat",
    "CIN": "ZZ123456",
    "ICE": "001234567000062",
    "IF": "12345678",
    "Taxe professionnelle": "25123456",
    "N° auto-entrepreneur": "AE-000123",
    "Téléphone": "+212 600 000 001",
    "Courriel": "salma@example.org",
    "Banque": "Banque de l'Exemple, agence de Rabat",
    "RIB": "999810000012345678901297",
    "IBAN": "MA64999810000012345678901297",
    "SWIFT": "BEXMMAMC",
    "Commanditaire": "Brulocalis",
    "Adresse du commanditaire": "Rue de l'Exemple 1, 1000 Bruxelles",
    "N° d'entreprise du commanditaire": "0123.456.749",
    "Mention TVA": "Exportation de services, exonérée de TVA (exemple)",
    "Langue": "français",
}

_CONFIRMED_ON = date(YEAR, 1, 16)
_CONFIRMED = (
    "honoraires_mensuels",
    "plafond_mensuel",
    "plafond_portee",
    "catégories_couvertes",
    "taux_methode",
    "accord_posterieur",
    "nb_communes_attendu",
    "durée_convention_max",
    "rang_max",
    "part_temps_plein",
)
"""The rules that the announcement states, and the rate's: what Brulocalis wrote back about."""


def setting_rows() -> list[Row]:
    """« Règles » with every default; some confirmed by Brulocalis, the others not yet."""
    return [_setting(dict(row)) for row in blank_rows(YEAR)["Règles"]]  # type: ignore[arg-type]


def _setting(row: Row) -> Row:
    confirmed = row["Règle"] in _CONFIRMED
    said: Row = {
        "Statut": CONFIRMED if confirmed else TO_CONFIRM,
        "Confirmé le": _CONFIRMED_ON if confirmed else None,
        "Remarque": "Message de Camille Delvaux du 16 janvier" if confirmed else row["Remarque"],
    }
    return row | said


def active(on: date) -> list[str]:
    """Codes of the communes in the group on that day."""
    return [
        str(row["Code"])
        for row in rows("Communes")
        if _before(row["Entrée"], on) and (row["Sortie"] is None or _before(on, row["Sortie"]))
    ]


def _before(first: Cell, second: Cell) -> bool:
    assert isinstance(first, date)
    assert isinstance(second, date)
    return first <= second


def everyone(row: Row) -> Row:
    """The row with « tous » replaced by the communes active on its day."""
    on = row["Date"]
    if row["Communes"] == ALL and isinstance(on, date):
        return row | {"Communes": " ; ".join(active(on))}
    return row
