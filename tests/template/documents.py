"""Word packages made by hand: one field in every place where Word can hold a text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STORE = "{11111111-2222-3333-4444-555555555555}"
FIELD: Final = "{{champ}}"


def p(content: str, look: str = "") -> str:
    return f"<w:p>{look}{content}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<w:tr{attributes}>{''.join(f'<w:tc><w:tcPr/>{one}</w:tc>' for one in cells)}</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drawing(descr: str = "", inside: str = "", id: int = 7) -> str:
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<w:drawing><wp:inline><wp:extent cx="100" cy="100"/>'
        f'<wp:docPr id="{id}" name="image" descr="{descr}"/>'
        f'<a:graphic><a:graphicData uri="{shape}">{inside}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def text_box(content: str) -> str:
    held = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{held}</wps:txbx><wps:bodyPr/></wps:wsp>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing(inside=shape)}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def bound(tag: str) -> str:
    """Properties of a control of this tag, bound to the XML item of the package."""
    return (
        f'<w:tag w:val="{tag}"/><w:dataBinding w:prefixMappings="xmlns:n=\'urn:x\'" '
        f'w:xpath="/n:d[1]/n:v[1]" w:storeItemID="{STORE}"/>'
    )


# Name of the place → the part, what it holds there.
PLACES: dict[str, tuple[str, str]] = {
    "body": ("document", p(r(f"a {FIELD} z"))),
    "three runs": (
        "document",
        p(r("a {{ch") + '<w:proofErr w:type="spellStart"/>' + r("am") + r("p}} z")),
    ),
    "one letter a run": ("document", p("".join(map(r, f"a {FIELD} z")))),
    "two formats": (
        "document",
        p(r("a ") + r("{{ch", "<w:rPr><w:b/></w:rPr>") + r("amp}}", "<w:rPr><w:i/></w:rPr>")
          + r(" z")),
    ),
    "bookmark inside": (
        "document",
        p(r("a {{ch") + '<w:bookmarkStart w:id="1" w:name="b"/>' + r("amp}} z")
          + '<w:bookmarkEnd w:id="1"/>'),
    ),
    "table": ("document", table(row(p(r(f"a {FIELD} z"))))),
    "nested table": ("document", table(row(table(row(p(r(f"a {FIELD} z")))) + p("")))),
    "inline control": ("document", p(control('<w:alias w:val="x"/>', r(f"a {FIELD} z")))),
    "block control": ("document", control("", p(r(f"a {FIELD} z")))),
    "text box": ("document", p(text_box(p(r(f"a {FIELD} z"))))),
    "tracked insertion": (
        "document", p(f'<w:ins w:id="3" w:author="x">{r(f"a {FIELD} z")}</w:ins>'),
    ),
    "tracked deletion inside": (
        "document",
        p(r("a {{ch") + '<w:del w:id="4" w:author="x"><w:r><w:delText>zz</w:delText></w:r></w:del>'
          + r("amp}} z")),
    ),
    "hyperlink": ("document", p(f'<w:hyperlink w:anchor="b">{r(f"a {FIELD} z")}</w:hyperlink>')),
    "right to left": ("document", p(r(f"a {FIELD} z", "<w:rPr><w:rtl/></w:rPr>"))),
    "bullet": (
        "document",
        p(r(f"a {FIELD} z"), '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    ),
    "simple field": (
        "document", p(f'<w:fldSimple w:instr=" TITLE ">{r(f"a {FIELD} z")}</w:fldSimple>'),
    ),
    "complex field": (
        "document",
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TITLE </w:instrText>'
          '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(f"a {FIELD} z")
          + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ),
    "alternative text": ("document", p(f"<w:r>{drawing(f'a {FIELD} z')}</w:r>")),
    "header": ("header1", p(r(f"a {FIELD} z"))),
    "footer": ("footer1", p(r(f"a {FIELD} z"))),
    "footnote": ("footnotes", p(r(f"a {FIELD} z"))),
    "endnote": ("endnotes", p(r(f"a {FIELD} z"))),
    "comment": ("comments", p(r(f"a {FIELD} z"))),
    "title": ("core", f"a {FIELD} z"),
}  # fmt: skip
IN_ONE_LINE = ("alternative text", "title")
"""Places that hold neither breaks nor tabs."""

_ROOTS = {
    "document": ("document", "<w:body>", "<w:sectPr/></w:body>"),
    "header1": ("hdr", "", ""),
    "footer1": ("ftr", "", ""),
    "footnotes": ("footnotes", '<w:footnote w:id="2">', "</w:footnote>"),
    "endnotes": ("endnotes", '<w:endnote w:id="2">', "</w:endnote>"),
    "comments": ("comments", '<w:comment w:id="0" w:author="x">', "</w:comment>"),
}


def document(
    body: str = p(r("texte")), kind: str = "document.main", store: str = "ancien", **parts: str
) -> bytes:
    """A package with this body; `parts` are contents of header1, footnotes… and `core`'s title."""
    held = {"document": body} | {name: parts.get(name, p("")) for name in _ROOTS if name in parts}
    files = {f"word/{name}.xml": _part(name, content) for name, content in held.items()}
    files["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{parts.get('core', 'titre')}</dc:title></cp:coreProperties>"
    )
    files["customXml/item1.xml"] = f'<d xmlns="urn:x"><v>{store}</v><w/></d>'
    files["customXml/itemProps1.xml"] = (
        f'<ds:datastoreItem ds:itemID="{STORE}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    files["word/styles.xml"] = f'<w:styles xmlns:w="{W}"/>'
    types = {f"word/{name}": name.rstrip("1") for name in held if name != "document"}
    files["[Content_Types].xml"] = _types({**types, "word/styles": "styles"}, kind)
    files["_rels/.rels"] = _relations(
        (OFFICE + "officeDocument", "word/document.xml"),
        (PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
    )
    files["word/_rels/document.xml.rels"] = _relations(
        *((OFFICE + name.rstrip("1"), f"{name}.xml") for name in held if name != "document"),
        (OFFICE + "styles", "styles.xml"),
        (OFFICE + "customXml", "../customXml/item1.xml"),
    )
    files["customXml/_rels/item1.xml.rels"] = _relations(
        (OFFICE + "customXmlProps", "itemProps1.xml")
    )
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda one: not one.startswith("[")):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> list[str]:
    """The parts that differ; a part more or less is a difference of both."""
    old, new = unpacked(before), unpacked(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _part(name: str, content: str) -> str:
    root, opening, closing = _ROOTS[name]
    return f"<w:{root} {NAMESPACES}>{opening}{content}{closing}</w:{root}>"


def _types(parts: Mapping[str, str], kind: str) -> str:
    main = kind if kind.startswith("application/") else f"{TYPE}{kind}+xml"
    listed = {"/word/document.xml": main} | {
        f"/{name}.xml": f"{TYPE}{type}+xml" for name, type in parts.items()
    }
    listed["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{type}"/>' for name, type in listed.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{type}" Target="{target}"/>'
        for number, (type, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{listed}</Relationships>'
