"""The names that templates may use, as a Word or an Excel file to copy from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from cic_sheets.language import phrase
from cic_sheets.render.vocabulary import Vocabulary
from cic_sheets.render.word_package import closed

_MOST = 200  # characters of a value that is shown
_LONG_AGO = datetime(2020, 1, 1)


def as_excel(vocabularies: Sequence[Vocabulary], lang: str = "fr") -> bytes:
    """A sheet a template: what to type, what it means, this year's value."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _LONG_AGO})
    head = book.add_format({"bold": True, "bg_color": "#DDE6EE", "bottom": 1})
    typed = book.add_format({"font_name": "Consolas", "valign": "top"})
    told = book.add_format({"text_wrap": True, "valign": "top"})
    for one in vocabularies:
        sheet = book.add_worksheet(phrase(f"vocabulary.{one.key}", lang)[:31])
        sheet.set_column(0, 0, 42, typed)
        sheet.set_column(1, 2, 60, told)
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(_heads(lang)):
            sheet.write_string(0, column, text, head)
        for row, entry in enumerate(one.entries, 1):
            for column, text in enumerate((entry.typed, entry.meaning, entry.value[:_MOST])):
                sheet.write_string(row, column, text)
        sheet.autofilter(0, 0, len(one.entries), 2)
        if lang == "ar":
            sheet.right_to_left()
    book.close()
    return out.getvalue()


def as_word(vocabularies: Sequence[Vocabulary], lang: str = "fr") -> bytes:
    """A table a template: what to type, what it means, this year's value."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    document.add_heading(phrase("vocabulary.title", lang), 0)
    document.add_paragraph(phrase("vocabulary.how", lang))
    for one in vocabularies:
        document.add_heading(phrase(f"vocabulary.{one.key}", lang), 1)
        table = document.add_table(rows=1, cols=3)
        table.style = "Light Grid Accent 1"
        for cell, text in zip(table.rows[0].cells, _heads(lang), strict=True):
            cell.text = text
        body = [(entry.typed, entry.meaning, entry.value[:_MOST]) for entry in one.entries]
        _add_rows(table, body)
    return closed(document, phrase("vocabulary.title", lang), "", _LONG_AGO.date())


def _add_rows(table: object, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows are copied from one, which is linear where python-docx's own way is not."""
    from copy import deepcopy

    from docx.table import _Row

    pattern = table.add_row()._tr  # type: ignore[attr-defined]
    body = pattern.getparent()
    body.remove(pattern)
    for texts in rows:
        made = deepcopy(pattern)
        body.append(made)
        for cell, text in zip(_Row(made, table).cells, texts, strict=True):  # type: ignore[arg-type]
            cell.text = text


def _heads(lang: str) -> tuple[str, str, str]:
    return (
        phrase("vocabulary.typed", lang),
        phrase("vocabulary.meaning", lang),
        phrase("vocabulary.value", lang),
    )
