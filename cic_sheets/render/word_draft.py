"""The mark of a draft: a word across each page, behind the text."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from cic_sheets.render.word_xml import node, qn

_VML = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
# The shape that Word itself calls a watermark; LibreOffice knows it by this name.
_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:430pt;height:108pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    "mso-position-vertical-relative:margin"
)


def watermark(word: str, number: int) -> str:
    """The run that shows the word; `number` is unique in the document."""
    return (
        f"<w:r {_VML}><w:rPr><w:noProof/></w:rPr><w:pict>{_TYPE}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" style="{_STYLE}" o:allowincell="f" fillcolor="silver" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" '
        f"string={quoteattr(word)}/></v:shape></w:pict></w:r>"
    )


def mark(document: Any, word: str) -> None:
    """Put the word behind the text of every page, on each kind of header that is in use."""
    from docx.oxml import parse_xml

    for number, header in enumerate(_headers(document), start=1):
        last = header.findall(qn("w:p"))
        place = last[-1] if last else node("w:p")
        if not last:
            header.append(place)
        place.append(parse_xml(watermark(word, number)))


def _headers(document: Any) -> list[Any]:
    """The elements of every header, made where a section has none to inherit."""
    document.element.body.get_or_add_sectPr()  # some documents leave their page to Word
    found: dict[int, Any] = {}
    first, *_ = document.sections
    for section in document.sections:
        kinds = [section.header]
        if section.different_first_page_header_footer:
            kinds.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            kinds.append(section.even_page_header)
        for header in kinds:
            if header.is_linked_to_previous and section is first:
                header.is_linked_to_previous = False
            element = header._element
            found.setdefault(id(element), element)
    return list(found.values())
