"""The financial report in Excel: a template filled from the report's fields and lists.

The filler (`template.excel`) knows the file; this module knows how our values look in a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import dropwhile
from types import MappingProxyType
from urllib.parse import quote

from cic_sheets.language import phrase, said, severity_name
from cic_sheets.render.template_problem import of_kind, refuse_unfillable, refused
from cic_sheets.render.word_values import words
from cic_sheets.report.finance import Entries, Entry, FinancialReport, Pointer
from cic_sheets.report.finance import lists as declared
from cic_sheets.report.finance_plan import Attached
from cic_sheets.report.model import Figure
from cic_sheets.report.saying import Said
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.template.blocks import Graph
from cic_sheets.template.data import Data
from cic_sheets.template.excel.fill import Filled, Item, Link, Outside, Value, Worded
from cic_sheets.template.excel.filling import fill_and_tell
from cic_sheets.template.excel.stamp import hidden, stamped
from cic_sheets.template.outcome import Outcome

_DRAFT_LOOK = '&"Calibri,Bold"&22&KB3261E'
_FINDINGS = (
    "constats"  # a list of drafts only: a final report hides the sheet that holds nothing else
)
_FINDING = (
    "gravite", "code", "feuille", "cellule", "ligne", "valeur", "message", "remede",
)  # fmt: skip
_Row = dict[str, Value]
_NO_PICTURES: Mapping[str, Graph] = MappingProxyType({})


def fill_financial(
    template: bytes, report: FinancialReport, *, draft: bool, lang: str = "fr"
) -> bytes:
    """The template filled: fields, lists, formulas with their results; a draft marked as one.

    The same template and report give the same bytes.  Raises TemplateProblem when the template is
    no Excel workbook or names what no report has.
    """
    return filled_financial(template, report, draft=draft, lang=lang).data


def filled_financial(
    template: bytes,
    report: FinancialReport,
    *,
    draft: bool,
    lang: str = "fr",
    pictures: Mapping[str, Graph] = _NO_PICTURES,
) -> Filled:
    """The same, with the cells where each field came to stand.  Raises as `fill_financial`."""
    return told_financial(template, report, draft=draft, lang=lang, pictures=pictures)[1]


def told_financial(
    template: bytes,
    report: FinancialReport,
    *,
    draft: bool,
    lang: str = "fr",
    extension: str = "",
    pictures: Mapping[str, Graph] = _NO_PICTURES,
) -> tuple[Outcome, Filled]:
    """The same, with what people should hear of the template.  Raises as `fill_financial`.

    pictures   the charts that pictures may give their place to, by name
    extension  how the report's name will end; a `.xltx` then becomes a `.xlsx`
    """
    data, rows, columns = given(report, draft=draft, lang=lang)
    with refused("excel.not-a-template", lang):
        package = of_kind(template, "excel", extension)
        outcome, done = fill_and_tell(package, Data(data, rows, columns, pictures=pictures))
        known = [*data, *(f"{name}.{key}" for name, keys in columns.items() for key in keys)]
        refuse_unfillable(outcome, "excel.unknown", lang, known=known)
        if draft:
            marked = stamped(done.data, phrase("word.draft", lang), _DRAFT_LOOK)
        else:
            aside = [name for name, lists in done.sheets.items() if lists == {_FINDINGS}]
            marked = hidden(done.data, aside)
        return outcome._replace(data=marked), done._replace(data=marked)


def given(
    report: FinancialReport, *, draft: bool, lang: str = "fr"
) -> tuple[dict[str, Value], dict[str, list[_Row]], dict[str, tuple[str, ...]]]:
    """What the template may use: fields, lists with their items, and each list's columns."""
    places = _places(report)
    rows = {
        name: [_row(row, places, lang) for row in items] for name, items in report.lists.items()
    }
    rows[_FINDINGS] = [_finding(one, lang) for one in _listed(report, draft)]
    columns = {listed.name: tuple(listed.columns) for listed in declared()}
    columns[_FINDINGS] = _FINDING
    data = {name: _value(field.value, places, lang) for name, field in report.fields.items()}
    data |= _marks(report, draft, lang)
    return data, rows, columns


# --- Values -------------------------------------------------------------------------------------

_Places = Mapping[tuple[str, str], int]


def _places(report: FinancialReport) -> _Places:
    """(list, its first column's text) → the item's number, for what leads to it."""
    found: dict[tuple[str, str], int] = {}
    for name, rows in report.lists.items():
        for number, row in enumerate(rows):
            first = next(iter(row.values()), None)
            key = first.text if isinstance(first, Pointer) else first
            if isinstance(key, str):
                found.setdefault((name, key), number)
    return found


def _row(row: Entries, places: _Places, lang: str) -> _Row:
    return {name: _value(entry, places, lang) for name, entry in row.items()}


def _value(entry: Entry, places: _Places, lang: str) -> Value:
    """A value as a cell takes it, and as it is said among words, with its currency."""
    match entry:
        case Figure():
            return Worded(entry.amount, words(entry, lang))
        case Pointer():
            number = places.get((entry.list, entry.key))
            return entry.text if number is None else Link(entry.text, Item(entry.list, number))
        case Attached():
            name = str(entry)
            return Link(name, Outside(quote(entry.path))) if _plain(entry.path) else name
        case Said():
            return entry.told(lang)
        case None | str():
            return entry
    return Worded(entry, words(entry, lang))


def _plain(path: str) -> bool:
    """Whether a typed name stays in its folder: a link leads nowhere else."""
    steps = path.replace("\\", "/").split("/")
    named = list(dropwhile(lambda step: step in ("..", "."), steps))
    return ".." not in named and not any(":" in step for step in steps) and "\\" not in path


# --- Drafts and findings ------------------------------------------------------------------------


def _marks(report: FinancialReport, draft: bool, lang: str) -> dict[str, Value]:
    """What a draft says of itself; nothing once it is final."""
    if not draft:
        none = phrase("excel.findings.none", lang)
        return {"brouillon": None, "mention_brouillon": None, "mention_constats": none}
    errors = sum(one.severity is Severity.E for one in report.findings)
    return {
        "brouillon": phrase("word.draft", lang),
        "mention_brouillon": phrase("excel.draft", lang, count=errors),
        "mention_constats": phrase("excel.findings.draft", lang),
    }


def _listed(report: FinancialReport, draft: bool) -> list[Finding]:
    """Findings E and A of a draft, the errors first."""
    heavy = [one for one in report.findings if one.severity is not Severity.I]
    return sorted(heavy, key=lambda one: one.severity.rank) if draft else []


def _finding(finding: Finding, lang: str) -> _Row:
    sentences = said(finding, lang)
    values = (
        severity_name(finding.severity, lang),
        finding.code,
        finding.sheet,
        finding.cell.a1 if finding.cell else None,
        finding.row,
        finding.value,
        sentences.message,
        sentences.remedy,
    )
    return dict(zip(_FINDING, values, strict=True))
