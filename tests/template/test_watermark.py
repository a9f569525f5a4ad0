"""A word across every page, in each header that is in use; sections after a document's end."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from cic_sheets.template import fill
from cic_sheets.template.blocks import Graph, Grid, Head, Prose, Series
from cic_sheets.template.data import Appended, Data
from tests.programs import ooxml_errors
from tests.template.documents import STRICT, W, changed, document, p, packed, r, unpacked

TITLED = "<w:titlePg/>"
FIRST = '<w:headerReference w:type="first" r:id="rId9"/>'


def section(content: str = "") -> str:
    """A paragraph that ends a section."""
    return p("", f"<w:pPr><w:sectPr>{content}</w:sectPr></w:pPr>")


def with_last_section(content: bytes, held: str) -> bytes:
    files: dict[str, str | bytes] = dict(unpacked(content))
    main = unpacked(content)["word/document.xml"].decode()
    return packed(files | {"word/document.xml": main.replace("<w:sectPr/>", held)})


def with_settings(content: bytes, held: str) -> bytes:
    files: dict[str, str | bytes] = dict(unpacked(content))
    relations = unpacked(content)["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
    one = f'<Relationship Id="rId90" Type="{kind}" Target="settings.xml"/></Relationships>'
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", one)
    files["word/settings.xml"] = f'<w:settings xmlns:w="{W}">{held}</w:settings>'
    return packed(files)


def strict(content: bytes) -> bytes:
    """The same in the namespaces of strict files."""
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files: dict[str, str | bytes] = {
        name: held.replace(W.encode(), STRICT.encode()).replace(
            office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, held in unpacked(content).items()
    }
    return packed(files)


def marked(content: bytes, word: str = "BROUILLON") -> bytes:
    return fill(content, Data({"champ": "x"}, watermark=word)).data


def headers(content: bytes, word: str = "BROUILLON") -> dict[str, int]:
    """How often the word stands in each header."""
    return {
        name: held.decode().count(f'string="{word}"')
        for name, held in unpacked(marked(content, word)).items()
        if name.startswith("word/header")
    }


def faults(content: bytes, folder: Path) -> set[str]:
    """What the Open XML SDK says of a document."""
    (folder / "document.docx").write_bytes(content)
    return set(ooxml_errors(folder / "document.docx"))


CASES = {
    "no header": (document(), 1),
    "a header": (document(header1=p(r("en-tête"))), 2),
    "a section that leaves its page to Word": (document(section() + section()), 1),
    "another first page": (document(section(TITLED) + p(r("b"))), 2),
    "another first page later": (with_last_section(document(section()),
                                                   f"<w:sectPr>{TITLED}</w:sectPr>"), 2),
    "a first page that is not in use": (
        document(section('<w:titlePg w:val="0"/>') + p(r("b"))), 1,
    ),
    "even pages": (with_settings(document(), "<w:evenAndOddHeaders/>"), 2),
    "no section at all": (with_last_section(document(), ""), 1),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_word__stands_once_in_each_header_in_use(case: str) -> None:
    content, number = CASES[case]
    found = headers(content)
    used = {name: count for name, count in found.items() if count}
    assert list(used.values()) == [1] * len(used)
    # `document` declares its header1 without using it: no section refers to it
    assert len(used) == number - (case == "a header")


@pytest.mark.programs
@pytest.mark.parametrize("is_strict", [False, True], ids=["", "strict"])
def test_marked_document__is_sound(is_strict: bool, tmp_path: Path) -> None:
    made = Document()
    made.sections[0].different_first_page_header_footer = True
    made.settings.odd_and_even_pages_header_footer = True
    made.add_section().header.is_linked_to_previous = False
    made.save(str(tmp_path / "m.docx"))
    content = (tmp_path / "m.docx").read_bytes()
    before = strict(content) if is_strict else content
    assert faults(marked(before), tmp_path) == faults(before, tmp_path)


def test_header_that_two_sections_share__is_marked_once() -> None:
    used = '<w:headerReference w:type="default" r:id="rId1"/>'
    content = document(section(used) + section(used), header1=p(r("en-tête")))
    assert headers(content) == {"word/header1.xml": 1}
    assert changed(content, marked(content)) == ["word/header1.xml"]


def test_header_with_a_watermark_of_its_own__keeps_it() -> None:
    used = '<w:headerReference w:type="default" r:id="rId1"/>'
    own = p(
        '<w:r><w:pict><v:shapetype id="_x0000_t136"/><v:shape type="#_x0000_t136"/></w:pict></w:r>'
    )
    held = unpacked(marked(document(section(used), header1=own)))["word/header1.xml"].decode()
    assert held.count('id="_x0000_t136"') == 1
    assert held.count('type="#_x0000_t136"') == 2


def test_word__is_a_word_and_no_markup() -> None:
    assert '"&lt;A &amp; &quot;B&quot;&gt;"' in "".join(
        held.decode("utf-8", "replace")
        for held in unpacked(marked(document(), '<A & "B">')).values()
    )


def test_strict_document__gets_a_drawing() -> None:
    found = unpacked(marked(strict(document())))
    held = found["word/header1.xml"].decode()
    assert "<w:pict" not in held
    assert "wps:wsp" in held
    assert ">BROUILLON<" in held
    assert f'xmlns:w="{STRICT}"' in held
    assert 'relationships/header"' in found["word/_rels/document.xml.rels"].decode()


def test_no_word__touches_nothing() -> None:
    assert fill(document(), Data({}, watermark="")).data == document()


# --- After the document's end --------------------------------------------------------------------

BLOCKS = (
    Prose("Voici {{champ}}."),
    Grid("Constats", (Head("Code"), Head("Ligne", 5, True)), (("CEL-03", "4"),)),
    Graph("Plafond", "line", ("Jan.",), (Series("Dû", (Decimal(1),)),)),
)


def ended(content: bytes, *appended: Appended) -> str:
    outcome = fill(content, Data({"champ": "x"}, appended=appended))
    assert not outcome.unknown
    assert outcome.unused in ((), ("champ",))
    return unpacked(outcome.data)["word/document.xml"].decode()


def texts(main: str) -> list[str]:
    return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", main)


def test_appended_sections__follow_the_document_in_their_order() -> None:
    main = ended(document(p(r("dernier"))), Appended("Un", BLOCKS[:1]), Appended("Deux", ()))
    assert texts(main) == ["dernier", "Un", "Voici {{champ}}.", "Deux"]
    assert main.endswith("<w:sectPr/></w:body></w:document>")


def test_title__is_said_as_it_is() -> None:
    assert texts(ended(document(), Appended("{{champ}} & co", ())))[-1] == "{{champ}} &amp; co"


@pytest.mark.parametrize("name", ["Titre d'annexe", "heading 1"])
def test_title__takes_the_style_of_its_kind(name: str) -> None:
    files: dict[str, str | bytes] = dict(unpacked(document()))
    style = f'<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="{name}"/></w:style>'
    files["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{style}</w:styles>'
    assert '<w:pStyle w:val="T1"/>' in ended(packed(files), Appended("Constats", ()))


@pytest.mark.programs
def test_everything_appended__is_drawn_as_in_any_section(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "m.docx"))
    before = (tmp_path / "m.docx").read_bytes()
    after = fill(before, Data({}, appended=[Appended("Constats", BLOCKS)])).data
    assert "CEL-03" in texts(unpacked(after)["word/document.xml"].decode())
    assert faults(after, tmp_path) == faults(before, tmp_path)
