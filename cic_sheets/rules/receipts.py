"""JUS-01, 02, 09, 10, 12: the pile of receipts, and what lines make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic_sheets.book.book import Book
from cic_sheets.book.folder import match_key
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, lines_of, refused
from cic_sheets.rules.hits import on_sheet, priced
from cic_sheets.rules.rates import doubtful_lines
from cic_sheets.rules.sequence import gaps
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.kinds import FileName, tokens
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import DECLARATION, EUR, FLAT, JUSTIFYING, SUPPORTING
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.scales import Scale

_PROVED = TERMS + " : remboursés sur base de justificatifs"
_LITTER = ("desktop.ini", "thumbs.db")  # what Windows leaves in folders of pictures


@rule(
    "JUS-01",
    Severity.A,
    needs=(Receipt,),
    says="la numérotation saute de {before} à {after}",
    fix="Retrouvez la pièce qui manque, ou renumérotez les suivantes.",
    source=_PROVED,
)
def numbers_leave_a_gap(year: Year) -> Iterator[Hit]:
    """Un trou dans les numéros fait croire à une pièce retirée ; le réviseur la demandera.

    | Justificatifs | N°            |
    |               | J-001         |
    |               | J-003 !JUS-01 |
    |               | J-004         |
    |               | J-005         |

    Ou :

    | Justificatifs | N°         |
    |               | J-2022-118 |
    |               | J-2023-002 |
    |               | J-2023-001 |
    """
    rows = year.book.all(Receipt)
    blamed = {place for place, row in enumerate(rows) if not row.sound("no")}
    lost = [number_order(number) for number in _lost(year.book)]
    for gap in gaps([row.no for row in rows], blamed):
        before, after = rows[gap.before], rows[gap.after]
        first, last = number_order(before.id), number_order(after.id)
        if any(first < number < last for number in lost):
            continue  # a line names the missing one: CEL-06 tells it
        found = hit(after, "no", before=before.id, after=after.id)
        yield found._replace(related=(before.at("no"),))


# --- What lines use ------------------------------------------------------------------------------


@rule(
    "JUS-02",
    Severity.E,
    needs=(Receipt, Expense),
    says="la pièce ({amount}) ne prouve pas la dépense {line} : {why}",
    fix="Demandez la facture ou le reçu, ou inscrivez le montant que porte la pièce.",
    source=_PROVED + " ; étape 4 du calcul",
)
def kind_that_proves_nothing(year: Year) -> Iterator[Hit]:
    """Un devis ou un bon de livraison ne dit pas que l'on a payé ; une facture sans montant non
    plus.

    À côté d'une vraie pièce, ou en l'attendant, un devis ne gêne personne.

    | Justificatifs | N°    | Type              | Montant |
    |               | J-001 | devis !JUS-02     | 900     |
    |               | J-002 | devis             | 900     |
    |               | J-003 | facture           | 900     |
    |               | J-004 | facture           | !JUS-02 |
    |               | J-005 | preuve de paiement |         |
    |               | J-006 | bon de livraison  | 900     |
    |               | J-007 | recharge prépayée !JUS-02 | 50 |
    |               | J-008 | devis             | 900     |
    | Dépenses | N°    | Justificatifs         | Justificatif attendu le |
    |          | D-001 | J-001                 |                         |
    |          | D-002 | J-002 ; J-003         |                         |
    |          | D-003 | J-004 ; J-005         |                         |
    |          | D-004 | J-007 ; J-005         |                         |
    |          | D-005 | J-008                 | 15/02/2024              |
    """
    flat = _under_flat_scales(year)
    short = {row for row, _ in refused(year, "receipts-short")}
    for line in year.book.all(Expense):
        receipts = receipts_of(year.book, line)
        proven = any(_may_justify(receipt) for receipt in receipts) or not line.sound("receipts")
        waits = line.receipt_due is not None and line.receipt_due > year.as_of
        needed = line in short or not (proven or waits or line in flat)
        for receipt in receipts:
            if receipt.kind in JUSTIFYING and not receipt.amount:
                yield _proving_nothing(receipt, "amount", line, _NO_AMOUNT)
            elif proves_nothing(receipt) and needed:
                why = Word(
                    "receipt.kind", "c'est un document « {kind} »", (("kind", receipt.kind),)
                )
                yield _proving_nothing(receipt, "kind", line, why)


_NO_AMOUNT = Word("receipt.amount", "son type demande un montant")


def _proving_nothing(receipt: Receipt, column: str, line: Expense, why: Word) -> Hit:
    amount = priced(receipt.amount, receipt.currency)
    found = hit(receipt, column, amount=amount, line=line.id, why=why)
    return found._replace(related=(line.at("receipts"),))


def receipts_of(book: Book, line: Expense) -> list[Receipt]:
    """The rows that a line names."""
    found = (book.find(Receipt, number) for number in line.receipts)
    return [receipt for receipt in found if receipt is not None]


def proves_nothing(receipt: Receipt) -> bool:
    """Whether its kind neither carries an amount nor supports one (money.md §3.4)."""
    return receipt.kind is not None and receipt.kind not in (*JUSTIFYING, *SUPPORTING)


def _may_justify(receipt: Receipt) -> bool:
    return receipt.kind is None or receipt.kind in JUSTIFYING


def _under_flat_scales(year: Year) -> set[Expense]:
    flat = {row.id for row in year.book.all(Scale) if row.mode == FLAT}
    return {row for row, line in lines_of(year) if line.scale in flat}


def may_fit_unreadable_scale(book: Book, line: Expense) -> bool:
    """Whether a row of « Barèmes » with a finding of its own may be the line's, and a flat one."""
    return any(
        row.category in (None, line.category) and row.unit in (None, line.unit)
        for row in book.all(Scale)
        if not row.sound("category", "place", "unit", "mode", "valid_from", "valid_to")
    )


def told_at_receipts(year: Year, line: Expense) -> bool:
    """Whether a finding on the receipts themselves explains that none justifies the line."""
    receipts = receipts_of(year.book, line)
    proven = any(_may_justify(receipt) for receipt in receipts)
    quoted_only = not proven and any(proves_nothing(receipt) for receipt in receipts)
    return quoted_only or worth_is_told(receipts)


def worth_is_told(receipts: Iterable[Receipt]) -> bool:
    """Whether a finding on a receipt itself explains that it justifies less than it might."""
    return any(
        receipt.kind is None
        or (receipt.kind in JUSTIFYING and not (receipt.amount and receipt.sound("currency")))
        for receipt in receipts
    )


@rule(
    "JUS-09",
    Severity.A,
    needs=(Receipt, Expense),
    says="aucune dépense n'utilise cette pièce ({amount})",
    fix="Citez-la dans la dépense qu'elle prouve, ou retirez-la.",
    source=_PROVED,
)
def used_by_no_line(year: Year) -> Iterator[Hit]:
    """Une pièce qui ne sert à rien est souvent celle qui manque à une dépense, ou un oubli à
    déclarer.

    Quand une dépense cite un numéro introuvable (CEL-06), il explique une pièce inutilisée.

    | Justificatifs | N°            |
    |               | J-001         |
    |               | J-002 !JUS-09 |
    | Dépenses | N°    | Justificatifs |
    |          | D-001 | J-001         |

    Ou :

    | Justificatifs | N°    |
    |               | J-001 |
    |               | J-002 |
    | Dépenses | N°    | Justificatifs |
    |          | D-001 | J-001 ; J-020 |
    """
    used = {number for line in year.book.all(Expense) for number in line.receipts}
    found = [row for row in year.book.all(Receipt) if row.id not in used and row.sound("no")]
    if len(found) > len(_lost(year.book)):
        for row in found:
            yield hit(row, "no", amount=priced(row.amount, row.currency))


def _lost(book: Book) -> list[str]:
    """The receipts that lines name and nobody finds (CEL-06)."""
    return [
        token
        for line in book.all(Expense)
        if not line.sound("receipts")
        for token in tokens(str(line.cell("receipts").value)) or ("",)
        if book.find(Receipt, token) is None
    ]


@rule(
    "JUS-10",
    Severity.A,
    needs=(Receipt,),
    says="aucune ligne ne nomme le fichier « {value} »",
    fix="Ajoutez une ligne pour cette pièce, ou sortez le fichier du dossier justificatifs.",
    source=_PROVED,
)
def file_that_no_row_names(year: Year) -> Iterator[Hit]:
    """Un fichier rangé sans être inscrit ne sera ni compté ni envoyé.

    Fichiers : 2023/justificatifs/taxi.jpg, 2023/justificatifs/Thumbs.db, 2023/pieces/note.pdf
    | Justificatifs | N°    | Fichier                 |
    |               | J-001 | justificatifs/J-001.pdf |

    Attendu : JUS-10 2023/justificatifs/taxi.jpg
    """
    named = set(_named_files(year.book))
    for found in year.book.folder.receipts():
        key = match_key(found.path)
        if key not in named and not key.endswith(_LITTER):
            yield on_sheet(Receipt, found.path)


def _named_files(book: Book) -> Iterator[str]:
    """Every file that a cell of any sheet names, as paths are compared."""
    for sheet in SHEETS:
        columns = [c.attr for c in sheet.columns.values() if isinstance(c.kind, FileName)]
        for row in book.all(sheet.row):
            for attr in columns:
                path = getattr(row, attr)
                if path:
                    yield match_key(path)


@rule(
    "JUS-12",
    Severity.E,
    needs=(Receipt,),
    says="attestation de {declared}, au-delà de {line_most} par ligne ou de {year_most} par an : "
    "{amount} refusés à la ligne {line}",
    fix="Demandez un duplicata de la pièce, ou réduisez le montant déclaré.",
    source="Annonce muette ; règles declaration_max_ligne et declaration_max_an",
)
def declarations_beyond_their_ceilings(year: Year) -> Iterator[Hit]:
    """Une attestation remplace une pièce perdue, jusqu'à un plafond par ligne et par an.

    | Justificatifs | N°    | Type        | Montant      |
    |               | J-001 | attestation | 100          |
    | Dépenses | N°    | Montant |
    |          | D-001 | 100     |

    Ou :

    | Justificatifs | N°    | Type        | Montant      |
    |               | J-001 | attestation | 900 !JUS-12  |
    """
    setting = year.book.setting
    line_most, year_most = setting("declaration_max_ligne"), setting("declaration_max_an")
    doubtful = doubtful_lines(year)
    for line, cut in refused(year, "declaration-ceiling"):
        if line.id in doubtful:
            continue  # TAU-02 has told that the ceilings can't be converted
        receipts = receipts_of(year.book, line)
        declared = next((one for one in receipts if one.kind == DECLARATION), None)
        if declared is not None:
            found = hit(
                declared, "amount", declared=priced(declared.amount, declared.currency),
                line_most=Sum(line_most, EUR), year_most=Sum(year_most, EUR),
                amount=Sum(cut.amount, EUR), line=line.id,
            )  # fmt: skip
            yield found._replace(related=(line.at("receipts"),))
