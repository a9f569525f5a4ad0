"""Tables of contents list what a filled document holds; what needs no change stays."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from docx import Document

from cic_sheets.template import fill
from cic_sheets.template.blocks import Prose, Title
from cic_sheets.template.data import Appended, Data
from tests.programs import ooxml_errors
from tests.template.documents import W, changed, document, p, packed, r, unpacked

NAMES = {"H1": "heading 1", "H2": "Heading 2", "A": "Titre d'annexe", "T1": "toc 1", "T2": "toc 2",
         "F": "table of figures"}  # fmt: skip


def styled(style: str, content: str) -> str:
    return p(content, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def character(kind: str, more: str = "") -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"{more}/>')


def code(text: str) -> str:
    return run(f'<w:instrText xml:space="preserve"> {text} </w:instrText>')


def begun(asked: str) -> str:
    return character("begin") + code(asked) + character("separate")


def entry(text: str, mark: str, page: str = "7") -> str:
    """A line as Word stores it."""
    number = begun(f"PAGEREF {mark} \\h") + r(page) + character("end")
    return f'<w:hyperlink w:anchor="{mark}">{r(text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>'


def marked(style: str, text: str, mark: str, id: int) -> str:
    start = f'<w:bookmarkStart w:id="{id}" w:name="{mark}"/>'
    return styled(style, f'{start}{r(text)}<w:bookmarkEnd w:id="{id}"/>')


def with_styles(content: bytes, outline: str = "") -> bytes:
    level = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' if outline else ""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{level if key == outline else ''}</w:style>"
        for key, name in NAMES.items()
    )
    files: dict[str, str | bytes] = dict(unpacked(content))
    files["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    files["word/settings.xml"] = f'<w:settings xmlns:w="{W}"><w:zoom/><w:compat/></w:settings>'
    relations = unpacked(content)["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
    one = f'<Relationship Id="rId90" Type="{kind}" Target="settings.xml"/></Relationships>'
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", one)
    return packed(files)


def made(body: str, outline: str = "") -> bytes:
    return with_styles(document(body), outline)


PLACEHOLDER = p(begun('TOC \\o "1-2" \\h \\z') + r("à venir") + character("end"))
SECTION = styled("H1", r("Un")) + p(r("{{section: s}}"))
BLOCKS = {"s": (Title("Deux"), Prose("texte"))}


def filled(content: bytes, **fields: str) -> bytes:
    return fill(content, Data(fields, sections=BLOCKS)).data


def main(content: bytes) -> str:
    return unpacked(content)["word/document.xml"].decode()


def listed(content: bytes) -> list[str]:
    """The lines of the first table of contents, with their stored page numbers."""
    held = re.search(
        r"fldCharType=\"separate\".*?(?=<w:p><w:pPr><w:pStyle w:val=\"H1)", main(content)
    )
    assert held
    lines = ("".join(re.findall(r"<w:t[ >][^<]*", one)) for one in held[0].split("</w:p>"))
    return [one for line in lines if (one := re.sub(r"<w:t[^>]*>", "", line))]


def test_placeholder__becomes_a_line_for_each_heading() -> None:
    after = filled(made(PLACEHOLDER + SECTION))
    assert listed(after) == ["Un", "Deux"]
    assert '<w:pStyle w:val="T1"/>' in main(after)
    assert '<w:pStyle w:val="T2"/>' in main(after)
    for name in re.findall(r'w:anchor="(\w+)"', main(after)):
        assert main(after).count(f'w:name="{name}"') == 1
        assert f"PAGEREF {name} \\h" in main(after)
    assert main(after).count('fldCharType="begin"') == main(after).count('fldCharType="end"')


def test_refreshing__is_left_to_the_program_that_has_a_layout() -> None:
    after = filled(made(PLACEHOLDER + SECTION))
    assert 'w:fldCharType="begin" w:dirty="true"' in main(after)
    settings = unpacked(after)["word/settings.xml"].decode()
    assert '<w:zoom/><w:updateFields w:val="true"/><w:compat/>' in settings


def test_document_without_contents__keeps_its_settings() -> None:
    before = made(SECTION)
    assert changed(before, filled(before)) == ["word/document.xml"]
    assert "bookmarkStart" not in main(filled(before))


STORED = (
    p(begun('TOC \\o "1-2" \\h') + entry("1. Un", "_Toc11"), '<w:pPr><w:pStyle w:val="T1"/><w:tabs>'
      '<w:tab w:val="right" w:pos="9000"/></w:tabs></w:pPr>')
    + styled("T1", entry("2. Trois", "_Toc12", "9"))
    + p(character("end"))
)  # fmt: skip
HEADINGS = marked("H1", "Un", "_Toc11", 1) + "{}" + marked("H1", "Trois", "_Toc12", 2)


def test_lines_that_stay__keep_their_numbers_and_their_pages() -> None:
    after = filled(made(STORED + HEADINGS.format(p(r("{{section: s}}")))))
    assert listed(after) == ["1. Un7", "Deux", "2. Trois9"]
    assert main(after).count("<w:tabs>") == 1


def test_new_line__is_written_as_those_of_its_level() -> None:
    blocks = {"s": (Title("Deux", 1),)}
    before = made(STORED + HEADINGS.format(p(r("{{section: s}}"))))
    after = fill(before, Data({}, sections=blocks)).data
    assert main(after).count('<w:tabs><w:tab w:val="right"') == 2


def test_contents_of_unchanged_headings__are_left_alone() -> None:
    before = made(STORED + HEADINGS.format(p(r("{{champ}}"))))
    after = filled(before, champ=" x")
    assert changed(before, after) == ["word/document.xml"]
    assert main(after) == main(before).replace("{{champ}}", " x")


def test_contents_that_were_stale_before__are_left_alone() -> None:
    more = styled("H1", r("que la table ignore"))
    before = made(STORED + HEADINGS.format(p(r("{{champ}}"))) + more)
    assert main(filled(before, champ=" x")) == main(before).replace("{{champ}}", " x")


def test_field_in_a_heading_and_its_line__is_filled_in_both() -> None:
    body = (STORED + HEADINGS.format("")).replace(">Un<", ">Année {{annee}}<")
    body = body.replace("1. Un", "1. Année {{annee}}")
    assert listed(filled(made(body), annee="2023")) == ["1. Année 20237", "2. Trois9"]
    assert "dirty" not in main(filled(made(body), annee="2023"))


def test_line_of_a_heading_that_says_something_else_now__is_new() -> None:
    body = (STORED + HEADINGS.format("")).replace(">Un<", ">Année {{annee}}<")
    assert listed(filled(made(body), annee="2023")) == ["Année 2023", "2. Trois9"]


def test_contents_in_a_control__stay_in_it() -> None:
    held = f"<w:sdt><w:sdtPr/><w:sdtContent>{STORED}</w:sdtContent></w:sdt>"
    after = main(filled(made(held + HEADINGS.format(p(r("{{section: s}}"))))))
    inside = re.search(r"<w:sdtContent>.*</w:sdtContent>", after)
    assert inside
    assert "Deux" in inside[0]
    assert inside[0].count('Type="begin"') == inside[0].count('Type="end"')


def test_contents_as_libreoffice_writes_them__are_listed_too() -> None:
    odd = PLACEHOLDER.replace('"begin"/>', '"begin"></w:fldChar>').replace(
        '\\o "1-2"', "\\o &quot;1-2&quot;"
    )
    assert odd != PLACEHOLDER
    after = filled(made(odd + SECTION))
    assert listed(after) == ["Un", "Deux"]
    assert 'w:fldCharType="begin" w:dirty="true"></w:fldChar>' in main(after)


def test_headings__count_as_the_field_asks() -> None:
    annex = styled("A", r("Annexe"))
    for asked, outline, expected in (
        ('TOC \\o "1-1" \\h', "", ["Un"]),
        ('TOC \\o "2-2"', "", ["Deux"]),
        ("TOC", "", ["Un", "Deux"]),
        ('TOC \\o "1-1" \\u', "A", ["Un", "Annexe"]),
        ('TOC \\o "1-1"', "A", ["Un"]),
        ('TOC \\o "1-1" \\t "Titre d\'annexe;1"', "", ["Un", "Annexe"]),
        ('TOC \\t "Titre d\'annexe,2"', "", ["Annexe"]),
    ):
        body = p(begun(asked) + r("à venir") + character("end")) + SECTION + annex
        assert listed(filled(made(body, outline))) == expected, asked


def test_line__has_a_page_and_a_link_only_when_asked() -> None:
    plain = main(filled(made(PLACEHOLDER.replace("\\h \\z", "\\n") + SECTION)))
    assert "PAGEREF" not in plain
    assert "w:hyperlink" not in plain


def caption(label: str, number: int, text: str) -> str:
    counted = f'<w:fldSimple w:instr=" SEQ {label} \\* ARABIC ">{r(str(number))}</w:fldSimple>'
    return p(r(f"{label} ") + counted + r(f" – {text}"))


def test_list_of_tables__lists_the_captions_of_its_label() -> None:
    body = p(begun('TOC \\h \\z \\c "Tableau"') + r("à venir") + character("end"))
    body += SECTION + caption("Tableau", 1, "{{a}}") + caption("Graphique", 1, "b")
    after = filled(made(body), a="Dépenses")
    assert listed(after) == ["Tableau 1 – Dépenses"]
    assert '<w:pStyle w:val="F"/>' in main(after)


def test_arabic_heading__is_listed_from_the_right() -> None:
    body = PLACEHOLDER + styled("H1", r("{{titre}}"))
    after = main(filled(made(body), titre="التقرير السنوي"))
    line = after[: after.index("PAGEREF")]
    assert "<w:rtl/>" in line
    assert "<w:bidi/>" in line


@pytest.mark.parametrize(
    "odd",
    [
        p(begun("TOC")),
        p(character("end") + begun('TOC \\o "1-1"') + r("x")) + p(r("y")),
        p(character("begin") + code("TOC") + character("end")),
        p(f'<w:hyperlink w:anchor="a">{begun("TOC")}</w:hyperlink>' + character("end")),
        p(begun('TOC \\b "ici"') + r("x") + character("end")),
        p(begun("TOC") + r("x") + character("end"), "<w:pPr><w:sectPr/></w:pPr>"),
    ],
)
def test_odd_contents__are_not_rewritten(odd: str) -> None:
    before = made(odd + SECTION)
    after = main(filled(before))
    assert after.replace(' w:dirty="true"', "").startswith(
        main(before)[: main(before).index(">Un<")]
    )


def test_time__is_bounded_whatever_the_number_of_headings_and_of_tables() -> None:
    many = 3_000
    lines = "".join(styled("T1", entry(f"Titre {n}", f"_Toc{n}")) for n in range(many))
    headings = "".join(marked("H1", f"Titre {n} bis", f"_Toc{n}", n) for n in range(many))
    stored = p(begun('TOC \\o "1-1"')) + lines + p(character("end"))
    tables = p(begun("TOC") + r("x") + character("end")) * many
    start = process_time()
    after = main(filled(made(stored + tables + headings + p(r("{{section: s}}")))))
    assert process_time() - start < 15
    assert after.count("Titre 2999 bis") > 1


@pytest.mark.programs
def test_filled_contents__are_sound(tmp_path: Path) -> None:
    said = Document()
    said.add_heading("Un")
    said.add_paragraph("{{section: s}}")
    said.save(str(tmp_path / "m.docx"))
    files: dict[str, str | bytes] = dict(unpacked((tmp_path / "m.docx").read_bytes()))
    text = unpacked((tmp_path / "m.docx").read_bytes())["word/document.xml"].decode()
    files["word/document.xml"] = text.replace("<w:body>", f"<w:body>{PLACEHOLDER}")
    (tmp_path / "m.docx").write_bytes(packed(files))
    data = Data({}, sections=BLOCKS, appended=[Appended("Fin", (Prose("x"),))], watermark="X")
    (tmp_path / "r.docx").write_bytes(fill(packed(files), data).data)
    assert ooxml_errors(tmp_path / "r.docx") == ooxml_errors(tmp_path / "m.docx")
    assert main((tmp_path / "r.docx").read_bytes()).count("PAGEREF") == 3
