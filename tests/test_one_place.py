"""One place each: a change is made in one file of a copy of the package, and all else follows.

« Adding a column, sheet, rule, list value, cap policy, report section or language touches one
file; a test counts them. »
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.package_copy import Copy
from tests.programs import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


# --- One file each -------------------------------------------------------------------------------


def test_column__is_one_declaration(copy: Copy) -> None:
    copy.replace(
        "sheets/communes.py",
        "    contact: str | None = column(\n",
        "    population: int | None = column(\n"
        '        Whole(most=9_999_999), "Population", "Habitants au dernier recensement.",\n'
        '        example="12400",\n    )\n'
        "    contact: str | None = column(\n",
    )
    copy.replace("sheets/communes.py", "Text, YesNo\n", "Text, Whole, YesNo\n")
    found = copy.ask(
        """
from cic_sheets.sheets.communes import Commune
blank = load_workbook(BytesIO(write_workbook(2024)))
sheet = blank["Communes"]
cell = next(c for c in sheet[4] if c.value == "Population")
rules = [r for r in sheet.data_validations.dataValidation if f"{cell.column_letter}5" in r.sqref]
helped = [r.prompt for r in sheet.data_validations.dataValidation if cell.coordinate in r.sqref]
book = book_of({"Communes": [{"Code": "C01", "Commune": "Aït Tizza", "Population": 12400},
                             {"Code": "C02", "Commune": "Tamda", "Population": "beaucoup"}]})
answer(
    validated=[r.type for r in rules if r.type],
    helped=helped + [cell.comment.text if cell.comment else ""],
    red=any(f"{cell.column_letter}5" in r.sqref for r in sheet.conditional_formatting),
    read=[row.population for row in book.all(Commune)],
    faults=[(o.code, o.cell.a1) for o in book.findings if o.value == "beaucoup"],
    column=cell.column_letter,
    page=manual.pages()["feuilles.md"],
)
"""
    )
    assert copy.touched() == ["sheets/communes.py"]
    assert found["validated"]
    assert any("Habitants au dernier recensement." in text for text in found["helped"] if text)
    assert found["red"]
    assert found["read"] == [12400, None]
    assert found["faults"] == [["CEL-02", f"{found['column']}6"]]
    assert "| Population | nombre entier |" in found["page"]


def test_sheet__is_one_file(copy: Copy) -> None:
    copy.create(
        "sheets/partners.py",
        '''"""« Partenaires »: whom the group works with."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.kinds import Code, Day, Ref
from cic_sheets.schema.sheets import Row, column, sheet


@sheet("Partenaires", order=31, group="Vie du groupe")
class Partner(Row):
    """Les organisations qui travaillent avec le groupe."""

    no: str | None = column(
        Code(), "N°", "Numéro.", example="PT-01", required=True, identity=True
    )
    since: date | None = column(Day(), "Depuis", "Premier jour.", example="01/01/2023")
    commune: str | None = column(Ref("Communes"), "Commune", "Sa commune.", example="C01")
''',
    )
    found = copy.ask(
        """
from cic_sheets.sheets.partners import Partner
blank = load_workbook(BytesIO(write_workbook(2024)))
book = book_of({"Communes": [{"Code": "C01", "Commune": "Aït Tizza"}], "Partenaires": [
    {"N°": "PT-01", "Depuis": date(2023, 5, 1), "Commune": "Aït Tizza"},
    {"N°": "PT-01", "Depuis": "hier", "Commune": "C99"}]})
answer(
    tabs=blank.sheetnames,
    tables=list(blank["Partenaires"].tables),
    links=[str(c.hyperlink.location or c.hyperlink.target) for row in blank["Accueil"].iter_rows()
           for c in row if c.hyperlink],
    read=[(row.no, row.since, row.commune) for row in book.all(Partner)],
    faults=codes(book),
    missing=codes(book_of({}, ["Partenaires"])),
    page=manual.pages()["feuilles.md"],
)
"""
    )
    assert copy.touched() == ["sheets/partners.py"]
    assert "Partenaires" in found["tabs"]
    assert found["tables"] == ["t_Partenaires"]
    assert any("Partenaires" in link for link in found["links"])
    assert found["read"] == [["PT-01", "2023-05-01", "C01"], ["PT-01", None, None]]
    told = {fault for fault in found["faults"] if fault.endswith("Partenaires")}
    assert told == {"CEL-02 Partenaires", "CEL-06 Partenaires", "CEL-07 Partenaires"}
    assert "CLA-01 Partenaires" in found["missing"]
    assert "### Partenaires" in found["page"]


_RULE = '''

@rule(
    "COM-99",
    Severity.A,
    each=Commune,
    says="la commune {name} porte un nom interdit",
    fix="Donnez-lui un autre nom.",
    source="Feuille « Communes »",
)
def forbidden_name(commune: Commune, year: Year) -> Iterator[Hit]:
    """Un nom pris pour l'exemple.

    | Communes | Code | Commune        |
    |          | C01  | Interdit !COM-99 |
    |          | C02  | Permis         |
    """
    if commune.name == "Interdit":
        yield hit(commune, "name", name=commune.name)
'''


def test_rule__is_one_function(copy: Copy) -> None:
    copy.append("rules/communes.py", _RULE)
    assert copy.touched() == ["rules/communes.py"]
    for name in ("drawing.py", "test_rules.py", "__init__.py"):
        (copy.home / "tests").mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / name, copy.home / "tests" / name)
    shutil.copytree(ROOT / "tests" / "contract", copy.home / "tests" / "contract")
    found = copy.ask(
        """
from cic_sheets import open_book
rows = {"Communes": [{"Code": "C01", "Commune": "Interdit"}]}
open("2023.xlsx", "wb").write(write_workbook(2023, rows))
hits = [(o.sheet, o.cell.a1) for o in open_book("2023.xlsx").findings if o.code == "COM-99"]
answer(hits=hits, page=manual.pages()["regles.md"])
"""
    )
    assert found["hits"] == [["Communes", "B5"]]
    assert "### COM-99 — Avertissement" in found["page"]
    explained = copy.python("-m", "cic_sheets", "explain", "COM-99")
    assert explained.returncode == 0
    assert "porte un nom interdit" in explained.stdout
    harness = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib")
    own = "COM-99 and (examples or sentences or reason)"
    tested = copy.python(*harness, "--rootdir", str(copy.home), "tests/test_rules.py", "-k", own)
    assert tested.returncode == 0, tested.stdout
    assert "6 passed" in tested.stdout, tested.stdout


def test_rule__whose_table_lies_fails_its_own_test(copy: Copy) -> None:
    copy.append("rules/communes.py", _RULE.replace("Interdit !COM-99", "Interdit"))
    done = copy.python(
        "-c",
        "import sys; sys.path.append(sys.argv[1])\n"
        "from cic_sheets.rules.run import every_rule\n"
        "from tests.drawing import years\n"
        "rule = next(one for one in every_rule() if one.code == 'COM-99')\n"
        "drawn, = years(rule.reason)\n"
        "found = {(o.code, o.sheet, o.cell.a1) for o in drawn.opened().findings if o.cell}\n"
        "assert {one for one in found if one[0] == 'COM-99'} == drawn.marks",
        str(ROOT),
    )
    assert done.returncode == 1
    assert "AssertionError" in done.stderr


def test_list_value__is_one_word(copy: Copy) -> None:
    copy.replace(
        "sheets/lists.py",
        '"restauration", "impression",',
        '"restauration", "traduction", "impression",',
    )
    found = copy.ask(
        """
from cic_sheets.sheets.expenses import Expense
blank = load_workbook(BytesIO(write_workbook(2024)))
book = book_of({"Dépenses": [{"N°": "D-001", "Catégorie": "Traduction"},
                             {"N°": "D-002", "Catégorie": "traducsion"}]})
answer(
    listed=listed(blank, "catégorie"),
    offered=offered(blank, "Dépenses", "Catégorie"),
    read=[row.category for row in book.all(Expense)],
    near=[o.facts["near"] for o in book.findings if o.code == "CEL-05"],
    page=manual.pages()["feuilles.md"],
)
"""
    )
    assert copy.touched() == ["sheets/lists.py"]
    assert "traduction" in found["listed"]
    assert found["offered"]
    assert found["read"] == ["traduction", None]
    assert found["near"] == ["traduction"]
    assert "traduction" in found["page"]


def test_parameter__is_one_declaration(copy: Copy) -> None:
    copy.replace(
        "sheets/parameters.py",
        "SETTING_KEYS = value_list(",
        'parameter("délai_de_grâce", Whole(), "7", unit="jours", source="Exemple", '
        'help="Jours de grâce.")\n\nSETTING_KEYS = value_list(',
    )
    found = copy.ask(
        """
blank = load_workbook(BytesIO(write_workbook(2024)))
rows = [[c.value for c in row][:2] for row in blank["Règles"].iter_rows()]
typed = book_of({"Règles": [{"Règle": "délai_de_grâce", "Valeur": 9}]})
answer(
    prefilled=[row[1] for row in rows if row[0] == "délai_de_grâce"],
    typed=typed.setting("délai_de_grâce"),
    default=book_of({"Règles": [{"Règle": "plafond_mensuel", "Valeur": 200}]})
        .setting("délai_de_grâce"),
    page=manual.pages()["parametres.md"],
)
"""
    )
    assert copy.touched() == ["sheets/parameters.py"]
    assert found["prefilled"] == [7]
    assert (found["typed"], found["default"]) == (9, 7)
    assert "`délai_de_grâce`" in found["page"]


_POLICY = '''

@policy("néant")
def nothing(cap: Decimal, months: Sequence[ContractMonth], spent: Sequence[Spending]) -> Verdict:
    """Nothing is ever reimbursed."""
    none = tuple(ZERO for _ in months)
    return Verdict(none, none, tuple(min(each.amount, ZERO) for each in spent))
'''


def test_cap_policy__is_one_function(copy: Copy) -> None:
    copy.append("money/policies.py", _POLICY)
    found = copy.ask(
        """
from cic_sheets import open_book
from cic_sheets.example.year import clean_year
blank = load_workbook(BytesIO(write_workbook(2024)))
year, totals, faults = clean_year(), {}, {}
for name in ("moyenne", "néant", "neant"):
    for row in year["Règles"]:
        if row["Règle"] == "plafond_lecture":
            row["Valeur"] = name
    open("2023.xlsx", "wb").write(write_workbook(2023, year))
    book = open_book("2023.xlsx")
    lines = book.settlement.settlement.lines
    totals[name] = sum(one.reimbursable for one in lines if not one.id.startswith("A"))
    faults[name] = [o.code for o in book.findings if o.sheet == "Règles" and o.code[:3] == "CEL"]
answer(listed=listed(blank, "lecture_plafond"), totals=totals, faults=faults)
"""
    )
    assert copy.touched() == ["money/policies.py"]
    assert {"moyenne", "néant"} <= set(found["listed"])
    assert found["faults"]["moyenne"] == found["faults"]["néant"] == []
    assert 0 < float(found["totals"]["néant"]) < float(found["totals"]["moyenne"])


def test_report_section__is_one_file(copy: Copy) -> None:
    copy.create(
        "report/sections/thanks.py",
        '''"""16 Remerciements: whom to thank."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.model import Block, Paragraph
from cic_sheets.report.plan import Material, section


@section("remerciements", "16", "Remerciements")
def thanks(material: Material) -> Iterator[Block]:
    """One sentence."""
    yield Paragraph(f"Merci aux {len(material.book.tabs)} feuilles.")
''',
    )
    found = copy.ask(
        """
from zipfile import ZipFile
from cic_sheets import open_book
from cic_sheets.example.narrative_template import narrative_template
from cic_sheets.render.word import fill_narrative
from cic_sheets.report.plan import the_plan
open("2023.xlsx", "wb").write(write_workbook(2023))
report = open_book("2023.xlsx").report
filled = ZipFile(BytesIO(fill_narrative(narrative_template(), report, draft=False)))
answer(
    plan=[one.key for one in the_plan()],
    told="remerciements" in report.sections,
    word=filled.read("word/document.xml").decode(),
)
"""
    )
    assert copy.touched() == ["report/sections/thanks.py"]
    assert found["plan"].index("remerciements") == found["plan"].index("perspectives") + 1
    assert found["told"]
    assert "Remerciements" in found["word"]
    assert "Merci aux " in found["word"]


def test_language__is_one_file(copy: Copy) -> None:
    copy.create(
        "language/nl.py",
        '"""Nederlands."""\n\nSENTENCES: dict[str, str] = {\n'
        '    "severity.E": "Fout",\n'
        '    "CLA-01.says": "het blad « {title} » ontbreekt{near}",\n}\n',
    )
    assert copy.touched() == ["language/nl.py"]
    (copy.home / "2023.xlsx").write_bytes(_one_sheet())
    dutch = copy.python("-m", "cic_sheets", "check", "2023.xlsx", "--lang", "nl")
    assert dutch.returncode == 1, dutch.stderr
    assert "CLA-01  Fout" in dutch.stdout
    assert "Het blad « Dépenses » ontbreekt." in dutch.stdout
    assert "→ Rendez son nom à la feuille" in dutch.stdout
    unknown = copy.python("-m", "cic_sheets", "check", "2023.xlsx", "--lang", "xx")
    assert unknown.returncode == 2
    assert "nl" in unknown.stderr


def _one_sheet() -> bytes:
    kept = BytesIO()
    Workbook().save(kept)
    return kept.getvalue()
