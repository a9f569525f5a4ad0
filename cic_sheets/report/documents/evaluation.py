"""Evaluation forms: one a commune of the group, French with Arabic beside it, empty of any mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cic_sheets.group.members import active
from cic_sheets.report.documents.kind import (
    Declared,
    Item,
    Kind,
    Listed,
    Rests,
    parties,
    party_cells,
)
from cic_sheets.report.documents.naming import plain
from cic_sheets.report.model import Value, Words
from cic_sheets.report.origins import cited, convention_cells
from cic_sheets.report.plan import Material
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.lists import CRITERIA

ARABIC = {
    "animation du groupe": "تنشيط مجموعة الجماعات",
    "circulation de l'information": "تداول المعلومات",
    "appui méthodologique": "الدعم المنهجي",
    "organisation des rencontres": "تنظيم اللقاءات",
    "équité entre communes": "الإنصاف بين الجماعات",
    "appui à la recherche de financements": "الدعم في البحث عن التمويل",
    "représentation et plaidoyer": "التمثيل والترافع",
    "disponibilité et délais": "التوفر واحترام الآجال",
    "appréciation générale": "التقدير العام",
}
"""The criteria in Arabic; one that the coordinator adds stands in French on both sides."""


class Asked(NamedTuple):
    """A commune that is asked, and what about."""

    material: Material
    commune: Commune
    criteria: tuple[str, ...]


def _communes(material: Material) -> Iterator[Asked]:
    typed = (row.criterion for row in material.book.all(Evaluation))
    criteria = tuple(name for name in dict.fromkeys((*CRITERIA.values, *typed)) if name)
    for commune in active(material.book, material.as_of):
        yield Asked(material, commune, criteria)


def _name(one: Asked) -> str:
    return plain(one.commune.name or "") or one.commune.id


def _of_commune(name: str, attr: str, meaning: str) -> Declared[Asked]:
    def value(one: Asked) -> Value:
        found: Value = getattr(one.commune, attr)
        return found

    return Declared(name, meaning, value, cells=lambda one: cited([one.commune], attr))


def _arabic_name(one: Asked) -> Value:
    found = one.commune.arabic_name or one.commune.name
    return Words(found, cited([one.commune], "arabic_name", "name")) if found else None


def _year(one: Asked) -> Value:
    convention = one.material.year.convention
    if convention is None or convention.start is None:
        return None
    first, last = convention.start.year, (convention.end or convention.start).year
    said = str(first) if first == last else f"{first}-{last}"
    return Words(said, convention_cells(one.material.book))


def _criteria(one: Asked) -> Iterator[Item]:
    for number, criterion in enumerate(one.criteria, start=1):
        said = criterion[:1].upper() + criterion[1:]
        yield {"no": number, "critere": said, "critere_arabe": ARABIC.get(criterion, said)}


def _rests(one: Asked) -> Rests:
    return Rests((one.commune,), party_cells(one.material), ("Convention", "Communes"))


KIND: Kind[Asked] = Kind(
    "evaluations",
    "formulaire-d-evaluation.docx",
    "evaluations/{}.docx",
    (
        *parties(),
        Declared("annee", "Année évaluée", _year),
        _of_commune("commune_code", "code", "Code de la commune"),
        _of_commune("commune", "name", "Nom de la commune"),
        Declared("commune_arabe", "Nom de la commune en arabe ; en français s'il manque",
                 _arabic_name),
        _of_commune("province", "province", "Province ou préfecture"),
        _of_commune("region", "region", "Région"),
    ),
    (
        Listed(
            "criteres",
            "Ce qui est évalué, dans l'ordre de la liste « critère »",
            {
                "no": "Rang du critère",
                "critere": "Le critère en français",
                "critere_arabe": "Le critère en arabe",
            },
            _criteria,
        ),
    ),
    _communes,
    _name,
    _rests,
)  # fmt: skip
