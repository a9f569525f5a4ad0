"""« Taux »: monthly exchange rates, as units of a currency for 1 EUR."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Choice, Day, Number, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CURRENCIES


@sheet("Taux", order=6, group="Contrat et références", aka=("Taux de change",), blank=40)
class Rate(Row):
    """Taux de change mensuels : unités de devise pour 1 EUR (façon InforEuro)."""

    month: date | None = column(
        Day(),
        "Mois",
        "Premier jour du mois auquel le taux s'applique.",
        example="01/01/2023",
        required=True,
    )
    currency: str | None = column(
        Choice(CURRENCIES),
        "Devise",
        "La devise convertie ; l'euro n'a pas besoin de taux.",
        example="MAD",
        required=True,
    )
    units_per_eur: Decimal | None = column(
        Number(above=0),
        "Unités pour 1 EUR",
        "Combien d'unités de la devise valent 1 EUR (10,80 dirhams, et non 0,0926), sans arrondir.",
        example="10,80",
        required=True,
        aka=("Unités pour 1 euro",),
    )
    source: str | None = column(
        Text(),
        "Source",
        "D'où vient le taux ; il est imprimé avec lui dans le rapport financier.",
        example="InforEuro, janvier 2023",
        required=True,
    )
    read_on: date | None = column(
        Day(), "Relevé le", "Le jour où vous avez relevé ce taux.", example="13/01/2023"
    )
