"""Fee notes, requests and declarations in every language: their models, and what fills them."""

from __future__ import annotations

import ast
import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

import cic_sheets
from cic_sheets.example.__main__ import DOCUMENTS, SPOKEN
from cic_sheets.language import LANGUAGES
from cic_sheets.language.documents import sentence
from cic_sheets.pipeline import open_book
from cic_sheets.render.documents import filled_document, given, names_of
from cic_sheets.render.word_values import from_the_left
from cic_sheets.report.documents.build import KINDS, documents_of
from cic_sheets.report.plan import Material
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.sheets import lists
from cic_sheets.sheets.convention import Convention
from tests.language.test_documents import WORDED, catalogue, texts
from tests.programs import ROOT

OTHERS = [lang for lang in LANGUAGES if lang != "fr"]
FOLDER = Path(cic_sheets.__file__).parent / "report" / "documents"
FIELD = re.compile(r"\{\{.*?\}\}")
CODE = re.compile(r"[a-z_]+/\{\}\.docx|[\w-]+\.docx|…|[\s;]*")


@pytest.fixture(scope="module")
def material() -> Material:
    book = open_book(ROOT / "workbooks" / "2023.xlsx")
    return Material(book.year, tuple(book.findings), book.is_draft)


def parts(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return {
            name: package.read(name).decode("utf-8")
            for name in package.namelist()
            if re.match(r"word/(document|header\d|footer\d)\.xml", name)
        }


def labels(docx: bytes) -> set[str]:
    """What a model says of its own."""
    found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", " ".join(parts(docx).values()))
    said = {unescape(text) for text in found}
    return {text for text in said if re.search(r"[^\W\d_]", FIELD.sub("", text))}


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", SPOKEN)
def test_model__says_in_every_language_what_it_says_in_french(name: str, lang: str) -> None:
    known = catalogue(lang)
    french = labels(SPOKEN[name]())
    assert len(french) > 10
    assert not sorted(french - set(known))
    for text in french:
        assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(known[text]))


@pytest.mark.parametrize("lang", ["fr", *OTHERS])
def test_models_of_the_repository__are_those_that_the_program_makes(lang: str) -> None:
    made = DOCUMENTS if lang == "fr" else SPOKEN
    folder = ROOT / "templates" / ("" if lang == "fr" else lang)
    for name in made:
        expected = DOCUMENTS[name]() if lang == "fr" else SPOKEN[name](lang)
        assert (folder / name).read_bytes() == expected, f"{lang}: make example"


def test_what_documents_say__is_said_in_every_language() -> None:
    meanings = {says for kind in KINDS for _, says in names_of(kind)}
    meanings |= {one.meaning for kind in KINDS for one in kind.lists}
    said: set[str] = set()
    for name in ("fee_note", "request", "declaration"):
        tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
        inside = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
            for part in node.values
        }  # fmt: skip
        assert not inside, f"{name}: a sentence made of pieces can't be translated"
        said |= texts(FOLDER / f"{name}.py")
    said = {text for text in said - meanings if WORDED.search(text) and not CODE.fullmatch(text)}
    assert {"sans barème", "Aucune prestation n'est inscrite pour ce mois."} <= said
    said |= {column.label for attr, column in Convention.sheet.columns.items() if attr in PRINTED}
    for one in (lists.SCOPES, lists.UNITS, lists.SCALE_MODES, lists.PAYMENT_MODES):
        said |= set(one.values)
    for lang in OTHERS:
        assert not sorted(said - set(catalogue(lang)) - {one.title for one in SHEETS}), lang


PRINTED = ("ice", "tax_id", "business_tax_id", "self_employed_no", "phone", "mail", "bank", "rib",
           "iban", "swift")  # fmt: skip


@pytest.mark.parametrize("lang", OTHERS)
def test_document__speaks_the_language_of_the_report(material: Material, lang: str) -> None:
    note = next(one for one in documents_of(material) if one.kind.key == "honoraires")
    french, other = given(note, "fr"), given(note, lang)
    assert other.fields["mois"] != french.fields["mois"]
    assert other.fields["montant_en_lettres"] == {
        "ar": "أربعمائة وثمانون يورو",
        "en": "four hundred and eighty euros",
    }[lang]  # fmt: skip
    assert other.lists["par_prestation"][0]["prestation"] == sentence(
        french.lists["par_prestation"][0]["prestation"].replace("\u00a0", " "), lang
    )
    typed = french.lists["prestations"][0]["description"]
    assert other.lists["prestations"][0]["description"].strip("\u200e") == typed


def test_arabic_document__is_read_from_the_right(material: Material) -> None:
    for document in documents_of(material):
        template = document.kind.template
        if template not in SPOKEN:
            continue
        filled = filled_document(SPOKEN[template]("ar"), document, "ar").data
        for name, part in parts(filled).items():
            paragraphs = re.findall(r"<w:p[ >].*?</w:p>", part, re.S)
            assert paragraphs
            assert all("<w:bidi/>" in one for one in paragraphs), name
            assert part.count("<w:tbl>") == part.count("<w:bidiVisual/>")
            for run in re.findall(r"<w:r[ >].*?</w:r>", part, re.S):
                words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", run))
                if re.search(r"[\u0600-\u06ff]", words):
                    assert "<w:rtl/>" in run, words
        return


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("Salma Benrahal", "Salma Benrahal"),
        ("Visite de Sidi Marzouk.", "Visite de Sidi Marzouk.\u200e"),
        ("+212 600 000 001", "\u200e+212 600 000 001"),
        ("12, rue des Amandiers (Rabat)", "\u200e12, rue des Amandiers (Rabat)\u200e"),
        ("31/01/2023", "31/01/2023"),
        ("سيدي مرزوق", "سيدي مرزوق"),
    ],
)
def test_text_without_arabic__keeps_its_order_among_arabic(typed: str, shown: str) -> None:
    assert from_the_left(typed) == shown
