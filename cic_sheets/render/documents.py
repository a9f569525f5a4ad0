"""Documents besides the reports in Word: a template filled for one of them, a draft marked as one.

The filler (`template.word`) knows the file; this module knows how our values read on a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.language import phrase, rtl
from cic_sheets.render.template_problem import of_kind, refuse_unfillable, refused
from cic_sheets.render.word_values import from_the_left, words
from cic_sheets.report.documents.kind import AnyKind, Document, Item
from cic_sheets.report.model import Value
from cic_sheets.template import Data
from cic_sheets.template.outcome import Outcome
from cic_sheets.template.word.fill import fill_word

EXTENSION = ".docx"


def fill_document(template: bytes, document: Document, lang: str = "fr") -> bytes:
    """The template filled for a document; what has no value says « n.d. », never nothing.

    The same template and document give the same bytes.  Raises TemplateProblem when the template
    is no Word document or names what no document of that kind has.
    """
    return filled_document(template, document, lang).data


def filled_document(
    template: bytes, document: Document, lang: str = "fr", extension: str = EXTENSION
) -> Outcome:
    """The same, with what there is to tell of the template.  Raises as `fill_document`."""
    with refused("word.not-a-template", lang):
        outcome = fill_word(of_kind(template, "word", extension), given(document, lang))
    known = (name for name, _ in names_of(document.kind))
    refuse_unfillable(outcome, "excel.unknown", lang, known=known)
    return outcome


def given(document: Document, lang: str = "fr") -> Data:
    """What the template may use: fields, lists with their rows, the mark of a draft."""
    missing = phrase("word.unfilled", lang)
    fields = {
        name: missing if field.value is None else _said(field.value, lang)
        for name, field in document.fields.items()
    }
    lists = {name: [_row(row, lang) for row in rows] for name, rows in document.lists.items()}
    columns = {listed.name: tuple(listed.columns) for listed in document.kind.lists}
    mark = phrase("word.draft", lang) if document.draft else ""
    return Data(fields, lists, columns, watermark=mark)


def _row(row: Item, lang: str) -> dict[str, str]:
    return {name: _said(value, lang) for name, value in row.items()}


def _said(value: Value, lang: str) -> str:
    told = words(value, lang)
    return from_the_left(told) if isinstance(value, str) and rtl(lang) else told


def names_of(kind: AnyKind) -> Iterator[tuple[str, str]]:
    """Every name that the templates of a kind may use, with its meaning."""
    yield from ((one.name, one.meaning) for one in kind.fields)
    for listed in kind.lists:
        yield from ((f"{listed.name}.{key}", says) for key, says in listed.columns.items())
