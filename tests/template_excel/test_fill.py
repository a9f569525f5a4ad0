"""What is put into cells is what was meant; what is not filled is not touched."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from cic_sheets.template.excel.fill import Filled, Item, Link, Unknown, Value, Worded, fill
from cic_sheets.template.opc.errors import PatchError
from tests.programs import ooxml_errors, soffice_convert
from tests.template_excel.books import items, loaded, made, one_sheet, rich_template, tags
from tests.xlsx_patch.books import parts_of, replaced

SHEET = "xl/worksheets/sheet1.xml"


def test_value__keeps_the_format_of_its_cell() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", "{{jour}}", book.add_format({"num_format": "d mmmm yyyy", "bold": True}))

    found = loaded(fill(made(make), {"jour": date(2023, 5, 1)}, {}).data)["F"]["A1"]
    assert found.value == datetime(2023, 5, 1)
    assert found.number_format == "d mmmm yyyy"
    assert found.font.bold


def test_field_among_words__is_said_as_told() -> None:
    def say(value: Value) -> str:
        return f"« {value} »"

    data = fill(one_sheet(A1="du {{ du }} au {{au}}"), {"du": 1, "au": 2}, {}, say=say).data
    assert loaded(data)["F"]["A1"].value == "du « 1 » au « 2 »"


def test_value_with_words_of_its_own__is_a_number_alone_and_a_text_among_words() -> None:
    template = one_sheet(A1="{{x}}", A2="soit {{x}} en tout")
    sheet = loaded(fill(template, {"x": Worded(Decimal("1234.5"), "1 234,50 EUR")}, {}).data)["F"]
    assert [sheet["A1"].value, sheet["A2"].value] == [1234.5, "soit 1 234,50 EUR en tout"]


def test_field_split_over_looks__takes_the_first_and_others_keep_theirs() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
        sheet.write_rich_string("A1", bold, "Total : ", red, "{{x}}", " EUR")
        sheet.write_rich_string("A2", "a ", bold, "{{", red, "x}}", " b")

    data = fill(made(make), {"x": "<5>"}, {}).data
    sheet = openpyxl.load_workbook(_file(data), rich_text=True)["F"]
    kept = sheet["A1"].value
    assert [str(run) for run in kept] == ["Total : ", "<5>", " EUR"]
    assert kept[0].font.b
    assert kept[1].font.color.rgb == "FFFF0000"
    assert str(sheet["A2"].value) == "a <5> b"


def _file(data: bytes) -> object:
    import io

    return io.BytesIO(data)


@pytest.mark.parametrize(
    "written", ["{{Total_Général}}", "{{ total_général }}", "{{\u00a0total_général\u00a0}}"]
)
def test_name__is_known_whatever_its_case_and_blanks(written: str) -> None:
    assert (
        b"<v>5</v>" in parts_of(fill(one_sheet(A1=written), {"total_général": 5}, {}).data)[SHEET]
    )


def test_unknown_field__stays_and_is_reported_with_its_place_and_a_near_name() -> None:
    template = one_sheet(A1="{{totl}}", B3="avec {{total}} et {{zzz}}", C5="{{lignes.montnt}}")
    done = fill(template, {"total": 5}, {"lignes": [{"montant": 1}]})
    sheet = loaded(done.data)["F"]
    assert done.unknown == (
        Unknown("totl", "F!A1", "total"),
        Unknown("zzz", "F!B3", ""),
        Unknown("lignes.montnt", "F!C5", "lignes.montant"),
    )
    assert [sheet[place].value for place in ("A1", "B3", "C5")] == [
        "{{totl}}",
        "avec 5 et {{zzz}}",
        "{{lignes.montnt}}",
    ]
    assert done.unused == ("lignes.montant",)


def test_what_is_filled_in__is_never_read_as_a_field() -> None:
    done = fill(one_sheet(A1="{{a}} {{b}}"), {"a": "{{b}}", "b": "{{a}}"}, {})
    assert loaded(done.data)["F"]["A1"].value == "{{b}} {{a}}"


def test_template_without_fields__comes_back_as_the_very_same_bytes() -> None:
    template = one_sheet(A1="bonjour", A2="=1+1", A3="{pas un champ}")
    assert fill(template, {"x": 1}, {"l": [{"a": 1}]}) == Filled(template, (), ("x", "l.a"), ())


def test_filling__gives_the_same_bytes_twice() -> None:
    data = {"annee": 2023, "titre": "t", "vers": "v"}
    template = rich_template()
    first, second = (fill(template, data, {"lignes": items(9)}).data for _ in range(2))
    assert first == second


def test_filled_template_filled_again__has_nothing_left_to_fill() -> None:
    data = {"annee": 2023, "titre": "t", "vers": "v"}
    once = fill(rich_template(), data, {"lignes": items(3)}).data
    assert fill(once, data, {"lignes": items(9)}).data == once


def test_what_is_no_workbook__is_refused() -> None:
    with pytest.raises(PatchError):
        fill(b"PK nothing", {}, {})


def test_block_of_rows__repeats_with_its_merged_cells() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.merge_range("A2:A3", "{{fiches.no}}")
        sheet.write("B2", "{{fiches.nom}}")
        sheet.merge_range("B3:C3", "fixe")
        sheet.write_formula("D3", "=B2")
        sheet.write("A4", "fin")
        sheet.merge_range("A5:B6", "après")
        sheet.conditional_format("B3:C3", {"type": "cell", "criteria": ">", "value": 1})

    fiches = [{"no": n, "nom": f"n{n}"} for n in (1, 2, 3)]
    sheet = loaded(fill(made(make), {}, {"fiches": fiches}).data)["F"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(
        ["A2:A3", "A4:A5", "A6:A7", "B3:C3", "B5:C5", "B7:C7", "A9:B10"]
    )
    assert [sheet.cell(row, 2).value for row in (2, 4, 6)] == ["n1", "n2", "n3"]
    assert [sheet.cell(row, 2).value for row in (3, 5, 7)] == ["fixe"] * 3
    assert [sheet.cell(row, 4).value for row in (3, 5, 7)] == ["=B2", "=B4", "=B6"]
    assert sheet["A8"].value == "fin"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["B3:C3 B5:C5 B7:C7"]


def test_two_lists__of_one_sheet_and_of_one_row() -> None:
    template = one_sheet(
        A1="{{a.x}}", A2="entre", A3="{{b.y}}", B3="{{a.x}}", A4="=SUM(A1:A1)", A5="=SUM(A3:A3)"
    )
    lists = {"a": [{"x": n} for n in (1, 2, 3)], "b": [{"y": n} for n in (10, 20)]}
    data = fill(template, {}, lists).data
    sheet = loaded(data)["F"]
    assert [row[0].value for row in sheet] == [
        1, 2, 3, "entre", 10, 20, None, "=SUM(A1:A3)", "=SUM(A5:A7)",
    ]  # fmt: skip
    assert [sheet.cell(row, 2).value for row in (5, 6, 7)] == [1, 2, 3]
    assert [loaded(data, values=True)["F"][place].value for place in ("A8", "A9")] == [6, 30]


def test_field_of_the_whole__stands_in_every_item() -> None:
    data = fill(one_sheet(A1="{{a.x}}", B1="{{an}}"), {"an": 7}, {"a": [{"x": 1}, {"x": 2}]}).data
    assert [[cell.value for cell in row] for row in loaded(data)["F"]] == [[1, 7], [2, 7]]


def test_item_without_a_field__leaves_its_cell_empty() -> None:
    data = fill(one_sheet(A1="{{a.x}}", B1="{{a.y}}"), {}, {"a": [{"x": 1}, {"y": 2}]}).data
    assert [[cell.value for cell in row] for row in loaded(data)["F"]] == [[1, None], [None, 2]]


def test_shared_and_array_formulas__follow_each_on_its_own() -> None:
    template = one_sheet(A1="{{a.x}}", A2=1, B2="=A2*2", A3=2, B3="=1", A4=3, B4="=1", B6="=1")
    sheet = parts_of(template)[SHEET].decode()
    sheet = sheet.replace("<f>A2*2</f>", '<f t="shared" ref="B2:B4" si="0">A2*2+A$1</f>')
    sheet = sheet.replace('<c r="B3"><f>1</f>', '<c r="B3"><f t="shared" si="0"/>')
    sheet = sheet.replace('<c r="B4"><f>1</f>', '<c r="B4"><f t="shared" si="0"/>')
    sheet = sheet.replace('<c r="B6"><f>1</f>', '<c r="B6"><f t="array" ref="B6:C6">A2:A3</f>')
    data = fill(replaced(template, {SHEET: sheet}), {}, {"a": [{"x": n} for n in (5, 6, 7)]}).data
    written = parts_of(data)[SHEET].decode()
    assert re.findall(r"<f[^>]*>[^<]*</f>", written) == [
        "<f>A4*2+A$1</f>",
        "<f>A5*2+A$1</f>",
        "<f>A6*2+A$1</f>",
        '<f t="array" ref="B8:C8">A4:A5</f>',
    ]
    values = loaded(data, values=True)["F"]
    assert [values.cell(row, 2).value for row in (4, 5, 6)] == [7, 9, 11]


def test_long_chain_of_formulas__is_reckoned_from_wherever_it_is_asked() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        first, sheet = book.add_worksheet("Avant"), book.add_worksheet("F")
        first.write_formula("A1", "=F!B3")
        sheet.write("A1", 0)
        sheet.write("B1", 0)
        sheet.write("A2", "{{a.x}}")
        sheet.write_formula("B2", "=B1+A2")
        sheet.write_formula("B3", "=B2")

    count = 3_000
    data = fill(made(make), {}, {"a": [{"x": 1}] * count}).data
    values = loaded(data, values=True)
    assert values["F"].cell(1 + count, 2).value == count
    assert values["Avant"]["A1"].value == 1  # a cell alone means the first item


def test_circle_of_formulas__is_reported() -> None:
    done = fill(one_sheet(A1="{{x}}", A2="=A3+A1", A3="=A2"), {"x": 1}, {})
    assert set(done.unreckoned) == {"F!A2", "F!A3"}


def test_result_that_depends_on_nothing_new__is_left_as_it_stands() -> None:
    template = one_sheet(A1="{{x}}", B3=5, B2="=B3*2", C1="=TODAY()")
    template = replaced(
        template,
        {SHEET: parts_of(template)[SHEET].replace(b"<f>B3*2</f><v>0</v>", b"<f>B3*2</f><v>99</v>")},
    )
    done = fill(template, {"x": 1}, {})
    assert loaded(done.data, values=True)["F"]["B2"].value == 99
    assert done.unreckoned == ()


def test_dates_of_1904__count_from_there() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("F").write("A1", "{{x}}")

    out = made(make)
    workbook = parts_of(out)["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')
    data = fill(replaced(out, {"xl/workbook.xml": workbook}), {"x": date(1904, 1, 2)}, {}).data
    assert b"<v>1</v>" in parts_of(data)[SHEET]


def test_prefixed_parts__are_filled_in_their_own_prefix() -> None:
    template = one_sheet(A1="{{a.x}}", B1="=A1*2", A2="=SUM(A1:A1)", A3="{{y}}")
    changes = {}
    for name in (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"):
        text = parts_of(template)[name].decode()
        text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace(" xmlns=", " xmlns:x=")
        changes[name] = text
    data = fill(replaced(template, changes), {"y": "é"}, {"a": [{"x": 1}, {"x": 2}]}).data
    sheet = loaded(data)["F"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [1, "=A1*2"], [2, "=A2*2"], ["=SUM(A1:A2)", None], ["é", None],
    ]  # fmt: skip
    assert loaded(data, values=True)["F"]["A3"].value == 3


def test_rows_and_cells_without_their_address__are_counted() -> None:
    template = one_sheet(A1="{{a.x}}", A2="fin")
    sheet = re.sub(rb' r="[A-Z]*\d+"', b"", parts_of(template)[SHEET])
    data = fill(replaced(template, {SHEET: sheet}), {}, {"a": [{"x": 1}, {"x": 2}]}).data
    assert [row[0].value for row in loaded(data)["F"]] == [1, 2, "fin"]


def test_more_items_than_rows__is_refused() -> None:
    with pytest.raises(PatchError, match="more items"):
        fill(one_sheet(A1048570="{{a.x}}"), {}, {"a": [{"x": 1}] * 100})


def test_links__lead_to_cells_and_items() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("L'un").write("B2", "{{a.x}}")
        book.add_worksheet("F").write("A1", "{{b.vers}}")

    lists: dict[str, list[dict[str, Value]]] = {
        "a": [{"x": 1}, {"x": 2}],
        "b": [{"vers": Link("deux", Item("a", 1))}, {"vers": Link("loin", "'L''un'!Z9")},
              {"vers": Link("nulle part", Item("a", 7))}],
    }  # fmt: skip
    data = fill(made(make), {}, lists).data
    assert tags(data, "xl/worksheets/sheet2.xml", "hyperlink") == [
        {"ref": "A1", "location": "'L''un'!B3"},
        {"ref": "A2", "location": "'L''un'!Z9"},
    ]


def test_header__takes_fields_within_what_excel_allows() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.set_header("&L{{long}}")
        sheet.set_footer("&L{{inconnu}}")

    done = fill(made(make), {"long": "A & B " * 100}, {})
    header = re.search(rb"<oddHeader>(.*?)</oddHeader>", parts_of(done.data)[SHEET])
    assert header is not None
    assert header[1].startswith(b"&amp;LA &amp;&amp; B ")
    assert len(header[1].replace(b"&amp;", b"&").decode()) == 255
    assert done.unknown == (Unknown("inconnu", "F!oddFooter", ""),)


@pytest.mark.programs
@pytest.mark.slow
def test_template_saved_by_libreoffice__is_filled_alike(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    path.write_bytes(rich_template())
    (saved,) = soffice_convert([path], "xlsx", tmp_path / "lo")
    data = {"annee": 2023, "titre": "t", "vers": "v"}
    mine = loaded(fill(rich_template(), data, {"lignes": items(5)}).data, values=True)
    done = fill(saved.read_bytes(), data, {"lignes": items(5)})
    theirs = loaded(done.data, values=True)
    for name in ("Liste", "L'autre"):
        there = [
            [c.value for c in row[:6]] for row in theirs[name].iter_rows(max_row=13, max_col=6)
        ]
        here = [[c.value for c in row[:6]] for row in mine[name].iter_rows(max_row=13, max_col=6)]
        assert there == here
    result = tmp_path / "rempli.xlsx"
    result.write_bytes(done.data)
    assert set(ooxml_errors(result)) <= set(ooxml_errors(saved))
