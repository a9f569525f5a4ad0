"""« Justificatifs »: one document per row, and the file it was scanned to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Choice, Code, Day, FileName, Money, Refs, Text, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CURRENCIES, LANGUAGES, ORIGINALS, RECEIPT_TYPES


@sheet("Justificatifs", order=12, group="Travail du contrat", blank=200)
class Receipt(Row):
    """Une pièce par ligne, avec son fichier dans le dossier justificatifs de l'année."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la pièce (J-001, J-002…), sans trou ; écrivez-le aussi sur la pièce.",
        example="J-001",
        required=True,
        identity=True,
        aka=("N° de pièce",),
    )
    kind: str | None = column(
        Choice(RECEIPT_TYPES),
        "Type",
        "Le type de pièce : certains prouvent un montant, d'autres l'appuient, d'autres ne "
        "prouvent rien (un devis, par exemple).",
        example="facture",
        required=True,
        aka=("Type de pièce",),
    )
    day: date | None = column(
        Day(),
        "Date",
        "La date écrite sur la pièce.",
        example="18/01/2023",
        required=True,
        aka=("Date de la pièce",),
    )
    issuer: str | None = column(
        Text(), "Émetteur", "Qui a émis la pièce.", example="Auberge des Arganiers"
    )
    issuer_ice: str | None = column(
        Code(digits=15),
        "ICE émetteur",
        "Identifiant commun de l'entreprise, 15 chiffres, zéros en tête compris.",
        example="009876543000016",
        aka=("ICE de l'émetteur",),
    )
    invoice_no: str | None = column(
        Code(),
        "Numéro",
        "Le numéro imprimé sur la pièce ; il aide à repérer les doublons.",
        example="F-0125",
        aka=("N° de facture", "Numéro de facture"),
    )
    in_name_of: str | None = column(
        Text(),
        "Au nom de",
        "À quel nom la pièce est établie : le vôtre ou celui de Brulocalis.",
        example="Salma Benrahal",
    )
    amount: Decimal | None = column(
        Money("currency"),
        "Montant",
        "Montant total de la pièce ; obligatoire pour celles qui en prouvent un.",
        example="900,00",
        aka=("Montant de la pièce",),
    )
    currency: str | None = column(
        Choice(CURRENCIES),
        "Devise",
        "La devise de la pièce : la même que celle de la dépense qu'elle prouve.",
        example="MAD",
    )
    language: str | None = column(
        Choice(LANGUAGES),
        "Langue",
        "Langue de la pièce ; une pièce en arabe a besoin d'un objet en français.",
        example="français",
    )
    subject: str | None = column(
        Text(),
        "Objet en français",
        "Ce que la pièce prouve, en français, pour qui ne lit pas sa langue.",
        example="Une nuit, petit-déjeuner compris",
    )
    file: str | None = column(
        FileName(),
        "Fichier",
        "Le fichier numérisé, par exemple justificatifs/J-001.pdf, tel qu'il est sur le disque.",
        example="justificatifs/J-001.pdf",
        aka=("Fichier scanné",),
    )
    original: str | None = column(
        Choice(ORIGINALS),
        "Original",
        "Ce que vous gardez : l'original papier, un original électronique, ou une copie seulement.",
        example="papier",
    )
    legible: bool | None = column(
        YesNo(),
        "Lisible",
        "oui si date, montant et émetteur se lisent sur le fichier.",
        example="oui",
    )
    scanned_on: date | None = column(
        Day(),
        "Numérisé le",
        "Le jour de la numérisation : le papier thermique pâlit en quelques mois.",
        example="19/01/2023",
        aka=("Scanné le",),
    )
    not_duplicate_of: tuple[str, ...] = column(
        Refs("Justificatifs"),
        "Pas un doublon de",
        "Numéros des pièces qui lui ressemblent sans être les mêmes, séparés par « ; ».",
    )
    reason: str | None = column(
        Text(), "Motif", "Pourquoi ce n'est pas un doublon : deux taxis le même jour, par exemple."
    )
