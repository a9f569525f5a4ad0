"""`cic roll`: the next year, with all that is open, nothing twice, the old year untouched."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from cic_sheets.cli.group import cic
from cic_sheets.example.build import clean_files, clean_workbook, write
from cic_sheets.example.tables import YEAR
from cic_sheets.example.year import clean_year
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.convention import Convention
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.workbook import write_workbook
from tests.programs import ROOT, ooxml_errors, recalculated

import_all("cic_sheets.sheets")
FIRST_DAY = date(2024, 1, 1)


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(cic, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clean year and its files; the next year beside it."""
    home = tmp_path_factory.mktemp("d'une année à l'autre")
    write(home, clean_workbook(), clean_files())
    before = (home / "2023.xlsx").read_bytes()
    done = asked("roll", home / "2023.xlsx")
    assert done.exit_code == 0, done.output
    assert (home / "2023.xlsx").read_bytes() == before
    return home


@pytest.fixture(scope="module")
def following(clean: Path) -> OpenBook:
    return open_book(clean / "2024.xlsx", as_of=FIRST_DAY)


def rolled_with(folder: Path, changes: dict[str, list[dict[str, Any]]]) -> OpenBook:
    """The next year of the clean one with these rows added to its sheets."""
    year = clean_year()
    for title, rows in changes.items():
        year[title] = [*year.get(title, ()), *rows]  # type: ignore[list-item]
    (folder / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    done = asked("roll", folder / "2023.xlsx")
    assert done.exit_code == 0, done.output
    return open_book(folder / "2024.xlsx", as_of=FIRST_DAY)


# --- The contract ---------------------------------------------------------------------------------


def test_contract__goes_on_one_rank_and_one_year_further(following: OpenBook) -> None:
    before = open_book(ROOT / "workbooks" / "2023.xlsx").year.convention
    after = following.book.only(Convention)
    assert before
    assert after
    assert before.rank is not None
    assert after.rank == before.rank + 1
    assert (after.start, after.end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert after.coordinator == before.coordinator
    assert after.iban == before.iban
    assert "2024" in (after.no or "")


@pytest.mark.parametrize(
    ("rank", "end", "programme", "says"),
    [
        (4, date(2023, 12, 31), date(2026, 12, 31), "durée max 4 ans"),
        (5, date(2023, 12, 31), date(2026, 12, 31), "durée max 4 ans"),
        (1, date(2023, 12, 31), date(2023, 12, 31), "Le programme finit le 31/12/2023"),
        (None, date(2023, 12, 31), date(2026, 12, 31), "rang ou de date de fin"),
        (1, None, date(2026, 12, 31), "rang ou de date de fin"),
    ],
)
def test_no_next_year__is_said_with_its_clause(
    tmp_path: Path, rank: int | None, end: date | None, programme: date, says: str
) -> None:
    year = clean_year()
    convention = {"Rang": rank, "Fin": end, "Fin du programme": programme}
    year["Convention"] = [{**year["Convention"][0], **convention}]
    (tmp_path / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    done = asked("roll", tmp_path / "2023.xlsx")
    assert done.exit_code == 2
    assert says in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["2023.xlsx"]


def test_last_year_of_the_programme__ends_with_it(tmp_path: Path) -> None:
    year = clean_year()
    year["Convention"] = [{**year["Convention"][0], "Fin du programme": date(2024, 6, 30)}]
    (tmp_path / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    assert asked("roll", tmp_path / "2023.xlsx").exit_code == 0
    after = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY).book.only(Convention)
    assert after
    assert after.end == date(2024, 6, 30)


def test_file_that_is_no_workbook__is_refused(tmp_path: Path) -> None:
    (tmp_path / "2023.xlsx").write_bytes(b"nothing")
    done = asked("roll", tmp_path / "2023.xlsx")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


# --- Twice ----------------------------------------------------------------------------------------


def test_rolling_twice__changes_nothing(clean: Path) -> None:
    before = (clean / "2024.xlsx").read_bytes()
    done = asked("roll", clean / "2023.xlsx")
    assert done.exit_code == 0
    assert "rien n'est changé" in done.output
    assert (clean / "2024.xlsx").read_bytes() == before


def test_year_in_which_somebody_worked__is_never_replaced(clean: Path, tmp_path: Path) -> None:
    shutil.copytree(clean, tmp_path / "year")
    begun = tmp_path / "year" / "2024.xlsx"
    book = load_workbook(begun)
    book["Contacts"]["B5"] = "Quelqu'un d'autre"
    book.save(begun)
    before = begun.read_bytes()
    done = asked("roll", tmp_path / "year" / "2023.xlsx")
    assert done.exit_code == 2
    assert "Rien n'est écrit" in done.output
    assert begun.read_bytes() == before
    assert (
        asked("roll", tmp_path / "year" / "2023.xlsx", "--out", tmp_path / "n.xlsx").exit_code == 0
    )


# --- What goes on ---------------------------------------------------------------------------------


def test_rolled_year__has_no_error_that_a_new_one_has_not(
    following: OpenBook, tmp_path: Path
) -> None:
    assert asked("new", "2024", "--out", tmp_path / "2024.xlsx").exit_code == 0
    blank = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY)
    new = {(one.code, one.value) for one in blank.findings if one.severity.value == "E"}
    old = {(one.code, one.value) for one in following.findings if one.severity.value == "E"}
    assert {code for code, _ in old} == {"NAR-01"}
    assert old <= new


OPEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # sheet, a row that goes on, a row that stays
    ("Suivi",
     {"N°": "S-90", "Type": "décision", "Objet": "ouverte", "Responsable": "C01",
      "Échéance": date(2024, 3, 1), "Statut": "en cours"},
     {"N°": "S-91", "Type": "décision", "Objet": "close", "Responsable": "C01",
      "Échéance": date(2023, 3, 1), "Statut": "fait"}),
    ("Cohésion",
     {"N°": "CO-900", "Date": date(2023, 11, 2), "Commune": "C01", "Type": "appel",
      "Sujet": "ouverte", "Besoin exprimé": "un guide"},
     {"N°": "CO-901", "Date": date(2023, 11, 2), "Commune": "C01", "Type": "appel",
      "Sujet": "close", "Besoin exprimé": "un guide", "Réponse": "envoyé",
      "Répondu le": date(2023, 11, 9)}),
    ("Échéances",
     {"N°": "E-90", "Objet": "ouverte", "Date limite": date(2024, 2, 1), "Responsable": "moi"},
     {"N°": "E-91", "Objet": "close", "Date limite": date(2023, 2, 1), "Responsable": "moi",
      "Fait le": date(2023, 2, 1)}),
    ("Accords",
     {"N°": "VAL-90", "Demandé le": date(2023, 12, 1), "Portée": "communication",
      "Objet": "ouverte", "Catégories": "internet", "Montant demandé": Decimal(50),
      "Décision": "en attente"},
     {"N°": "VAL-91", "Demandé le": date(2023, 12, 1), "Portée": "communication",
      "Objet": "close", "Catégories": "internet", "Montant demandé": Decimal(50),
      "Décision": "refusé", "Décidé le": date(2023, 12, 5)}),
    ("Accords",
     {"N°": "VAL-92", "Demandé le": date(2023, 12, 1), "Portée": "communication",
      "Objet": "ouverte", "Catégories": "internet", "Montant demandé": Decimal(50),
      "Décision": "validé", "Décidé le": date(2023, 12, 5), "Montant validé": Decimal(50),
      "Valable du": date(2023, 12, 5), "Valable au": date(2024, 3, 31)},
     {"N°": "VAL-93", "Demandé le": date(2023, 12, 1), "Portée": "communication",
      "Objet": "close", "Catégories": "internet", "Montant demandé": Decimal(50),
      "Décision": "validé", "Décidé le": date(2023, 12, 5), "Montant validé": Decimal(50),
      "Valable du": date(2023, 12, 5), "Valable au": date(2023, 12, 31)}),
    ("Leçons",
     {"N°": "L-90", "Date": date(2023, 5, 2), "Type": "risque", "Description": "ouverte",
      "Statut": "en cours"},
     {"N°": "L-91", "Date": date(2023, 5, 2), "Type": "risque", "Description": "close",
      "Statut": "clos"}),
    ("Activités",
     {"N°": "A-90", "Intitulé": "ouverte", "Type": "formation", "Prestation": "M1",
      "Prévue du": date(2024, 4, 1), "Prévue au": date(2024, 4, 2), "Statut": "planifiée"},
     {"N°": "A-91", "Intitulé": "close", "Type": "formation", "Prestation": "M1",
      "Prévue du": date(2023, 4, 1), "Prévue au": date(2023, 4, 2), "Statut": "annulée",
      "Motif": "grève"}),
    ("Contacts",
     {"N°": "P-90", "Nom": "ouverte", "Institution": "Commune"},
     {"N°": "P-91", "Nom": "close", "Institution": "Commune", "Au": date(2023, 6, 30)}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "stays_open", "closed"), OPEN)
def test_what_is_open__goes_on_and_what_is_closed_stays(
    tmp_path: Path, title: str, stays_open: dict[str, Any], closed: dict[str, Any]
) -> None:
    book = rolled_with(tmp_path, {title: [stays_open, closed]})
    sheet = SHEETS[title]
    found = {row.id: row for row in book.book.all(sheet.row)}
    key = sheet.identity
    assert key
    assert closed[key.label] not in found
    kept = found[stays_open[key.label]]
    by_label = {column.label: attr for attr, column in sheet.columns.items()}
    for label, value in stays_open.items():
        read = getattr(kept, by_label[label])
        assert read == value or read == (value,), label


def test_budget_and_platform__go_with_their_activity(tmp_path: Path) -> None:
    activity = OPEN[6][1]
    book = rolled_with(
        tmp_path,
        {
            "Activités": [activity],
            "Budget": [{"Code": "B-90", "Activité": "A-90", "Libellé": "salle",
                        "Montant (EUR)": Decimal(100)}],
            "Plateformes": [{"N°": "PL-90", "Activité": "A-90", "Commune hôte": "C02"}],
        },
    )  # fmt: skip
    assert [row.id for row in book.book.all(SHEETS["Budget"].row)] == ["B-90"]
    assert [row.id for row in book.book.all(SHEETS["Plateformes"].row)] == ["PL-90"]


def test_approval_of_which_something_is_left__goes_on_with_the_rest(clean: Path) -> None:
    """Nothing is granted twice: what lines took of it does not come back."""
    from cic_sheets.rolling import rolled

    book = open_book(clean / "2023.xlsx", as_of=date(2023, 12, 31))
    assert book.settlement
    uses = {
        one.id: one for one in book.settlement.settlement.approvals if one.left and one.consumed
    }
    assert uses
    number, use = next(iter(uses.items()))
    row = book.book.find(SHEETS["Accords"].row, number)
    assert row
    row.valid_to = date(2024, 6, 30)  # type: ignore[attr-defined]
    made = rolled(book.year, 4, {}).rows["Accords"]
    (kept,) = [one for one in made if one["N°"] == number]
    assert kept["Montant validé"] == use.left
    assert "reste de" in kept["Objet"]


def test_references__never_hang(following: OpenBook) -> None:
    assert not [one for one in following.findings if one.code in ("CEL-06", "CEL-12")]


def test_targets__are_to_be_set_and_baselines_stay(clean: Path, following: OpenBook) -> None:
    before = {row.id: row for row in open_book(clean / "2023.xlsx").book.all(Indicator)}
    for row in following.book.all(Indicator):
        assert row.year_target is None
        assert (row.baseline, row.baseline_year) == (
            before[row.id].baseline, before[row.id].baseline_year,
        )  # fmt: skip
    assert before
    memory = {row.code: row for row in following.book.all(Carried)}
    assert memory["I-01"].actual is not None


def test_own_values_of_lists__go_on(tmp_path: Path) -> None:
    year = clean_year()
    year["Listes"] = [{"type_leçon": "surprise"}]
    year["Leçons"] = [*year["Leçons"], {**OPEN[5][1], "Type": "surprise"}]
    (tmp_path / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    assert asked("roll", tmp_path / "2023.xlsx").exit_code == 0
    book = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY)
    assert [row.kind for row in book.book.all(SHEETS["Leçons"].row) if row.id == "L-90"] == [  # type: ignore[attr-defined]
        "surprise"
    ]


def test_faulty_cell__goes_on_as_it_was_typed_and_is_told(tmp_path: Path) -> None:
    row = {**OPEN[2][1], "Date limite": "un de ces jours"}
    year = clean_year()
    year["Échéances"] = [*year["Échéances"], row]
    (tmp_path / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    done = asked("roll", tmp_path / "2023.xlsx")
    assert done.exit_code == 0
    assert "Échéances" in done.stderr
    book = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY)
    assert "un de ces jours" in {one.value for one in book.findings}


# --- What is remembered ---------------------------------------------------------------------------


def test_every_receipt__is_remembered_with_its_bytes(clean: Path, following: OpenBook) -> None:
    before = open_book(clean / "2023.xlsx").book
    memory = {row.no: row for row in following.book.all(Earlier)}
    assert set(memory) == {row.no for row in before.all(Receipt)}
    for row in before.all(Receipt):
        kept = memory[row.no]
        assert (kept.amount, kept.currency, kept.issuer) == (row.amount, row.currency, row.issuer)
        if row.file:
            data = (clean / row.file).read_bytes()
            assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_receipt_used_again__is_found_with_both_numbers(clean: Path, tmp_path: Path) -> None:
    home = tmp_path / "year"
    shutil.copytree(clean, home)
    old = next(row for row in open_book(home / "2023.xlsx").book.all(Receipt) if row.file)
    assert old.file
    (home / "2024" / "justificatifs").mkdir(parents=True)
    shutil.copy(home / old.file, home / "2024" / "justificatifs" / "J-2024-001.pdf")
    book = load_workbook(home / "2024.xlsx")
    sheet = book["Justificatifs"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = {"N°": "J-2024-001", "Type": "facture", "Date": date(2024, 1, 5), "Montant": 10,
           "Devise": "MAD", "Fichier": "J-2024-001.pdf"}  # fmt: skip
    for label, value in row.items():
        sheet.cell(5, heads[label], value)
    book.save(home / "2024.xlsx")
    found = [
        one for one in open_book(home / "2024.xlsx", as_of=date(2024, 1, 6)).findings
        if one.code == "JUS-03"
    ]  # fmt: skip
    assert [one.row for one in found] == ["J-2024-001"]
    assert old.no in str(found[0].facts)


def test_host_and_baseline__are_remembered_for_their_rules(clean: Path, tmp_path: Path) -> None:
    home = tmp_path / "year"
    shutil.copytree(clean, home)
    hosts = [row for row in open_book(home / "2024.xlsx").book.all(Carried) if row.host]
    assert hosts
    book = load_workbook(home / "2024.xlsx")
    sheet = book["Indicateurs"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    place = next(row for row in range(5, 20) if sheet.cell(row, heads["Base"]).value is not None)
    sheet.cell(place, heads["Base"]).value += 1
    book.save(home / "2024.xlsx")
    codes = {one.code for one in open_book(home / "2024.xlsx", as_of=FIRST_DAY).findings}
    assert "IND-06" in codes


def test_two_years_later__every_receipt_is_still_remembered(clean: Path) -> None:
    done = asked("roll", clean / "2024.xlsx", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["from"], told["to"], told["file"]) == ("2024.xlsx", "2025", "2025.xlsx")
    book = open_book(clean / "2025.xlsx", as_of=date(2025, 1, 1)).book
    first = open_book(clean / "2023.xlsx").book
    assert {row.no for row in book.all(Earlier)} == {row.no for row in first.all(Receipt)}
    assert len(book.all(Commune)) == len(open_book(clean / "2024.xlsx").book.all(Commune))


def test_what_is_still_expected__is_remembered_to_the_cent(tmp_path: Path) -> None:
    """A line without answer, a claim and a fee note without payment: expected, never claimed."""
    (tmp_path / "2023").mkdir()
    shutil.copy(ROOT / "workbooks" / "2023.xlsx", tmp_path)
    done = asked("roll", tmp_path / "2023.xlsx", "--as-of", "2023-06-30", "--json")
    assert done.exit_code == 0, done.output
    before = open_book(tmp_path / "2023.xlsx", as_of=date(2023, 6, 30))
    assert before.settlement
    pending = before.settlement.settlement.totals.year.pending
    after = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY)
    rows = [row for row in after.book.all(Carried) if row.amount is not None]
    lines = sum(row.amount for row in rows if (row.code or "").startswith("D-"))  # type: ignore[misc]
    assert lines == pending
    assert sum(row.amount for row in rows) == Decimal(json.loads(done.stdout)["expected"])  # type: ignore[misc]
    assert after.settlement
    assert after.settlement.settlement.totals.year.claimed == 0


# --- One place, other programs --------------------------------------------------------------------


def test_every_sheet__says_what_goes_on(clean: Path) -> None:
    from cic_sheets.manual import pages

    page = pages()["feuilles.md"]
    for sheet in SHEETS:
        said = sheet.carries.says if sheet.carries else "rien"
        assert f"Passe à l'année suivante (`cic roll`) : {said}." in page


@pytest.mark.programs
def test_other_programs__open_the_next_year(clean: Path) -> None:
    assert ooxml_errors(clean / "2024.xlsx") == []
    again = load_workbook(recalculated(clean / "2024.xlsx"), data_only=True)
    assert again["Historique"].max_row > 100
    errors = [
        cell.value for sheet in again for row in sheet.iter_rows() for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]  # fmt: skip
    assert errors == []


def test_report_of_the_next_year__does_not_count_what_the_last_one_did(tmp_path: Path) -> None:
    """Open rows go on; what was done before is not told as done again."""
    from cic_sheets.group.tallies import Tallies

    visit = {**OPEN[1][1], "Type": "visite"}
    book = rolled_with(tmp_path, {"Cohésion": [visit]})
    assert [row.id for row in book.book.all(SHEETS["Cohésion"].row)] == ["CO-900"]
    assert book.book.all(SHEETS["Candidatures"].row)
    tallies = Tallies(book.book, date(2024, 6, 30))
    assert tallies["visits"].total == tallies["applications"].total == 0
    fields = book.report.fields
    assert fields["nb_candidatures"].value.amount == 0  # type: ignore[union-attr]
    assert fields["nb_financements"].value.amount == 0  # type: ignore[union-attr]


def test_rules_that_a_workbook_lacks__come_with_the_next_one(tmp_path: Path) -> None:
    year = clean_year()
    lost = "plafond_mensuel"
    year["Règles"] = [row for row in year["Règles"] if row["Règle"] != lost]
    year["Règles"][0] = {**year["Règles"][0], "Remarque": "dit au téléphone"}
    (tmp_path / "2023.xlsx").write_bytes(write_workbook(YEAR, year))
    assert asked("roll", tmp_path / "2023.xlsx").exit_code == 0
    rows = open_book(tmp_path / "2024.xlsx", as_of=FIRST_DAY).book.all(SettingRow)
    assert lost in {row.key for row in rows}
    assert len({row.key for row in rows}) == len(rows) > 40
    assert "dit au téléphone" in {row.remark for row in rows}
