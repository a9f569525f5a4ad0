"""Fee notes: one a contract month, with the services that it pays.

A month has its note once it is over, or as soon as « Honoraires » has one; a month without services
has none, unless « Honoraires » says otherwise (HON-04 then tells).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cic_sheets.report.documents.kind import (
    Declared,
    Item,
    Kind,
    Listed,
    Rests,
    amount,
    of_convention,
    parties,
    party_cells,
)
from cic_sheets.report.figures import UNKNOWN, added, count, eur, names
from cic_sheets.report.model import Value, Words
from cic_sheets.report.origins import cited, convention_cells, rule_cells
from cic_sheets.report.plan import Material
from cic_sheets.report.prose import NOT_PRINTED, in_a_cell
from cic_sheets.report.saying import month_of, some
from cic_sheets.rules.fees_months import due_by_month, judged_by_month
from cic_sheets.rules.months import key_of, months_of
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import SERVICES
from cic_sheets.sheets.services import Service
from cic_sheets.values.days import ContractMonth, month_holding

_EVERYONE = 3  # communes that are named one by one
_MENTIONS: tuple[tuple[str, str, str], ...] = (
    ("cin", "cin", "Numéro de la carte nationale d'identité"),
    ("ice", "ice", "Identifiant commun de l'entreprise"),
    ("identifiant_fiscal", "tax_id", "Identifiant fiscal"),
    ("taxe_professionnelle", "business_tax_id", "Numéro de la taxe professionnelle"),
    ("auto_entrepreneur", "self_employed_no", "Numéro au registre des auto-entrepreneurs"),
    ("telephone", "phone", "Téléphone"),
    ("courriel", "mail", "Courriel"),
    ("banque", "bank", "Banque et agence"),
    ("rib", "rib", "Relevé d'identité bancaire"),
    ("iban", "iban", "Numéro international du compte"),
    ("swift", "swift", "Code international de la banque"),
    ("commanditaire_numero", "client_no", "Numéro d'entreprise du commanditaire"),
    ("mention_tva", "vat_note", "Mention à propos de la TVA"),
)


_PAIR = {"libelle": "Nom de la rubrique de « Convention »", "valeur": "Sa valeur"}


class Month(NamedTuple):
    """A contract month, its row of « Honoraires », and what was done in it."""

    material: Material
    month: ContractMonth
    note: FeeNote | None
    services: tuple[Service, ...]


def _months(material: Material) -> Iterator[Month]:
    months = months_of(material.year)
    billed: dict[int, FeeNote] = {}
    for row, named in judged_by_month(material.year):
        billed.setdefault(named.number, row)
    done: dict[int, list[Service]] = defaultdict(list)
    for service in material.book.all(Service):
        if service.day is not None and service.day <= material.as_of:
            month = month_holding(months, service.day)
            if month is not None:
                done[month.number].append(service)
    for number in sorted({*billed, *done}):
        month, note = months[number - 1], billed.get(number)
        issued = note is not None and material.told_by_now(note.issued_on)
        begun, over = month.start <= material.as_of, month.end <= material.as_of
        if begun and (issued or (over and number in done)):
            yield Month(material, month, note, tuple(sorted(done.get(number, ()), key=_place)))


def _place(row: Service) -> tuple[str, str, str]:
    return row.prestation or "~", str(row.day), row.id


def _of_note(attr: str) -> Declared[Month]:
    name, meaning = _NOTE[attr]

    def value(one: Month) -> Value:
        found: Value = getattr(one.note, attr, None)
        return found

    return Declared(
        name, meaning, value, attr in ("no", "issued_on"),
        lambda one: cited([one.note], attr) if one.note else (),
    )  # fmt: skip


_NOTE = {
    "no": ("note_numero", "Numéro de la note d'honoraires"),
    "issued_on": ("note_date", "Date de la note"),
    "remark": ("note_remarque", "Remarque inscrite dans « Honoraires »"),
}


def _sum(one: Month) -> Value:
    """What « Honoraires » says; what « Règles » owes for the month where it says nothing."""
    if one.note is not None and one.note.amount is not None:
        return eur(one.note.amount, cited([one.note], "amount"))
    due = due_by_month(one.material.year).get(one.month.number)
    if due is None or (one.note is not None and not one.note.sound("amount")):
        return None
    book = one.material.book
    return eur(due, (*rule_cells(book, "honoraires_mensuels"), *convention_cells(book)))


def _bare(one: Month) -> Value:
    """Said where the table of services stays empty."""
    return "" if one.services else "Aucune prestation n'est inscrite pour ce mois."


def _name_of_month(one: Month) -> Value:
    return month_of(one.month.start).behind(convention_cells(one.material.book))


def _services(one: Month) -> Iterator[Item]:
    for row in one.services:
        secret = bool(row.confidential)
        yield {
            "no": row.no,
            "date": row.day,
            "code": row.prestation,
            "prestation": SERVICES.get(row.prestation or "", row.prestation),
            "description": NOT_PRINTED if secret else in_a_cell(row.description),
            "communes": "" if secret else _communes(one.material, row),
            "heures": added([row], "hours", "h") if row.hours is not None else None,
        }


def _communes(material: Material, row: Service) -> str:
    if len(row.communes) > _EVERYONE:
        return some(len(row.communes), "commune")
    return names(material.book, row.communes)


def _by_prestation(one: Month) -> Iterator[Item]:
    for code in dict.fromkeys(row.prestation for row in one.services):
        rows = [row for row in one.services if row.prestation == code]
        yield {
            "code": code,
            "prestation": SERVICES.get(code or "", code),
            "nombre": count(rows),
            "heures": added(rows, "hours", "h"),
        }


def _pairs(one: Month, wanted: Iterable[tuple[str, bool]]) -> Iterator[Item]:
    """Names and values of « Convention »; what is empty is left out unless the law asks for it."""
    convention = one.material.year.convention
    if convention is None:
        return
    for attr, asked in wanted:
        value: Value = getattr(convention, attr)
        if value is not None or asked:
            yield {
                "libelle": convention.sheet.columns[attr].label,
                "valeur": Words(str(value), cited([convention], attr)) if value else UNKNOWN,
            }


def _writer(one: Month) -> Iterator[Item]:
    return _pairs(one, (("ice", True), ("tax_id", True), ("business_tax_id", False),
                        ("self_employed_no", False), ("phone", False),
                        ("mail", False)))  # fmt: skip


def _account(one: Month) -> Iterator[Item]:
    return _pairs(one, (("bank", False), ("rib", False), ("iban", False), ("swift", False)))


def _rests(one: Month) -> Rests:
    notes = (one.note,) if one.note is not None else ()
    cells = party_cells(one.material, *(attr for _, attr, _ in _MENTIONS))
    sheets = ("Convention", "Règles", "Honoraires", "Prestations")
    return Rests((*notes, *one.services), cells, sheets, key_of(one.month))


KIND: Kind[Month] = Kind(
    "honoraires",
    "note-d-honoraires.docx",
    "honoraires/{}.docx",
    (
        *parties(),
        *(of_convention(name, attr, meaning) for name, attr, meaning in _MENTIONS),
        *map(_of_note, _NOTE),
        Declared("mois", "Mois de la note, en mots", _name_of_month),
        Declared("mois_debut", "Premier jour du mois", lambda one: one.month.start),
        Declared("mois_fin", "Dernier jour du mois", lambda one: one.month.end),
        *amount("montant", "Montant de la note, en EUR", _sum, needed=True),
        Declared("heures", "Heures prestées dans le mois", lambda one: added(
            one.services, "hours", "h")),
        Declared("nb_prestations", "Nombre de prestations", lambda one: count(one.services)),
        Declared("mention_prestations", "Dit qu'il n'y a pas de prestations ; vide sinon", _bare),
    ),
    (
        Listed(
            "prestations",
            "Les prestations du mois, de M1 à M8, puis par date",
            {
                "no": "Numéro de la ligne",
                "date": "Jour",
                "code": "M1 à M8",
                "prestation": "La prestation de l'annonce, en mots",
                "description": "Ce qui a été fait",
                "communes": "Communes concernées",
                "heures": "Durée",
            },
            _services,
        ),
        Listed(
            "par_prestation",
            "Le mois, prestation par prestation",
            {
                "code": "M1 à M8",
                "prestation": "La prestation de l'annonce, en mots",
                "nombre": "Nombre de lignes",
                "heures": "Heures",
            },
            _by_prestation,
        ),
        Listed("identifiants", "Ce que la loi demande de qui écrit la note, et comment le joindre",
               _PAIR, _writer),
        Listed("compte", "Le compte où payer", _PAIR, _account),
    ),
    _months,
    lambda one: key_of(one.month),
    _rests,
)  # fmt: skip
