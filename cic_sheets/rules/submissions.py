"""TAU-05 and DEP-17: what was sent stays as it was sent.  money.md §8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import filled
from cic_sheets.rules.hits import on_sheet
from cic_sheets.schema.findings import Fact, Severity, Sum, Word
from cic_sheets.schema.kinds import Day, Moment, Money, Number
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.rates import Rate
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.money import total

if TYPE_CHECKING:
    from cic_sheets.reconcile.drift import Change, Drift, LineDrift, Moved

_SOURCE = "Calcul, §8 : ce qui a été envoyé est figé"
_MOST_NAMED = 6
_LONGEST_TEXT = 60


@rule(
    "TAU-05",
    Severity.E,
    needs=(Rate,),
    says="{now}, mais {count} ligne(s) déjà envoyées le sont à {frozen} {currency} pour 1 EUR "
    "(envoi {number} du {day})",
    fix="Remettez le taux de l'envoi ; une ligne envoyée garde le sien dans tous les cas.",
    source=_SOURCE,
)
def rate_changed_since_it_was_sent(year: Year) -> Iterator[Hit]:
    """Un taux corrigé après l'envoi ne change plus rien à ce qui a été envoyé, et ne doit pas
    convertir autrement ce qui vient après.

    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/01/2023 | MAD    | 10,80             |
    |          | 01/02/2023 | MAD    | 10,90             |
    | Dépenses | N°    | Date       |
    |          | D-001 | 18/01/2023 |

    Envoyé, puis :

    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/01/2023 | MAD    | 10,85 !TAU-05     |
    |          | 01/02/2023 | MAD    | 10,95             |

    Ou :

    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/01/2023 | MAD    | 10,80             |

    Envoyé, puis :

    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/02/2023 | MAD    | 10,80             |

    Attendu : TAU-05 2023-01 MAD
    """
    if not year.submissions:
        return
    from cic_sheets.reconcile.drift import rate_drift

    unread = any(not row.sound("month", "currency") for row in year.book.all(Rate))
    days = {submission.number: submission.as_of for submission in year.submissions}
    for found in rate_drift(year):
        facts = {
            "count": len(found.lines),
            "frozen": found.frozen,
            "currency": found.key.rpartition(" ")[2],
            "number": found.submission,
            "day": days.get(found.submission),
        }
        if isinstance(found.row, Rate):
            now = filled(_IS_NOW, units=found.row.units_per_eur)
            yield hit(found.row, "units_per_eur", now=now, **facts)
        elif not unread:
            yield on_sheet(Rate, found.key, now=filled(_IS_GONE, key=found.key), **facts)


_IS_NOW = Word("sent.rate", "le taux est {units}")
_IS_GONE = Word("sent.rate_gone", "le taux {key} n'y est plus")


@rule(
    "DEP-17",
    Severity.E,
    needs=(Expense,),
    says="changée depuis l'envoi {number} du {day} : {changes} ; {effect}{others}",
    fix="Remettez ce qui a été envoyé, ou déclarez le changement : « cic package » avec "
    "--complement.",
    source=_SOURCE,
)
def line_changed_since_it_was_sent(year: Year) -> Iterator[Hit]:
    """Le commanditaire vérifie ce qu'il a reçu : un chiffre qui change après l'envoi doit lui être
    dit, par un complément qui garde le numéro et le taux de la ligne.

    Le temps qui passe, une ligne nouvelle, un tri ou une remarque ne changent rien à ce qui a été
    envoyé. Ce qui change sous plusieurs lignes à la fois est dit à la première.

    | Dépenses | N°    | Catégorie   | Fournisseur | Montant | Remarque |
    |          | D-001 | déplacement | Taxi        | 500     |          |
    |          | D-002 | déplacement | Taxi        | 300     |          |

    Envoyé, puis :

    | Dépenses | N°    | Catégorie   | Fournisseur  | Montant     | Remarque  |
    |          | D-003 | déplacement | Taxi         | 50          |           |
    |          | D-002 | déplacement | Gare !DEP-17 | 250         |           |
    |          | D-001 | déplacement | Taxi         | 450 !DEP-17 | payé tard |

    Ou :

    | Justificatifs | N°    | Montant |
    |               | J-001 | 900     |
    | Dépenses      | N°    | Catégorie   | Montant | Justificatifs |
    |               | D-001 | déplacement | 500     | J-001         |
    |               | D-002 | déplacement | 400     | J-001         |

    Envoyé, puis :

    | Justificatifs | N°    | Montant |
    |               | J-001 | 880     |
    | Dépenses      | N°    | Catégorie   | Montant | Justificatifs |
    |               | D-001 | déplacement | 500     | J-001 !DEP-17 |
    |               | D-002 | déplacement | 400     | J-001         |

    Ou :

    | Dépenses | N°    | Catégorie   | Montant |
    |          | D-001 | déplacement | 500     |
    |          | D-002 | déplacement | 300     |

    Envoyé, puis :

    | Dépenses | N°    | Catégorie   | Montant |
    |          | D-001 | déplacement | 500     |

    Attendu : DEP-17 D-002

    Ou :

    | Dépenses | N°    | Montant |
    |          | D-001 | 900     |

    Envoyé, puis :

    | Règles   | Règle           | Valeur |
    |          | plafond_mensuel | 5      |
    | Dépenses | N°    | Montant     |
    |          | D-001 | 900 !DEP-17 |
    """
    if not year.submissions:
        return
    from cic_sheets.reconcile.drift import drift_of

    drift = drift_of(year)
    yield from _told(drift)
    if drift.alone:
        last = year.submissions[-1]
        for moved in drift.moved:
            row = year.book.find(Expense, moved.number)
            if row is not None:
                facts = {"number": last.number, "day": last.as_of, "changes": _RULES_CHANGED}
                yield hit(row, "amount", **facts, effect=_effect(moved), others=_NONE)


_NONE = Word("", "")
_RULES_CHANGED = Word(
    "sent.reckoned", "ni elle ni ses pièces n'ont changé, mais la règle qui la calcule"
)
_REMOVED = Word("sent.removed", "la ligne {number} a été retirée")


def _told(drift: Drift) -> Iterator[Hit]:
    """Each cause once; what moves because of it is said with the first."""
    moved: Sequence[Moved] = drift.moved
    for group in _by_cause(drift.lines):
        first = group[0]
        facts = {
            "number": first.submission.number,
            "day": first.submission.as_of,
            "effect": _effect(first.amounts),
            "others": _others([one.amounts for one in group[1:]] + list(moved)),
        }
        moved = ()
        if first.row is None:
            removed = filled(_REMOVED, number=first.amounts.number)
            yield on_sheet(Expense, first.amounts.number, changes=removed, **facts)
        else:
            changes = tuple(_said(change) for change in (*first.own, *first.under))
            yield hit(first.row, _place(first, first.row), changes=changes, **facts)


def _by_cause(lines: Iterable[LineDrift]) -> list[list[LineDrift]]:
    """Lines that changed by themselves are apart; those under which the same changed, together."""
    groups: dict[object, list[LineDrift]] = {}
    for line in lines:
        own = line.row is None or line.own
        cause = line.amounts.number if own else tuple(map(_cause, line.under))
        groups.setdefault(cause, []).append(line)
    return list(groups.values())


def _cause(change: Change) -> tuple[str, str, str]:
    return change.row.sheet.title, change.row.id, change.attr


_NAMED_BY: dict[type, str] = {Receipt: "receipts", Mission: "mission", Approval: "approval"}


def _place(line: LineDrift, row: Expense) -> str:
    """The first of the line's own cells that changed, else the one that names what did."""
    if line.own:
        return line.own[0].attr
    attr = _NAMED_BY.get(type(line.under[0].row), "category")
    return "mission" if attr == "approval" and row.approval is None else attr


def _said(change: Change) -> Word:
    facts: dict[str, Fact] = {
        "label": change.label,
        "sent": _fact(change, change.sent, change.units[0]),
        "now": _fact(change, change.now, change.units[1]),
    }
    if isinstance(change.row, Expense):
        return filled(_OWN, **facts)
    return filled(_UNDER, row=change.row.id, **facts)


_OWN = Word("sent.cell", "{label} {sent} → {now}")
_UNDER = Word("sent.under", "{label} de {row} {sent} → {now}")
_EMPTY = Word("sent.empty", "(vide)")


def _fact(change: Change, text: str, currency: str) -> Fact:
    """A canonical text as the cell's own kind of value; the text itself where it is none."""
    if not text:
        return _EMPTY
    kind = change.row.sheet.columns[change.attr].kind
    try:
        if isinstance(kind, Money):
            return Sum(Decimal(text), currency)
        if isinstance(kind, Number):
            return Decimal(text)
        if isinstance(kind, Moment):
            return datetime.fromisoformat(text)
        if isinstance(kind, Day):
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return text
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


_PARTS = (
    ("reimbursable", Word("sent.reimbursable", "remboursable {sent} → {now}")),
    ("claimed", Word("sent.claimed", "demandé {sent} → {now}")),
    ("refused", Word("sent.refused", "refusé {sent} → {now}")),
    ("pending", Word("sent.pending", "en attente {sent} → {now}")),
)
_SAME = Word("sent.same", "remboursable inchangé ({now})")


def _effect(moved: Moved) -> Word:
    for part, word in _PARTS:
        sent, now = getattr(moved.sent, part), getattr(moved.now, part)
        if sent != now:
            return filled(word, sent=Sum(sent, EUR), now=Sum(now, EUR))
    return filled(_SAME, now=Sum(moved.now.reimbursable, EUR))


def _others(moved: Sequence[Moved]) -> Word:
    if not moved:
        return _NONE
    numbers = [one.number for one in moved]
    named = ", ".join(numbers[:_MOST_NAMED]) + ("…" if len(numbers) > _MOST_NAMED else "")
    effect = Sum(_gain(one.now for one in moved) - _gain(one.sent for one in moved), EUR)
    return filled(_OTHERS, count=len(numbers), lines=named, effect=effect)


_OTHERS = Word(
    "sent.others", " ; {count} autre(s) ligne(s) en changent, ensemble de {effect} : {lines}"
)


def _gain(amounts: Iterable[Total]) -> Decimal:
    return total(one.reimbursable for one in amounts)
