"""The bundle of receipts before it is drawn: which document comes where, and what its index says.

The order is the financial report's: line after line, each with the documents that it cites and
that no earlier line brought; then those that no line cites.  Nothing is left out: a document whose
file can't be shown keeps its place, with the reason (deliverables.md, `justificatifs-<year>.pdf`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.folder import Folder, Found, Trouble
from cic_sheets.money.settlement import SettledLine, Total
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.report.finance_plan import Accounts, Entries
from cic_sheets.report.finance_receipts import receipts
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Finding
from cic_sheets.sheets.lists import ATTENDANCE_LIST
from cic_sheets.sheets.receipts import Receipt

NOT_NAMED, NOT_LISTED, WITHHELD, SHOWN_BEFORE = (
    "not-named",
    "not-listed",
    "withheld",
    "shown-before",
)
"""Why a document has no page of its own: its row names no file; no row is numbered so; lists of
persons stay with the coordinator; another row named the same file."""


class Document(NamedTuple):
    """A document of the bundle.

    key     its number; made distinct where two rows bear the same
    number  as « Justificatifs » writes it
    path    of its file, from the workbook's folder; "" where none can be shown
    why     the code of the reason, where none can be shown: one of this module's, or a `Trouble`
    named   what the cell says of the file
    shares  numbers of the other documents that the same file holds
    lines   the lines that cite it, in the report's order
    amount  on the document, in its currency; None where it carries none
    used    what it justifies, in its currency
    """

    key: str
    number: str
    path: str = ""
    why: str = ""
    named: str = ""
    shares: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    kind: str | None = None
    day: date | None = None
    issuer: str | None = None
    subject: str | None = None
    amount: Figure | None = None
    used: Figure | None = None


class Group(NamedTuple):
    """The documents that a line brings; `line` is None for those that no line cites."""

    line: SettledLine | None
    label: str
    documents: tuple[Document, ...]


class Bundle(NamedTuple):
    """Every document in its order, and the sums that the financial report gives too.

    carried  currency → total of the documents that carry an amount, and what they justify
    totals   of the year, in EUR; None when « Convention » can't be used
    """

    groups: tuple[Group, ...]
    carried: Mapping[str, tuple[Decimal, Decimal]]
    totals: Total | None
    as_of: date

    @property
    def documents(self) -> Iterator[Document]:
        """In their order."""
        return (document for group in self.groups for document in group.documents)


def bundle_of(year: Year, findings: Sequence[Finding], *, withhold: bool = True) -> Bundle:
    """The bundle of a year.

    withhold  lists of persons who were present keep their place, without their pages
    """
    accounts = Accounts(Material(year, tuple(findings), draft=False))
    settled = year.settled
    lines = (*settled.settlement.lines, *settled.settlement.to_come) if settled else ()
    by_key = _documents(accounts, _citing(settled, lines), withhold)
    groups = tuple(_groups(settled, lines, by_key))
    totals = settled.settlement.totals.year if settled else None
    return Bundle(groups, carried(by_key.values()), totals, year.as_of)


def _citing(settled: Settled | None, lines: Iterable[SettledLine]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines if settled else ():
        assert settled is not None
        for number in dict.fromkeys(settled.expense(line.id).receipts):
            found.setdefault(number, []).append(line.id)
    return found


def _groups(
    settled: Settled | None, lines: Iterable[SettledLine], by_key: Mapping[str, Document]
) -> Iterator[Group]:
    """Line after line, then what no line cites, in the order of « Justificatifs »."""
    left = dict(by_key)
    for line in lines if settled else ():
        assert settled is not None
        expense = settled.expense(line.id)
        brought = [left.pop(number) for number in expense.receipts if number in left]
        yield Group(line, expense.label or "", tuple(brought))
    if left:
        yield Group(None, "", tuple(left.values()))


def _documents(
    accounts: Accounts, citing: Mapping[str, list[str]], withhold: bool
) -> dict[str, Document]:
    """Key → document: a row each, then the numbers that lines cite and no row bears."""
    rows = accounts.book.all(Receipt)
    folder = accounts.book.folder
    sharing = _sharing(rows, folder)
    found: dict[str, Document] = {}
    for row, entry in zip(rows, receipts(accounts), strict=True):
        key = _distinct(row.id, found)
        first = Document(key, row.id, lines=tuple(citing.get(row.id, ())))
        found[key] = _told(_placed(first, row, folder, sharing, withhold), entry)
    for number, lines in citing.items():
        if number not in found:
            found[number] = Document(number, number, why=NOT_LISTED, lines=tuple(lines))
    return found


def _distinct(number: str, taken: Mapping[str, Document]) -> str:
    key, again = number, 2
    while key in taken:
        key, again = f"{number} ({again})", again + 1
    return key


def _sharing(rows: Sequence[Receipt], folder: Folder) -> dict[str, list[str]]:
    """Path → numbers of the rows that name that file, where it is there."""
    found: dict[str, list[str]] = {}
    for row in rows:
        file = folder.look_up(row.file) if row.file else None
        if isinstance(file, Found):
            found.setdefault(file.path, []).append(row.id)
    return found


def _placed(
    document: Document,
    row: Receipt,
    folder: Folder,
    sharing: Mapping[str, list[str]],
    withhold: bool,
) -> Document:
    """With its file, or the reason why there is none to show."""
    if not row.file:
        return document._replace(why=NOT_NAMED)
    named = document._replace(named=row.file)
    if withhold and row.kind == ATTENDANCE_LIST:
        return named._replace(why=WITHHELD)
    file = folder.look_up(row.file)
    if isinstance(file, Trouble):
        return named._replace(why=file.value)
    others = [number for number in sharing[file.path] if number != row.id]
    if others and sharing[file.path][0] != row.id:
        return named._replace(why=SHOWN_BEFORE, shares=tuple(others))
    return named._replace(path=file.path, shares=tuple(others))


def _told(document: Document, entry: Entries) -> Document:
    """With what the financial report says of it, in the same words and sums."""
    amount, used = entry["montant"], entry["utilise"]
    carries = entry["prouve"] is not None
    return document._replace(
        kind=_text(entry["type"]),
        day=entry["date"] if isinstance(entry["date"], date) else None,
        issuer=_text(entry["emetteur"]),
        subject=_text(entry["objet"]),
        amount=amount if isinstance(amount, Figure) and carries else None,
        used=used if isinstance(used, Figure) else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def carried(documents: Iterable[Document]) -> dict[str, tuple[Decimal, Decimal]]:
    """Currency → total of those documents that carry an amount, and what they justify."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for one in documents:
        if one.amount is not None:
            amount, used = found.get(one.amount.currency, (Decimal(0), Decimal(0)))
            more = one.used.amount if one.used is not None else Decimal(0)
            found[one.amount.currency] = (amount + one.amount.amount, used + more)
    return dict(sorted(found.items()))
