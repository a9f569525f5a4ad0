"""REG-*: the keys of « Règles », their status, and the two amounts that the announcement fixes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.parameters import PARAMETERS, spellings
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.lists import EUR, TO_CONFIRM
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.names import folded, nearest

ANNOUNCED = ("honoraires_mensuels", "plafond_mensuel")
"""The keys whose amount, in EUR, the announcement itself gives: their defaults."""


def _absent(book: Book) -> list[str]:
    """The declared keys that no row bears though each workbook needs them."""
    known = spellings()
    typed = {folded(row.key) for row in book.all(SettingRow) if row.key}
    present = {known[key].key for key in typed if key in known}
    return [one.key for one in PARAMETERS if one.key not in present and not one.optional]


def _slips(book: Book, absent: list[str]) -> dict[str, str]:
    """Unknown key → the absent key that it probably means, or ''."""
    known = spellings()
    typed = [row.key for row in book.all(SettingRow) if row.key]
    return {key: nearest(key, absent) or "" for key in typed if folded(key) not in known}


@rule(
    "REG-01",
    Severity.E,
    needs=(SettingRow,),
    says="la règle « {key} » manque ; le programme applique sa valeur par défaut ({default})",
    fix="Ajoutez à la feuille une ligne « {key} » avec sa valeur.",
    source="Feuille « Règles »",
)
def key_is_missing(year: Year) -> Iterator[Hit]:
    """Chaque calcul s'appuie sur une ligne de « Règles » que Brulocalis peut lire et confirmer.

    Un nom de règle mal tapé ou effacé a déjà son constat : la règle ne manque pas en plus.

    | Règles | Règle    | Valeur | Remarque |
    |        | rang_max |        | absente  |

    Attendu : REG-01 rang_max

    Ou :

    | Règles | Règle     | Valeur | Remarque |
    |        | rang_max  |        | absente  |
    |        | rang_maxi | 4      |          |
    """
    absent = _absent(year.book)
    meant = set(_slips(year.book, absent).values())
    missing = [key for key in absent if key not in meant]
    unreadable = sum(1 for row in year.book.all(SettingRow) if row.key is None)
    if len(missing) <= unreadable:
        return
    for key in missing:
        declared = PARAMETERS[key]
        default = f"{declared.default} {declared.unit}".strip()
        yield on_sheet(SettingRow, key, key=key, default=default)


@rule(
    "REG-02",
    Severity.E,
    needs=(SettingRow,),
    says="la règle « {key} » n'existe pas{near}",
    fix="Corrigez son nom, ou supprimez la ligne : le programme ne l'applique pas.",
    source="Feuille « Règles »",
)
def key_is_unknown(year: Year) -> Iterator[Hit]:
    """Une règle mal nommée ne s'applique pas, et rien d'autre ne le dirait.

    | Règles | Règle                       | Valeur | Remarque |
    |        | seuil_espèces               |        | absente  |
    |        | Seuil especes               | 4000   |          |
    |        | plafond_mensuel             |        | absente  |
    |        | plafond_mensuell !REG-02    | 250    |          |
    |        | prime_de_Noël !REG-02       | 100    |          |
    """
    near = _slips(year.book, _absent(year.book))
    for row in year.book.all(SettingRow):
        if row.key in near:
            yield hit(row, "key", key=row.key, near=near[row.key])


@rule(
    "REG-03",
    Severity.I,
    each=SettingRow,
    says="la règle « {key} » reste à confirmer par Brulocalis",
    fix="Demandez-lui une confirmation écrite, puis mettez « confirmé » et la date.",
    source="Annonce muette ; règles proposées par le programme",
)
def still_to_confirm(row: SettingRow, year: Year) -> Iterator[Hit]:
    """Où l'annonce se tait, le programme propose ; chaque rapport dit ce qui n'est pas confirmé.

    | Règles | Règle           | Valeur | Statut              |
    |        | plafond_mensuel | 200    | confirmé            |
    |        | seuil_espèces   | 5000   | à confirmer !REG-03 |
    """
    if row.status == TO_CONFIRM and folded(row.key or "") in spellings():
        yield hit(row, "status", key=row.key)


@rule(
    "REG-04",
    Severity.A,
    each=SettingRow,
    says="« {key} » vaut {found} ; l'annonce dit {announced}",
    fix="Remettez {announced}, ou indiquez en « Source » l'avenant qui change ce montant.",
    source="Annonce, « Conditions proposées »",
)
def announced_amount_changed(row: SettingRow, year: Year) -> Iterator[Hit]:
    """« Une indemnité mensuelle forfaitaire de 480 euro », « une moyenne de 200 euros par mois ».

    Tout autre montant change chaque rapport de l'année : il doit se voir.

    | Règles | Règle               | Valeur      |
    |        | honoraires_mensuels | 480,00      |
    |        | plafond_mensuel     | 250 !REG-04 |
    """
    if row.key not in ANNOUNCED or not row.sound("key", "value"):
        return
    announced = Decimal(PARAMETERS[row.key].default)
    found = year.book.setting(row.key)
    if found != announced:
        facts = {"found": Sum(found, EUR), "announced": Sum(announced, EUR)}
        yield hit(row, "value", key=row.key, **facts)
