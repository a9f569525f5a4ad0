"""The financial report in Excel: a template filled from the report's fields and lists.

The filler (`xlsx.patch.fill`) knows the file; this module knows how our values look in a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cic_sheets.language import phrase, said, severity_name
from cic_sheets.render.word import TemplateProblem, Unknown
from cic_sheets.render.word_values import words
from cic_sheets.report.finance import Entries, Entry, FinancialReport, Pointer
from cic_sheets.report.model import Figure
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.xlsx.patch import PatchError
from cic_sheets.xlsx.patch.fill import Filled, Item, Link, Value, fill
from cic_sheets.xlsx.patch.fill_stamp import stamped

_DRAFT_LOOK = '&"Calibri,Bold"&22&KB3261E'
_Row = dict[str, Value]


def fill_financial(
    template: bytes, report: FinancialReport, *, draft: bool, lang: str = "fr"
) -> bytes:
    """The template filled: fields, lists, formulas with their results; a draft marked as one.

    The same template and report give the same bytes.  Raises TemplateProblem when the template is
    no Excel workbook or names what no report has.
    """
    places = _places(report)
    lists = {name: [_row(row, places) for row in rows] for name, rows in report.lists.items()}
    lists["constats"] = [_finding(one, lang) for one in _listed(report, draft)]
    data = {name: _value(field.value, places) for name, field in report.fields.items()}
    data |= _marks(report, draft, lang)
    try:
        done = fill(template, data, lists, say=lambda value: _said(value, lang))
        _refuse_unknown(done, [*data, *_names(lists)], lang)
        return stamped(done.data, phrase("word.draft", lang), _DRAFT_LOOK) if draft else done.data
    except PatchError as error:
        raise TemplateProblem(phrase("word.not-a-template", lang)) from error


# --- Values -------------------------------------------------------------------------------------

_Places = Mapping[tuple[str, str], int]


def _places(report: FinancialReport) -> _Places:
    """(list, its first column's text) → the item's number, for what leads to it."""
    found: dict[tuple[str, str], int] = {}
    for name, rows in report.lists.items():
        for number, row in enumerate(rows):
            first = next(iter(row.values()), None)
            if isinstance(first, str):
                found.setdefault((name, first), number)
    return found


def _row(row: Entries, places: _Places) -> _Row:
    return {name: _value(entry, places) for name, entry in row.items()}


def _value(entry: Entry, places: _Places) -> Value:
    match entry:
        case Figure():
            return entry.amount
        case Pointer():
            number = places.get((entry.list, entry.key))
            return entry.text if number is None else Link(entry.text, Item(entry.list, number))
    return entry


def _said(value: Value, lang: str) -> str:
    """A value among words, as readers of the language write it."""
    if isinstance(value, Link):
        return value.text
    return words(value, lang) if value is None or isinstance(value, str) else _plain(value, lang)


def _plain(value: Value, lang: str) -> str:
    from datetime import date
    from decimal import Decimal

    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return str(value)
    return words(value, lang)


# --- Drafts and findings ------------------------------------------------------------------------


def _marks(report: FinancialReport, draft: bool, lang: str) -> dict[str, Value]:
    """What a draft says of itself; nothing once it is final."""
    errors = sum(one.severity is Severity.E for one in report.findings)
    word = phrase("word.draft", lang)
    if not draft:
        return {
            "brouillon": None,
            "mention_brouillon": None,
            "mention_constats": "Aucune erreur ne bloque ce rapport.",
        }
    sentence = f"{word} – {errors} erreur(s) à corriger dans le classeur : feuille « Constats »"
    return {
        "brouillon": word,
        "mention_brouillon": sentence,
        "mention_constats": "Ce rapport est un brouillon : les erreurs sont à corriger avant "
        "l'envoi, les avertissements à relire.",
    }


def _listed(report: FinancialReport, draft: bool) -> list[Finding]:
    """Findings E and A of a draft, the errors first."""
    heavy = [one for one in report.findings if one.severity is not Severity.I]
    return sorted(heavy, key=lambda one: one.severity.rank) if draft else []


def _finding(finding: Finding, lang: str) -> _Row:
    sentences = said(finding, lang)
    return {
        "gravite": severity_name(finding.severity, lang),
        "code": finding.code,
        "feuille": finding.sheet,
        "cellule": finding.cell.a1 if finding.cell else None,
        "ligne": finding.row,
        "valeur": finding.value,
        "message": sentences.message,
        "remede": sentences.remedy,
    }


# --- What the template asks for and nobody knows ------------------------------------------------


def _names(lists: Mapping[str, Sequence[_Row]]) -> list[str]:
    return [f"{name}.{key}" for name, rows in lists.items() for key in (rows[0] if rows else {})]


def _refuse_unknown(done: Filled, known: Sequence[str], lang: str) -> None:
    if not done.unknown:
        return
    unknown = tuple(Unknown(one.name, one.place, one.near or None) for one in done.unknown)
    listed = " ; ".join(
        phrase("word.unknown.one", lang, name=one.name, where=one.where, near=one.near)
        for one in unknown
    )
    why = phrase("word.unknown", lang, fields=listed, known=", ".join(known), sections="–")
    raise TemplateProblem(why, unknown)
