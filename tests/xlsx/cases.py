"""Workbooks with one fault each, and what is to be seen of them: the whole table of reading.

Each case: its name, its bytes, the outcome, the refusal's code, and, when they matter, cells
(kind and text), formulas, and the full set of issues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZIP_STORED

from tests.xlsx.build import (
    DECLARATION,
    MAIN,
    OFFICE,
    PLAIN,
    PLAIN_CELLS,
    STRICT_MAIN,
    STRICT_OFFICE,
    book,
    down,
    formula,
    number,
    pack,
    pack_entries,
    parts,
    relation,
    relations,
    row,
    shared,
    sheet,
    text,
    texts,
    with_sheet,
)
from tests.xlsx.zips import Claim, compound, encrypted_flag, lying_zip

Cells = Mapping[str, Sequence[Any]]
Issues = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    name: str
    data: bytes
    outcome: str = "read"
    code: str | None = None
    cells: Cells = field(default_factory=dict)
    issues: Issues | None = None
    formulas: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    @property
    def file_name(self) -> str:
        return self.file or f"{self.name}.xlsx"


def here(**cells: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """Cells of the sheet `Dépenses`."""
    return {f"Dépenses!{place}": value for place, value in cells.items()}


def at(code: str, *places: str) -> list[tuple[str, str]]:
    return [(code, f"Dépenses!{place}") for place in places]


GOOD = pack(parts())
SHEET = GOOD[GOOD.index(b"xl/worksheets/sheet1.xml") :][:200]
STRICT = {
    name: content.replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
    for name, content in parts().items()
    if isinstance(content, str)
}
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def prefixed(markup: str) -> str:
    """The same sheet with every element under a prefix."""
    body = markup.removeprefix(DECLARATION).replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return DECLARATION + body.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")


def package(**changes: str | bytes) -> bytes:
    """The good workbook with some parts replaced, by these short names."""
    names = {
        "workbook": "xl/workbook.xml",
        "styles": "xl/styles.xml",
        "sheet": "xl/worksheets/sheet1.xml",
        "arrows": "xl/_rels/workbook.xml.rels",
        "root": "_rels/.rels",
        "types": "[Content_Types].xml",
    }
    return pack(parts(extra={names[key]: content for key, content in changes.items()}))


def renamed(old: str, new: str) -> bytes:
    return pack({name.replace(old, new): content for name, content in parts().items()})


CONTAINERS = [
    Case("empty_file", b"", "refuse", "empty_file"),
    Case("truncated", GOOD[: len(GOOD) // 2], "refuse", "damaged_file"),
    Case("cut_in_the_directory", GOOD[:-30], "refuse", "damaged_file"),
    Case("bad_crc", pack(parts(), ZIP_STORED).replace(b"12.1", b"12.7"), "refuse", "damaged_file"),
    Case("bad_stream", GOOD.replace(SHEET, SHEET[:60] + b"\xff\xff" + SHEET[62:]), "refuse",
         "damaged_file"),
    Case("text_renamed", b"id;montant\nD1;12,10\n", "refuse", "not_a_workbook"),
    Case("html_renamed", b"<html><table><tr><td>1</td></tr></table></html>", "refuse",
         "not_a_workbook"),
    Case("xml_2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
         b'spreadsheet"/>', "refuse", "not_a_workbook"),
    Case("pdf_renamed", b"%PDF-1.7\n", "refuse", "not_a_workbook"),
    Case("other_zip", pack({"lisez-moi.txt": "bonjour"}), "refuse", "not_a_workbook"),
    Case("empty_zip", pack({}), "refuse", "not_a_workbook"),
    Case("word_document", pack({"_rels/.rels": relations(relation("r", "officeDocument",
         "word/document.xml")), "word/document.xml": "<document/>"}), "refuse", "not_a_workbook"),
    Case("encrypted", compound("EncryptionInfo", "EncryptedPackage"), "refuse",
         "password_protected"),
    Case("xls_renamed", compound("Root Entry", "Workbook"), "refuse", "old_excel_format"),
    Case("old", compound("Root Entry", "Book"), "refuse", "old_excel_format", file="old.xls"),
    Case("excel_2", b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\x00" * 20, "refuse",
         "old_excel_format"),
    Case("word_97", compound("Root Entry", "WordDocument"), "refuse", "not_a_workbook"),
    Case("xlsb_renamed", pack({"_rels/.rels": relations(relation("r", "officeDocument",
         "xl/workbook.bin")), "xl/workbook.bin": b"\x83\x01\x00"}), "refuse", "binary_workbook"),
    Case("ods_renamed", pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
         "content.xml": "<office/>", "META-INF/manifest.xml": "<m/>"}), "refuse", "opendocument"),
    Case("flat_ods", b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:'
         b'opendocument:xmlns:office:1.0"/>', "refuse", "opendocument"),
    Case("lock_file", b"\x05Marie" + b" " * 160, "skip", "lock_file", file="~$classeur.xlsx"),
    Case("macro", pack(parts(extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})), cells=PLAIN_CELLS,
         file="macro.xlsm"),
    Case("path_traversal", pack(parts(extra={"../../mal.txt": "x"})), cells=PLAIN_CELLS),
    Case("zip_password", encrypted_flag(GOOD), "refuse", "password_protected"),
    Case("stored", pack(parts(), ZIP_STORED), cells=PLAIN_CELLS),
    Case("prefixed_junk", b"#!/bin/sh\nexit\n" + GOOD, cells=PLAIN_CELLS),
    Case("trailing_junk", GOOD + b"\r\n--frontiere--\r\n", cells=PLAIN_CELLS),
    Case("unknown_method", GOOD.replace(b"\x08\x00\x00\x00\x21\x00", b"\x0e\x00\x00\x00\x21\x00"),
         "refuse", "damaged_file"),
    Case("two_same_entries", pack_entries([*parts().items(), ("xl/worksheets/sheet1.xml",
         sheet(PLAIN.replace("12.1", "99")))]), "refuse", "damaged_file"),
    Case("two_entries_of_the_workbook", pack_entries([*parts().items(), ("xl/workbook.xml",
         f'<workbook xmlns="{MAIN}"/>')]), "refuse", "damaged_file"),
    Case("two_equal_entries", pack_entries([*parts().items(), ("XL/Worksheets/Sheet1.xml",
         sheet())]), cells=PLAIN_CELLS, issues=[]),
    Case("overlapping_entries", lying_zip(parts(), Claim("xl/media/a.png", b"\x03\x00", 0),
         overlap=True), "refuse", "unsafe_file"),
    Case("larger_than_it_says", lying_zip({k: v for k, v in parts().items() if "sheet1" not in k},
         Claim("xl/worksheets/sheet1.xml", b"\x4b\x04\x00", 0)), "refuse", "damaged_file"),
    Case("workbook_missing", pack({k: v for k, v in parts().items() if k != "xl/workbook.xml"}),
         "refuse", "damaged_file"),
    Case("foreign_workbook", package(workbook='<workbook xmlns="urn:autre"/>'), "refuse",
         "not_a_workbook"),
]  # fmt: skip

UNSAFE = [
    Case("laughs_strings", pack(parts(sheet(), strings=shared("a").replace("<sst", LAUGHS + "<sst"))
         ), "refuse", "unsafe_file"),
    Case("laughs_sheet", with_sheet(sheet().replace("<worksheet", LAUGHS + "<worksheet")), "refuse",
         "unsafe_file"),
    Case("xxe_sheet", with_sheet(sheet(texts(1, "&e;").replace("&amp;e;", "&e;")).replace(
         "<worksheet", DOCTYPE + "<worksheet")), "refuse", "unsafe_file"),
    Case("xxe_workbook", package(workbook=str(parts()["xl/workbook.xml"]).replace("<workbook ",
         DOCTYPE + "<workbook ")), "refuse", "unsafe_file"),
    Case("doctype_styles", package(styles=f'<!DOCTYPE styleSheet><styleSheet xmlns="{MAIN}"/>'),
         "refuse", "unsafe_file"),
    Case("doctype_arrows", package(root="<!DOCTYPE r>" + relations()), "refuse", "unsafe_file"),
    Case("deep_xml", with_sheet(sheet(after="<extLst>" + "<a>" * 60_000 + "</a>" * 60_000
         + "</extLst>")), "warn", cells=PLAIN_CELLS, issues=[("deep_xml", "Dépenses")]),
    Case("far_cell", book(texts(1, "id") + row(1048576, number("XFD1048576", 1))), "warn",
         cells=here(A1=["text", "id"], XFD1048576=["number", "1"])),
    Case("far_column", book("".join(row(i, number(f"A{i}", i), number(f"XFD{i}", i))
         for i in range(1, 400))), "warn", cells=here(XFD399=["number", "399"])),
    Case("ctrl_end", book(PLAIN + row(1048576, '<c r="O1048576" s="3"/>')), cells=PLAIN_CELLS,
         issues=[]),
    Case("formatted_rows", book(PLAIN + "".join(f'<row r="{i}" s="3" customFormat="1"/>'
         for i in range(3, 3000))), cells=PLAIN_CELLS, issues=[]),
    Case("formatted_cells", book(PLAIN + "".join(row(i, *(f'<c r="{c}{i}" s="3"/>' for c in "ABCD"))
         for i in range(3, 1000))), cells=PLAIN_CELLS, issues=[]),
]  # fmt: skip

ADDRESSES = [
    Case("empty_strings", pack(parts(sheet(PLAIN + row(3, '<c r="A3" t="s"><v>0</v></c>',
         '<c r="B3" t="inlineStr"><is><t></t></is></c>', formula("C3", 'IF(A3="","",1)', "", "str"))
         ), strings=shared("<si><t/></si>"))), cells={**PLAIN_CELLS, **here(A3=["empty", None],
         B3=["empty", None], C3=["empty", None])}, issues=[]),
    *(Case(f"dimension_{name}", with_sheet(sheet(before=f'<dimension ref="{area}"/>')),
           cells=PLAIN_CELLS, issues=[])
      for name, area in (("small", "A1:B1"), ("a1", "A1"), ("huge", "A1:XFD1048576"),
                         ("wrong", "bonjour"), ("empty", ""))),
    Case("offset", book(row(12, text("F12", "id"), text("G12", "montant"))
         + row(13, text("F13", "D1"), number("G13", 5))), cells=here(F13=["text", "D1"],
         G13=["number", "5"], A1=["empty", None]), issues=[]),
    Case("no_refs", with_sheet(sheet('<row><c t="inlineStr"><is><t>id</t></is></c></row><row><c>'
         '<v>1</v></c><c/><c><v>3</v></c></row>')), cells=here(A1=["text", "id"],
         A2=["number", "1"], C2=["number", "3"], B2=["empty", None]), issues=[]),
    Case("cells_numbered_rows_not", book('<row><c r="B5"><v>5</v></c><c><v>6</v></c></row>'
         "<row><c><v>7</v></c></row>"), cells=here(B5=["number", "5"], C5=["number", "6"],
         A6=["number", "7"]), issues=[]),
    Case("unordered", book(row(3, number("B3", 3), number("A3", 1)) + row(1, text("A1", "id"))),
         "warn", cells=here(A3=["number", "1"], B3=["number", "3"], A1=["text", "id"]),
         issues=[("out_of_order", "Dépenses!A3")]),
    Case("rows_unordered", book(row(5, number("A5", 5)) + row(2, number("A2", 2))), "warn",
         cells=here(A5=["number", "5"], A2=["number", "2"])),
    Case("twice_cell", book(texts(1, "id") + row(2, number("A2", 1), number("A2", 2))), "warn",
         cells=here(A2=["number", "1"]), issues=at("cell_twice", "A2")),
    Case("twice_row", book(row(2, number("A2", 1)) + row(2, number("B2", 2), number("A2", 3))),
         "warn", cells=here(A2=["number", "1"], B2=["number", "2"]), issues=at("cell_twice", "A2")),
    Case("lower_refs", book(texts(1, "id") + '<row r="2"><c r="a2"><v>1</v></c><c r="b2"><v>2</v>'
         "</c></row>"), "warn", cells=here(A2=["number", "1"], B2=["number", "2"]),
         issues=at("odd_reference", "A2")),
    Case("other_row_in_ref", book('<row r="2"><c r="A7"><v>1</v></c></row>'), "warn",
         cells=here(A7=["number", "1"])),
    Case("unreadable_ref", book('<row r="2"><c r="bonjour"><v>1</v></c></row>'), "warn",
         cells=here(A2=["number", "1"])),
    Case("beyond_limits", book(row(1, text("A1", "id"), number("XFE1", 1)) + row(1048577,
         number("A1048577", 1))), "warn", cells=here(A1=["text", "id"]),
         issues=at("outside_grid", "XFE1", "A1048577")),
]  # fmt: skip

MARKUP = [
    Case("strict", pack(STRICT), cells=PLAIN_CELLS, issues=[]),
    Case("strict_iso_date", pack({**STRICT, "xl/worksheets/sheet1.xml": sheet(
         '<row r="1"><c r="A1" t="d"><v>2023-12-31T14:30:00</v></c></row>').replace(
         MAIN, STRICT_MAIN)}), cells=here(A1=["date", "2023-12-31T14:30:00"]), issues=[]),
    Case("iso_dates", book(row(1, *(f'<c r="{c}1" t="d"><v>{v}</v></c>' for c, v in (
         ("A", "2023-12-31"), ("B", "2023-12-31T00:00:00Z"), ("C", "14:30:00"),
         ("D", "2023-12-31T08:00:00.123456789+01:00"), ("E", "2023-02-30"))))), "warn",
         cells=here(A1=["date", "2023-12-31"], B1=["date", "2023-12-31"], C1=["time", "14:30:00"],
         D1=["date", "2023-12-31T08:00:00.123456"]), issues=at("damaged_cell", "E1")),
    Case("prefixed", with_sheet(prefixed(sheet())), cells=PLAIN_CELLS, issues=[]),
    Case("utf16", with_sheet(sheet().replace("UTF-8", "UTF-16").encode("utf-16")),
         cells=PLAIN_CELLS, issues=[]),
    Case("utf16_big_endian", with_sheet(b"\xfe\xff" + sheet().replace("UTF-8", "UTF-16").encode(
         "utf-16-be")), cells=PLAIN_CELLS, issues=[]),
    Case("bom", with_sheet(b"\xef\xbb\xbf" + sheet().encode()), cells=PLAIN_CELLS, issues=[]),
    Case("latin1_declared", with_sheet(sheet(texts(1, "reçu")).replace("UTF-8", "ISO-8859-1"
         ).encode("latin-1")), cells=here(A1=["text", "reçu"]), issues=[]),
    Case("latin1_bytes", with_sheet(sheet(texts(1, "reçu")).encode("latin-1")), "refuse",
         "damaged_file"),
    Case("unknown_encoding", with_sheet(sheet().replace("UTF-8", "KLINGON")), "refuse",
         "damaged_file"),
    Case("nul_char", with_sheet(sheet(texts(1, "id").replace("id", "id&#0;"))), "refuse",
         "damaged_file"),
    Case("control_char", with_sheet(sheet(texts(1, "i\x01d"))), "refuse", "damaged_file"),
    Case("cut_sheet_xml", with_sheet(sheet()[:-40]), "refuse", "damaged_file"),
    Case("stray_text_first", with_sheet(sheet().replace("<worksheet", "foo\n<worksheet")), "warn",
         cells=PLAIN_CELLS, issues=[("damaged_part", "Dépenses")]),
    Case("part_case", renamed("sheet1.xml", "SHEET1.XML"), cells=PLAIN_CELLS, issues=[]),
    Case("backslash", pack({k.replace("/", "\\"): v for k, v in parts().items()}),
         cells=PLAIN_CELLS, issues=[]),
    Case("absolute_target", package(arrows=relations(relation("rId1", "worksheet",
         "/xl/worksheets/sheet1.xml"), relation("rId90", "styles", "/xl/styles.xml"))),
         cells=PLAIN_CELLS, issues=[]),
    Case("percent_in_target", pack(parts(extra={"xl/worksheets/été.xml": sheet(),
         "xl/_rels/workbook.xml.rels": relations(relation("rId1", "worksheet",
         "worksheets/%C3%A9t%C3%A9.xml"), relation("rId90", "styles", "styles.xml"))})),
         cells=PLAIN_CELLS, issues=[]),
    Case("workbook_at_the_root", pack({k.replace("xl/", ""): v for k, v in parts(extra={
         "_rels/.rels": relations(relation("r", "officeDocument", "workbook.xml"))}).items()}),
         cells=PLAIN_CELLS, issues=[]),
    Case("damaged_root_arrows", package(root="ABÎMÉ"), "warn", cells=PLAIN_CELLS,
         issues=[("damaged_part", "")]),
    Case("no_styles", pack({k: v for k, v in parts(sheet(texts(1, "m") + row(2, number(
         "A2", 12, "date")))).items() if "styles" not in k}), cells=here(A2=["number", "12"]),
         issues=[]),
    Case("style_out", book(texts(1, "m") + row(2, '<c r="A2" s="999"><v>12.1</v></c>')), "warn",
         cells=here(A2=["number", "12.1"]), issues=at("style_missing", "A2")),
    Case("sst_out", pack(parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7'
         '</v></c><c r="C1" t="s"><v>-1</v></c></row>'), strings=shared("id"))), "warn",
         cells=here(A1=["text", "id"]), issues=at("damaged_cell", "B1", "C1")),
    Case("sst_missing", book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), "warn",
         issues=at("damaged_cell", "A1")),
    Case("bad_number", book(texts(1, "m") + row(2, number("A2", "12,10"), number("B2", 7))), "warn",
         cells=here(B2=["number", "7"]), issues=at("damaged_cell", "A2")),
    Case("unknown_type", book('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'), "warn",
         issues=at("damaged_cell", "A1")),
    Case("inline_without_is", book('<row r="1"><c r="A1" t="inlineStr"><v>v2</v></c></row>'),
         "warn", cells=here(A1=["empty", None]), issues=at("damaged_cell", "A1")),
    Case("chartsheet", pack(parts(sheet(), f'<chartsheet xmlns="{MAIN}"/>',
         names=["Dépenses", "Graphique"])), cells=PLAIN_CELLS, issues=[]),
    Case("foreign_sheet", pack(parts(sheet(), '<a xmlns="urn:autre"/>', names=["Dépenses", "X"])),
         "warn", cells=PLAIN_CELLS, issues=[("damaged_part", "X")]),
    Case("missing_part", pack({k: v for k, v in parts(sheet(), sheet(), names=["Dépenses", "Vide"]
         ).items() if "sheet2" not in k}), "warn", cells=PLAIN_CELLS,
         issues=[("missing_sheet_part", "Vide")]),
    Case("comments_in_markup", with_sheet(sheet(PLAIN + "<!-- à revoir -->")), cells=PLAIN_CELLS,
         issues=[]),
    Case("cdata", book(down("x", '<c r="A2" t="str"><v><![CDATA[a<b]]></v></c>')),
         cells=here(A2=["text", "a<b"]), issues=[]),
]  # fmt: skip

ALL = CONTAINERS + UNSAFE + ADDRESSES + MARKUP
