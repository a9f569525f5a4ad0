"""Every cut as a row: why, how much, under which rule, from which cells of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cic_sheets.money.causes import (
    ADMISSIBLE,
    APPROVED,
    CAP,
    CLAIMED,
    PENDING,
    RECEIPTS,
    SCALE,
)
from cic_sheets.money.settlement import Cut, Fact
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur
from cic_sheets.report.finance_basis import CONFIRMED, TO_CONFIRM
from cic_sheets.report.finance_plan import Accounts, Entries, Pointer, listed
from cic_sheets.report.finance_reasons import general, known, reason, whole, with_own_words
from cic_sheets.report.saying import Said
from cic_sheets.schema.rules import RULES
from cic_sheets.values import shown

STAGES: Mapping[str, str] = {
    CLAIMED: "1. Conversion",
    ADMISSIBLE: "2. Recevabilité",
    APPROVED: "3. Accord préalable",
    RECEIPTS: "4. Pièces",
    SCALE: "5. Barème",
    CAP: "6. Plafond moyen",
}
"""Stage → how a reader knows it."""

_PROVED = "{receipts} {currency} prouvés pour {eligible} {currency}"
_SCALE = (
    "plafond de {ceiling} {currency} pour {counted} × {scale_amount} {currency}, "
    "dont {left} {currency} restaient"
)
DETAILS: Mapping[str, str] = {
    "rate-missing": "{amount} {currency} restent à convertir",
    "rate-twice": "{amount} {currency} restent à convertir",
    "outside-convention": "datée du {day}, convention du {start} au {end}",
    "category-not-covered": "{category}",
    "outside-mission": "datée du {day}, mission {mission} du {departure} au {back}",
    "home-town": "mission {mission}",
    "mission-dates-unknown": "mission {mission}",
    "ineligible-part": "{part} {currency}",
    "approval-other-day": "dépense du {day}, limite au {limit}",
    "approval-other-category": "{category}",
    "approved-late": "dépense du {day}, décision du {decided_on}",
    "over-approval": "{asked} EUR demandés, {left} EUR restaient sur {approved} EUR",
    "receipts-short": _PROVED,
    "receipts-shared": "{justified} {currency} justifiés pour {eligible} {currency}",
    "declaration-ceiling": "{justified} {currency} justifiés pour {eligible} {currency}",
    "no-receipt": "{eligible} {currency} à prouver",
    "credit-of-waiting-line": "dépense d'origine {original}",
    "credit-without-original": "dépense d'origine {original}",
    "over-scale": _SCALE,
    "over-room": _SCALE,
    "over-cap": "{granted} EUR sur {left} EUR tiennent dans le plafond cumulé de {allowance} EUR",
}
"""Cause → the amounts and dates behind its reason; blanks are the cut's facts."""


@listed(
    "coupes",
    "Les coupes, une par ligne : pourquoi, combien, selon quelle règle, d'après quelles cellules",
    cle="Numéro de la coupe : la ligne et son rang",
    ligne="Numéro de la ligne ; mène à elle",
    ligne_rang="Rang de la ligne dans la liste des dépenses",
    etape="Étape du calcul",
    etape_rang="Rang de l'étape, de 1 à 6",
    code="Code de la règle de contrôle",
    motif="Motif en quelques mots",
    pourquoi="Motif avec ses montants et ses dates",
    montant="Montant coupé, en EUR",
    issue="refusé ou en attente",
    regles="Lignes qui décident : de « Règles » avec leur statut, d'un barème, d'un accord…",
    clause="Clause qui fonde la coupe",
    cellules="Cellules du classeur d'où elle vient",
)
def cuts(accounts: Accounts) -> Iterator[Entries]:
    """Line by line, in the order of the stages."""
    settled = accounts.settled
    if settled is None:
        return
    for rank, line in enumerate(settled.settlement.lines, start=1):
        own_words = settled.expense(line.id).reason or ""
        for number, cut in enumerate(line.cuts, start=1):
            cells = settled.cells(cut.because)
            yield {
                "cle": f"{line.id}/{number}",
                "ligne": Pointer(line.id, "depenses", line.id),
                "ligne_rang": rank,
                "etape": STAGES[cut.stage],
                "etape_rang": list(STAGES).index(cut.stage) + 1,
                "code": cut.code,
                "motif": general(cut.cause),
                "pourquoi": detailed(cut, own_words if cut.cause == "ineligible-part" else ""),
                "montant": eur(cut.amount, cells),
                "issue": "en attente" if cut.outcome == PENDING else "refusé",
                "regles": _rules(settled, cut),
                "clause": _clause(cut),
                "cellules": " ; ".join(cell.address for cell in cells),
            }


def detailed(cut: Cut, own_words: str = "") -> Said:
    """`au-delà du barème B-01 : plafond de 1 080,00 MAD pour 1 × …`."""

    def told(lang: str) -> str:
        if known(cut.cause, lang):
            return with_own_words(whole(cut, lang), own_words, lang)
        return _french(cut, own_words)

    return Said.of(told)


def _french(cut: Cut, own_words: str) -> str:
    said = with_own_words(str(reason(cut)), own_words, "fr")
    facts = {name: _said(fact) for name, fact in cut.facts.items() if fact != ""}
    try:
        detail = DETAILS.get(cut.cause, "").format_map(facts)
    except KeyError:
        detail = ""
    return f"{said} : {detail}" if detail else said


def _said(fact: Fact) -> str:
    if isinstance(fact, date):
        return shown.day(fact)
    return shown.amount(fact) if isinstance(fact, Decimal) else str(fact)


_DECIDING = ("scale", "approval", "mission", "convention")
"""Kinds of rows that are a rule by themselves, where « Règles » has nothing to add."""


def _rules(settled: Settled, cut: Cut) -> str:
    """`plafond_mensuel (confirmé)`, `Barèmes B-01`; else the clause alone decides."""
    keys = dict.fromkeys(one.id for one in cut.because if one.kind == "rule")
    settings = settled.book.settings
    said = [
        f"{key} ({CONFIRMED if settings[key].confirmed else TO_CONFIRM})"
        for key in keys
        if key in settings
    ]
    rows = dict.fromkeys((one.kind, one.id) for one in cut.because if one.kind in _DECIDING)
    found = (settled.rows.get(kind, {}).get(number) for kind, number in rows)
    said += [f"{row.sheet.title} {row.id}".strip() for row in found if row is not None]
    return " ; ".join(said)


def _clause(cut: Cut) -> str:
    """Where the rule comes from, and the step of the method of reckoning."""
    rule = RULES.get(cut.code)
    founded = rule.source if rule and ".md" not in rule.source else "Méthode de calcul"
    founded = founded.partition(" ; étape")[0]  # the step is the cut's own
    return f"{founded} ({cut.clause})"
