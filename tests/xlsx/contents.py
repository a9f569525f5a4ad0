"""More cases: what cells hold, and how sheets are laid out."""

from __future__ import annotations

from tests.xlsx.build import (
    PLAIN,
    PLAIN_CELLS,
    book,
    down,
    formula,
    number,
    pack,
    parts,
    row,
    shared,
    sheet,
    text,
    texts,
    with_link,
    with_sheet,
    with_table,
)
from tests.xlsx.cases import Case, at, here

TEXTS = [
    Case("rich_text", pack(parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" '
         't="inlineStr"><is><r><t>mon</t></r><r><rPr><b/></rPr><t>tant</t></r></is></c></row>'),
         strings=shared('<si><r><t xml:space="preserve">id </t></r><r><t>dépense</t></r></si>'))),
         cells=here(A1=["text", "id dépense"], B1=["text", "montant"]), issues=[]),
    Case("phonetic", pack(parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" '
         't="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></is></c></row>'),
         strings=shared("<si><t>大阪</t><rPh sb='0' eb='2'><t>おおさか</t></rPh></si>"))),
         cells=here(A1=["text", "大阪"], B1=["text", "東京"]), issues=[]),
    Case("escapes", book(texts(1, "ligne_x000D_suite", "_x005F_x000D_", "_xD83D__xDE00_", "_xD83D_",
         "_x00e9_t_x00E9_", "_x12_ _xZZZZ_")), cells=here(A1=["text", "ligne\rsuite"],
         B1=["text", "_x000D_"], C1=["text", "😀"], D1=["text", "_xD83D_"], E1=["text", "été"],
         F1=["text", "_x12_ _xZZZZ_"]), issues=[]),
    Case("spaces", pack(parts(sheet("".join(('<row r="1">', *(f'<c r="{c}1" t="s"><v>{i}</v></c>'
         for i, c in enumerate("ABC")), "</row>"))), strings=shared(*(
         f'<si><t xml:space="preserve">{t}</t></si>' for t in ("  deux ", "tab\tici", "l1\nl2"))))),
         cells=here(A1=["text", "  deux "], B1=["text", "tab\tici"], C1=["text", "l1\nl2"]),
         issues=[]),
    Case("no_preserve", book('<row r="1"><c r="A1" t="inlineStr"><is><t> id </t></is></c></row>'),
         "warn", cells=here(A1=["text", "id"]), issues=at("space_trimmed", "A1")),
    Case("no_preserve_shared", pack(parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
         strings=shared(" id\n"))), "warn", cells=here(A1=["text", "id"]),
         issues=at("space_trimmed", "A1")),
    Case("preserved_by_the_root", pack(parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
         strings=shared(" id ", root=' xml:space="preserve"'))), cells=here(A1=["text", " id "]),
         issues=[]),
    Case("entities", book(texts(1, 'a & b < "c"') + row(2, '<c r="A2" t="inlineStr"><is><t>&#233;'
         "&#xE9;&#x1F600;&apos;&gt;</t></is></c>")), cells=here(A1=["text", 'a & b < "c"'],
         A2=["text", "éé😀'>"]), issues=[]),
    Case("carriage_returns", book('<row r="1"><c r="A1" t="inlineStr"><is><t>a\r\nb&#13;c</t></is>'
         "</c></row>"), cells=here(A1=["text", "a\nb\rc"]), issues=[]),
    Case("invisible", book(down("code", *(text(f"A{i}", t) for i, t in enumerate((
         "\u200fCOM001\u200e", "COM\u200b001", "COM001\u00a0", "\ufeffCOM001", "COM\u00ad001"),
         start=2)))), "warn", cells=here(A3=["text", "COM\u200b001"]),
         issues=at("invisible_characters", "A2", "A3", "A4", "A5", "A6")),
    Case("arabic", book(down("الجماعة", text("A2", "\u200fتازة"), text("A3", "الرباط ١٢"))),
         cells=here(A2=["text", "\u200fتازة"]), issues=[]),
    Case("french_blanks", book(down("libellé", text("A2", "Total\u00a0: «\u202foui\u202f»"))),
         issues=[]),
    Case("homoglyphs", book(down("code", text("A2", "COM001"), text("A3", "СОМ001"),
         text("A4", "COM00l"), text("A5", "ＣＯＭ001"), text("A6", "1 234,5O"))), "warn",
         cells=here(A3=["text", "СОМ001"]), issues=at("look_alike", "A3", "A4", "A5", "A6")),
    Case("russian", book(down("город", text("A2", "Москва 2Х"), text("A3", "Лист1"))), issues=[]),
    Case("nfd", pack(parts(sheet(texts(1, "libelle\u0301")), names=["De\u0301penses"])),
         cells={"De\u0301penses!A1": ["text", "libelle\u0301"]}, issues=[]),
    Case("sheet_names", pack(parts(*(sheet(texts(1, "n")) for _ in range(5)), names=["L'été",
         "البلديات", "Reçus ", "😀 ok", "A!B"])), cells={"L'été!A1": ["text", "n"],
         "البلديات!A1": ["text", "n"], "Reçus !A1": ["text", "n"], "😀 ok!A1": ["text", "n"],
         "A!B!A1": ["text", "n"]}, issues=[]),
    Case("long_text", book(texts(1, "x" * 40_000)), "warn", cells=here(A1=["text", "x" * 40_000]),
         issues=at("long_text", "A1")),
]  # fmt: skip

STORED = ("12.1", "12.10", "0.30000000000000004", "1.2E+3", "1E-2", "-0.005", "1E-15", "-0",
          "9007199254740993", "0.1000000000000000055511151231257827", "+5", ".5", "5.", " 7 ",
          "1.7976931348623157E+308", "1E+20")  # fmt: skip
SHOWN = ("12.1", "12.10", "0.30000000000000004", "1200", "0.01", "-0.005", "1E-15", "0",
         "9007199254740993", "0.1000000000000000055511151231257827", "5", "0.5", "5", "7",
         "1.7976931348623157E+308", "100000000000000000000")  # fmt: skip
NO_NUMBERS = ("1e400", "NaN", "INF", "1.#QNAN", "1_000", "١٢", "0x10", "1E+999999999",
              "1E-999999999", "9" * 600)  # fmt: skip

NUMBERS = [
    Case("numbers", book(down("m", *(number(f"A{i}", v) for i, v in enumerate(STORED, start=2)))),
         cells=here(**{f"A{i}": ["number", v] for i, v in enumerate(SHOWN, start=2)}), issues=[]),
    Case("numbers_not", book(down("m", *(number(f"A{i}", v) for i, v in enumerate(NO_NUMBERS,
         start=2)))), "warn", issues=at("damaged_cell", *(f"A{i + 2}" for i in range(10)))),
    Case("text_numbers", book(down("montant", *(text(f"A{i}", t) for i, t in enumerate((
         "12,10", "1 234,50", "1\u202f234,50", "12 DH", "1.234,50", "١٢٫٥", "12"), start=2)))),
         "warn", cells=here(A2=["text", "12,10"]),
         issues=at("text_number", *(f"A{i}" for i in range(2, 9)))),
    Case("codes", book(down("code", text("A2", "007"), text("A3", "0612345678"), text("A4", "2023"),
         text("A5", "001525000000011"))), issues=[]),
    Case("apostrophe", book(down("code", text("A2", "007"), text("A3", "=1+1"))),
         cells=here(A2=["text", "007"], A3=["text", "=1+1"]), issues=[]),
    Case("padded", book(down("code", number("A2", 7, "padded"), number("A3", 8, "padded"))), "warn",
         cells=here(A2=["number", "7"]), issues=at("padded_number", "A2")),
    Case("percent", book(down("taux", number("A2", "0.125", "percent"))),
         cells=here(A2=["number", "0.125"]), issues=[]),
    Case("money_formats", book(down("x", *(number(f"A{i}", 45291, style) for i, style in enumerate((
         "dirhams", "days", "red", "months", "dinars", "escaped d", "conditional", "text",
         "general"), start=2)))), cells=here(**{f"A{i}": ["number", "45291"]
         for i in range(2, 11)}), issues=[]),
    Case("bools", book(down("actif", '<c r="A2" t="b"><v>1</v></c>', '<c r="A3" t="b"><v>false</v>'
         "</c>", '<c r="A4" t="b"><v>2</v></c>')), "warn", cells=here(A2=["bool", True],
         A3=["bool", False]), issues=at("damaged_cell", "A4")),
    Case("na_text", book(down("nom", *(text(f"A{i}", t) for i, t in enumerate(("NA", "null", "None",
         "n/a", "NaN", "-", "nan", "N/A"), start=2)))), cells=here(A2=["text", "NA"],
         A7=["text", "-"]), issues=[]),
]  # fmt: skip

DATES = [
    Case("date1904", pack(parts(sheet(down("date", number("A2", 43829, "date"), number("A3", 0,
         "date"))), settings=' date1904="1"')), cells=here(A2=["date", "2023-12-31"],
         A3=["date", "1904-01-01"]), issues=[]),
    Case("dates", book(texts(1, "x") + "".join(row(i, number(f"A{i}", v, style)) for i, (v, style)
         in enumerate((("45291", "date"), ("45291", "long date"), ("45291", "month"),
         ("45291.604166666664", "moment"), ("45291.99999999999", "moment"), ("0.604166666666667",
         "hour"), ("0.25", "moment"), ("1.5208333333333333", "duration"), ("-0.5", "duration"),
         ("1", "date"), ("59", "date"), ("61", "date"), ("2958465", "date"), ("45291.5", "hour"),
         ("0", "hour"), ("0.999999999", "hour")), start=2))),
         cells=here(A2=["date", "2023-12-31"], A3=["date", "2023-12-31"], A4=["date", "2023-12-31"],
         A5=["date", "2023-12-31T14:30:00"], A6=["date", "2024-01-01"], A7=["time", "14:30:00"],
         A8=["time", "06:00:00"], A9=["duration", "36:30:00"], A10=["duration", "-12:00:00"],
         A11=["date", "1900-01-01"], A12=["date", "1900-02-28"], A13=["date", "1900-03-01"],
         A14=["date", "9999-12-31"], A15=["date", "2023-12-31T12:00:00"], A16=["time", "00:00:00"],
         A17=["time", "23:59:59.999000"]), issues=[]),
    Case("dates_bad", book(down("date", *(number(f"A{i}", v, "date") for i, v in enumerate((60, 0,
         -1, 2958466, "1E+10", "60.5", "0.5"), start=2)))), "warn",
         issues=at("impossible_date", *(f"A{i}" for i in range(2, 9)))),
    Case("text_dates", book(down("date", *(text(f"A{i}", t) for i, t in enumerate(("31/12/2023",
         "2023-12-31", "31.12.23", "31 décembre 2023", "12/03/2023"), start=2)))), "warn",
         issues=at("text_date", *(f"A{i}" for i in range(2, 7)))),
    Case("date_unformatted", book(down("date", number("A2", 45291))), "warn",
         cells=here(A2=["number", "45291"]), issues=at("date_as_number", "A2")),
]  # fmt: skip

NEW_ERRORS = ("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!")
CLASSIC = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")

FORMULAS = [
    *(Case(name, book(down("x", *(f'<c r="A{i}" t="e"><v>{e}</v></c>' for i, e in enumerate(errors,
           start=2)))), "warn", cells=here(**{f"A{i}": ["error", e] for i, e in enumerate(errors,
           start=2)}), issues=at("cell_error", *(f"A{i + 2}" for i in range(len(errors)))))
      for name, errors in (("errors", CLASSIC), ("errors_new", NEW_ERRORS))),
    Case("text_formula_number", book(down("x", formula("A2", 'TEXT(1,"0.00")', "12.10", "str"))),
         cells=here(A2=["text", "12.10"]), formulas={"Dépenses!A2": 'TEXT(1,"0.00")'}, issues=[]),
    Case("formula_text", book(down("x", text("A2", "=cmd|' /C calc'!A0"), text("A3", "+33 6 12"),
         text("A4", "@import"))), cells=here(A2=["text", "=cmd|' /C calc'!A0"]), issues=[]),
    Case("shared_formula", book(texts(1, "q", "m") + row(2, number("A2", 2),
         '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$A$2+SUM(A$2:A2)</f><v>6</v></c>') + row(3,
         number("A3", 3), '<c r="B3"><f t="shared" si="0"/><v>11</v></c>') + row(4, number("A4", 4),
         '<c r="B4"><f t="shared" si="0"></f><v>17</v></c>')), cells=here(B4=["number", "17"]),
         formulas={"Dépenses!B3": "A3*$A$2+SUM(A$2:A3)", "Dépenses!B4": "A4*$A$2+SUM(A$2:A4)"},
         issues=[]),
    Case("shared_formula_before_its_master", book(row(3, '<c r="A3"><f t="shared" si="0"/><v>1</v>'
         "</c>") + row(2, '<c r="A2"><f t="shared" ref="A2:A3" si="0">B2</f><v>1</v></c>')), "warn",
         formulas={"Dépenses!A3": "B3", "Dépenses!A2": "B2"}),
    Case("array_formula", book(texts(1, "q") + row(2, number("A2", 2), '<c r="B2"><f t="array" '
         'ref="B2:B3">A2:A3*2</f><v>4</v></c>') + row(3, number("A3", 3), number("B3", 6))),
         cells=here(B2=["number", "4"], B3=["number", "6"]), formulas={"Dépenses!B2": "A2:A3*2"},
         issues=[]),
    Case("no_cache", book(texts(1, "q", "m") + row(2, number("A2", 2), formula("B2", "A2*2")) + row(
         3, number("A3", 3), formula("B3", "A3*2", ""))), "warn", cells=here(B2=["empty", None]),
         formulas={"Dépenses!B2": "A2*2"}, issues=at("formula_not_calculated", "B2", "B3")),
    Case("zero_cache", book(texts(1, "q", "m") + row(2, number("A2", 2), formula("B2", "A2*2", "0"))
         + row(3, number("A3", 3), formula("B3", "A3*2", "0"))), "warn",
         cells=here(B2=["number", "0"]), issues=at("zero_cache", "B2:B3")),
    Case("honest_zero", book(texts(1, "q", "m") + row(2, number("A2", 0), formula("B2", "A2*2", "0")
         )), issues=[]),
    Case("external_link", with_link(texts(1, "x") + row(2, formula("A2", "[1]Feuil1!$A$1*2", "4"),
         formula("B2", "Table1[2023]", "4"), formula("C2", '"[1]x!"&"a"', "4", "str")),
         "taux.xlsx"), "warn", formulas={"Dépenses!A2": "[1]Feuil1!$A$1*2"},
         issues=at("external_reference", "A2")),
    Case("external_link_unused", with_link(PLAIN, "taux.xlsx"), "warn", cells=PLAIN_CELLS,
         issues=[("external_reference", "")]),
]  # fmt: skip

AROUND_TABLE = texts(1, "id", "montant") + "".join(
    row(i, text(f"A{i}", f"D{i}"), number(f"B{i}", i)) for i in (2, 3, 4)
)

LAYOUT = [
    Case("dup_headers", book(texts(1, "id", "montant", "montant") + row(2, number("A2", 1))),
         "warn", issues=at("duplicate_header", "C1")),
    Case("near_headers", book(texts(1, "Libellé", "LIBELLE ", "montant") + row(2, number("C2", 1))),
         "warn", issues=at("duplicate_header", "B1")),
    Case("untidy_headers", book(texts(1, "Montant  DH ", "id") + row(2, number("A2", 1))), "warn",
         issues=at("untidy_header", "A1")),
    Case("numeric_header", book(row(1, number("A1", 2023), number("B1", 45291, "date"),
         '<c r="C1" t="b"><v>1</v></c>') + row(2, number("A2", 1), number("B2", 2),
         number("C2", 3))), "warn", cells=here(A1=["number", "2023"], B1=["date", "2023-12-31"],
         C1=["bool", True])),
    Case("merged_header", with_sheet(sheet(texts(1, "id", "montant") + row(2, number("B2", 1)),
         after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')), "warn",
         issues=at("merged_header", "B1:C1")),
    Case("merged_over_two_headers", with_sheet(sheet(row(1, text("B1", "montant")) + texts(2, "id",
         "prévu", "réel") + row(3, number("B3", 1)), after='<mergeCells><mergeCell ref="B1:C1"/>'
         "</mergeCells>")), "warn", issues=at("merged_header", "B1:C1")),
    Case("merged_title", with_sheet(sheet(row(1, text("A1", "Dépenses 2023")) + texts(3, "id",
         "montant") + row(4, number("B4", 1)), after='<mergeCells><mergeCell ref="A1:F1"/>'
         "</mergeCells>")), issues=[]),
    Case("merged_data", with_sheet(sheet(texts(1, "commune", "m") + row(2, text("A2", "COM001"),
         number("B2", 1)) + row(3, number("B3", 2)), after='<mergeCells><mergeCell ref="A2:A3"/>'
         "</mergeCells>")), "warn", cells=here(A2=["text", "COM001"], A3=["empty", None]),
         issues=at("merged_data", "A2:A3")),
    Case("hidden_rows", book(texts(1, "id") + row(2, text("A2", "D1"), more=' hidden="1"')
         + row(3, text("A3", "D2"))), cells=here(A2=["text", "D1"]), issues=[]),
    Case("hidden_sheets", pack(parts(sheet(), sheet(texts(1, "cat")), names=["Dépenses", "Listes"],
         states=["", "veryHidden"])), cells={**PLAIN_CELLS, "Listes!A1": ["text", "cat"]},
         issues=[]),
    Case("totals_row", with_table(AROUND_TABLE.replace("D4", "Total"), "A1:B4", ["id", "montant"],
         totals=1), issues=[]),
    Case("below_table", with_table(AROUND_TABLE, "A1:B3", ["id", "montant"]), "warn",
         cells=here(B4=["number", "4"]), issues=at("row_outside_table", "A4")),
    Case("damaged_table", with_table(AROUND_TABLE, "bonjour", ["id", "montant"]), "warn",
         cells=here(B4=["number", "4"]), issues=[("damaged_part", "Dépenses")]),
    Case("no_sheet_data", book(""), cells=here(A1=["empty", None]), issues=[]),
    Case("no_sheet_data_at_all", with_sheet(sheet().replace("<sheetData>", "").replace(
         "</sheetData>", "").replace(PLAIN, "")), issues=[]),
    Case("header_only", book(texts(1, "id", "montant")), cells=here(B1=["text", "montant"]),
         issues=[]),
    Case("same_sheet_names", pack(parts(sheet(), sheet(texts(1, "autre")), names=["Dépenses",
         "DÉPENSES"])), "warn", cells=PLAIN_CELLS, issues=[("same_sheet_names", "DÉPENSES")]),
]  # fmt: skip

ALL = TEXTS + NUMBERS + DATES + FORMULAS + LAYOUT
