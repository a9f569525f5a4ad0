"""JUS-03: what the files themselves say of the receipts, whatever their rows say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cic_sheets.book.folder import match_key
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS
from cic_sheets.rules.receipts import proves_nothing
from cic_sheets.rules.receipts_content import settled_as_two
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.lists import SUPPORTING
from cic_sheets.sheets.receipts import Receipt


@rule(
    "JUS-03",
    Severity.E,
    needs=(Receipt,),
    says="le même fichier, octet pour octet, que {other} ({file})",
    fix="Mettez le fichier de cette pièce, ou retirez le doublon ; si les deux pièces tiennent "
    "dans ce fichier, citez {other} dans « Pas un doublon de », avec le motif.",
    source=TERMS + " : remboursés sur base de justificatifs",
)
def same_bytes_as_another(year: Year) -> Iterator[Hit]:
    """Un reçu inscrit deux fois sous deux noms serait remboursé deux fois.

    Une preuve de paiement peut se trouver dans le fichier de sa facture.

    Fichiers : justificatifs/a.pdf, justificatifs/a (copie).pdf, justificatifs/b.pdf
    | Justificatifs | N°    | Type    | Fichier               | Pas un doublon de | Motif |
    |               | J-001 | facture | justificatifs/a.pdf   |       |               |
    |               | J-002 | ticket  | justificatifs/a (copie).pdf !JUS-03 | |       |
    |               | J-003 | facture | justificatifs/b.pdf   |       |               |
    |               | J-004 | facture | justificatifs/b.pdf !JUS-03 | |               |
    |               | J-005 | billet  | justificatifs/b.pdf   | J-003 ; J-004 | Aller, retour |
    |               | J-006 | preuve de paiement | justificatifs/a.pdf |  |           |
    |               | J-007 | facture |                       |       |               |
    """
    known: dict[str, list[Receipt]] = defaultdict(list)
    for row in sorted(year.book.all(Receipt), key=lambda row: number_order(row.id)):
        if row.file is None or not row.sound("no", "file", "not_duplicate_of"):
            continue
        twins = known[_content(year, row.file)]
        other = next((one for one in twins if _rivals(one, row)), None)
        if other is not None:
            found = hit(row, "file", other=other.id, file=other.file)
            yield found._replace(related=(other.at("file"),))
        twins.append(row)


def _content(year: Year, path: str) -> str:
    """What the file holds, as far as another might hold the same; else its path."""
    found = year.book.folder.files.get(match_key(path))
    return (found.print if found else "") or match_key(path)


def _rivals(one: Receipt, other: Receipt) -> bool:
    """Whether one file can't be both: two that carry an amount, or two that support one."""
    supports = (one.kind in SUPPORTING, other.kind in SUPPORTING)
    if proves_nothing(one) != proves_nothing(other):
        return False
    return supports[0] == supports[1] and not settled_as_two(one, other)
