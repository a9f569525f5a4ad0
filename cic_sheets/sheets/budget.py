"""« Budget »: the budget lines of collective activities."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Code, Money, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet


@sheet(
    "Budget",
    order=17,
    group="Vie du groupe",
    blank=30,
    carries=Carry("le budget des activités reprises", follows="activity"),
)
class BudgetLine(Row):
    """Les lignes de budget des activités collectives ; leurs dépenses y renvoient."""

    code: str | None = column(
        Code(),
        "Code",
        "Code unique de la ligne (A-01-salle, A-01-repas…).",
        example="A-01-salle",
        required=True,
        identity=True,
    )
    activity: str | None = column(
        Ref("Activités"),
        "Activité",
        "Numéro de l'activité que la ligne finance.",
        example="A-01",
        required=True,
    )
    label: str | None = column(
        Text(),
        "Libellé",
        "Ce que la ligne paie.",
        example="Location de la salle",
        required=True,
    )
    amount: Decimal | None = column(
        Money("EUR"), "Montant (EUR)", "Montant prévu, en EUR.", example="350,00", required=True
    )
    funder: str | None = column(
        Text(),
        "Financeur",
        "Qui paie : Brulocalis, une commune, un partenaire.",
        example="Brulocalis",
    )
