"""Other people's Word documents with fields typed into them as a person's Word writes them.

Planted and read again with lxml: none of the code under test stands between.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_TEXT_PART = re.compile(
    r"(?:.*/)?(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml\Z", re.IGNORECASE
)
_WHO = 'w:id="9901" w:author="Amina Plume" w:date="2024-03-01T09:00:00Z"'
_CHOICES = frozenset(
    ("dataBinding", "dropDownList", "comboBox", "date", "picture", "checkbox", "docPartList",
     "docPartObj")
)  # fmt: skip
_TYPED = re.compile(r"\{\{\s*champ_\d+|Été \d+ & <", re.IGNORECASE)
_ROW_LIMITS = ("vMerge", "tbl", "txbxContent", "sdt", "ins", "del")
Tree = Any  # lxml says nothing of its types


class Typed(NamedTuple):
    """A document with fields, and the same one with their values typed in by hand."""

    data: bytes
    values: Mapping[str, str]
    by_hand: bytes
    parts: tuple[str, ...]
    """The parts that hold a field."""


class Listed(NamedTuple):
    """A document of which one table row is a list's: `lignes.a` in its first cell, `.b` last."""

    data: bytes
    part: str
    simple: bool
    """Whether the row stands by itself: its copies are the same row again."""


# -- How Word writes what people type ----------------------------------------------------------


def run(text: str, more: str = "", attributes: str = "") -> str:
    """A run, its look to be put in; "" for no text."""
    if not text:
        return ""
    shown = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r{attributes}><w:rPr>{more}</w:rPr>{shown}</w:r>"


def _later(first: str, second: str) -> str:
    page = run(second).replace("</w:rPr>", "</w:rPr><w:lastRenderedPageBreak/>")
    return run(first) + page


# Three pieces of text → what stands in the paragraph.
FORMS: dict[str, Callable[[str, str, str], str]] = {
    "at one go": lambda a, b, c: run(a + b + c),
    "spelling": lambda a, b, c: (
        run(a) + '<w:proofErr w:type="spellStart"/>' + run(b)
        + '<w:proofErr w:type="spellEnd"/>' + run(c)
    ),
    "several days": lambda a, b, c: (
        run(a, attributes=' w:rsidR="00A10001"') + run(b, attributes=' w:rsidRPr="00A10002"')
        + run(c, attributes=' w:rsidR="00A10003" w:rsidRPr="00A10004"')
    ),
    "tracked": lambda a, b, c: f"<w:ins {_WHO}>{run(a + b + c)}</w:ins>",
    "tracked amid": lambda a, b, c: run(a) + f"<w:ins {_WHO}>{run(b)}</w:ins>" + run(c),
    "mended": lambda a, b, c: (
        run(a) + run(b) + f"<w:del {_WHO}><w:r><w:delText>s</w:delText></w:r></w:del>" + run(c)
    ),
    "link": lambda a, b, c: f'<w:hyperlink w:anchor="haut">{run(a + b + c)}</w:hyperlink>',
    "link begins": lambda a, b, c: (
        f'<w:hyperlink w:anchor="haut">{run(a) + run(b)}</w:hyperlink>' + run(c)
    ),
    "spaces that hold": lambda a, b, c: run(f"{a}\u00a0{b}\u202f{c}" if b else a),
    "languages": lambda a, b, c: (
        run(a) + run(b, '<w:lang w:val="ar-MA"/>') + run(c, '<w:lang w:val="fr-BE"/>')
    ),
    "cursor": lambda a, b, c: (
        run(a) + '<w:bookmarkStart w:id="9902" w:name="_GoBack"/><w:bookmarkEnd w:id="9902"/>'
        + run(b + c)
    ),
    "page ends": lambda a, b, c: run(a) + (b and _later(b, c)),
    "capitals": lambda a, b, c: run(a + b.upper() + c),
    "smart tag": lambda a, b, c: (
        run(a) + (b and f'<w:smartTag w:uri="urn:x" w:element="y">{run(b)}</w:smartTag>') + run(c)
    ),
    "letters": lambda a, b, c: "".join(map(run, a + b + c)) if b else run(a),
    "bold amid": lambda a, b, c: run(a) + run(b, "<w:b/>") + run(c),
}  # fmt: skip


def _put(place: Tree, form: Callable[[str, str, str], str], *pieces: str) -> None:
    """Append the pieces to a paragraph, or to what a control of one line holds."""
    look = _look(place)
    space = place.tag.partition("}")[0][1:]
    drawn = etree.fromstring(f'<w:p xmlns:w="{space}">{form(*pieces)}</w:p>')
    for held in list(drawn):
        for own in held.iter(f"{{{space}}}rPr"):
            if look is not None:
                own[:0] = [deepcopy(one) for one in look if one.tag not in {it.tag for it in own}]
            own[:] = sorted(own, key=_rank)
            if not len(own):
                own.getparent().remove(own)
        place.append(held)


def _rank(one: Tree) -> int:
    """The schema wants what describes a run in one order; only what is added here matters."""
    return {"rStyle": 0, "rFonts": 1, "b": 2}.get(etree.QName(one).localname, 3) + (
        10 * (etree.QName(one).localname in ("lang", "eastAsianLayout", "specVanish", "oMath"))
    )


def _look(place: Tree) -> Tree | None:
    """How the last run of the paragraph itself is written."""
    paragraph = next(place.iterancestors("{*}p"), place)
    if etree.QName(place).localname == "p":
        paragraph = place
    for one in reversed(list(place.iter("{*}r"))):
        own = one.find("{*}rPr")
        if own is not None and next(one.iterancestors("{*}p"), None) is paragraph:
            own = deepcopy(own)
            for gone in own.xpath("*[contains(local-name(), 'Change') or local-name()='ins']"):
                own.remove(gone)
            return own
    return None


# -- Where ---------------------------------------------------------------------------------------


def typed(data: bytes, turn: int) -> Typed | None:
    """Fields in every kind of place that the document has; `turn` says which form comes first.

    None when there is nowhere to type.
    """
    files, values = unpacked(data), {}
    by_hand, parts = dict(files), []
    forms = list(FORMS.items())
    for part, content in _texts(files):
        asking, said = etree.fromstring(content), etree.fromstring(content)
        both = list(zip(places(asking), places(said), strict=True))
        for kind, field_place, value_place in _chosen(both):
            form = forms[(turn + len(values)) % len(forms)][1]
            name = f"champ_{len(values) + 1}"
            values[name] = f"Été {len(values) + 1} & <{kind}>"
            _put(field_place, form, "{{", name, "}}")
            _put(value_place, form, values[name], "", "")
        if both:
            parts.append(part)
            files[part], by_hand[part] = written(asking), written(said)
    if not values:
        return None
    return Typed(packed(files), values, packed(by_hand), tuple(parts))


def places(root: Tree) -> list[tuple[str, Tree]]:
    """Paragraphs and one-line controls where a person can type, with the kind of place."""
    found = []
    for one in root.iter("{*}p", "{*}sdtContent"):
        if not one.tag.startswith(tuple(f"{{{space}}}" for space in _W)):
            continue
        kind = _kind(one)
        if kind:
            found.append((kind, one))
    return found


def _kind(one: Tree) -> str:
    around = [etree.QName(it).localname for it in one.iterancestors()]
    if _closed(one) or {"del", "moveFrom", "docPartObj"} & set(around):
        return ""
    if etree.QName(one).localname == "sdtContent":
        inline = one.getparent().getparent()
        return "line control" if etree.QName(inline).localname == "p" else ""
    note = next((it for it in one.iterancestors("{*}footnote", "{*}endnote")), None)
    if note is not None:
        plain = not any(name.endswith("}type") for name in note.attrib)
        return "note" if plain else ""
    if "txbxContent" in around:
        return "text box"
    if around.count("tbl"):
        return "cell" if around.count("tbl") == 1 else "cell in cell"
    return "control" if "sdtContent" in around else "plain"


def _closed(one: Tree) -> bool:
    """Whether a control around takes no free text, or shows what is written elsewhere."""
    for control in one.iterancestors("{*}sdt"):
        names = {etree.QName(it).localname for it in control.iterfind("{*}sdtPr/*")}
        if names & _CHOICES:
            return True
    return False


def _chosen(both: list[Any]) -> Iterator[tuple[str, Tree, Tree]]:
    """Up to three places of each kind: the first, the middle one, the last."""
    for kind in dict.fromkeys(one[0][0] for one in both):
        same = [(field[1], value[1]) for field, value in both if field[0] == kind]
        for index in sorted({0, len(same) // 2, len(same) - 1}):
            for place in same[index]:
                for control in place.iterancestors("{*}sdt"):
                    for shown in control.iterfind("{*}sdtPr/{*}showingPlcHdr"):
                        shown.getparent().remove(shown)
            yield kind, *same[index]


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Parts with paragraphs, those of glossaries aside."""
    for name, content in files.items():
        if _TEXT_PART.match(name) and "glossary" not in name:
            yield name, content


# -- Rows ----------------------------------------------------------------------------------------


def listed(data: bytes) -> Listed | None:
    """The middle row of all tables made a list's; None when the document has no table."""
    files = unpacked(data)
    for part, content in _texts(files):
        root = etree.fromstring(content)
        found = [one for one in root.iter("{*}tr") if one.tag[1:].startswith(_W)]
        rows = [one for one in found if _typeable(one)]
        if not rows:
            continue
        simple = [one for one in rows if not any(True for name in _ROW_LIMITS
                                                 for _ in one.iter("{*}" + name))]  # fmt: skip
        row = (simple or rows)[len(simple or rows) // 2]
        _plant_row(row, "{{lignes.a}}", "{{lignes.b}}")
        return Listed(packed({**files, part: written(root)}), part, bool(simple))
    return None


def rows_by_hand(listing: Listed, count: int, a: str = "L%d", b: str = "%d €") -> bytes:
    """The same document with the row copied by hand, `count` times, saying `a` and `b`."""
    files = unpacked(listing.data)
    root = etree.fromstring(files[listing.part])
    holding = [one for one in root.iter("{*}tr") if "{{lignes.a}}" in "".join(one.itertext())]
    row = holding[-1]  # the innermost
    for number in range(count):
        copy = deepcopy(row)
        for text in copy.iter("{*}t"):
            for field, words in (("{{lignes.a}}", a), ("{{lignes.b}}", b)):
                text.text = (text.text or "").replace(field, words.replace("%d", str(number)))
        row.addprevious(copy)
    row.getparent().remove(row)
    return packed({**files, listing.part: written(root)})


def _typeable(row: Tree) -> bool:
    cells = row.findall("{*}tc")
    return bool(cells) and all(_cell_place(one) is not None for one in (cells[0], cells[-1]))


def _cell_place(cell: Tree) -> Tree | None:
    return next(iter(cell.findall("{*}p")), None)


def _plant_row(row: Tree, first: str, last: str) -> None:
    cells = row.findall("{*}tc")
    _put(_cell_place(cells[0]), FORMS["at one go"], first, "", "")
    _put(_cell_place(cells[-1]), FORMS["at one go"], last, "", "")


# -- Reading again -------------------------------------------------------------------------------


def said(data: bytes) -> dict[str, list[str]]:
    """The text of each paragraph of each part, tabs and breaks as such; text boxes inside too."""
    return {
        name: [_words(one) for one in etree.fromstring(content).iter("{*}p")]
        for name, content in _texts(unpacked(data))
    }


def around(data: bytes, part: str) -> bytes:
    """A part in one spelling, without the runs of paragraphs that hold a field or its value."""
    root = etree.fromstring(unpacked(data)[part])
    for one in root.iter("{*}p"):
        own = [it for it in one.iter("{*}r") if next(it.iterancestors("{*}p"), None) is one]
        words = "".join(text.text or "" for it in own for text in it.iterfind("{*}t"))
        if _TYPED.search(words):
            for it in own:
                if next(it.iter("{*}p"), None) is None:
                    it.getparent().remove(it)
    for flag in list(root.iter("{*}showingPlcHdr")):
        flag.getparent().remove(flag)
    spelt: bytes = etree.tostring(root, method="c14n")
    return spelt


def _words(paragraph: Tree) -> str:
    """What a paragraph says; the texts of those inside it (text boxes) come too."""
    pieces = []
    for one in paragraph.iter("{*}t", "{*}tab", "{*}br"):
        local = etree.QName(one).localname
        if local == "t":
            pieces.append(one.text or "")
        elif etree.QName(one.getparent()).localname == "r":
            pieces.append("\t" if local == "tab" else "\n")
    return "".join(pieces)


def written(root: Tree) -> bytes:
    """A part as a file."""
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.replace("\\", "/"): archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
