"""`cic template fields | check | learn` as people meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from cic_sheets.render.documents import names_of
from cic_sheets.report.documents.build import KINDS
from cic_sheets.report.documents.kind import AnyKind
from cic_sheets.report.finance import lists
from cic_sheets.report.plan import the_plan
from tests.cli.test_commands import run
from tests.programs import ROOT
from tests.template.documents import document, p, r, row, table

YEAR = str(ROOT / "workbooks" / "2023.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = (
        p(r("{{annee}} {{anne}} {{total {total}}"))
        + p(r("{{section: plaidoyers}}"))
        + p(r("{{section: playdoyers}}"))
        + table(row(p(r("Objet")), p(r("Montant"))), row(p(r("")), p(r("{{inconnu}}"))))
    )
    (tmp_path / "m.docx").write_bytes(document(body))
    book = openpyxl.Workbook()
    book.active.title = "Dépenses"
    book.active["A1"], book.active["B5"] = "{{annee}}", "{{depenses.montnt}}"
    book.save(tmp_path / "m.xlsx")
    (tmp_path / "faux.xlsx").write_bytes(b"nothing of the kind")
    return tmp_path


def told(folder: Path, *arguments: str, status: int = 0) -> str:
    done = run("template", *arguments, cwd=folder)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return str(done.stdout)


def as_object(folder: Path, *arguments: str, status: int = 0) -> dict[str, object]:
    found: dict[str, object] = json.loads(told(folder, *arguments, "--json", status=status))
    return found


# --- fields


def test_fields__has_every_name_of_both_reports_with_meaning_and_value(folder: Path) -> None:
    found = as_object(folder, "fields", YEAR)
    narrative = {one["name"]: one for one in found["narratif"]}  # type: ignore[index, attr-defined]
    financial = {one["name"]: one for one in found["financier"]}  # type: ignore[index, attr-defined]
    assert narrative["annee"]["value"] == "2023"
    assert {f"section: {one.key}" for one in the_plan()} <= set(narrative)
    columns = {f"{one.name}.{key}": text for one in lists() for key, text in one.columns.items()}
    assert {name: financial[name]["meaning"] for name in columns} == columns
    assert all(one["meaning"] for one in narrative.values())
    assert financial["depenses.no"]["value"]


def test_cheat_sheets__hold_every_name_to_copy(folder: Path) -> None:
    names = {one["name"] for of in as_object(folder, "fields", YEAR).values() for one in of}  # type: ignore[attr-defined]
    told(folder, "fields", YEAR, "--out", "champs.xlsx")
    told(folder, "fields", YEAR, "--out", "champs.docx")
    book = openpyxl.load_workbook(folder / "champs.xlsx")
    in_excel = {one.value for sheet in book for one in sheet["A"][1:]}
    tables = Document(str(folder / "champs.docx")).tables
    in_word = {one.rows[n]._tr.tc_lst[0].p_lst[0].text for one in tables
               for n in range(1, len(one.rows))}  # fmt: skip
    assert in_excel == in_word == {"{{" + name + "}}" for name in names}


def test_cheat_sheet__is_the_same_twice(folder: Path) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.docx", "b.docx"):
        told(folder, "fields", YEAR, "--out", name)
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()


def test_cheat_sheet__of_another_kind_is_refused(folder: Path) -> None:
    done = run("template", "fields", YEAR, "--out", "champs.pdf", cwd=folder)
    assert done.returncode == 2
    assert ".docx" in done.stderr
    assert not (folder / "champs.pdf").exists()


# --- check


def test_check__tells_each_unknown_field_with_its_place_and_the_nearest(folder: Path) -> None:
    found = as_object(folder, "check", "m.docx", YEAR, status=1)
    assert found["for"] == "narratif"
    unknown = {one["name"]: one for one in found["unknown"]}  # type: ignore[attr-defined]
    assert set(unknown) == {"anne", "section: playdoyers", "inconnu"}
    assert unknown["anne"]["near"] == "annee"
    assert unknown["section: playdoyers"]["near"] == "section: plaidoyers"
    assert unknown["inconnu"]["place"].startswith("texte, tableau 1, ligne 2")
    assert len(found["broken"]) == 1  # type: ignore[arg-type]


def test_check__of_a_workbook_names_the_cell(folder: Path) -> None:
    said = told(folder, "check", "m.xlsx", YEAR, status=1)
    assert "depenses.montnt" in said
    assert "Dépenses!B5" in said
    assert "Champs connus : " in said


@pytest.mark.parametrize("name", ["rapport-narratif.docx", "rapport-financier.xlsx"])
def test_check__finds_nothing_wrong_in_our_own(folder: Path, name: str) -> None:
    found = as_object(folder, "check", str(ROOT / "templates" / name), YEAR)
    assert [found[key] for key in ("unknown", "broken", "unreachable", "notices")] == [
        [],
        [],
        [],
        [],
    ]


def test_check__refuses_what_is_no_template(folder: Path) -> None:
    done = run("template", "check", "faux.xlsx", YEAR, cwd=folder)
    assert done.returncode == 2
    assert "ni un document Word ni un classeur Excel" in done.stderr


# --- learn


def test_learnt_template__says_nothing_until_it_changes(folder: Path) -> None:
    before = (folder / "m.docx").read_bytes()
    told(folder, "learn", "m.docx")
    assert (folder / "m.docx").read_bytes() == before
    assert as_object(folder, "check", "m.docx", YEAR, status=1)["changed"] == []


def test_changed_template__is_announced_with_what_moved(folder: Path) -> None:
    told(folder, "learn", "m.docx")
    body = p(r("Titre")) + p(r("{{annee}}")) + table(row(p(r("Objet")), p(r("{{inconnu}}"))))
    (folder / "m.docx").write_bytes(document(body))
    changed = as_object(folder, "check", "m.docx", YEAR, status=1)["changed"]
    codes = {(one["code"], one["name"]) for one in changed}  # type: ignore[attr-defined]
    assert ("field-moved", "annee") in codes
    assert ("field-gone", "anne") in codes
    assert ("field-moved", "inconnu") in codes
    assert ("heading-gone", "Objet | Montant") in codes


def test_changed_workbook__is_announced_by_sheet(folder: Path) -> None:
    told(folder, "learn", "m.xlsx")
    book = openpyxl.load_workbook(folder / "m.xlsx")
    book.active.title = "Frais"
    book.save(folder / "m.xlsx")
    changed = as_object(folder, "check", "m.xlsx", YEAR, status=1)["changed"]
    codes = {(one["code"], one["name"]) for one in changed}  # type: ignore[attr-defined]
    assert {("sheet-gone", "Dépenses"), ("sheet-come", "Frais")} <= codes


def test_look_alone__is_a_change_too(folder: Path) -> None:
    told(folder, "learn", "m.xlsx")
    book = openpyxl.load_workbook(folder / "m.xlsx")
    book.active["A1"].font = openpyxl.styles.Font(bold=True)
    book.save(folder / "m.xlsx")
    changed = as_object(folder, "check", "m.xlsx", YEAR, status=1)["changed"]
    assert {one["code"] for one in changed} == {"part-changed"}  # type: ignore[attr-defined]
    assert "xl/styles.xml" in {one["name"] for one in changed}  # type: ignore[attr-defined]


def test_damaged_fingerprint__is_told(folder: Path) -> None:
    (folder / "m.docx.appris.json").write_text("{}", "utf-8")
    done = run("template", "check", "m.docx", YEAR, cwd=folder)
    assert done.returncode == 2
    assert "m.docx.appris.json" in done.stderr


def test_report__announces_a_template_that_changed_since(folder: Path) -> None:
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    told(folder, "learn", "templates/rapport-financier.xlsx")
    quiet = run("report", YEAR, "--templates", "templates", "--out", "out", cwd=folder)
    assert "a changé" not in quiet.stderr
    book = openpyxl.load_workbook(templates / "rapport-financier.xlsx")
    book.create_sheet("Annexe")
    book.save(templates / "rapport-financier.xlsx")
    loud = run("report", YEAR, "--templates", "templates", "--out", "out", cwd=folder)
    assert "« rapport-financier.xlsx » a changé" in loud.stderr
    assert "feuille ajoutée, Annexe" in loud.stderr


# --- the documents besides the reports


def test_fields__has_those_of_each_document_with_this_years_first(folder: Path) -> None:
    found = as_object(folder, "fields", YEAR)
    assert list(found) == ["narratif", "financier", *(kind.key for kind in KINDS)]
    for kind in KINDS:
        told_of = {one["name"]: one for one in found[kind.key]}  # type: ignore[attr-defined]
        assert list(told_of) == [name for name, _ in names_of(kind)]
    note = {one["name"]: one["value"] for one in found["honoraires"]}  # type: ignore[attr-defined]
    assert note["montant"] == "480,00\u00a0EUR"
    assert note["prestations.code"] == "M1"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_check__knows_a_documents_template_by_its_name(folder: Path, kind: AnyKind) -> None:
    shutil.copy(ROOT / "templates" / kind.template, folder)
    found = as_object(folder, "check", kind.template, YEAR)
    assert (found["for"], found["unknown"]) == (kind.key, [])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_check__knows_it_under_another_name_by_its_fields(folder: Path, kind: AnyKind) -> None:
    shutil.copy(ROOT / "templates" / kind.template, folder / "autre.docx")
    found = as_object(folder, "check", "autre.docx", YEAR)
    assert (found["for"], found["unknown"]) == (kind.key, [])


def test_check__is_told_otherwise_by_for(folder: Path) -> None:
    shutil.copy(ROOT / "templates" / "demande-d-accord.docx", folder)
    found = as_object(
        folder, "check", "demande-d-accord.docx", YEAR, "--for", "honoraires", status=1
    )
    assert found["for"] == "honoraires"
