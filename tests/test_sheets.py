"""The declarations against the contract (`contract/workbook_sheets.txt`) and against themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from cic_sheets.schema.findings import Fact
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
    tokens,
)
from cic_sheets.schema.lists import LISTS, ValueList
from cic_sheets.schema.parameters import PARAMETERS, Parameter, spellings
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import LONGEST_HELP, LONGEST_TITLE, SHEETS, Column, Row, Sheet
from cic_sheets.sheets import lists
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import RawCell

import_all("cic_sheets.sheets")

CONTRACT = Path(__file__).parent / "contract" / "workbook_sheets.txt"
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
MONEY_KEYS = (  # every key that money.md names
    "taux_methode",
    "accord_posterieur",
    "declaration_max_ligne",
    "declaration_max_an",
    "heure_dejeuner",
    "heure_diner",
    "plafond_portee",
    "cloture",
    "honoraires_mensuels",
    "depassement_ligne",
)
THRESHOLDS = {  # rule of workbook.md → the key of its threshold, and the default given there
    "CNV-02": ("rang_max", 4),
    "COM-02": ("nb_communes_attendu", 10),
    "TAU-02": ("taux_mad_min", Decimal("9.5")),
    "TAU-02 ": ("taux_mad_max", Decimal("12.5")),
    "TAU-04": ("saut_taux", 3),
    "PRE-02": ("heures_jour_max", 10),
    "PRE-03": ("écart_temps", 50),
    "PRE-06": ("répétition_mois", 3),
    "HON-03": ("honoraires_mensuels", 480),
    "HON-07": ("délai_honoraires", 60),
    "HON-08": ("délai_rapatriement", 90),
    "HON-09": ("plafond_client_mad", 80_000),
    "DEP-14": ("abonnements_par_mois", 1),
    "DEP-18": ("plafond_mensuel", 200),
    "PAI-03": ("délai_remboursement", 60),
    "BUD-01": ("depassement_ligne", 10),
    "ACT-03": ("communes_par_activité", 2),
    "PLA-02": ("délai_convocation", 15),
    "PLA-03": ("délai_pv", 30),
    "ECH-01": ("délai_sans_échange", 90),
    "COH-01": ("délai_sans_contact", 60),
    "COH-02": ("part_visites_max", 40),
    "COH-03": ("délai_besoin", 90),
    "FIN-01": ("alerte_clôture", 30),
    "FIN-02": ("vérification_lien", 6),
    "CAN-01": ("délai_résultat", 180),
    "PLD-02": ("délai_suite_plaidoyer", 90),
}


# --- The contract -------------------------------------------------------------------------------


class Agreed(NamedTuple):
    """A column as the contract has it."""

    label: str
    kind: str
    values: tuple[str, ...]
    required: bool


def agreed() -> dict[str, list[Agreed]]:
    """Sheet → its columns, read from the contract."""
    found: dict[str, list[Agreed]] = {}
    title = ""
    for line in CONTRACT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
            found[title] = []
        elif line and not line.startswith("#"):
            label, kind, *mark = line.split(" | ")
            kind, _, values = kind.partition(" (")
            listed = tuple(values.rstrip(")").split(", ")) if values else ()
            found[title].append(Agreed(label, kind, listed, mark == ["!"]))
    return found


AGREED = agreed()


def test_the_contract__names_33_sheets_and_they_are_declared_in_its_order() -> None:
    declared = sorted(SHEETS, key=lambda sheet: sheet.order)
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


def _kind_agrees(kind: Kind, wanted: str) -> bool:
    letters = wanted.lstrip("=").rstrip("*")
    many = wanted.endswith("*")
    if letters.startswith("→"):
        return type(kind) is (Refs if many else Ref) and kind.sheet == letters[1:]  # type: ignore[attr-defined]
    if letters.startswith("L") and letters != "LT":
        named = letters.partition(":")[2]
        fits = isinstance(kind, Choice) and isinstance(kind, Choices) is many
        return fits and (not named or kind.values.name == named)  # type: ignore[attr-defined]
    return type(kind) is KINDS[letters]


@pytest.mark.parametrize("title", AGREED)
def test_a_column__holds_the_contracts_type(title: str) -> None:
    columns = {column.label: column for column in SHEETS[title].columns.values()}
    typed = [column for column in AGREED[title] if column.kind != "?"]
    wrong = [c.label for c in typed if not _kind_agrees(columns[c.label].kind, c.kind)]
    assert not wrong
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
            if wanted.values:
                kind = declared[wanted.label]
                assert isinstance(kind, Choice)
                assert kind.values.values == wanted.values, (title, wanted.label)
                seen += 1
    assert seen == 20


# --- Sheets and columns -------------------------------------------------------------------------

COLUMNS = [
    pytest.param(sheet, column, id=f"{sheet.title}.{column.label}")
    for sheet in SHEETS
    for column in sheet.columns.values()
]


def _every(kind: type[Kind]) -> Iterator[tuple[Sheet, Column]]:
    for sheet in SHEETS:
        for column in sheet.columns.values():
            if isinstance(column.kind, kind):
                yield sheet, column


class Plain:
    """The scope of a workbook whose `Listes` adds nothing."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, Mapping[str, Fact]]] = []

    def choices(self, values: ValueList) -> Mapping[str, str]:
        """Folded spelling → declared value."""
        known = {folded(other): value for other, value in values.aka.items()}
        return known | {folded(value): value for value in values.values}

    def note(self, code: str, **facts: Fact) -> None:
        """Keep the remark."""
        self.notes.append((code, facts))


def _read(kind: Kind, text: str) -> object:
    """What the kind makes of a cell with that text; a remark is a fault here."""
    scope = Plain()
    value = kind.read(RawCell("text", text), scope)
    assert not scope.notes, scope.notes
    return value


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_an_example__reads_through_its_kind(sheet: Sheet, column: Column) -> None:
    if column.example:
        assert _read(column.kind, column.example) not in (None, "", ())


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_required_column__has_an_example(sheet: Sheet, column: Column) -> None:
    assert column.example or not column.required


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_help__is_one_french_sentence_that_excel_can_show(sheet: Sheet, column: Column) -> None:
    assert 10 < len(column.help) <= LONGEST_HELP
    assert column.help[-1] in ".…"
    assert column.help == " ".join(column.help.split())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
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


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_headings__are_told_apart_whatever_their_case_or_accents(sheet: Sheet) -> None:
    names = Counter(folded(n) for c in sheet.columns.values() for n in (c.label, *c.aka))
    assert not [name for name, times in names.items() if times > 1]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_attributes__leave_those_of_every_row_alone(sheet: Sheet) -> None:
    taken = set(dir(Row)) | set(Row.__annotations__)
    assert not taken & set(sheet.columns)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_an_ordered_pair__is_two_dates_of_the_sheet(sheet: Sheet) -> None:
    for pair in sheet.ordered:
        assert all(isinstance(sheet.columns[attr].kind, Day) for attr in pair), pair


def test_an_ordered_pair__is_declared_wherever_a_period_stands() -> None:
    ends = {"Fin", "Au", "Sortie", "Retour", "Valable au", "Prévue au", "Réalisée au", "Clôture"}
    for sheet in SHEETS:
        last = {sheet.columns[end].label for _, end in sheet.ordered}
        assert last == ends & {column.label for column in sheet.columns.values()}, sheet.title


def test_a_row__is_numbered_where_the_contract_numbers_it() -> None:
    numbered = {"N°", "N° de convention", "Code", "Règle"}
    for sheet in SHEETS:
        identities = [c.label for c in sheet.columns.values() if c.identity]
        first = next(iter(sheet.columns.values())).label
        expected = [first] if first in numbered and sheet.title != "Dérogations" else []
        assert identities == expected, sheet.title


def test_a_reference__leads_to_a_declared_sheet_whose_rows_are_numbered() -> None:
    targets = [(column, SHEETS[column.kind.sheet]) for _, column in _every(Ref)]
    assert len(targets) == sum(c.kind.startswith("→") for cs in AGREED.values() for c in cs)
    assert all(target.identity for _, target in targets)


def test_communes__are_also_known_by_their_names_and_aliases() -> None:
    also = [
        (sheet.title, c.label) for sheet in SHEETS for c in sheet.columns.values() if c.also_ref
    ]
    assert also == [("Communes", "Commune"), ("Communes", "الجماعة"), ("Communes", "Alias")]


def test_arabic__is_shown_from_right_to_left() -> None:
    arabic = re.compile(r"[\u0600-\u06ff]")
    for sheet in SHEETS:
        for column in sheet.columns.values():
            assert column.rtl == bool(arabic.search(column.label)), column.label


def test_an_amount__knows_its_currency() -> None:
    for sheet, column in _every(Money):
        kind = column.kind
        assert isinstance(kind, Money)
        if kind.fixed:
            assert kind.currency in lists.CURRENCIES.values
        else:
            other = sheet.columns[kind.currency].kind
            assert isinstance(other, Choice)
            assert other.values is lists.CURRENCIES


def test_an_amount_labelled_in_euros__is_in_euros() -> None:
    for _, column in _every(Money):
        if "(EUR)" in column.label:
            assert isinstance(column.kind, Money)
            assert column.kind.currency == "EUR"


def test_only_an_expense__may_be_negative() -> None:
    free = [(s.title, c.label) for s, c in _every(Money) if not c.kind.holds(Decimal(-1))]  # type: ignore[attr-defined]
    every = [(s.title, c.label) for s, c in _every(Money)]
    assert set(every) - set(free) == {("Dépenses", "Montant")}


def test_a_computed_total__stays_empty_in_an_empty_row() -> None:
    total = SHEETS["Participants"].columns["total"]
    assert total.formula.startswith("=IF(COUNTA(")
    assert '=0,""' in total.formula
    assert SHEETS["Participants"].table in total.formula
    parts = re.findall(r"\[(\w[\w ]+)\]", total.formula)
    labels = {column.label for column in SHEETS["Participants"].columns.values()}
    assert parts
    assert set(parts) <= labels


# --- The examples, together ---------------------------------------------------------------------


def test_examples_of_references__lead_to_the_example_of_the_other_sheet() -> None:
    seen = 0
    for sheet, column in _every(Ref):
        identity = SHEETS[column.kind.sheet].identity  # type: ignore[attr-defined]
        assert identity is not None
        for token in tokens(column.example):
            assert token == identity.example, f"{sheet.title}.{column.label}"
            seen += 1
    assert seen > 25


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_examples_of_a_period__end_after_they_start(sheet: Sheet) -> None:
    for first, last in sheet.ordered:
        start, end = sheet.columns[first], sheet.columns[last]
        if start.example and end.example:
            assert _read(start.kind, start.example) <= _read(end.kind, end.example)  # type: ignore[operator]


def test_examples_of_control_digits__are_right() -> None:
    convention = {attr: c.example for attr, c in SHEETS["Convention"].columns.items()}
    issuer = SHEETS["Justificatifs"].columns["issuer_ice"].example
    for ice in (convention["ice"], issuer):
        assert len(ice) == 15
        assert int(ice) % 97 == 0
    assert len(convention["rib"]) == 24
    assert int(convention["rib"]) % 97 == 0
    iban = convention["iban"]
    assert iban[4:] == convention["rib"]
    assert int(iban[4:] + "2210" + iban[2:4]) % 97 == 1


def test_examples_of_codes_of_digits__have_their_number_of_digits() -> None:
    for _, column in _every(Code):
        kind = column.kind
        assert isinstance(kind, Code)
        if kind.digits and column.example:
            assert re.fullmatch(rf"\d{{{kind.digits}}}", column.example), column.label


def test_examples_of_parts__add_up_to_their_total() -> None:
    parts = ("young_women", "young_men", "adult_women", "adult_men")
    for title, whole in (("Participants", "total"), ("Mesures", "value")):
        columns = SHEETS[title].columns
        assert sum(int(columns[part].example) for part in parts) == int(columns[whole].example)


# --- Lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", LISTS, ids=lambda values: values.name)
def test_a_list__has_values_that_are_told_apart(values: ValueList) -> None:
    assert values.values
    assert values.about.endswith(".")
    spelled = Counter(folded(name) for name in (*values.values, *values.aka))
    assert not [name for name, times in spelled.items() if times > 1]
    assert all(spelled)
    assert set(values.aka.values()) <= set(values.values)


@pytest.mark.parametrize("values", LISTS, ids=lambda values: values.name)
def test_a_value__can_be_one_of_several_in_a_cell(values: ValueList) -> None:
    assert all(tokens(value) == (value,) for value in values.values)


def test_lists__are_told_apart_and_each_is_offered_somewhere() -> None:
    names = Counter(folded(values.name) for values in LISTS)
    assert max(names.values()) == 1
    in_columns = {column.kind.values.name for _, column in _every(Choice)}  # type: ignore[attr-defined]
    in_settings = {p.kind.values.name for p in PARAMETERS if isinstance(p.kind, Choice)}
    assert {values.name for values in LISTS} == in_columns | in_settings


def test_receipts__justify_support_or_prove_nothing() -> None:
    groups = (lists.JUSTIFYING, lists.SUPPORTING, lists.PROVING_NOTHING)
    assert lists.RECEIPT_TYPES.values == sum(groups, ())
    assert lists.DECLARATION in lists.JUSTIFYING


def test_prestations__are_the_announcements_eight() -> None:
    assert lists.PRESTATIONS.values == tuple(f"M{number}" for number in range(1, 9))
    assert tuple(lists.SERVICES) == lists.PRESTATIONS.values
    title = lists.SERVICES["M4"]
    assert _read(Choice(lists.PRESTATIONS), title) == "M4"
    assert _read(Choice(lists.PRESTATIONS), f"M4 – {title}") == "M4"


def test_the_narrative__has_fifteen_sections_known_by_name_or_number() -> None:
    assert len(lists.SECTIONS.values) == 15
    assert _read(Choice(lists.SECTIONS), "11. Plaidoyers") == "Plaidoyers"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("DH", "MAD"),
        ("dirhams", "MAD"),
        ("€", "EUR"),
        ("euro", "EUR"),
        ("mad", "MAD"),
        ("درهم", "MAD"),
    ],
)
def test_a_currency__is_known_by_its_everyday_names(typed: str, meant: str) -> None:
    assert _read(Choice(lists.CURRENCIES), typed) == meant


# --- « Règles » ---------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", PARAMETERS, ids=lambda declared: declared.key)
def test_a_default__reads_through_its_kind(declared: Parameter) -> None:
    assert _read(declared.kind, declared.default) is not None


@pytest.mark.parametrize("declared", PARAMETERS, ids=lambda declared: declared.key)
def test_a_parameter__says_what_it_does_and_where_it_comes_from(declared: Parameter) -> None:
    assert 20 < len(declared.help) <= LONGEST_HELP
    assert declared.help.endswith(".")
    assert len(declared.source) > 10


def test_keys__are_told_apart_in_every_spelling() -> None:
    names = Counter(folded(name) for p in PARAMETERS for name in (p.key, *p.aka))
    assert max(names.values()) == 1
    assert len(spellings()) == len(names)


@pytest.mark.parametrize("key", [*MONEY_KEYS, "catégories_à_barème", "seuil_espèces",
                                 "délai_réclamation", "nb_communes_attendu"])  # fmt: skip
def test_a_key_of_the_contract__is_declared_in_its_spelling(key: str) -> None:
    assert key in PARAMETERS


@pytest.mark.parametrize("code", THRESHOLDS)
def test_a_threshold_of_the_contract__is_the_default_of_its_key(code: str) -> None:
    key, value = THRESHOLDS[code]
    assert _read(PARAMETERS[key].kind, PARAMETERS[key].default) == value


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("plafond", "plafond_mensuel"),
        ("Plafond mensuel moyen", "plafond_mensuel"),
        ("taux_méthode", "taux_methode"),
        ("Seuil especes", "seuil_espèces"),
    ],
)
def test_a_key__is_known_by_its_other_spellings(typed: str, key: str) -> None:
    assert _read(SHEETS["Règles"].columns["key"].kind, typed) == key


def test_an_unknown_key__is_kept_for_its_rule_to_tell() -> None:
    assert _read(SHEETS["Règles"].columns["key"].kind, "plafond_lunaire") == "plafond_lunaire"


def test_the_cap__covers_what_the_announcement_names() -> None:
    named = ("déplacement", "hébergement", "repas", "communication", "internet")
    for key in ("plafond_portee", "catégories_couvertes"):
        assert _read(PARAMETERS[key].kind, PARAMETERS[key].default) == named


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (RawCell("text", "12:00"), "12:00"),
        (RawCell("text", "20 h"), "20:00"),
        (RawCell("text", "12h30"), "12:30"),
    ],
)
def test_an_hour__reads_as_people_type_it(cell: RawCell, shown: str) -> None:
    value = PARAMETERS["heure_diner"].kind.read(cell, Plain())
    assert f"{value:%H:%M}" == shown


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
