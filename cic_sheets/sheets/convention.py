"""« Convention »: the contract of the year, its parties, what fee notes must say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Text, Whole
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.sheets.lists import LANGUAGES


def _next_year(row: Convention, turn: Turn) -> Mapping[str, Any]:
    """The next convention; its number is the old one with the new year in it, if it has one."""
    return {
        "no": (row.no or "").replace(str(turn.last.year), str(turn.first.year)) or None,
        "rank": (row.rank or 0) + 1,
        "start": turn.first,
        "end": turn.end,
        "version": WORKBOOK_VERSION,
    }


@sheet(
    "Convention",
    order=1,
    group="Contrat et références",
    vertical=True,
    ordered=(("start", "end"),),
    blank=0,
    carries=Carry(
        "le contrat, un rang et une année plus loin ; son numéro est à vérifier", changes=_next_year
    ),
)
class Convention(Row):
    """La convention de l'année : une rubrique par ligne, sa valeur à droite."""

    no: str | None = column(
        Code(),
        "N° de convention",
        "Le numéro écrit sur la convention signée ; il figure en tête de chaque rapport.",
        example="CIC-MA-2023",
        required=True,
        identity=True,
        aka=("Numéro de convention", "Convention n°"),
    )
    rank: int | None = column(
        Whole(least=1),
        "Rang",
        "1 pour la première convention, 2 pour son premier renouvellement… 4 au plus.",
        example="1",
        required=True,
    )
    start: date | None = column(
        Day(),
        "Début",
        "Premier jour de la convention ; les mois de convention se comptent à partir de lui.",
        example="01/01/2023",
        required=True,
        aka=("Date de début",),
    )
    end: date | None = column(
        Day(),
        "Fin",
        "Dernier jour de la convention ; une dépense postérieure n'est pas remboursée.",
        example="31/12/2023",
        required=True,
        aka=("Date de fin",),
    )
    programme_end: date | None = column(
        Day(),
        "Fin du programme",
        "Dernier jour du programme 2022-2026 ; aucune convention ne va au-delà.",
        example="31/12/2026",
        required=True,
    )
    coordinator: str | None = column(
        Text(),
        "Chargé(e) de mission",
        "Vos prénom et nom, tels qu'ils figurent sur la convention et sur vos factures.",
        example="Salma Benrahal",
        required=True,
        aka=("Chargé de mission", "Chargée de mission"),
    )
    address: str | None = column(
        Text(),
        "Adresse",
        "Votre adresse postale ; elle figure sur les notes d'honoraires.",
        example="12, rue des Amandiers, Rabat",
        required=True,
    )
    home_town: str | None = column(
        Text(),
        "Commune du domicile",
        "Votre commune de résidence : une mission qui s'y déroule n'est pas remboursée.",
        example="Rabat",
        required=True,
    )
    cin: str | None = column(
        Code(),
        "CIN",
        "Numéro de votre carte nationale d'identité.",
        example="ZZ123456",
    )
    ice: str | None = column(
        Code(digits=15),
        "ICE",
        "Identifiant commun de l'entreprise : 15 chiffres, zéros en tête compris.",
        example="001234567000062",
    )
    tax_id: str | None = column(
        Code(),
        "IF",
        "Identifiant fiscal ; mention obligatoire de vos notes d'honoraires.",
        example="12345678",
        aka=("Identifiant fiscal",),
    )
    business_tax_id: str | None = column(
        Code(),
        "Taxe professionnelle",
        "Numéro d'article de la taxe professionnelle ; mention de vos notes d'honoraires.",
        example="25123456",
    )
    self_employed_no: str | None = column(
        Code(),
        "N° auto-entrepreneur",
        "Numéro d'inscription au registre des auto-entrepreneurs, si vous l'êtes.",
        example="AE-000123",
        aka=("Numéro auto-entrepreneur",),
    )
    phone: str | None = column(
        Code(leading_zeros=True),
        "Téléphone",
        "Numéro tapé comme un texte, pour que le zéro ou le + de tête ne se perde pas.",
        example="0600000001",
    )
    mail: str | None = column(
        Text(),
        "Courriel",
        "Votre adresse électronique ; elle figure sur les notes d'honoraires.",
        example="salma@example.org",
        aka=("E-mail", "Adresse électronique"),
    )
    bank: str | None = column(
        Text(),
        "Banque",
        "Banque et agence où Brulocalis vous paie.",
        example="Banque de l'Exemple, agence de Rabat",
    )
    rib: str | None = column(
        Code(digits=24),
        "RIB",
        "Les 24 chiffres de votre relevé d'identité bancaire, tapés comme un texte.",
        example="099810000012345678901219",
    )
    iban: str | None = column(
        Code(),
        "IBAN",
        "Numéro international du compte (MA et 26 chiffres) ; sa clé est vérifiée.",
        example="MA64099810000012345678901219",
    )
    swift: str | None = column(
        Code(),
        "SWIFT",
        "Code international de la banque (BIC), 8 ou 11 signes.",
        example="BEXMMAMC",
        aka=("BIC",),
    )
    client: str | None = column(
        Text(),
        "Commanditaire",
        "L'organisme qui vous engage et à qui s'adressent notes d'honoraires et rapports.",
        example="Brulocalis",
        required=True,
    )
    client_address: str | None = column(
        Text(),
        "Adresse du commanditaire",
        "Adresse à porter sur les notes d'honoraires.",
        example="Rue de l'Exemple 1, 1000 Bruxelles",
    )
    client_no: str | None = column(
        Code(leading_zeros=True),
        "N° d'entreprise du commanditaire",
        "Son numéro d'entreprise belge (10 chiffres), tapé comme un texte.",
        example="0123.456.749",
    )
    vat_note: str | None = column(
        Text(),
        "Mention TVA",
        "La phrase que votre comptable demande sur les notes d'honoraires à propos de la TVA.",
        example="Exportation de services, exonérée de TVA",
    )
    language: str | None = column(
        Choice(LANGUAGES),
        "Langue",
        "Langue des documents produits ; le français quand la cellule est vide.",
        example="français",
    )
    version: int | None = column(
        Whole(least=1),
        "Version du classeur",
        "Posée par le programme, à ne pas changer : elle dit quelles colonnes le classeur a.",
        example=str(WORKBOOK_VERSION),
        required=True,
    )
