"""JUS-03, 05, 13: what the files themselves say of the receipts, whatever their rows say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cic_sheets.book.folder import Found, match_key
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS
from cic_sheets.rules.hits import priced
from cic_sheets.rules.receipts import proves_nothing
from cic_sheets.rules.receipts_content import settled_as_two
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.history import Earlier
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

    Ou :

    Empreintes : justificatifs/c.pdf aaaa, justificatifs/d.pdf bbbb, justificatifs/e.pdf aaaa
    | Historique    | Année | N°    | Empreinte | Fichier   |
    |               | 2022  | J-118 | aaaa      | taxi.pdf  |
    | Justificatifs | N°    | Fichier                     | Motif |
    |               | J-001 | justificatifs/c.pdf !JUS-03 |       |
    |               | J-002 | justificatifs/d.pdf         |       |
    |               | J-003 | justificatifs/e.pdf         | Payé sur deux années |
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
        elif before := _sent_before(year, row):
            yield hit(row, "file", other=f"{before.no} ({before.year})", file=before.file or "")
        twins.append(row)


def _sent_before(year: Year, row: Receipt) -> Earlier | None:
    """The receipt of an earlier year that had the same bytes; none where a reason is given."""
    content = year.book.folder.content(row.file)
    if content is None or not content.sha256 or row.reason is not None:
        return None
    same = (one for one in year.book.all(Earlier) if one.sha256 and one.no)
    return next((one for one in same if str(one.sha256).casefold() == content.sha256), None)


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


@rule(
    "JUS-05",
    Severity.A,
    needs=(Receipt,),
    says="le fichier montre le même reçu que {other} ({file})",
    fix="Regardez les deux fichiers. Retirez le doublon ; sinon, citez {other} dans « Pas un "
    "doublon de », avec le motif.",
    source=TERMS + " : remboursés sur base de justificatifs",
)
def looks_like_another(year: Year) -> Iterator[Hit]:
    """Le même ticket photographié ou envoyé deux fois donne deux fichiers différents, et un seul
    paiement. Deux tickets d'une même caisse se ressemblent : seuls ceux dont tout concorde, mot
    pour mot, sont signalés.

    Semblables : justificatifs/a.jpg = justificatifs/b.jpg, justificatifs/c.jpg = justificatifs/d
    | Justificatifs | N°    | Type    | Fichier                     | Pas un doublon de | Motif |
    |               | J-001 | ticket  | justificatifs/a.jpg         |                   |       |
    |               | J-002 | ticket  | justificatifs/b.jpg !JUS-05 |                   |       |
    |               | J-003 | ticket  | justificatifs/c.jpg         |                   |       |
    |               | J-004 | ticket  | justificatifs/d             | J-003 | Deux courses |
    |               | J-005 | ticket  | justificatifs/e.jpg         |                   |       |
    """
    seen: dict[str, list[Receipt]] = defaultdict(list)
    for row in sorted(year.book.all(Receipt), key=lambda row: number_order(row.id)):
        content = year.book.folder.content(row.file)
        if row.file is None or content is None or not row.sound("no", "file", "not_duplicate_of"):
            continue
        twins = [one for path in content.alike for one in seen[match_key(path)]]
        other = next((one for one in twins if _rivals(one, row)), None)
        if other is not None:
            found = hit(row, "file", other=other.id, file=other.file)
            yield found._replace(related=(other.at("file"),))
        seen[_path(year, row.file)].append(row)


def _path(year: Year, named: str) -> str:
    found = year.book.folder.look_up(named)
    return match_key(found.path) if isinstance(found, Found) else ""


@rule(
    "JUS-13",
    Severity.I,
    each=Receipt,
    says="{what} n'a pas été trouvé dans le texte du fichier",
    fix="Comparez la ligne avec la pièce : une faute de frappe, une autre pièce, ou un texte que "
    "le programme lit mal.",
    source="Usage proposé : une ligne dit ce que dit sa pièce",
)
def says_other_than_its_file(row: Receipt, year: Year) -> Iterator[Hit]:
    """Un PDF dit son montant et sa date ; la ligne doit dire les mêmes.

    Les photos ne sont pas lues ici : « cic receipts scan » le fait, et prend plus de temps.

    Textes : justificatifs/a.pdf 249,00 le 18/01/2023, justificatifs/b.pdf 249,00 le 18/01/2023
    | Justificatifs | N°    | Date               | Montant        | Fichier             |
    |               | J-001 | 18/01/2023         | 249,00         | justificatifs/a.pdf |
    |               | J-002 | 19/01/2023 !JUS-13 | 294,00 !JUS-13 | justificatifs/b.pdf |
    |               | J-003 | 19/01/2023         | 294,00         | justificatifs/c.jpg |
    """
    content = year.book.folder.content(row.file)
    if content is None or content.refusal:
        return
    if content.amounts and row.amount and abs(row.amount) not in content.amounts:
        amount = priced(row.amount, row.currency)
        yield hit(
            row,
            "amount",
            what=Word("receipt.amount_is", "le montant {amount}", (("amount", amount),)),
        )
    if content.days and row.day and row.day not in content.days:
        yield hit(row, "day", what=Word("receipt.day_is", "la date {day}", (("day", row.day),)))
