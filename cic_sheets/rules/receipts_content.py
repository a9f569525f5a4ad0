"""JUS-04, 06, 07, 08, 11: what a receipt itself says, and whether it can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cic_sheets.book.contents import ODD, UNUSABLE
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS
from cic_sheets.rules.hits import priced
from cic_sheets.rules.identifiers import ICE_DIGITS, ice_trouble, restored
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.lists import ARABIC, COPY
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.names import folded

_PROVED = TERMS + " : remboursés sur base de justificatifs"


@rule(
    "JUS-04",
    Severity.A,
    needs=(Receipt,),
    says="même émetteur, même numéro, même date, même montant ({amount}) que {other}",
    fix="Retirez le doublon ; sinon, citez {other} dans « Pas un doublon de », avec le motif.",
    source=_PROVED,
)
def says_the_same_as_another(year: Year) -> Iterator[Hit]:
    """Une facture reçue par message puis sur papier donne deux fichiers, et un seul paiement.

    | Justificatifs | N°    | Émetteur    | Numéro | Montant | Pas un doublon de | Motif        |
    |               | J-001 | Taxi Amal   | 12     | 40      |                   |              |
    |               | J-002 !JUS-04 | TAXI AMAL | 12 | 40     |                   |              |
    |               | J-003 | Taxi Amal   | 12     | 40      | J-001 ; J-002     | Deux courses |
    |               | J-004 !JUS-04 | Taxi Amal | 12 | 40     | J-001             |              |
    |               | J-005 | Taxi Amal   | 13     | 40      |                   |              |
    |               | J-006 | Taxi Amal   |        | 40      |                   |              |
    |               | J-007 | Taxi Amal   |        | 40      |                   |              |

    Ou :

    | Historique    | Année | N°    | Émetteur  | Numéro | Date       | Montant |
    |               | 2022  | J-118 | Taxi Amal | 12     | 02/01/2023 | 40      |
    | Justificatifs | N°    | Émetteur          | Numéro | Date       | Montant |
    |               | J-001 !JUS-04 | TAXI AMAL | 12     | 02/01/2023 | 40      |
    |               | J-002 | Taxi Amal         | 12     | 03/01/2023 | 40      |
    """
    known: dict[tuple[object, ...], list[Receipt]] = defaultdict(list)
    earlier = _said_before(year)
    for row in sorted(year.book.all(Receipt), key=lambda row: number_order(row.id)):
        if None in (row.issuer, row.invoice_no, row.day, row.amount):
            continue
        if not row.sound("no", "not_duplicate_of"):
            continue
        key = (folded(row.issuer or ""), folded(row.invoice_no or ""), row.day, row.amount)
        other = next((one for one in known[key] if not settled_as_two(one, row)), None)
        if other is not None:
            amount = priced(row.amount, row.currency)
            yield hit(row, "no", other=other.id, amount=amount)._replace(related=(other.at("no"),))
        elif key in earlier and not row.reason:
            told = earlier[key]
            yield hit(
                row, "no", other=f"{told.no} ({told.year})", amount=priced(row.amount, row.currency)
            )
        known[key].append(row)


def _said_before(year: Year) -> dict[tuple[object, ...], Earlier]:
    """What the receipts of earlier years said."""
    return {
        (folded(row.issuer or ""), folded(row.invoice_no or ""), row.day, row.amount): row
        for row in year.book.all(Earlier)
        if None not in (row.issuer, row.invoice_no, row.day, row.amount, row.no)
    }


def settled_as_two(one: Receipt, other: Receipt) -> bool:
    """Whether one of the two says, with a reason, that they are not the same."""
    return any(
        row.reason is not None and twin.id in row.not_duplicate_of
        for row, twin in ((one, other), (other, one))
    )


@rule(
    "JUS-06",
    Severity.A,
    each=Receipt,
    says="{why}",
    fix="Numérisez de nouveau la pièce, ou demandez un duplicata au fournisseur.",
    source=_PROVED,
)
def not_legible_or_a_copy(row: Receipt, year: Year) -> Iterator[Hit]:
    """Une pièce que l'on ne peut pas lire, ou dont l'original est ailleurs, ne convainc personne ;
    l'original d'une copie peut servir à un autre remboursement.

    | Justificatifs | N°    | Original        | Lisible     |
    |               | J-001 | papier          | oui         |
    |               | J-002 | électronique    |             |
    |               | J-003 | papier          | non !JUS-06 |
    |               | J-004 | copie !JUS-06   | oui         |
    |               | J-005 | photocopie !JUS-06 | non !JUS-06 |

    Ou :

    Refusés : justificatifs/a.pdf password, justificatifs/b.jpg damaged
    | Justificatifs | N°    | Fichier                     |
    |               | J-001 | justificatifs/a.pdf !JUS-06 |
    |               | J-002 | justificatifs/b.jpg !JUS-06 |
    |               | J-003 | justificatifs/c.jpg         |
    """
    if row.legible is False:
        yield hit(row, "legible", why=Word("receipt.illegible", "la pièce n'est pas lisible"))
    if row.original == COPY:
        yield hit(row, "original", why=Word("receipt.copy", "la pièce n'est qu'une copie"))
    content = year.book.folder.content(row.file)
    if content is not None and content.refusal in UNUSABLE:
        yield hit(row, "file", why=UNUSABLE[content.refusal])
    for note in content.notes if content is not None and not content.refusal else ():
        yield hit(row, "file", why=ODD[note])


@rule(
    "JUS-07",
    Severity.A,
    each=Receipt,
    says="la pièce est au nom de « {value} », ni au vôtre ni à celui de {client}",
    fix="Demandez une pièce à votre nom ou à celui du commanditaire, ou dites-en la raison.",
    source=_PROVED,
)
def in_the_name_of_another(row: Receipt, year: Year) -> Iterator[Hit]:
    """Une facture au nom d'un tiers est la dépense de ce tiers. Un ticket sans nom passe.

    | Convention    | Chargé(e) de mission | Commanditaire   |
    |               | Salma Benrahal       | Brulocalis asbl |
    | Justificatifs | N°    | Au nom de                    |
    |               | J-001 | Mme BENRAHAL                 |
    |               | J-002 | Brulocalis, rue de l'Exemple |
    |               | J-003 |                              |
    |               | J-004 | Salma Idrissi !JUS-07        |
    |               | J-005 | بنرحال سلمى                   |
    |               | J-006 | BRULOCALIS ASBL              |
    """
    convention = year.convention
    if convention is None or not convention.coordinator or not convention.client:
        return
    words = folded(row.in_name_of or "").split()
    if not any("a" <= letter <= "z" for word in words for letter in word):
        return  # empty, or in another script: nothing to compare
    names = (_last_name(convention.coordinator), _own_name(convention.client))
    if not any(_holds(words, name) for name in names):
        yield hit(row, "in_name_of", client=convention.client)


def _last_name(person: str) -> list[str]:
    """Words in capitals where some are and some not (`BENRAHAL Salma`), else the last word."""
    words = person.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    chosen = capitals if capitals and len(capitals) < len(words) else words[-1:]
    return folded(" ".join(chosen)).split()


_LEGAL_FORMS = frozenset(("asbl", "aisbl", "vzw", "sa", "srl", "sarl"))


def _own_name(company: str) -> list[str]:
    """Its name without its legal form."""
    words = folded(company).split()
    return [word for word in words if word not in _LEGAL_FORMS] or words


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words hold the name's, one after the other."""
    return any(
        list(words[at : at + len(name)]) == list(name) for at in range(len(words) - len(name) + 1)
    )


@rule(
    "JUS-08",
    Severity.A,
    each=Receipt,
    says="l'ICE de l'émetteur {trouble}",
    fix="Recopiez-le depuis la pièce, au format texte, zéros en tête compris.",
    source="Code général des impôts (Maroc), art. 145",
)
def issuer_ice_is_wrong(row: Receipt, year: Year) -> Iterator[Hit]:
    """L'ICE désigne l'entreprise qui a facturé ; faux, la pièce semble fausse aussi.

    | Justificatifs | N°    | ICE émetteur             |
    |               | J-001 | '009876543000016         |
    |               | J-002 | '009876543000017 !JUS-08 |
    |               | J-003 | '00987654300001 !JUS-08  |
    |               | J-004 |                          |
    """
    number = restored(row, "issuer_ice", ICE_DIGITS)
    trouble = ice_trouble(number) if number else None
    if trouble:
        yield hit(row, "issuer_ice", trouble=trouble)


@rule(
    "JUS-11",
    Severity.A,
    each=Receipt,
    says="la pièce est en arabe, et son objet en français n'est pas indiqué",
    fix="Dites en français ce que la pièce prouve.",
    source="Usage proposé : Brulocalis et son réviseur lisent le français",
)
def arabic_without_a_french_subject(row: Receipt, year: Year) -> Iterator[Hit]:
    """Qui contrôle à Bruxelles doit comprendre ce que la pièce prouve.

    | Justificatifs | N°    | Langue   | Objet en français |
    |               | J-001 | arabe    | Taxi vers la gare |
    |               | J-002 | français |                   |
    |               | J-003 | ar       | !JUS-11           |
    """
    if row.language == ARABIC and row.subject is None:
        yield hit(row, "subject")
