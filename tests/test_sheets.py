"""The sheets against the contract (`contract/workbook_sheets.txt`) and against each other."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import pytest

from cic_sheets.schema.kinds import (
    Anything,
    Choice,
    Choices,
    Code,
    Day,
    FileName,
    Kind,
    LongText,
    Moment,
    Money,
    Number,
    Ref,
    Refs,
    Text,
    Whole,
    YesNo,
)
from cic_sheets.schema.sheets import LONGEST_HELP, LONGEST_TITLE, SHEETS, Column, Row, Sheet
from cic_sheets.sheets.lists import CURRENCIES
from cic_sheets.values.names import folded
from tests.declared import agreed, columns_of, read_text

KINDS: dict[str, type[Kind]] = {
    "T": Text,
    "LT": LongText,
    "D": Day,
    "DT": Moment,
    "M": Money,
    "N": Number,
    "I": Whole,
    "B": YesNo,
    "F": FileName,
    "C": Code,
}
AGREED = agreed()
BY_SHEET = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
BY_COLUMN = pytest.mark.parametrize(
    ("sheet", "column"),
    [
        pytest.param(sheet, column, id=f"{sheet.title}.{column.label}")
        for sheet in SHEETS
        for column in sheet.columns.values()
    ],
)


# --- The contract -------------------------------------------------------------------------------


def test_the_contract__names_33_sheets_and_they_are_declared_in_its_order() -> None:
    declared = sorted(
        (sheet for sheet in SHEETS if not sheet.optional), key=lambda sheet: sheet.order
    )
    assert len(declared) == 33
    assert [sheet.title for sheet in declared] == list(AGREED)
    assert [sheet.order for sheet in declared] == list(range(1, 34))


@pytest.mark.parametrize("title", AGREED)
def test_a_sheet__has_the_contracts_labels_in_its_order(title: str) -> None:
    labels = [column.label for column in SHEETS[title].columns.values()]
    assert labels == [column.label for column in AGREED[title]]


@pytest.mark.parametrize("title", AGREED)
def test_a_sheet__requires_what_the_contract_requires(title: str) -> None:
    required = [c.label for c in SHEETS[title].columns.values() if c.required]
    assert required == [column.label for column in AGREED[title] if column.required]


def _agrees(kind: Kind, wanted: str) -> bool:
    letters = wanted.lstrip("=").rstrip("*")
    many = wanted.endswith("*")
    if letters.startswith("→"):
        return type(kind) is (Refs if many else Ref) and kind.sheet == letters[1:]
    if letters.startswith("L") and letters != "LT":
        if not isinstance(kind, Choice) or isinstance(kind, Choices) is not many:
            return False
        named = letters.partition(":")[2]
        return not named or kind.values.name == named
    return type(kind) is KINDS[letters]


@pytest.mark.parametrize("title", AGREED)
def test_a_column__holds_the_contracts_type(title: str) -> None:
    columns = {column.label: column for column in SHEETS[title].columns.values()}
    typed = [column for column in AGREED[title] if column.kind != "?"]
    assert not [c.label for c in typed if not _agrees(columns[c.label].kind, c.kind)]
    computed = [c.label for c in typed if c.kind.startswith("=")]
    assert computed == [column.label for column in columns.values() if column.formula]


def test_the_two_columns_without_a_type__are_the_version_and_the_settings_value() -> None:
    untyped = [(t, c.label) for t, columns in AGREED.items() for c in columns if c.kind == "?"]
    assert untyped == [("Convention", "Version du classeur"), ("Règles", "Valeur")]
    assert isinstance(SHEETS["Convention"].columns["version"].kind, Whole)
    assert isinstance(SHEETS["Règles"].columns["value"].kind, Anything)


def test_a_list__offers_the_values_that_the_contract_gives_it() -> None:
    seen = 0
    for title, columns in AGREED.items():
        declared = {column.label: column.kind for column in SHEETS[title].columns.values()}
        for wanted in columns:
            kind = declared[wanted.label]
            if wanted.values:
                assert isinstance(kind, Choice)
                assert kind.values.values == wanted.values, (title, wanted.label)
                seen += 1
    assert seen == 20


# --- Sheets and columns -------------------------------------------------------------------------


@BY_COLUMN
def test_an_example__reads_through_its_kind(sheet: Sheet, column: Column) -> None:
    if column.example:
        assert read_text(column.kind, column.example) not in (None, "", ())


@BY_COLUMN
def test_a_required_column__has_an_example(sheet: Sheet, column: Column) -> None:
    assert column.example or not column.required


@BY_COLUMN
def test_a_help__is_one_line_that_excel_can_show(sheet: Sheet, column: Column) -> None:
    assert 10 < len(column.help) <= LONGEST_HELP
    assert column.help[-1] in ".…"
    assert column.help == " ".join(column.help.split())


@BY_SHEET
def test_a_sheet__has_a_line_of_help_and_a_name_that_excel_takes(sheet: Sheet) -> None:
    assert 20 < len(sheet.help) <= LONGEST_HELP
    assert sheet.help.endswith(".")
    assert len(sheet.title) <= LONGEST_TITLE
    assert not re.search(r"[\[\]:*?/\\]", sheet.title)
    assert re.fullmatch(r"t_[A-Za-z]+", sheet.table)


def test_tabs__are_told_apart_whatever_their_case_or_accents() -> None:
    names = Counter(folded(name) for sheet in SHEETS for name in (sheet.title, *sheet.aka))
    assert not [name for name, times in names.items() if times > 1]
    tables = Counter(sheet.table.lower() for sheet in SHEETS)
    assert max(tables.values()) == 1


@BY_SHEET
def test_headings__are_told_apart_whatever_their_case_or_accents(sheet: Sheet) -> None:
    names = Counter(folded(n) for c in sheet.columns.values() for n in (c.label, *c.aka))
    assert not [name for name, times in names.items() if times > 1]


@BY_SHEET
def test_attributes__leave_those_of_every_row_alone(sheet: Sheet) -> None:
    assert not (set(dir(Row)) | set(Row.__annotations__)) & set(sheet.columns)


@BY_SHEET
def test_an_ordered_pair__is_two_dates_of_the_sheet(sheet: Sheet) -> None:
    for pair in sheet.ordered:
        assert all(isinstance(sheet.columns[attr].kind, Day) for attr in pair), pair


def test_an_ordered_pair__is_declared_wherever_a_period_stands() -> None:
    ends = {"Fin", "Au", "Sortie", "Retour", "Valable au", "Prévue au", "Réalisée au", "Clôture"}
    for sheet in SHEETS:
        last = {sheet.columns[end].label for _, end in sheet.ordered}
        assert last == ends & {column.label for column in sheet.columns.values()}, sheet.title


def test_rows__are_numbered_where_the_contract_numbers_them() -> None:
    numbered = {"N°", "N° de convention", "Code", "Règle"}
    for sheet in SHEETS:
        identities = [c.label for c in sheet.columns.values() if c.identity]
        first = next(iter(sheet.columns.values())).label
        expected = [first] if first in numbered and sheet.title != "Dérogations" else []
        assert identities == expected, sheet.title


def test_a_reference__leads_to_a_declared_sheet_whose_rows_are_numbered() -> None:
    targets = [SHEETS[kind.sheet] for sheet, _, kind in columns_of(Ref) if not sheet.optional]
    assert len(targets) == sum(c.kind.startswith("→") for cs in AGREED.values() for c in cs)
    assert all(target.identity for target in targets)


def test_communes__are_also_known_by_their_names_and_aliases() -> None:
    also = {s.title: [c.label for c in s.columns.values() if c.also_ref] for s in SHEETS}
    assert also.pop("Communes") == ["Commune", "الجماعة", "Alias"]
    assert not any(also.values())


@BY_COLUMN
def test_arabic__is_shown_from_right_to_left(sheet: Sheet, column: Column) -> None:
    assert column.rtl == bool(re.search(r"[\u0600-\u06ff]", column.label))


def test_an_amount__knows_its_currency() -> None:
    for sheet, column, kind in columns_of(Money):
        if "(EUR)" in column.label:
            assert kind.currency == "EUR"
        if kind.fixed:
            assert kind.currency in CURRENCIES.values
        else:
            other = sheet.columns[kind.currency].kind
            assert isinstance(other, Choice)
            assert other.values is CURRENCIES


def test_only_an_expense__may_be_negative() -> None:
    free = [(s.title, c.label) for s, c, kind in columns_of(Money) if kind.holds(Decimal(-1))]
    assert free == [("Dépenses", "Montant")]


def test_a_computed_total__adds_up_the_sheets_parts_and_stays_empty_in_an_empty_row() -> None:
    sheet = SHEETS["Participants"]
    formula = sheet.columns["total"].formula
    parts = f"{sheet.table}[@[Jeunes femmes]:[Hommes adultes]]"
    assert formula == f'=IF(COUNTA({parts})=0,"",SUM({parts}))'
    labels = [column.label for column in sheet.columns.values()]
    first, last = labels.index("Jeunes femmes"), labels.index("Hommes adultes")
    assert labels[first : last + 2][-1] == "Total"
    assert last - first == 3


# --- Cost ---------------------------------------------------------------------------------------


def test_importing_every_declaration__loads_nothing_heavy() -> None:
    code = (
        "import sys; from cic_sheets.schema.registry import import_all; "
        "import_all('cic_sheets.sheets'); "
        "print([m for m in ('openpyxl','pandas','docx','xlsxwriter','rich','click') "
        "if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
