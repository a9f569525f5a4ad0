"""« Participants »: how many people came, never who."""

from __future__ import annotations

from cic_sheets.schema.kinds import Choice, Ref, Whole
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import ROLES

_PARTS = "t_Participants[@[Jeunes femmes]:[Hommes adultes]]"


@sheet("Participants", order=16, group="Vie du groupe", blank=80)
class Participation(Row):
    """Des nombres de participants par activité, commune et fonction ; jamais de noms."""

    activity: str | None = column(
        Ref("Activités"), "Activité", "Numéro de l'activité.", example="A-01", required=True
    )
    commune: str | None = column(
        Ref("Communes"),
        "Commune",
        "La commune d'où viennent ces personnes ; vide pour des partenaires extérieurs.",
        example="C01",
    )
    role: str | None = column(
        Choice(ROLES),
        "Fonction",
        "À quel titre elles participent : élus, agents, associations, citoyens, partenaires.",
        example="agent",
        required=True,
    )
    young_women: int | None = column(
        Whole(), "Jeunes femmes", "Nombre de femmes de 18 à 35 ans.", example="4", aka=("JF",)
    )
    young_men: int | None = column(
        Whole(), "Jeunes hommes", "Nombre d'hommes de 18 à 35 ans.", example="3", aka=("JH",)
    )
    adult_women: int | None = column(
        Whole(), "Femmes adultes", "Nombre de femmes de plus de 35 ans.", example="2", aka=("FA",)
    )
    adult_men: int | None = column(
        Whole(), "Hommes adultes", "Nombre d'hommes de plus de 35 ans.", example="1", aka=("HA",)
    )
    total: int | None = column(
        Whole(),
        "Total",
        "Somme des quatre colonnes, calculée par la feuille : ne la tapez pas.",
        example="10",
        formula=f'=IF(COUNTA({_PARTS})=0,"",SUM({_PARTS}))',
    )
    special_needs: int | None = column(
        Whole(),
        "dont PBS",
        "Parmi elles, personnes à besoins spécifiques : déjà comptées, jamais ajoutées au total.",
        example="1",
    )
    migrants: int | None = column(
        Whole(),
        "dont migrants",
        "Parmi elles, personnes migrantes : déjà comptées, jamais ajoutées au total.",
        example="2",
    )
    distinct: int | None = column(
        Whole(),
        "Personnes distinctes",
        "Combien de personnes différentes, si certaines sont venues plusieurs jours.",
        example="10",
    )
