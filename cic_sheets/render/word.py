"""The narrative report in Word: a template filled from the report model, in its own styles.

Grammar: `{{champ}}` anywhere; `{{section: resume}}` alone in a paragraph.  Source: deliverables.md,
« Templates belong to Brulocalis ».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from cic_sheets.language import phrase
from cic_sheets.render import word_chart
from cic_sheets.render.word_blocks import Numbers, Pen, draw
from cic_sheets.render.word_contents import refresh
from cic_sheets.render.word_draft import mark
from cic_sheets.render.word_fields import fields_asked, fill, paragraphs, section_asked
from cic_sheets.render.word_package import closed, opened
from cic_sheets.render.word_page import Page, governing, page_at, turn
from cic_sheets.render.word_styles import ANNEX_STYLES, Styles
from cic_sheets.render.word_values import words
from cic_sheets.render.word_xml import node, paragraph, qn
from cic_sheets.report.model import Chart, Report, Section
from cic_sheets.report.plan import the_plan
from cic_sheets.values.names import nearest

FINDINGS = "constats"
"""The section that drafts get at their end, unless the template places it."""


class Unknown(NamedTuple):
    """A field that no report has: what the template says, the words around it, a near name."""

    name: str
    where: str
    near: str | None


class TemplateProblem(ValueError):
    """A template that can't be filled; the message says why in the reader's language.

    unknown  the fields and sections that are not known
    """

    def __init__(self, why: str, unknown: tuple[Unknown, ...] = ()) -> None:
        super().__init__(why)
        self.unknown = unknown


def fill_narrative(template: bytes, report: Report, *, draft: bool, lang: str = "fr") -> bytes:
    """The template filled: fields, sections, table of contents; a draft marked as one.

    The same template and report give the same bytes.  Raises TemplateProblem when the template is
    no Word document or names what no report has.
    """
    document = _document(template, lang)
    parts = list(_parts(document))
    _refuse_unknown([root for _, root in parts], report, lang)
    said = _Sayer(report, lang)
    for part, root in parts:
        fill(root, said)
        _put_back(part, root)
    styles = Styles(document.styles.element)
    pen = Pen(styles, Numbers(), lang, _Charts(document, styles.font()))
    body = document.element.body
    placed = [key for key in map(section_asked, paragraphs(body)) if key]
    for one in paragraphs(body):
        key = section_asked(one)
        if key is not None:
            _place(one, report.sections.get(key), pen)
    if draft and FINDINGS not in placed and FINDINGS in report.sections:
        _append(body, report.sections[FINDINGS], pen)
    refresh(body, pen.styles)
    if draft:
        mark(document, phrase("word.draft", lang))
    title = phrase("word.title", lang, year=said("annee"))
    return closed(document, title, said("charge_de_mission"), report.as_of)


def _document(template: bytes, lang: str) -> Any:
    try:
        return opened(template)
    except ValueError as error:
        raise TemplateProblem(phrase("word.not-a-template", lang)) from error


# --- Parts --------------------------------------------------------------------------------------

_WITH_TEXT = ("header", "footer", "footnotes", "endnotes")


def _parts(document: Any) -> Iterator[tuple[Any, Any]]:
    """The parts that hold text, and their root elements."""
    from docx.oxml import parse_xml

    yield None, document.element
    for part in document.part.package.iter_parts():
        kind = part.content_type.rpartition(".")[2].removesuffix("+xml")
        if kind in _WITH_TEXT:
            element = getattr(part, "element", None)
            yield (None, element) if element is not None else (part, parse_xml(part.blob))


def _put_back(part: Any, root: Any) -> None:
    """Parts that python-docx keeps as bytes get theirs again."""
    if part is not None:
        from docx.opc.oxml import serialize_part_xml

        part._blob = serialize_part_xml(root)


# --- Fields -------------------------------------------------------------------------------------


def _refuse_unknown(roots: list[Any], report: Report, lang: str) -> None:
    sections = {planned.key for planned in the_plan()}
    unknown: dict[str, Unknown] = {}
    for root in roots:
        for asked in fields_asked(root):
            if asked.name not in report.fields:
                near = nearest(asked.name, report.fields)
                unknown.setdefault(asked.name, Unknown(asked.name, asked.where, near))
        for one in paragraphs(root):
            key = section_asked(one)
            if key is not None and key not in sections:
                name = f"section: {key}"
                unknown.setdefault(name, Unknown(name, name, nearest(key, sections)))
    if unknown:
        raise TemplateProblem(_why(unknown, report.fields, sections, lang), tuple(unknown.values()))


def _why(
    unknown: Mapping[str, Unknown], known: Mapping[str, Any], sections: set[str], lang: str
) -> str:
    listed = (
        phrase("word.unknown.one", lang, name=one.name, where=one.where, near=one.near)
        for one in unknown.values()
    )
    return phrase(
        "word.unknown",
        lang,
        fields=" ; ".join(listed),
        known=", ".join(known),
        sections=", ".join(planned.key for planned in the_plan() if planned.key in sections),
    )


class _Sayer:
    """What each field says; what has no value says « n.d. », never nothing."""

    def __init__(self, report: Report, lang: str) -> None:
        self._report, self._lang = report, lang

    def __call__(self, name: str) -> str:
        field = self._report.fields.get(name)
        said = words(field.value, self._lang) if field else ""
        return said or phrase("word.unfilled", self._lang)


# --- Sections -----------------------------------------------------------------------------------


class _Charts:
    """Adds the parts of charts to a document."""

    def __init__(self, document: Any, font: str) -> None:
        self._document, self._font = document, font
        self._count = 0
        numbers = [int(e.get("id", "0")) for e in document.element.iter() if _is_drawing(e)]
        self._last = max(numbers, default=0)

    def __call__(self, chart: Chart, page: Page) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml

        self._count += 1
        self._last += 1
        main = self._document.part
        book = Part(
            PackURI(f"/word/embeddings/graphique{self._count}.xlsx"),
            word_chart.BOOK_TYPE,
            word_chart.workbook(chart),
            main.package,
        )
        drawn = Part(
            PackURI(f"/word/charts/graphique{self._count}.xml"),
            word_chart.CHART_TYPE,
            b"",
            main.package,
        )
        behind = drawn.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        drawn._blob = word_chart.part(chart, behind, self._font)
        relation = main.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
        return parse_xml(word_chart.inline(chart, page, relation, self._last))


def _is_drawing(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}docPr")


def _place(asked: Any, section: Section | None, pen: Pen) -> None:
    """A section's blocks in the place of the paragraph that asks for it."""
    plain = _prose_look(asked)
    in_body = governing(asked) is not None
    for block in section.blocks if section else ():
        drawn = draw(block, pen, page_at(asked), plain)
        for element in drawn.elements:
            asked.addprevious(element)
        if drawn.wide and in_body:
            turn(drawn.elements[0], drawn.elements[-1])
    _remove(asked)


def _prose_look(asked: Any) -> Any:
    """The paragraph's own look, without a section's end that it may carry."""
    properties = asked.find(qn("w:pPr"))
    if properties is None:
        return None
    look = deepcopy(properties)
    for tag in ("w:sectPr", "w:rPr"):
        for found in look.findall(qn(tag)):
            look.remove(found)
    return look


def _remove(asked: Any) -> None:
    """Take the paragraph away, unless a section or a cell ends with it."""
    ends_section = asked.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    parent = asked.getparent()
    ends_cell = parent.tag == qn("w:tc") and asked.getnext() is None
    previous = asked.getprevious()
    needed = ends_cell and (previous is None or previous.tag != qn("w:p"))
    if not ends_section and not needed:
        parent.remove(asked)
        return
    for child in list(asked):
        if child.tag != qn("w:pPr"):
            asked.remove(child)


def _append(body: Any, section: Section, pen: Pen) -> None:
    """A section at the document's end, under a heading of its own."""
    title = section.title
    if section.number.isalpha():
        title = f"{phrase('word.annex', pen.lang, letter=section.number)}  {title}"
    ending = body.find(qn("w:sectPr"))
    asked = node("w:p")
    for one in (paragraph(title, pen.styles.properties(*ANNEX_STYLES)), asked):
        if ending is not None:
            ending.addprevious(one)
        else:
            body.append(one)
    _place(asked, section, pen)
