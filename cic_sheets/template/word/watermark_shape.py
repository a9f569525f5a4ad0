"""The run that shows a word across the page: a VML shape, or a drawing where there is no VML.

Source: ISO/IEC 29500-4, 14.1.2.19 (shape), 14.1.2.23 (textpath); 29500-1, 20.4.2.3 (anchor).
"""

from __future__ import annotations

from ..opc.markup import escaped
from .text import reads_from_the_right

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
_WIDE, _HIGH = 5_461_000, 1_371_600  # English metric units: 430 and 108 points
_TURNED = 18_900_000  # 315 degrees, in sixtieths of a thousandth
TYPE_ID = b'"_x0000_t136"'
_FIRST = 900_000  # numbers of drawings, beyond those that documents count


def drawn(word: str, number: int, namespace: str, *, strict: bool, typed: bool) -> bytes:
    """The run; `number` is unique in the document.  It declares the prefixes that it uses.

    typed  whether the header already says of which type such a shape is
    """
    shape = _drawing(word, number) if strict else _picture(word, number, "" if typed else _TYPE)
    opening = f'<w:r xmlns:w="{namespace}"><w:rPr><w:noProof/></w:rPr>'
    return f"{opening}{shape}</w:r>".encode()


def _picture(word: str, number: int, type: str) -> str:
    number += _FIRST
    return (
        '<w:pict xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:o="urn:schemas-microsoft-com:office:office">{type}'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{number}" '
        f'type="#_x0000_t136" style="{_STYLE}" o:allowincell="f" fillcolor="silver" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" '
        f'string="{escaped(word).decode()}"/></v:shape></w:pict>'
    )


def _drawing(word: str, number: int) -> str:
    """A text box on its side, its letters grey and half seen through."""
    id = _FIRST + number
    centre = "<wp:align>center</wp:align>"
    letters = (
        '<w:r><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'
        '<w:color w:val="D9D9D9"/><w:sz w:val="144"/><w:szCs w:val="144"/>'
        f"{'<w:rtl/>' if reads_from_the_right(word) else ''}</w:rPr>"
        f"<w:t>{escaped(word).decode()}</w:t></w:r>"
    )
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm rot="{_TURNED}"><a:off x="0" y="0"/><a:ext cx="{_WIDE}" cy="{_HIGH}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr><wps:txbx>'
        f'<w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{letters}</w:p>'
        '</w:txbxContent></wps:txbx><wps:bodyPr wrap="none" anchor="ctr"/></wps:wsp>'
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        f'2006" xmlns:wps="{uri}" '
        'xmlns:wp="http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" '
        'xmlns:a="http://purl.oclc.org/ooxml/drawingml/main"><mc:Choice Requires="wps">'
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="1" locked="0" layoutInCell="0" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">{centre}</wp:positionH>'
        f'<wp:positionV relativeFrom="margin">{centre}</wp:positionV>'
        f'<wp:extent cx="{_WIDE}" cy="{_HIGH}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{id}" name="PowerPlusWaterMarkObject{number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{uri}">{shape}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
    )
