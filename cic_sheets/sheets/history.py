"""« Historique »: the receipts of earlier years, so that none is sent twice.

`cic roll` fills it, one row a receipt of the year that ends and of those before; it is optional,
and no sheet of the blank workbook: a first year has none.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Choice, Code, Day, Money, Text, Whole
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CURRENCIES


@sheet(
    "Historique",
    order=35,
    group="Travail du contrat",
    blank=5,
    optional=True,
    carries=Carry("toutes les lignes, et les pièces de l'année qui finit"),
)
class Earlier(Row):
    """Les pièces des années précédentes ; remplie par « cic roll », ne la tapez pas."""

    year: int | None = column(
        Whole(least=2000, most=2099),
        "Année",
        "L'année dans laquelle la pièce a servi.",
        example="2022",
        required=True,
    )
    no: str | None = column(
        Code(), "N°", "Le numéro qu'elle portait cette année-là.", example="J-118", required=True
    )
    file: str | None = column(
        Text(), "Fichier", "Le nom de son fichier, cette année-là.", example="J-118.pdf"
    )
    size: int | None = column(Whole(least=0), "Octets", "La taille de ce fichier.", example="48213")
    sha256: str | None = column(
        Code(),
        "Empreinte",
        "L'empreinte SHA-256 de ce fichier, en 64 chiffres hexadécimaux.",
        example="'" + "0" * 64,
    )
    issuer: str | None = column(Text(), "Émetteur", "Qui l'a émise.", example="Taxi Amal")
    invoice_no: str | None = column(
        Code(), "Numéro", "Le numéro imprimé sur la pièce.", example="F-0098"
    )
    day: date | None = column(Day(), "Date", "La date écrite sur la pièce.", example="14/11/2022")
    amount: Decimal | None = column(Money("currency"), "Montant", "Son montant.", example="120,00")
    currency: str | None = column(
        Choice(CURRENCIES), "Devise", "La devise de ce montant.", example="MAD"
    )
