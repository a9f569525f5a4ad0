"""Why a file is no workbook that can be read, and what to do about it (CLA-12)."""

from __future__ import annotations

from cic_sheets.book import faults  # noqa: F401 - declares CLA-12
from cic_sheets.book.tell import finding
from cic_sheets.schema.findings import Finding, Word
from cic_sheets.xlsx.model import Refused

_SAVE_AS = "Ouvrez-le dans Excel et enregistrez-le au format « Classeur Excel (.xlsx) »."
_COPY = "Reprenez votre dernière copie, ou demandez à Excel de le réparer (Ouvrir et réparer)."

WHY: dict[str, tuple[str, str]] = {
    "missing_file": ("il n'existe pas", "Vérifiez le nom et le dossier."),
    "a_folder": ("c'est un dossier", "Donnez le nom du classeur lui-même."),
    "locked": (
        "il est ouvert ailleurs ou protégé contre la lecture",
        "Fermez-le dans Excel, puis recommencez.",
    ),
    "lock_file": (
        "c'est le fichier de verrou qu'Excel pose à côté d'un classeur ouvert (~$…)",
        "Donnez le nom du classeur, sans « ~$ ».",
    ),
    "empty_file": ("il est vide (0 octet)", _COPY),
    "damaged_file": ("il est abîmé", _COPY),
    "not_a_workbook": ("ce n'est pas un classeur Excel, malgré son nom", _SAVE_AS),
    "password_protected": (
        "il est protégé par un mot de passe",
        "Enregistrez-en une copie sans mot de passe (Fichier, Informations, Protéger).",
    ),
    "old_excel_format": ("c'est un ancien classeur Excel (.xls)", _SAVE_AS),
    "binary_workbook": ("c'est un classeur binaire (.xlsb)", _SAVE_AS),
    "opendocument": ("c'est un classeur OpenDocument (.ods)", _SAVE_AS),
    "unsafe_file": (
        "il contient des entités XML, qu'aucun tableur n'écrit : il pourrait être piégé",
        "N'ouvrez pas ce fichier ; redemandez-le à qui vous l'a envoyé.",
    ),
    "too_large": (
        "une fois décompressé, il est démesuré",
        "Supprimez les lignes et colonnes vides mises en forme, puis enregistrez.",
    ),
}


def refusal_finding(refusal: Refused) -> Finding:
    """CLA-12, on the file as a whole."""
    why, advice = WHY[refusal.code]
    return finding(
        "CLA-12",
        "",
        value=refusal.code,
        why=Word(f"refused.{refusal.code}.why", why),
        advice=Word(f"refused.{refusal.code}.advice", advice),
    )
