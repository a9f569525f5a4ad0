"""Lost-receipt declarations: one a receipt of that type, with the lines that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from cic_sheets.report.figures import eur, money_of
from cic_sheets.report.finance_ceilings import declarations
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, Pointer
from cic_sheets.report.finance_receipts import proofs
from cic_sheets.report.model import Figure, Value, Words
from cic_sheets.report.origins import cited, rule_cells
from cic_sheets.report.plan import Material
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import DECLARATION
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.money import cents, total

_TO_WRITE = "…" * 60
_JOINT = " ; "


class Lost(NamedTuple):
    """A declaration and the lines that name it.

    taken     what this one takes of the year's ceiling, EUR; None when nothing counts
    all_taken what all of them take
    limits    number of a line → its ceiling, and what is left of it
    """

    material: Material
    receipt: Receipt
    lines: tuple[Expense, ...]
    taken: Figure | None
    all_taken: Figure | None
    limits: Mapping[str, Entries]


def _lost(material: Material) -> Iterator[Lost]:
    book = material.book
    declared = (row for row in book.all(Receipt) if row.kind == DECLARATION)
    papers = [row for row in declared if material.told_by_now(row.day)]
    if not papers:
        return
    accounts = Accounts(material)
    taken = _taken(accounts)
    limits = {_number(row["no"]): row for row in declarations(accounts)}
    whole = _added(list(taken.values())) if taken else None
    citing = _citing(material)
    for paper in papers:
        mine = tuple(citing.get(id(paper), ()))
        yield Lost(material, paper, mine, taken.get(paper.id), whole, limits)


def _citing(material: Material) -> dict[int, list[Expense]]:
    """Identity of a receipt's row → the lines that name it, each once."""
    found: dict[int, list[Expense]] = {}
    for line in material.book.all(Expense):
        if material.told_by_now(line.day):
            papers = {id(material.book.find(Receipt, number)) for number in line.receipts}
            for paper in papers:
                found.setdefault(paper, []).append(line)
    return found


def _taken(accounts: Accounts) -> dict[str, Figure]:
    """Number of a declaration → what it takes of the year's ceiling, EUR."""
    found: dict[str, list[Figure]] = {}
    for row in proofs(accounts):
        drawn = row["attestation_eur"]
        if isinstance(drawn, Figure):
            found.setdefault(_number(row["piece"]), []).append(drawn)
    return {number: _added(parts) for number, parts in found.items()}


def _number(entry: Entry) -> str:
    return entry.text if isinstance(entry, Pointer) else ""


def _added(parts: list[Figure]) -> Figure:
    cells = dict.fromkeys(cell for part in parts for cell in part.origins)
    return eur(total(part.amount for part in parts), cells)


# --- Values ---------------------------------------------------------------------------------------


def _sum(one: Lost) -> Value:
    found = money_of(one.receipt, "amount", one.receipt.currency)
    return found._replace(receipts=(one.receipt.id,)) if found else None


def _in_eur(one: Lost) -> Value:
    return one.taken._replace(amount=cents(one.taken.amount)) if one.taken else None


def _subject(one: Lost) -> Value:
    said = one.receipt.subject or _JOINT.join(o.label for o in one.lines if o.label)
    return Words(said, (*cited([one.receipt], "subject"), *cited(one.lines, "label"))) or None


def _why(one: Lost) -> Value:
    """What the lines say of it; else a line of dots, to be written on by hand."""
    said = _JOINT.join(dict.fromkeys(row.remark for row in one.lines if row.remark))
    return Words(said or _TO_WRITE, cited(one.lines, "remark"))


def _numbers(one: Lost) -> Value:
    said = _JOINT.join(row.id for row in one.lines)
    return Words(said, cited(one.lines)) if said else None


def _of_line(one: Lost) -> Value:
    return _limit(one, "declaration_line", "declaration_max_ligne")


def _of_year(one: Lost) -> Figure | None:
    return _limit(one, "declaration_year", "declaration_max_an")


def _limit(one: Lost, attr: str, key: str) -> Figure | None:
    settled = one.material.year.settled
    ceiling = getattr(settled.case.policies, attr) if settled else None
    if ceiling is None:
        return None
    return Figure(ceiling.amount, ceiling.currency, rule_cells(one.material.book, key))


def _used(one: Lost) -> Value:
    if one.all_taken is None:
        return eur(total(())) if one.material.year.settled else None
    return one.all_taken._replace(amount=cents(one.all_taken.amount))


def _left(one: Lost) -> Value:
    whole, used = _of_year(one), _used(one)
    if whole is None or not isinstance(used, Figure):
        return None
    return whole._replace(
        amount=whole.amount - used.amount, origins=(*whole.origins, *used.origins)
    )


def _lines(one: Lost) -> Iterator[Item]:
    for row in one.lines:
        limit = one.limits.get(row.id, {})
        yield {
            "no": row.no,
            "date": row.day,
            "libelle": row.label,
            "categorie": row.category,
            "mission": row.mission,
            "fournisseur": row.supplier,
            "paiement": row.payment_mode,
            "montant": money_of(row, "amount", row.currency),
            "plafond": _figure(limit.get("plafond")),
            "plafond_converti": _figure(limit.get("converti")),
            "reste": _figure(limit.get("reste")),
        }


def _figure(entry: object) -> Figure | None:
    """An amount as it is printed, to the cent."""
    return entry._replace(amount=cents(entry.amount)) if isinstance(entry, Figure) else None


def _rests(one: Lost) -> Rests:
    sheets = ("Convention", "Règles", "Justificatifs", "Dépenses")
    return Rests((one.receipt, *one.lines), party_cells(one.material, "cin"), sheets)


KIND: Kind[Lost] = Kind(
    "declarations",
    "declaration-sur-l-honneur.docx",
    "declarations/{}.docx",
    (
        *parties(),
        of_convention("cin", "cin", "Numéro de la carte nationale d'identité"),
        Declared("declaration_numero", "Numéro de la pièce",
                 lambda one: Words(one.receipt.id, cited([one.receipt]))),
        Declared("declaration_date", "Date de la déclaration", lambda one: one.receipt.day,
                 needed=True, cells=lambda one: cited([one.receipt], "day")),
        *amount("montant", "Montant déclaré, dans sa devise", _sum, needed=True),
        Declared("montant_eur", "Ce qu'elle prend au plafond de l'année, en EUR", _in_eur),
        Declared("objet", "Ce qui a été payé", _subject),
        Declared("circonstances", "Remarque des lignes ; des points à compléter à la main sinon",
                 _why),
        Declared("lignes", "Numéros des lignes de dépenses", _numbers, needed=True),
        Declared("plafond_ligne", "Plafond des déclarations pour une ligne", _of_line),
        Declared("plafond_annee", "Plafond des déclarations pour l'année", _of_year),
        Declared("utilise_annee", "Ce que toutes les déclarations en prennent, en EUR", _used),
        Declared("reste_annee", "Ce qui en reste", _left),
    ),
    (
        Listed(
            "depenses",
            "Les lignes de dépenses que la déclaration justifie",
            {
                "no": "Numéro de la ligne",
                "date": "Jour de la dépense",
                "libelle": "Ce qui a été acheté",
                "categorie": "Catégorie",
                "mission": "Numéro de la mission",
                "fournisseur": "Qui a été payé",
                "paiement": "Mode de paiement",
                "montant": "Montant de la ligne, dans sa devise",
                "plafond": "Plafond d'une ligne, en EUR",
                "plafond_converti": "Le même dans la devise de la ligne",
                "reste": "Ce qui en reste, dans la devise de la ligne",
            },
            _lines,
        ),
    ),
    _lost,
    lambda one: one.receipt.id,
    _rests,
)  # fmt: skip
