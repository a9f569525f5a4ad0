"""DEP-11, 14: what the words of a line give away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import asks_for_money, declared, in_service_order
from cic_sheets.rules.hits import in_words, priced
from cic_sheets.rules.receipts import receipts_of
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.kinds import tokens
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import COMMUNICATION, INTERNET, MONTH
from cic_sheets.values.days import Month
from cic_sheets.values.names import folded

_SUBSCRIPTION = re.compile(r"\b(abonnements?|forfaits? mensuels?)\b")


@rule(
    "DEP-11",
    Severity.A,
    needs=(Expense,),
    says="« {word} » ({amount}) : aucun bailleur ne paie cela",
    fix="Retirez ce coût, ou mettez-le dans « Part non éligible » avec son motif.",
    source="Annonce muette ; règle mots_exclus",
)
def names_what_no_funder_pays(year: Year) -> Iterator[Hit]:
    """Un réviseur cherche ces mots : alcool, tabac, amendes et pourboires sont exclus partout.

    Une ligne dont une part est déjà déclarée non éligible n'est plus signalée.

    | Justificatifs | N°    | Objet en français            |
    |               | J-001 | Dîner et deux bières !DEP-11 |
    |               | J-002 | Dîner, une bière             |
    |               | J-003 | Vingt photocopies            |
    | Dépenses | N°    | Libellé                | Part non éligible | Justificatifs |
    |          | D-001 | Dîner du 17 janvier    |                   | J-001         |
    |          | D-002 | Dîner avec vin !DEP-11 |                   |               |
    |          | D-003 | Dîner avec vin         | 60                | J-002         |
    |          | D-004 | Vingt photocopies      |                   | J-003         |
    |          | D-005 | CONTRAVENTIONS !DEP-11 |                   |               |
    |          | D-006 | Cocktail sans alcool   |                   |               |
    """
    excluded = _phrases(tokens(year.book.setting("mots_exclus") or ""))
    for line in year.book.all(Expense):
        if line.ineligible or not line.sound("ineligible"):
            continue
        word = _found(excluded, line.label)
        if word:
            yield hit(line, "label", word=word, amount=declared(line))
        for receipt in receipts_of(year.book, line):
            word = _found(excluded, receipt.subject)
            if word:
                amount = priced(receipt.amount, receipt.currency)
                found = hit(receipt, "subject", word=word, amount=amount)
                yield found._replace(related=(line.at("receipts"),))


Phrase = tuple[str, ...]
_WITHOUT = frozenset(("sans", "hors", "non"))
_PLURAL = re.compile(r"(?<=\w{2})[sx]$")


def _phrases(words: Sequence[str]) -> dict[Phrase, str]:
    """An excluded word as it is compared → as « Règles » spells it."""
    return {phrase: word for word in words if (phrase := _singular(folded(word).split()))}


def _singular(words: Sequence[str]) -> Phrase:
    return tuple(_PLURAL.sub("", word) for word in words)


def _found(excluded: Mapping[Phrase, str], text: str | None) -> str:
    """The first excluded word that the text holds as such and doesn't deny, ''."""
    words = folded(text or "").split()
    compared = _singular(words)
    sizes = sorted({len(phrase) for phrase in excluded})
    for at in range(len(words)):
        if at and words[at - 1] in _WITHOUT:
            continue
        for size in sizes:
            word = excluded.get(compared[at : at + size])
            if word:
                return word
    return ""


@rule(
    "DEP-14",
    Severity.A,
    needs=(Expense,),
    says="abonnement « {category} » de {amount} en plus de {other} en {month} ({most} admis)",
    fix="Vérifiez le mois ; gardez les deux si l'un paie un autre mois, en le disant au libellé.",
    source="Annonce muette ; règle abonnements_par_mois",
)
def one_subscription_too_many(year: Year) -> Iterator[Hit]:
    """L'annonce paie « des frais de communication et internet » : un abonnement par mois suffit.

    | Dépenses | N°            | Date       | Catégorie     | Libellé             | Unité |
    |          | D-001         | 03/01/2023 | internet      | Fibre, janvier      | mois  |
    |          | D-002         | 30/01/2023 | communication | Forfait mensuel     |       |
    |          | D-003 !DEP-14 | 31/01/2023 | internet      | Abonnement Internet |       |
    |          | D-004         | 31/01/2023 | communication | Recharge            |       |
    |          | D-005         | 01/02/2023 | internet      | Fibre, février      | mois  |
    |          | D-006         | 02/02/2023 | déplacement   | Abonnement de car   | mois  |
    """
    most = year.book.setting("abonnements_par_mois")
    known: dict[tuple[str, Month], list[Expense]] = defaultdict(list)
    for line in in_service_order(year):
        if line.day is None or not _is_subscription(line) or not asks_for_money(line):
            continue
        earlier = known[line.category or "", Month.of(line.day)]
        if len(earlier) >= most:
            month = in_words(Month.of(line.day))
            others = tuple(row.id for row in earlier)
            found = hit(line, "no", category=line.category, amount=declared(line), other=others,
                        month=month, most=most)  # fmt: skip
            yield found._replace(related=tuple(row.at("no") for row in earlier))
        earlier.append(line)


def _is_subscription(line: Expense) -> bool:
    if line.category not in (COMMUNICATION, INTERNET):
        return False
    return line.unit == MONTH or bool(_SUBSCRIPTION.search(folded(line.label or "")))
