"""« Communes »: the municipalities of the group, with the dates of their membership."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Text, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import COMMUNE_TYPES, LANGUAGES


def _stays(row: Commune, turn: Turn) -> bool:
    """Whether it belongs to the group afterwards."""
    return row.left is None or row.left > turn.last


@sheet(
    "Communes",
    order=3,
    group="Contrat et références",
    aka=("Communes partenaires",),
    ordered=(("joined", "left"),),
    blank=15,
    carries=Carry("les communes qui restent du groupe", when=_stays, along=True),
)
class Commune(Row):
    """Les communes du groupe ; on les cite ailleurs par leur code, leur nom ou un alias."""

    code: str | None = column(
        Code(),
        "Code",
        "Code court et unique de la commune (C01, C02…) ; ne le changez plus une fois donné.",
        example="C01",
        required=True,
        identity=True,
    )
    name: str | None = column(
        Text(),
        "Commune",
        "Nom de la commune en français, tel qu'il paraîtra dans les rapports.",
        example="Aït Tizza",
        required=True,
        also_ref=True,
        aka=("Nom", "Nom de la commune"),
    )
    arabic_name: str | None = column(
        Text(),
        "الجماعة",
        "Nom de la commune en arabe ; il paraît dans les documents en arabe.",
        example="أيت تيزة",
        rtl=True,
        also_ref=True,
        aka=("Nom en arabe", "Commune (arabe)"),
    )
    region: str | None = column(Text(), "Région", "Région administrative.", example="Souss-Massa")
    province: str | None = column(Text(), "Province", "Province ou préfecture.", example="Tiznit")
    kind: str | None = column(
        Choice(COMMUNE_TYPES), "Type", "Commune urbaine ou rurale.", example="rurale"
    )
    belgian_partner: str | None = column(
        Text(),
        "Commune belge",
        "La commune bruxelloise ou wallonne partenaire.",
        example="Valbois",
        aka=("Partenaire belge",),
    )
    joined: date | None = column(
        Day(),
        "Entrée",
        "Premier jour dans le groupe ; vide si la commune en est depuis le début.",
        example="01/01/2023",
        aka=("Date d'entrée",),
    )
    left: date | None = column(
        Day(),
        "Sortie",
        "Dernier jour dans le groupe ; vide tant que la commune en fait partie.",
        aka=("Date de sortie",),
    )
    aliases: str | None = column(
        Text(),
        "Alias",
        "Autres façons d'écrire son nom, séparées par « ; » : elles sont reconnues partout.",
        example="Ait Tiza ; Aït-Tizza",
        also_ref=True,
    )
    contact: str | None = column(
        Text(),
        "Point focal",
        "La personne à joindre à la commune pour le programme.",
        example="Nadia Ouchen",
    )
    mail: str | None = column(
        Text(), "Courriel", "Adresse électronique du point focal.", example="ait-tizza@example.org"
    )
    phone: str | None = column(
        Code(leading_zeros=True),
        "Téléphone",
        "Numéro tapé comme un texte, pour que le zéro ou le + de tête ne se perde pas.",
        example="0528000001",
    )
    social_office: bool | None = column(
        YesNo(),
        "Bureau d'action sociale",
        "oui si la commune a un bureau ou un service d'action sociale qui fonctionne.",
        example="oui",
    )
    language: str | None = column(
        Choice(LANGUAGES),
        "Langue",
        "Langue des messages et des fiches destinés à la commune.",
        example="arabe",
    )

    def belongs(self, first: date, last: date) -> bool:
        """Whether it is in the group on one of these days at least, both included.

        A date that has its own finding (CEL-11) sets no limit: it accuses no other row.
        """
        joined = self.joined if self.sound("joined") else None
        left = self.left if self.sound("left") else None
        return (joined is None or joined <= last) and (left is None or first <= left)
