"""What the amounts rest on: rates, rules and their status, scales, derogations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.money.case import RULE_KEYS
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import count, number_of, period
from cic_sheets.report.finance_plan import Accounts, Entries, listed
from cic_sheets.report.model import Figure, Value, Words
from cic_sheets.report.origins import rule_cells
from cic_sheets.schema.rules import RULES
from cic_sheets.sheets.derogations import Derogation
from cic_sheets.sheets.rates import Rate
from cic_sheets.sheets.scales import Scale
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values import shown
from cic_sheets.values.days import Month

CONFIRMED, TO_CONFIRM = "confirmé", "à confirmer"


@listed(
    "taux",
    "Les taux de change utilisés",
    mois="Mois du taux",
    devise="Devise",
    unites="Unités de la devise pour 1 EUR",
    source="Source du taux",
    releve="Date du relevé",
    nombre="Nombre de lignes converties à ce taux",
)
def rates(accounts: Accounts) -> Iterator[Entries]:
    """Every rate that some line was converted at, in the order of « Taux »."""
    settled = accounts.settled
    used: set[str] = set()
    lines = settled.settlement.lines if settled else ()
    for line in lines:
        used |= _rates_of(line)
    seen: set[str] = set()
    for row in accounts.book.all(Rate):
        if not row.month or not row.currency or row.units_per_eur is None:
            continue
        key = f"{Month.of(row.month).key} {row.currency}"
        if key not in used or key in seen:
            continue
        seen.add(key)
        yield {
            "mois": row.month,
            "devise": row.currency,
            "unites": Figure(row.units_per_eur, "", (row.at("units_per_eur"),)),
            "source": row.source,
            "releve": row.read_on,
            "nombre": _lines(settled, [one.id for one in lines if key in _rates_of(one)]),
        }


@listed(
    "regles",
    "Les règles que les montants suivent, avec leur statut",
    regle="Nom de la règle",
    valeur="Valeur appliquée",
    unite="Unité",
    sens="Ce que la règle veut dire",
    source="Clause qui la fixe",
    statut="confirmé ou à confirmer",
    confirme_le="Date de la confirmation",
)
def rules(accounts: Accounts) -> Iterator[Entries]:
    """Every rule of money.md that a reckoning reads."""
    for key in RULE_KEYS.values():
        setting = accounts.book.settings[key]
        row = accounts.book.find(SettingRow, key)
        yield {
            "regle": key,
            "valeur": _valued(accounts.book, key, said(setting.value)),
            "unite": setting.parameter.unit,
            "sens": setting.parameter.help,
            "source": (row.source if row else None) or setting.parameter.source,
            "statut": CONFIRMED if setting.confirmed else TO_CONFIRM,
            "confirme_le": row.confirmed_on if row and setting.confirmed else None,
        }


def to_confirm(book: Book) -> int:
    """How many of those rules Brulocalis has not confirmed yet."""
    return sum(not book.settings[key].confirmed for key in RULE_KEYS.values())


def said(value: object) -> Value:
    """A setting as a person reads it."""
    match value:
        case bool():
            return "oui" if value else "non"
        case Decimal() | int():
            return Decimal(value)
        case time():
            return f"{value:%H:%M}"
        case tuple() | list() | frozenset():
            return " ; ".join(sorted(map(str, value)) if isinstance(value, frozenset) else value)
        case None:
            return None
    return str(value)


@listed(
    "baremes",
    "Les barèmes appliqués",
    no="Numéro du barème",
    categorie="Catégorie",
    lieu="Lieu ; « pays » sans lieu",
    unite="Unité",
    montant="Montant pour une unité",
    devise="Devise",
    mode="plafond ou forfait",
    validite="Dates de validité",
    source="Source",
    nombre="Nombre de lignes auxquelles il s'applique",
)
def scales(accounts: Accounts) -> Iterator[Entries]:
    """Every scale that some line was held against."""
    settled = accounts.settled
    lines = settled.settlement.lines if settled else ()
    used = {line.scale for line in lines}
    for row in accounts.book.all(Scale):
        if row.id not in used:
            continue
        yield {
            "no": row.id,
            "categorie": row.category,
            "lieu": row.place or "pays",
            "unite": row.unit,
            "montant": Figure(row.amount, row.currency or "", (row.at("amount"),))
            if row.amount is not None
            else None,
            "devise": row.currency,
            "mode": row.mode,
            "validite": _validity(row),
            "source": row.source,
            "nombre": _lines(settled, [one.id for one in lines if one.scale == row.id]),
        }


def _rates_of(line: SettledLine) -> set[str]:
    return {one.id for one in line.rate.because if one.kind == "rate"} if line.rate else set()


def _lines(settled: Settled | None, numbers: list[str]) -> Figure:
    """How many lines; what makes them fit is in their own cells."""
    rows = [settled.expense(number) for number in numbers] if settled else []
    return count(rows, "day", "currency", "category", "unit")


def _valued(book: Book, key: str, value: Value) -> Value:
    """A setting's value, with its cell."""
    cells = rule_cells(book, key)
    if isinstance(value, Decimal):
        return number_of(value, cells)
    return Words(value, cells) if isinstance(value, str) else value


def _validity(row: Scale) -> str:
    if row.valid_from and not row.valid_to:
        return f"depuis le {shown.day(row.valid_from)}"
    return period(row.valid_from, row.valid_to)


@listed(
    "derogations",
    "Les dérogations accordées",
    code="Code de la règle",
    regle="Ce que la règle dit",
    feuille="Feuille de la ligne concernée",
    ligne="Numéro de la ligne",
    motif="Motif",
    par="Accordée par",
    date="Date",
)
def derogations(accounts: Accounts) -> Iterator[Entries]:
    """In the order of « Dérogations »."""
    for row in accounts.book.all(Derogation):
        rule = RULES.get(row.code or "")
        yield {
            "code": row.code,
            "regle": _first_sentence(rule.reason) if rule else None,
            "feuille": row.sheet_title,
            "ligne": row.line,
            "motif": row.reason,
            "par": row.granted_by,
            "date": row.day,
        }


def _first_sentence(reason: str) -> str:
    return " ".join(reason.split("\n\n")[0].split())
