"""What each template may use: every name, what it means, what it is worth this year."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.language import phrase
from cic_sheets.render.excel import given
from cic_sheets.render.word_values import words
from cic_sheets.report.finance import FinancialReport
from cic_sheets.report.finance import lists as declared
from cic_sheets.report.model import Report
from cic_sheets.report.plan import the_plan
from cic_sheets.template.blocks import Prose
from cic_sheets.template.data import Data, plain
from cic_sheets.template.grammar import SECTION
from cic_sheets.values.named import NamedTuple

NARRATIVE, FINANCIAL = "narratif", "financier"


class Entry(NamedTuple):
    """A name as it is typed between braces, its meaning, and its value in words ("" for none)."""

    name: str
    meaning: str
    value: str

    @property
    def typed(self) -> str:
        """What a person types or pastes."""
        return "{{" + self.name + "}}"


class Vocabulary(NamedTuple):
    """What one template may use.

    key  `narratif`, `financier`
    """

    key: str
    entries: tuple[Entry, ...]
    data: Data


def narrative(report: Report, lang: str = "fr") -> Vocabulary:
    """Fields and sections of the narrative report."""
    fields = {name: words(field.value, lang) for name, field in report.fields.items()}
    entries = [Entry(name, report.fields[name].meaning, said) for name, said in fields.items()]
    entries += [Entry(f"{SECTION}: {one.key}", one.title, "") for one in the_plan()]
    sections = {one.key: (Prose(one.title),) for one in the_plan()}
    return Vocabulary(NARRATIVE, tuple(entries), Data(fields, sections=sections))


def financial(report: FinancialReport, lang: str = "fr") -> Vocabulary:
    """Fields and lists of the financial report; a list's values are those of its first item."""
    data, rows, columns = given(report, draft=report.draft, lang=lang)
    entries = [
        Entry(name, report.fields[name].meaning if name in report.fields else "", plain(value))
        for name, value in data.items()
    ]
    meanings = {(one.name, key): text for one in declared() for key, text in one.columns.items()}
    entries += [
        Entry(
            f"{name}.{key}",
            meanings.get((name, key), phrase("vocabulary.findings", lang)),
            plain(rows[name][0].get(key)) if rows.get(name) else "",
        )
        for name, keys in columns.items()
        for key in keys
    ]
    return Vocabulary(FINANCIAL, tuple(entries), Data(data, rows, columns))


def of_both(
    narrative_report: Report, financial_report: FinancialReport, lang: str = "fr"
) -> Iterator[Vocabulary]:
    """Every template's, in the order of the deliverables."""
    yield narrative(narrative_report, lang)
    yield financial(financial_report, lang)
