"""The four templates as they are shipped, filled, changed by hand, and ill-treated."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as open_word
from lxml import etree

from cic_sheets.example.__main__ import DOCUMENTS
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.render.documents import fill_document, given, names_of
from cic_sheets.render.word import TemplateProblem
from cic_sheets.report.documents.build import KINDS, documents_of, sample
from cic_sheets.report.documents.kind import Document
from cic_sheets.report.finance import finance_of
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.template import fill
from cic_sheets.values import shown
from tests.documents.told import documents, kind, part, template, text
from tests.programs import ROOT, ooxml_errors, pdf_pages, soffice_convert

KEYS = [one.key for one in KINDS]
HOSTILE = """<w:p/>&amp;"' {{montant}} {{ }} ]]> %s \\u0000"""


@cache
def _year() -> OpenBook:
    return open_book(ROOT / "workbooks" / "2023.xlsx")


@cache
def _told() -> dict[str, Document]:
    year = _year()
    material = Material(year.year, tuple(year.findings), year.is_draft)
    return {one.path: one for one in documents_of(material)}


def _first(key: str) -> Document:
    return next(one for one in _told().values() if one.kind.key == key)


def _changed(key: str, change: Callable[[str], str]) -> bytes:
    """A template whose body was changed by hand."""
    out = BytesIO()
    with ZipFile(BytesIO(template(key))) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            held = source.read(name)
            if name == "word/document.xml":
                before = held.decode("utf-8")
                after = change(before)
                assert after != before
                held = after.encode("utf-8")
            target.writestr(name, held)
    return out.getvalue()


# --- As they are shipped ------------------------------------------------------------------------


def test_every_kind__has_a_template_and_the_program_that_makes_it() -> None:
    assert set(DOCUMENTS) == {one.template for one in KINDS}


@pytest.mark.parametrize("key", KEYS)
def test_template__is_what_its_program_makes(key: str) -> None:
    assert template(key) == DOCUMENTS[kind(key).template]()


@pytest.mark.parametrize("key", KEYS)
def test_template__asks_for_nothing_that_is_not_known_or_out_of_reach(key: str) -> None:
    outcome = fill(template(key), given(sample(kind(key))), ".docx")
    assert not outcome.unknown
    assert not outcome.broken
    assert not outcome.unreachable


@pytest.mark.parametrize("key", KEYS)
def test_template__is_an_a4_page_of_named_styles_with_a_numbered_foot(key: str) -> None:
    document = open_word(BytesIO(template(key)))
    (section,) = document.sections
    assert (section.page_width.twips, section.page_height.twips) == (11_906, 16_838)
    foot = etree.tostring(section.footer._element, encoding="unicode")
    assert ">PAGE<" in foot.replace(" ", "")
    assert ">NUMPAGES<" in foot.replace(" ", "")
    assert "Logo" in "".join(section.header._element.itertext())
    styles = {one.style_id for one in document.styles}
    used = set(re.findall(r'<w:(?:p|tbl)Style w:val="([^"]*)"', part(template(key))))
    assert used <= styles
    assert "Texte" in used


@pytest.mark.parametrize("key", KEYS)
def test_names__are_declared_once_with_their_meaning(key: str) -> None:
    names = [name for name, _ in names_of(kind(key))]
    assert len(names) == len(set(names))
    assert all(says for _, says in names_of(kind(key)))


@pytest.mark.parametrize("key", KEYS)
def test_rows__have_the_columns_that_are_declared(key: str) -> None:
    for one in _told().values():
        for listed in one.kind.lists:
            for row in one.lists[listed.name]:
                assert list(row) == list(listed.columns), one.path


# --- Filled with the example year ---------------------------------------------------------------


def test_example_year__gives_its_documents_and_marks_its_drafts() -> None:
    folders: dict[str, int] = {}
    for path in _told():
        folders[path.partition("/")[0]] = folders.get(path.partition("/")[0], 0) + 1
    assert folders == {"honoraires": 12, "accords": 1, "declarations": 8, "evaluations": 10}
    drafts = {path for path, one in _told().items() if one.draft}
    assert "honoraires/2023-08.docx" in drafts  # its note bears July
    assert "honoraires/2023-01.docx" not in drafts


@pytest.mark.parametrize("key", KEYS)
def test_filled__has_no_field_left_and_the_same_bytes_twice(key: str) -> None:
    for one in (one for one in _told().values() if one.kind.key == key):
        made = fill_document(template(key), one)
        with ZipFile(BytesIO(made)) as held:
            words = "".join(held.read(n).decode() for n in held.namelist() if n.endswith(".xml"))
        assert "{{" not in words, one.path
        assert fill_document(template(key), one) == made


def test_draft__bears_its_mark_and_a_final_document_none() -> None:
    def marked(path: str) -> bool:
        made = fill_document(template("honoraires"), _told()[path])
        with ZipFile(BytesIO(made)) as held:
            return any(b"BROUILLON" in held.read(name) for name in held.namelist())

    assert marked("honoraires/2023-08.docx")
    assert not marked("honoraires/2023-01.docx")


def test_figures__are_those_of_the_settlement() -> None:
    year = _year()
    assert year.settlement is not None
    settlement = year.settlement.settlement
    for fee in settlement.fees:
        if len(fee.notes) != 1 or fee.noted != fee.amount:
            continue
        month = f"honoraires/{fee.start:%Y-%m}.docx"
        said = text(fill_document(template("honoraires"), _told()[month]))
        assert shown.amount(fee.amount, "EUR") in said
        assert fee.notes[0] in said
    room = settlement.ledger[-1]
    said = text(fill_document(template("accords"), _first("accords")))
    assert shown.amount(room.room_now, "EUR") in said
    assert "cent quatre-vingts euros" in said
    used = {use.id: use for use in settlement.receipts}
    for path, one in _told().items():
        if one.kind.key == "declarations":
            number = path.partition("/")[2].removesuffix(".docx")
            said = text(fill_document(template("declarations"), one))
            assert shown.amount(used[number].amount, used[number].currency) in said


def test_declarations__take_together_what_the_financial_report_says() -> None:
    rows = finance_of(_year().year, _year().findings).lists["preuves"]
    drawn = [row["attestation_eur"] for row in rows if row["attestation"]]
    whole = sum((one.amount for one in drawn if isinstance(one, Figure)), Decimal(0))
    used = _first("declarations").fields["utilise_annee"].value
    assert isinstance(used, Figure)
    assert used.amount == whole.quantize(Decimal("0.01")) > 0


def test_values__know_the_cells_that_they_come_from() -> None:
    for path, one in _told().items():
        for field in one.fields.values():
            if isinstance(field.value, Figure) and field.value.amount:
                assert field.origins, (path, field.name)


# --- Changed by hand ----------------------------------------------------------------------------


def test_field_taken_out_by_hand__is_missed_by_nobody() -> None:
    changed = _changed("honoraires", lambda body: body.replace("{{mention_tva}}", ""))
    made = text(fill_document(changed, _told()["honoraires/2023-01.docx"]))
    assert "exonérée" not in made
    assert "quatre cent quatre-vingts euros" in made


def test_field_added_by_hand__is_filled() -> None:
    changed = _changed(
        "honoraires", lambda body: body.replace("Détail des", "{{Nb_Prestations}} :")
    )
    assert "12 : prestations" in text(fill_document(changed, _told()["honoraires/2023-01.docx"]))


def test_table_taken_out_by_hand__leaves_the_rest() -> None:
    def without(body: str) -> str:
        table = next(t for t in re.findall(r"<w:tbl>.*?</w:tbl>", body, re.S) if "depenses." in t)
        return body.replace(table, "")

    made = text(fill_document(_changed("declarations", without), _first("declarations")))
    assert "soixante dirhams" in made


def test_unknown_field__is_refused_with_its_place_a_near_name_and_all_names() -> None:
    changed = _changed("accords", lambda body: body.replace("{{objet}}", "Objet {{objett}} ici"))
    with pytest.raises(TemplateProblem) as caught:
        fill_document(changed, _first("accords"))
    (unknown,) = caught.value.unknown
    assert (unknown.name, unknown.near) == ("objett", "objet")
    assert "ici" in unknown.where
    assert "missions.depart" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"texte"])
def test_what_is_no_word_document__is_refused(content: bytes) -> None:
    with pytest.raises(TemplateProblem):
        fill_document(content, _first("accords"))


def test_workbook_in_its_place__is_refused() -> None:
    book = (ROOT / "templates" / "rapport-financier.xlsx").read_bytes()
    with pytest.raises(TemplateProblem):
        fill_document(book, _first("accords"))


# --- Ill-treated --------------------------------------------------------------------------------

ILL = f"""
    Vu le 31/01/2023
    | Convention    | Chargé(e) de mission | Adresse   | Commanditaire |
    |               | {HOSTILE}            | {HOSTILE} | {HOSTILE}     |
    | Communes      | Code | Commune   | الجماعة   |
    |               | C01  | {HOSTILE} | {HOSTILE} |
    | Prestations   | N°            | Date       | Description |
    |               | ../../{{}}<x> | 17/01/2023 | {HOSTILE}   |
    | Missions      | N°        | Départ           | Retour           | Objet     | Accord |
    |               | ..\\\\a:b | 14/02/2023 07:00 | 15/02/2023 19:00 | {HOSTILE} |        |
    | Justificatifs | N°    | Type        | Date       | Objet en français |
    |               | J/*?1 | attestation | 17/01/2023 | {HOSTILE}         |
    """


@pytest.mark.parametrize("key", KEYS)
def test_hostile_text__stays_text_and_never_leaves_its_folder(key: str) -> None:
    mine = [one for one in documents(ILL).values() if one.kind.key == key]
    assert mine
    for one in mine:
        folder, _, name = one.path.partition("/")
        assert folder == key
        assert not set(name) & set('/\\:*?"<>|')
        assert not name.startswith(".")
        made = fill_document(template(key), one)
        with ZipFile(BytesIO(made)) as held:
            for inside in held.namelist():
                if inside.endswith(".xml"):
                    etree.fromstring(held.read(inside))
        assert "{{montant}}" in text(made)  # a value that looks like a field is not filled
        assert "<w:p/>&amp;" in text(made)


# --- Seen by other programs ---------------------------------------------------------------------


@pytest.mark.programs
@pytest.mark.parametrize("key", KEYS)
def test_documents__are_sound_for_the_open_xml_sdk(key: str, tmp_path: Path) -> None:
    hostile = next(one for one in documents(ILL).values() if one.kind.key == key)
    made = {
        "modele": template(key),
        "rempli": fill_document(template(key), _first(key)),
        "hostile": fill_document(template(key), hostile),
    }
    for name, content in made.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        assert ooxml_errors(path) == [], name


@pytest.mark.programs
def test_documents__print_on_a_page_and_fee_notes_on_two(tmp_path: Path) -> None:
    made: dict[str, Path] = {}
    for key in KEYS:
        made[key] = tmp_path / f"{key}.docx"
        made[key].write_bytes(fill_document(template(key), _first(key)))
    printed = soffice_convert(list(made.values()), "pdf", tmp_path / "pdf")
    pages = {path.stem: pdf_pages(path) for path in printed}
    assert pages == {"honoraires": 2, "accords": 1, "declarations": 1, "evaluations": 1}
