"""The look of the stand-in narrative template: a few colours, one family of letters, Arabic too."""

from __future__ import annotations

import re
from typing import Any

from cic_sheets.render.word_xml import node, qn

_FONT, _ARABIC_FONT = "Calibri", "Arial"
_BLUE, _GREY, _PALE, _LINE = "1F4E79", "595959", "EAF1F8", "B8CCE0"
_ACCENTS = ("1F4E79", "F0A868", "2E6B4F", "7F6084", "8C7A3D", "7F7F7F")
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def dress(document: Any) -> None:
    """Give a new document the template's styles, theme and settings."""
    _letters(document)
    _theme(document)
    _settings(document)
    _prose(document)
    _headings(document)
    _small(document)
    document.styles.element.append(_table_style())


def _letters(document: Any) -> None:
    """One family everywhere, an Arabic one beside it; French, Moroccan Arabic."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEMED:
            fonts.attrib.pop(qn(f"w:{name}"), None)
        for name, family in (("ascii", _FONT), ("hAnsi", _FONT), ("cs", _ARABIC_FONT)):
            fonts.set(qn(f"w:{name}"), family)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
        language.set(qn("w:bidi"), "ar-MA")


def _theme(document: Any) -> None:
    """The charts' colours; no thumbnail of a document that this is not."""
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/theme/"):
            part._blob = _recoloured(part.blob.decode("utf-8")).encode("utf-8")
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)


def _recoloured(theme: str) -> str:
    for number, colour in enumerate(_ACCENTS, start=1):
        accent = rf'(<a:accent{number}>\s*<a:srgbClr val=")[0-9A-Fa-f]{{6}}'
        theme = re.sub(accent, rf"\g<1>{colour}", theme)
    return re.sub(r'(<a:m\w+Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{_FONT}", theme)


def _settings(document: Any) -> None:
    """Today's Word, not an old one's habits."""
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        mode = node(
            "w:compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val="15",
        )
        for habit in list(old):
            old.remove(habit)
        old.append(mode)


def _prose(document: Any) -> None:
    _style(document, "Normal", 10.5, before=0, after=6, line=1.12)
    _style(document, "List Bullet", 10.5, before=0, after=3, line=1.12)
    _style(document, "Title", 32, colour=_BLUE, bold=True, before=6, after=4, bare=True)
    _style(document, "Subtitle", 18, colour=_GREY, before=0, after=60, bare=True)
    _new(document, "Surtitre", 12, colour=_GREY, before=150, after=0)
    _new(document, "Titre du sommaire", 17, colour=_BLUE, bold=True, before=0, after=12)


def _headings(document: Any) -> None:
    _style(document, "Heading 1", 17, colour=_BLUE, bold=True, before=26, after=8, bare=True)
    _style(document, "Heading 2", 12.5, colour=_BLUE, bold=True, before=14, after=4)
    _style(document, "Heading 3", 11, colour=_GREY, bold=True, before=10, after=3)
    annex = _new(document, "Titre d'annexe", 17, colour=_BLUE, bold=True, before=22, after=8)
    annex.paragraph_format.keep_with_next = True
    annex.element.get_or_add_pPr().append(node("w:outlineLvl", val=0))
    one = _new(document, "toc 1", 10.5, before=0, after=5)
    stops = node("w:tabs", node("w:tab", val="right", pos=9_638))
    _first_of(one.element.get_or_add_pPr(), stops)


def _small(document: Any) -> None:
    _style(document, "Caption", 9, colour=_GREY, bold=True, before=8, after=4)
    _style(document, "Header", 9, colour=_GREY, before=0, after=0)
    _style(document, "Footer", 8.5, colour=_GREY, before=0, after=0)
    _new(document, "Texte de tableau", 8.5, before=1.5, after=1.5)
    note = _new(document, "Remarque", 9.5, colour=_GREY, italic=True, before=4, after=8)
    bar = node("w:left", val="single", sz=18, space=8, color=_LINE)
    note.paragraph_format.left_indent = _points(10)
    properties = note.element.get_or_add_pPr()
    properties.find(qn("w:spacing")).addprevious(node("w:pBdr", bar))


def _style(document: Any, name: str, size: float, **look: Any) -> Any:
    style = document.styles[name]
    if look.pop("bare", False):
        for found in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            found.getparent().remove(found)
    _look(style, size, **look)
    return style


def _new(document: Any, name: str, size: float, **look: Any) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "toc 1")
    style.base_style = document.styles["Normal"]
    style.quick_style = name != "toc 1"
    _look(style, size, **look)
    return style


def _look(
    style: Any,
    size: float,
    *,
    before: float,
    after: float,
    line: float = 1.0,
    colour: str = "",
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Sizes and weights are said twice: Arabic letters have their own."""
    from docx.shared import RGBColor

    font, spacing = style.font, style.paragraph_format
    font.size, font.bold, font.italic = _points(size), bold, italic
    font.complex_script = None
    spacing.space_before, spacing.space_after = _points(before), _points(after)
    spacing.line_spacing = line
    if colour:
        font.color.rgb = RGBColor.from_string(colour)
    run = style.element.get_or_add_rPr()
    for twin in ("w:szCs", "w:bCs", "w:iCs"):
        for found in run.findall(qn(twin)):
            run.remove(found)
    run.find(qn("w:sz")).addnext(node("w:szCs", val=round(size * 2)))
    for name, is_so in (("b", bold), ("i", italic)):
        weight = {} if is_so else {"val": 0}
        run.find(qn(f"w:{name}")).addnext(node(f"w:{name}Cs", **weight))


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _first_of(properties: Any, child: Any) -> None:
    """Before spacing, where the schema wants tabs."""
    spacing = properties.find(qn("w:spacing"))
    if spacing is not None:
        spacing.addprevious(child)
    else:
        properties.append(child)


def _table_style() -> Any:
    """« Tableau du rapport »: a coloured row of headings, pale bands, a total set apart."""
    lines = (
        *(
            node(f"w:{side}", val="single", sz=6, space=0, color=_BLUE)
            for side in ("top", "bottom")
        ),
        node("w:insideH", val="single", sz=4, space=0, color=_LINE),
    )
    margins = (
        node("w:top", w=20, type="dxa"),
        node("w:left", w=70, type="dxa"),
        node("w:bottom", w=20, type="dxa"),
        node("w:right", w=70, type="dxa"),
    )
    return node(
        "w:style",
        node("w:name", val="Tableau du rapport"),
        node("w:basedOn", val="TableNormal"),
        node("w:uiPriority", val=99),
        node("w:qFormat"),
        node("w:pPr", node("w:spacing", after=0, line=240, lineRule="auto")),
        node(
            "w:tblPr",
            node("w:tblStyleRowBandSize", val=1),
            node("w:tblBorders", *lines),
            node("w:tblCellMar", *margins),
        ),
        _part("firstRow", _strong("FFFFFF"), _shade(_BLUE)),
        _part("lastRow", _strong(_BLUE), node("w:tcPr", node("w:tcBorders", node(
            "w:top", val="single", sz=8, space=0, color=_BLUE)))),
        _part("firstCol", _strong(_BLUE), None),
        _part("band2Horz", None, _shade(_PALE)),
        type="table",
        customStyle=1,
        styleId="TableauDuRapport",
    )  # fmt: skip


def _part(where: str, run: Any, cell: Any) -> Any:
    return node("w:tblStylePr", run, cell, type=where)


def _strong(colour: str) -> Any:
    return node("w:rPr", node("w:b"), node("w:bCs"), node("w:color", val=colour))


def _shade(colour: str) -> Any:
    return node("w:tcPr", node("w:shd", val="clear", color="auto", fill=colour))
