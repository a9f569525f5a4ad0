"""« Financements »: the watch on funding that communes and associations could ask for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Money, Number, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CURRENCIES


def _open(row: Funding, turn: Turn) -> bool:
    """Whether one can still apply."""
    return row.closes_on is None or row.closes_on > turn.last


@sheet(
    "Financements",
    order=26,
    group="Vie du groupe",
    ordered=(("opens_on", "closes_on"),),
    blank=30,
    carries=Carry("les dispositifs encore ouverts", when=_open, along=True),
)
class Funding(Row):
    """La veille sur les financements ouverts aux communes et aux associations."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du dispositif (F-01, F-02…).",
        example="F-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    scheme: str | None = column(
        Text(),
        "Dispositif",
        "Le nom de l'appel ou du fonds.",
        example="Appel à projets « Inclusion locale »",
        required=True,
    )
    funder: str | None = column(
        Text(), "Bailleur", "Qui finance.", example="Fondation Atlas Solidaire", required=True
    )
    eligible: str | None = column(
        Text(), "Éligibles", "Qui peut demander.", example="Communes et associations locales"
    )
    theme: str | None = column(Text(), "Thème", "Le thème financé.", example="Insertion des jeunes")
    least: Decimal | None = column(
        Money("currency"),
        "Montant min",
        "Le plus petit montant accordé.",
        example="10 000,00",
        aka=("Montant minimum",),
    )
    most: Decimal | None = column(
        Money("currency"),
        "Montant max",
        "Le plus grand montant accordé.",
        example="50 000,00",
        aka=("Montant maximum",),
    )
    currency: str | None = column(
        Choice(CURRENCIES), "Devise", "La devise des deux montants.", example="EUR"
    )
    own_share: Decimal | None = column(
        Number(least=0, most=100, places=2),
        "Cofinancement (%)",
        "La part que le demandeur doit apporter, en pour cent (20 pour 20 %).",
        example="20",
        aka=("Cofinancement",),
    )
    opens_on: date | None = column(
        Day(), "Ouverture", "Premier jour des candidatures.", example="15/03/2023"
    )
    closes_on: date | None = column(
        Day(), "Clôture", "Dernier jour des candidatures.", example="15/06/2023"
    )
    link: str | None = column(
        Text(), "Lien", "Adresse de la page officielle.", example="https://example.org/appel"
    )
    checked_on: date | None = column(
        Day(),
        "Vérifié le",
        "Le jour où vous avez vérifié que le lien et les dates sont bons.",
        example="20/09/2023",
    )
    shared_on: date | None = column(
        Day(),
        "Diffusé le",
        "Le jour où vous l'avez fait connaître aux communes.",
        example="22/03/2023",
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes informées",
        "Les communes à qui il a été envoyé, séparées par « ; ».",
        example="C01",
    )
