"""« Règles »: the figures and choices by which the year is judged, and who confirmed them."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Anything, Choice, Day, Scope, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CONFIRMED, SETTING_STATUSES
from cic_sheets.sheets.parameters import SETTING_KEYS
from cic_sheets.values.names import clean, folded
from cic_sheets.xlsx.model import RawCell

__all__ = ["CONFIRMED", "SettingKey", "SettingRow"]


class SettingKey(Choice):
    """A key of « Règles » in its declared spelling; an unknown one is kept, REG-02 tells it."""

    width = 26

    def read(self, cell: RawCell, scope: Scope) -> str:
        if cell.kind != "text":
            raise self.wrong_type()
        typed = clean(str(cell.value))
        return scope.choices(self.values).get(folded(typed), typed)


@sheet(
    "Règles",
    order=2,
    group="Contrat et références",
    blank=0,
    carries=Carry("toutes les règles, avec leur valeur et leur statut"),
)
class SettingRow(Row):
    """Les règles de calcul et de contrôle ; celles que l'annonce ne fixe pas sont à confirmer."""

    key: str | None = column(
        SettingKey(SETTING_KEYS),
        "Règle",
        "Nom de la règle, à ne pas changer ; une règle effacée reprend sa valeur par défaut.",
        example="plafond_mensuel",
        required=True,
        identity=True,
        aka=("Clé",),
    )
    value: RawCell | None = column(
        Anything(),
        "Valeur",
        "La valeur que le programme applique ; plusieurs valeurs se séparent par « ; ».",
        example="200",
        required=True,
    )
    unit: str | None = column(
        Text(),
        "Unité",
        "Unité de la valeur, pour mémoire ; elle ne change aucun calcul.",
        example="EUR/mois",
    )
    source: str | None = column(
        Text(),
        "Source",
        "Clause de l'annonce ou de la convention, ou message de Brulocalis, qui fixe la valeur.",
        example="Annonce, « Conditions proposées »",
    )
    status: str | None = column(
        Choice(SETTING_STATUSES),
        "Statut",
        "« confirmé » une fois que Brulocalis l'a confirmée par écrit ; sinon « à confirmer », et "
        "chaque rapport le dit.",
        example="confirmé",
        required=True,
    )
    confirmed_on: date | None = column(
        Day(),
        "Confirmé le",
        "Date de la confirmation écrite de Brulocalis.",
        example="16/01/2023",
    )
    remark: str | None = column(
        Text(),
        "Remarque",
        "Ce qu'il faut savoir de plus, par exemple où se trouve le message de confirmation.",
        example="Confirmé au téléphone puis par message",
    )
