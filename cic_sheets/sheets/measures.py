"""« Mesures »: the value of an indicator in a commune on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Day, FileName, Number, Ref, Whole, YesNo
from cic_sheets.schema.sheets import Row, column, sheet


@sheet("Mesures", order=25, group="Vie du groupe", blank=150)
class Measure(Row):
    """Une mesure par indicateur, commune et date ; ce qui manque s'imprime « n.d. », jamais 0."""

    indicator: str | None = column(
        Ref("Indicateurs"), "Indicateur", "Code de l'indicateur.", example="I-01", required=True
    )
    commune: str | None = column(
        Ref("Communes"),
        "Commune",
        "La commune, par son code ou son nom.",
        example="C01",
        required=True,
    )
    day: date | None = column(
        Day(), "Date", "Le jour auquel la valeur se rapporte.", example="31/12/2023", required=True
    )
    value: Decimal | None = column(
        Number(),
        "Valeur",
        "La valeur (1 pour oui, 0 pour non) ; vide pour un taux, qui se calcule, ou inconnue.",
        example="42",
    )
    numerator: Decimal | None = column(
        Number(least=0), "Numérateur", "Pour un taux : le nombre de cas comptés."
    )
    denominator: Decimal | None = column(
        Number(least=0), "Dénominateur", "Pour un taux : le nombre de cas possibles."
    )
    young_women: int | None = column(
        Whole(), "Jeunes femmes", "Dont femmes de 18 à 35 ans.", example="15", aka=("JF",)
    )
    young_men: int | None = column(
        Whole(), "Jeunes hommes", "Dont hommes de 18 à 35 ans.", example="10", aka=("JH",)
    )
    adult_women: int | None = column(
        Whole(), "Femmes adultes", "Dont femmes de plus de 35 ans.", example="10", aka=("FA",)
    )
    adult_men: int | None = column(
        Whole(), "Hommes adultes", "Dont hommes de plus de 35 ans.", example="7", aka=("HA",)
    )
    special_needs: int | None = column(
        Whole(),
        "dont PBS",
        "Parmi elles, personnes à besoins spécifiques : déjà comptées, jamais ajoutées.",
        example="3",
    )
    migrants: int | None = column(
        Whole(),
        "dont migrants",
        "Parmi elles, personnes migrantes : déjà comptées, jamais ajoutées.",
        example="4",
    )
    evidence: str | None = column(
        FileName(),
        "Preuve",
        "Fichier d'où vient la valeur, rangé dans le dossier pieces de l'année.",
        example="pieces/registre-c01.pdf",
    )
    unavailable: bool | None = column(
        YesNo(),
        "Non disponible",
        "oui quand la commune n'a pas la donnée : elle s'imprime « n.d. ».",
        example="non",
    )
