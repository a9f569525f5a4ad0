"""`cic package` on real workbooks: what is sent stays as it was sent, and each drift is told."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cic_sheets import open_book
from cic_sheets.example.build import clean_workbook, example_year
from cic_sheets.language import said
from cic_sheets.outputs import OutputLocked
from cic_sheets.packages import (
    CannotPackage,
    ChangedSinceSent,
    Package,
    RecordUnread,
    write_package,
)
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.record import from_bytes
from cic_sheets.report.finance import finance_of
from cic_sheets.report.model import Figure
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.schema.sheets import SHEETS
from tests.arranging import ARRANGED
from tests.cli.test_commands import run
from tests.planting import Edit, added_row, cell_of, heading_row, without_row
from tests.programs import ROOT

LATER = date(2024, 2, 1)
Change = Callable[[Workbook], None]


@pytest.fixture(scope="module")
def bare() -> bytes:
    """The clean year as openpyxl saves it, without what only people look at: quick to open."""
    book = load_workbook(BytesIO(clean_workbook()))
    for sheet in book:
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
        sheet.data_validations = type(sheet.data_validations)()
    return saved(book)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year's receipts and evidence."""
    home = tmp_path_factory.mktemp("pièces") / "2023"
    shutil.copytree(ROOT / "workbooks" / "2023", home)
    for named, disk in example_year().files.items():
        (home / disk).rename(home / named)
    return home


class Year(NamedTuple):
    """A folder with a workbook and its files, and what people do there."""

    home: Path
    bare: bytes

    @property
    def workbook(self) -> Path:
        return self.home / "2023.xlsx"

    @property
    def out(self) -> Path:
        return self.home / "out"

    def typed(self, change: Change, name: str = "2023.xlsx") -> OpenBook:
        """The year's first workbook after a change, saved under a name and opened."""
        book = load_workbook(BytesIO(self.bare))
        change(book)
        (self.home / name).write_bytes(saved(book))
        return self.opened(name)

    def opened(self, name: str = "2023.xlsx", as_of: date | None = None) -> OpenBook:
        return open_book(self.home / name, as_of=as_of, today=LATER)

    def sent(self, as_of: date | None = None, complement: bool = False) -> Package:
        return write_package(self.opened(as_of=as_of), self.out, complement=complement)

    def records(self) -> dict[str, bytes]:
        return contents(self.home / "2023" / "envois")


def saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def nothing(book: Workbook) -> None:
    """No change at all."""


@pytest.fixture
def year(tmp_path: Path, bare: bytes, files: Path) -> Year:
    """A year of which nothing was sent."""
    shutil.copytree(files, tmp_path / "2023", copy_function=os.link)
    (tmp_path / "2023.xlsx").write_bytes(bare)
    return Year(tmp_path, bare)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, bare: bytes, files: Path) -> Year:
    """A year that was sent once; tests save their workbooks beside it under other names."""
    home = tmp_path_factory.mktemp("envoyé")
    shutil.copytree(files, home / "2023", copy_function=os.link)
    (home / "2023.xlsx").write_bytes(bare)
    year = Year(home, bare)
    year.sent()
    return year


def typed(where: str, value: object) -> Change:
    """`typed("Dépenses D-2023-002 Montant", 400)`."""
    sheet, row, label = where.split(" ", 2)

    def change(book: Workbook) -> None:
        cell_of(book, Edit(sheet, row, label, value)).value = value

    return change


def together(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


def drift(book: OpenBook) -> list[str]:
    """`DEP-17 D-2023-002 Montant`, of every finding about what was sent."""
    return [_named(book, one) for one in of_drift(book)]


def of_drift(book: OpenBook) -> list[Finding]:
    return [one for one in book.findings if one.code in ("DEP-17", "TAU-05")]


def _named(book: OpenBook, one: Finding) -> str:
    """The row's number and the declared heading of the cell; else what the sheet lacks."""
    if not one.row or one.cell is None:
        return f"{one.code} {one.value}"
    title, tab = next(pair for pair in book.book.tabs.items() if pair[1].name == one.sheet)
    attr = next(attr for attr, column in tab.columns.items() if column == one.cell.column)
    return f"{one.code} {one.row} {SHEETS[title].columns[attr].label}"


# --- The package ---------------------------------------------------------------------------------


def test_package__holds_outputs_snapshot_receipts_templates_manifest_and_record(year: Year) -> None:
    sent = year.sent()
    assert sent.folder == year.out / "envoi-1-2023-12-31"
    held = contents(sent.folder)
    assert {name for name in held if "/" not in name} == {
        "rapport-narratif-2023.docx",
        "rapport-financier-2023.xlsx",
        "controle-2023.xlsx",
        "echeances-2023.ics",
        "justificatifs-2023.pdf",
        "manifeste.json",
        "envoi.json",
        "verifier.py",
        "empreintes.txt",
    }
    assert "classeur/2023.xlsx" in held
    assert {"modeles/rapport-narratif.docx", "modeles/rapport-financier.xlsx"} <= set(held)
    assert sum(name.startswith("classeur/2023/justificatifs/") for name in held) > 100
    assert year.records() == {"envoi-1.json": held["envoi.json"]}


def test_manifest__has_the_fingerprint_of_every_file_and_the_record_has_the_manifests(
    once: Year,
) -> None:
    held = contents(once.out / "envoi-1-2023-12-31")
    manifest = json.loads(held["manifeste.json"])
    told = {one["fichier"]: one["sha256"] for one in manifest["entrees"] + manifest["sorties"]}
    above = ("manifeste.json", "envoi.json", "empreintes.txt")
    sealed = {name: data for name, data in held.items() if name not in above}
    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in sealed.items()}
    assert manifest["envoi"] == {"numero": 1, "complement": False}
    record = json.loads(held["envoi.json"])
    assert record["manifeste_sha256"] == hashlib.sha256(held["manifeste.json"]).hexdigest()
    assert record["classeur_sha256"] == hashlib.sha256(once.bare).hexdigest()


def test_package__is_found_sound_by_its_own_verifier_and_by_the_command(once: Year) -> None:
    folder = once.out / "envoi-1-2023-12-31"
    done = subprocess.run(
        [sys.executable, "-I", folder / "verifier.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    total = open_book(once.workbook).settlement.settlement.totals.year.claimed  # type: ignore[union-attr]
    assert "Tout concorde" in done.stdout
    assert f"{total:.2f}".replace(".", ",")[-6:] + "\u00a0EUR demandés" in done.stdout
    report = json.loads(run("verify", f"{folder}.zip", "--json", cwd=once.home).stdout)
    assert report["problems"] == []
    assert report["lines"] == len(
        json.loads((folder / "manifeste.json").read_bytes())["comptes"]["lignes"]
    )


def test_verify__names_what_was_changed_after_sending(year: Year) -> None:
    folder = year.sent().folder
    changed = folder / "rapport-financier-2023.xlsx"
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    done = run("verify", folder, cwd=year.home)
    assert done.returncode == 1
    assert "rapport-financier-2023.xlsx : changé depuis l'envoi" in done.stdout


def test_archive__holds_the_folder_sorted_stored_and_undated(once: Year) -> None:
    held = contents(once.out / "envoi-1-2023-12-31")
    with ZipFile(once.out / "envoi-1-2023-12-31.zip") as archive:
        entries = archive.infolist()
        read = {one.filename: archive.read(one) for one in entries}
    assert read == {f"envoi-1-2023-12-31/{name}": data for name, data in held.items()}
    assert [one.filename for one in entries] == sorted(read)
    assert {(one.date_time, one.compress_type) for one in entries} == {
        ((1980, 1, 1, 0, 0, 0), ZIP_STORED)
    }


def test_snapshot__opens_in_the_package_as_it_did_at_home(once: Year) -> None:
    inside = once.out / "envoi-1-2023-12-31" / "classeur" / "2023.xlsx"
    away = open_book(inside, today=LATER)
    at_home = once.opened("2023.xlsx")
    lost = [one.code for one in away.findings if one.severity is Severity.E]
    assert lost == ["CEL-12"] * len(lost)
    assert 0 < len(lost) < 20  # lists of presence only
    assert away.settlement is not None
    assert at_home.settlement is not None
    assert away.settlement.settlement.totals == at_home.settlement.settlement.totals


def test_confidential_files__stay_out(year: Year) -> None:
    def confide(book: Workbook) -> None:
        sheet = book["Prestations"]
        headings = {cell.value: cell.column for cell in sheet[heading_row(sheet)]}
        secret["file"] = None
        for number in range(heading_row(sheet) + 1, sheet.max_row + 1):
            named = sheet.cell(number, headings["Livrable"]).value
            if named and secret["file"] is None:
                secret["file"] = named
                sheet.cell(number, headings["Confidentiel"]).value = "oui"

    secret: dict[str, str | None] = {}
    before = year.opened().book.folder.files
    year.typed(confide)
    held = set(contents(year.sent().folder))
    name = str(secret["file"]).rpartition("/")[2]
    assert any(found.path.endswith(name) for found in before.values())
    assert not [one for one in held if one.endswith(name)]
    assert not [one for one in held if "presence" in one.casefold()]
    assert any("presence" in found.path.casefold() for found in before.values())


def test_record__freezes_each_line_with_rate_amounts_and_cells(once: Year) -> None:
    record = from_bytes(once.records()["envoi-1.json"])
    book = once.opened()
    assert book.settlement is not None
    lines = book.settlement.settlement.lines
    assert list(record.lines) == [line.id for line in lines]
    assert len(lines) == 120
    for line in lines:
        frozen = record.lines[line.id]
        assert frozen.amounts == (line.claimed, line.reimbursable, line.refused, line.pending)
        assert frozen.first == 1
        if line.rate is not None and line.currency != "EUR":
            assert frozen.rates[str(line.currency)] == line.rate.units
    assert record.lines["D-2023-002"].cells["Montant"] == "404"
    assert ("Missions", "MIS-01") in record.lines["D-2023-002"].rests
    assert record.rows["Missions", "MIS-01"].keys() >= {"Départ", "Retour", "Lieu", "Accord"}


# --- Again, later, more --------------------------------------------------------------------------


def test_packaging_again__gives_the_same_bytes_under_the_same_number(year: Year) -> None:
    year.sent()
    before, records = contents(year.out), year.records()
    again = year.sent()
    assert again.again
    assert again.submission.number == 1
    assert contents(year.out) == before
    assert year.records() == records


def test_later_day__is_the_next_number_and_keeps_the_first_of_each_line(year: Year) -> None:
    first = year.sent(date(2023, 6, 30))
    assert len(first.submission.lines) == 66
    assert drift(year.opened()) == []
    second = year.sent()
    assert second.folder.name == "envoi-2-2023-12-31"
    assert not second.again
    assert not second.submission.complement
    firsts = {number: line.first for number, line in second.submission.lines.items()}
    assert {firsts[number] for number in first.submission.lines} == {1}
    assert set(firsts.values()) == {1, 2}
    assert contents(second.folder)["classeur/2023/envois/envoi-1.json"]
    assert drift(year.opened()) == []
    assert year.sent().again


def test_new_line__is_no_drift_and_the_next_number(year: Year) -> None:
    year.sent()
    assert drift(year.typed(NEW_LINE)) == []
    second = year.sent()
    assert second.submission.number == 2
    assert second.submission.lines["D-2023-121"].first == 2
    assert second.submission.lines["D-2023-001"].first == 1


NEW_LINE = together(
    added_row(
        "Dépenses",
        **{
            "N°": "D-2023-121",
            "Date": datetime(2023, 12, 28),
            "Imputation": "communication",
            "Catégorie": "communication",
            "Libellé": "Recharge",
            "Montant": 20,
            "Devise": "MAD",
            "Justificatif_attendu_le": datetime(2024, 3, 1),
            "Accord": "VAL-01",
        },
    )
)


# --- Drift ---------------------------------------------------------------------------------------

NO_DRIFT: dict[str, Change] = {
    "nothing": nothing,
    "a remark": typed("Dépenses D-2023-002 Remarque", "vu avec la comptable"),
    "a list's spelling": typed("Dépenses D-2023-003 Catégorie", "HEBERGEMENT"),
    "an amount as text": typed("Dépenses D-2023-002 Montant", "404,00 MAD"),
    "the receipts' order": typed("Dépenses D-2023-002 Justificatifs", "j-2023-003;J-2023-002"),
    "an approval's evidence": typed("Accords VAL-01 Preuve", None),
    "a mission's results": typed("Missions MIS-01 Résultats", "Une convention est signée."),
    "a scale's source": typed("Barèmes B-01 Source", "Note de service"),
    "a new line": NEW_LINE,
    **{one.__name__: one for one in ARRANGED},
}


@pytest.mark.parametrize("name", NO_DRIFT)
def test_what_changes_nothing_sent__is_no_drift(name: str, once: Year) -> None:
    assert drift(once.typed(NO_DRIFT[name], "changed.xlsx")) == []


DRIFT: dict[str, tuple[Change, list[str], list[str]]] = {
    "an amount": (
        typed("Dépenses D-2023-002 Montant", 400),
        ["DEP-17 D-2023-002 Montant"],
        ["envoi 1 du 31/12/2023", "Montant 404,00 MAD → 400,00 MAD", "36,32 EUR → 35,96 EUR"],
    ),
    "two cells of a line": (
        together(
            typed("Dépenses D-2023-002 Montant", 400),
            typed("Dépenses D-2023-002 Fournisseur", "Autocars du Nord"),
        ),
        ["DEP-17 D-2023-002 Fournisseur"],
        ["→ Autocars du Nord", "404,00 MAD → 400,00 MAD"],
    ),
    "a cell emptied": (
        typed("Dépenses D-2023-002 Fournisseur", None),
        ["DEP-17 D-2023-002 Fournisseur"],
        ["→ (vide)", "remboursable inchangé (36,32 EUR)"],
    ),
    "a receipt's amount": (
        typed("Justificatifs J-2023-014 Montant", 60),
        ["DEP-17 D-2023-011 Justificatifs"],
        ["Montant de J-2023-014 73,00 MAD → 60,00 MAD", "6,56 EUR → 5,39 EUR"],
    ),
    "a mission's return": (
        typed("Missions MIS-01 Retour", datetime(2023, 1, 13, 23, 0)),
        ["DEP-17 D-2023-002 Mission"],
        ["Retour de MIS-01", "→ 13/01/2023 23:00", "autre(s) ligne(s) en changent"],
    ),
    "an approval for many lines": (
        typed("Accords VAL-01 Objet", "Communication de l'année"),
        ["DEP-17 D-2023-001 Accord"],
        ["Objet de VAL-01", "autre(s) ligne(s) en changent, ensemble de 0,00 EUR"],
    ),
    "a line taken out": (
        without_row("Dépenses", "D-2023-012"),
        ["DEP-17 D-2023-012"],
        ["la ligne D-2023-012 a été retirée", "13,40 EUR → 0,00 EUR"],
    ),
    "a rate": (
        typed("Taux 01/01/2023 Unités pour 1 EUR", 11.2),
        ["TAU-05 5 Unités pour 1 EUR"],
        ["Le taux est 11,2", "12 ligne(s)", "à 11,1235 MAD", "envoi 1 du 31/12/2023"],
    ),
    "a rate taken out": (
        without_row("Taux", "01/01/2023"),
        ["TAU-05 2023-01 MAD"],
        ["Le taux 2023-01 MAD n'y est plus", "12 ligne(s)"],
    ),
}


@pytest.mark.parametrize("name", DRIFT)
def test_drift__is_told_once_at_its_cell_with_old_new_and_effect(name: str, once: Year) -> None:
    change, places, words = DRIFT[name]
    book = once.typed(change, "changed.xlsx")
    assert drift(book) == places
    assert {one.severity for one in of_drift(book)} == {Severity.E}
    message = " ".join(said(one).message for one in of_drift(book)).replace("\xa0", " ")
    for one in words:
        assert one in message, message


def test_rate_typed_over__changes_no_amount_that_was_sent(once: Year) -> None:
    before = once.opened()
    months = [f"{day:02}" for day in range(1, 13)]
    changes = [typed(f"Taux 01/{month}/2023 Unités pour 1 EUR", 11.3) for month in months]
    after = once.typed(together(*changes), "changed.xlsx")
    assert before.settlement is not None
    assert after.settlement is not None
    assert amounts(after) == amounts(before)
    assert after.settlement.settlement.totals.year == before.settlement.settlement.totals.year
    assert [one.code for one in of_drift(after)] == ["TAU-05"] * 12


def amounts(book: OpenBook) -> dict[str, tuple[object, ...]]:
    assert book.settlement is not None
    lines = book.settlement.settlement.lines
    return {one.id: (one.claimed, one.reimbursable, one.refused, one.pending) for one in lines}


def test_rule_changed__is_told_at_each_line_that_comes_out_otherwise(once: Year) -> None:
    book = once.typed(typed("Règles plafond_mensuel Valeur", 150), "changed.xlsx")
    assert book.settlement is not None
    before = from_bytes(once.records()["envoi-1.json"]).lines
    moved = {
        line.id
        for line in book.settlement.settlement.lines
        if before[line.id].amounts.reimbursable != line.reimbursable
    }
    assert len(moved) > 3
    assert {one.row for one in of_drift(book)} == moved
    assert "mais la règle qui la calcule" in said(of_drift(book)[0]).message


def test_time_passed__is_no_drift(year: Year) -> None:
    """What waited for the cap or a receipt in June is paid by December: nothing was changed."""
    year.typed(typed("Règles plafond_mensuel Valeur", 120))
    sent = year.sent(date(2023, 3, 31))
    assert sum(line.amounts.pending for line in sent.submission.lines.values()) > 0
    later = year.opened()
    assert drift(later) == []
    assert amounts(later) != {
        number: tuple(line.amounts) for number, line in sent.submission.lines.items()
    }


def modifications(book: OpenBook) -> list[tuple[object, ...]]:
    """The rows that a template may list: line, column, sent, now, effect in EUR."""
    rows = finance_of(book.year, book.findings).lists["modifications"]
    return [tuple(map(_plain, list(row.values())[:5])) for row in rows]


def _plain(value: object) -> object:
    return str(value.amount) if isinstance(value, Figure) else value


def test_modifications__are_listed_with_what_follows_from_them(once: Year) -> None:
    change = together(DRIFT["an amount"][0], DRIFT["a receipt's amount"][0])
    assert modifications(once.typed(change, "changed.xlsx")) == [
        ("D-2023-002", "Montant", "404", "400", "-0.36"),
        ("D-2023-011", "Montant (J-2023-014)", "73", "60", "-1.17"),
    ]
    gone = once.typed(without_row("Dépenses", "D-2023-012"), "changed.xlsx")
    assert modifications(gone) == [("D-2023-012", "Ligne retirée", None, None, "-13.40")]
    assert modifications(once.opened()) == []


def test_modifications__list_what_a_new_line_takes_from_one_that_was_sent(year: Year) -> None:
    """Not a finding, since nothing sent was changed; yet no difference goes untold."""
    year.typed(typed("Règles plafond_mensuel Valeur", 150))
    year.sent()
    late = added_row(
        "Dépenses",
        **{
            "N°": "D-2023-121",
            "Date": datetime(2023, 1, 2),
            "Imputation": "communication",
            "Catégorie": "communication",
            "Libellé": "Recharge",
            "Montant": 100,
            "Devise": "MAD",
            "Quantité": 1,
            "Unité": "mois",
            "Justificatifs": "J-2023-015",
            "Accord": "VAL-01",
        },
    )
    shared = typed("Dépenses D-2023-012 Remarque", "partagée")
    cap = typed("Règles plafond_mensuel Valeur", 150)
    book = year.typed(together(cap, shared, late))
    assert drift(book) == []
    listed = modifications(book)
    assert listed
    assert {row[1] for row in listed} == {"Remboursable"}
    assert "D-2023-012" in {row[0] for row in listed}


# --- Complements ---------------------------------------------------------------------------------


def test_changed_line__is_not_sent_without_a_complement(year: Year) -> None:
    year.sent()
    before, records = contents(year.out), year.records()
    year.typed(DRIFT["an amount"][0])
    with pytest.raises(ChangedSinceSent) as told:
        year.sent()
    assert told.value.lines == ("D-2023-002",)
    assert contents(year.out) == before
    assert year.records() == records


def test_complement__declares_the_change_keeps_number_and_rate_and_ends_the_drift(
    year: Year,
) -> None:
    year.sent()
    year.typed(together(DRIFT["an amount"][0], without_row("Dépenses", "D-2023-120")))
    sent = year.sent(complement=True)
    assert sent.submission.complement
    assert (sent.submission.number, sent.declared) == (2, ("D-2023-002", "D-2023-120"))
    line = sent.submission.lines["D-2023-002"]
    assert (line.first, str(line.rates["MAD"]), line.cells["Montant"]) == (1, "11.1235", "400")
    assert sent.submission.withdrawn == ("D-2023-120",)
    severities = {one.code: one.severity for one in sent.book.findings}
    assert severities["DEP-17"] is Severity.A
    assert drift(year.opened()) == []
    again = year.sent(complement=True)
    assert (again.again, again.submission.number) == (True, 2)
    assert year.sent().again


def test_complement__keeps_the_rate_of_the_first_submission(year: Year) -> None:
    year.sent()
    rate = typed("Taux 01/01/2023 Unités pour 1 EUR", 11.2)
    year.typed(together(rate, DRIFT["an amount"][0]))
    sent = year.sent(complement=True)
    assert sent.submission.draft  # TAU-05 remains: the rate is to be put back
    line = sent.submission.lines["D-2023-002"]
    assert (str(line.rates["MAD"]), str(line.amounts.claimed)) == ("11.1235", "35.96")
    assert drift(year.opened()) == ["TAU-05 5 Unités pour 1 EUR"]


def test_complement__without_a_change_is_an_ordinary_submission(year: Year) -> None:
    sent = year.sent(complement=True)
    assert not sent.submission.complement


# --- Drafts --------------------------------------------------------------------------------------


def test_draft__freezes_sound_lines_only_so_that_mending_is_no_drift(year: Year) -> None:
    fault = together(
        typed("Dépenses D-2023-005 Justificatifs", None),
        typed("Justificatifs J-2023-014 Montant", None),
    )
    year.typed(fault)
    sent = year.sent()
    assert sent.folder.name == "envoi-1-2023-12-31-brouillon"
    assert sent.submission.draft
    assert "rapport-narratif-2023-brouillon.docx" in contents(sent.folder)
    assert set(sent.submission.others) == {"D-2023-005", "D-2023-011"}
    assert len(sent.submission.lines) == 118
    mended = year.typed(nothing)
    assert drift(mended) == []
    final = year.sent()
    assert final.folder.name == "envoi-2-2023-12-31"
    assert final.submission.lines["D-2023-005"].first == 2
    assert not final.submission.draft


# --- What can go wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 90, b"[" * 10_000])
def test_damaged_record__is_one_finding_and_nothing_is_sent(damage: bytes, year: Year) -> None:
    record = year.home / "2023" / "envois" / "envoi-1.json"
    record.parent.mkdir()
    record.write_bytes(damage)
    book = year.opened()
    told = [one for one in book.findings if one.severity is Severity.E]
    assert [(one.code, one.value) for one in told] == [("CLA-12", "2023/envois/envoi-1.json")]
    assert "envoi.json" in said(told[0]).remedy
    with pytest.raises(RecordUnread):
        write_package(book, year.out)
    assert not year.out.exists()


def test_damaged_record__is_mended_by_the_one_in_its_package(year: Year) -> None:
    sent = year.sent()
    sent.record.write_bytes(sent.record.read_bytes().replace(b'"404"', b'"405"'))
    assert [one.code for one in year.opened().findings if one.severity is Severity.E] == ["CLA-12"]
    shutil.copy(sent.folder / "envoi.json", sent.record)
    assert year.sent().again


@pytest.mark.parametrize("as_of", [None, date(2023, 6, 30)])
def test_lost_record_of_a_package_that_is_there__is_not_numbered_again(
    as_of: date | None, year: Year
) -> None:
    sent = year.sent()
    sent.record.unlink()
    year.typed(DRIFT["an amount"][0])
    before = contents(year.out)
    with pytest.raises(CannotPackage) as told:
        year.sent(as_of)
    assert told.value.key == "package.exists"
    assert contents(year.out) == before


@pytest.mark.parametrize("linked", ["envois", "envoi-1.json"])
def test_link_in_place_of_a_record__is_told_and_not_followed(linked: str, year: Year) -> None:
    year.sent()
    folder = year.home / "2023" / "envois"
    place = folder if linked == "envois" else folder / linked
    place.rename(year.home / "ailleurs")
    place.symlink_to(year.home / "ailleurs")
    told = [one for one in year.opened().findings if one.code == "CLA-12"]
    assert [said(one).message.count("est un lien") for one in told] == [1]
    with pytest.raises(RecordUnread):
        year.sent()


def test_record_that_cannot_be_written__takes_the_package_back(year: Year) -> None:
    (year.home / "2023" / "envois").mkdir()
    lock = year.home / "2023" / "envois" / "~$envoi-1.json"
    lock.write_bytes(b"")
    with pytest.raises(OutputLocked):
        year.sent()
    assert contents(year.out) == {}
    assert [path for path in year.out.iterdir() if not path.name.startswith(".")] == []
    lock.unlink()
    assert year.sent().submission.number == 1


def shut(folder: Path) -> None:
    """Let no record be written: by its mode, and root, whom no mode stops, by a file in its way."""
    if os.geteuid() == 0:
        (folder / "envois").write_bytes(b"")
    else:
        folder.chmod(0o555)


def test_folder_shut_meanwhile__is_one_sentence_and_nothing_is_written(year: Year) -> None:
    book = year.opened()
    shut(year.home / "2023")
    before = contents(year.home)
    try:
        with pytest.raises(OutputLocked):
            write_package(book, year.out)
        assert contents(year.home) == before
    finally:
        (year.home / "2023").chmod(0o755)


def test_output_open_elsewhere__nothing_is_written(year: Year) -> None:
    year.out.mkdir()
    lock = year.out / ".~lock.envoi-1-2023-12-31.zip#"
    lock.write_bytes(b"")
    with pytest.raises(OutputLocked):
        year.sent()
    assert contents(year.out) == {lock.name: b""}
    assert year.records() == {}


def test_file_gone_since_it_was_listed__is_one_sentence(year: Year) -> None:
    book = year.opened()
    next((year.home / "2023" / "justificatifs").rglob("*.pdf")).unlink()
    with pytest.raises(CannotPackage) as told:
        write_package(book, year.out)
    assert told.value.key == "package.unread"
    assert contents(year.out) == {}


# --- As a command --------------------------------------------------------------------------------


def test_command__says_what_it_wrote_and_froze(year: Year) -> None:
    done = run("package", "2023.xlsx", cwd=year.home)
    assert done.returncode == 0, done.stderr
    assert "Envoi n° 1, vu au 31/12/2023" in done.stdout
    assert "120 ligne(s) figée(s) sur 120" in done.stdout
    assert (year.home / "out" / "2023" / "envoi-1-2023-12-31.zip").exists()
    year.typed(DRIFT["a cell emptied"][0])
    refused = run("package", "2023.xlsx", cwd=year.home)
    assert refused.returncode == 1
    assert "D-2023-002" in refused.stderr
    assert "--complement" in refused.stderr
    declared = run("package", "2023.xlsx", "--complement", cwd=year.home)
    assert declared.returncode == 0, declared.stdout
    assert "Complément" in declared.stdout
    assert run("check", "2023.xlsx", cwd=year.home).returncode == 0


def test_command__of_a_draft_is_loud(year: Year) -> None:
    year.typed(typed("Dépenses D-2023-005 Justificatifs", None))
    done = run("package", "2023.xlsx", "--out", "envois", cwd=year.home)
    assert done.returncode == 1
    assert "BROUILLON" in done.stdout
    assert (year.home / "envois" / "envoi-1-2023-12-31-brouillon.zip").exists()


def test_command__with_a_damaged_record_is_one_sentence(year: Year) -> None:
    folder = year.home / "2023" / "envois"
    folder.mkdir()
    (folder / "envoi-1.json").write_bytes(b"{")
    done = run("package", "2023.xlsx", cwd=year.home)
    assert done.returncode == 2
    assert "envoi-1.json" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("check", "2023.xlsx", cwd=year.home).returncode == 1
