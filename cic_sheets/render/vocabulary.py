"""What each template may use: every name, what it means, what it is worth this year."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.language import phrase
from cic_sheets.language.documents import meaning
from cic_sheets.render import documents
from cic_sheets.render.excel import given
from cic_sheets.render.word_values import words
from cic_sheets.report.charts import CHARTS
from cic_sheets.report.documents.build import KINDS, of_kind, sample
from cic_sheets.report.finance import FinancialReport
from cic_sheets.report.finance import lists as declared
from cic_sheets.report.model import Report
from cic_sheets.report.plan import Material, the_plan
from cic_sheets.template.blocks import Graph, Prose
from cic_sheets.template.data import Data, plain
from cic_sheets.template.grammar import PICTURE, SECTION
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

    key   `narratif`, `financier`, `honoraires`…
    file  the template's usual name
    """

    key: str
    entries: tuple[Entry, ...]
    data: Data
    file: str = ""


def narrative(report: Report, lang: str = "fr") -> Vocabulary:
    """Fields, sections and charts of the narrative report."""
    fields = {name: words(field.value, lang) for name, field in report.fields.items()}
    entries = [
        Entry(name, meaning(report.fields[name].meaning, lang), said)
        for name, said in fields.items()
    ]
    entries += [Entry(f"{SECTION}: {one.key}", meaning(one.title, lang), "") for one in the_plan()]
    entries += _charts(lang)
    sections = {one.key: (Prose(one.title),) for one in the_plan()}
    data = Data(fields, sections=sections, pictures=_PICTURES)
    return Vocabulary(NARRATIVE, tuple(entries), data)


def financial(report: FinancialReport, lang: str = "fr") -> Vocabulary:
    """Fields and lists of the financial report; a list's values are those of its first item."""
    data, rows, columns = given(report, draft=report.draft, lang=lang)
    entries = [
        Entry(name, _meant(report, name, lang), plain(value)) for name, value in data.items()
    ]
    meanings = {(one.name, key): text for one in declared() for key, text in one.columns.items()}
    entries += [
        Entry(
            f"{name}.{key}",
            meaning(meanings[name, key], lang)
            if (name, key) in meanings
            else phrase("vocabulary.findings", lang),
            plain(rows[name][0].get(key)) if rows.get(name) else "",
        )
        for name, keys in columns.items()
        for key in keys
    ]
    entries += _charts(lang)
    return Vocabulary(FINANCIAL, tuple(entries), Data(data, rows, columns, pictures=_PICTURES))


def _meant(report: FinancialReport, name: str, lang: str) -> str:
    """What a field means; the marks of a draft are none of the report's."""
    return meaning(report.fields[name].meaning, lang) if name in report.fields else ""


_PICTURES = {name: Graph(caption, "line", (), ()) for name, caption in CHARTS.items()}


def _charts(lang: str) -> list[Entry]:
    """The charts that a picture may give its place to."""
    return [Entry(f"{PICTURE}: {n}", meaning(says, lang), "") for n, says in CHARTS.items()]


def of_documents(material: Material, lang: str = "fr") -> Iterator[Vocabulary]:
    """Fields and lists of each kind of document, with the values of the year's first one."""
    for kind in KINDS:
        first = next(of_kind(kind, material), None)
        data = documents.given(first or sample(kind), lang)
        values = dict(data.fields) if first else {}
        for name, rows in data.lists.items():
            values |= {f"{name}.{key}": value for key, value in rows[0].items()} if rows else {}
        entries = (
            Entry(name, meaning(says, lang), plain(values.get(name)))
            for name, says in documents.names_of(kind)
        )
        yield Vocabulary(kind.key, tuple(entries), data, kind.template)


def of_all(
    narrative_report: Report,
    financial_report: FinancialReport,
    material: Material,
    lang: str = "fr",
) -> Iterator[Vocabulary]:
    """Every template's, in the order of the deliverables."""
    yield narrative(narrative_report, lang)
    yield financial(financial_report, lang)
    yield from of_documents(material, lang)
