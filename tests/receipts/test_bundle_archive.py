"""PDF/A-2b: claimed where pikepdf's checker proves it, otherwise told what prevents it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cic_sheets.receipts.bundle.archive import _srgb
from tests.receipts.bundling import WORDS, bundle
from tests.receipts.test_bundle_pictures import MODES, scene

SHIPPED = Path(__file__).parents[2] / "cic_sheets/receipts/bundle/fonts/DejaVuSans.ttf"


def text_page(path: Path, font: str) -> Path:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Shipped", SHIPPED))
    canvas = Canvas(str(path), initialFontName=font)
    canvas.drawString(72, 700, "Total TTC 120,00 EUR")
    canvas.showPage()
    canvas.save()
    return path


def claims(path: Path) -> bool:
    with pikepdf.open(path) as pdf, pdf.open_metadata() as about:
        return about.pdfa_status == "2B"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pictures__make_a_pdfa(language: str, tmp_path: Path) -> None:
    for name, save in MODES.items():
        save(scene(), tmp_path / name)
    words = WORDS._replace(language=language, subtitle="Exempleville · جماعة المثال")
    made = bundle(tmp_path, *(tmp_path / name for name in MODES), tmp_path / "absent", words=words)
    assert (made.pdfa, made.prevents) == (True, {})
    assert claims(made.parts[0])
    assert pdfa.validate_written(made.parts[0], "2b").summary() == "PDF/A-2b: pass"


def test_every_part__is_one(tmp_path: Path) -> None:
    for number in range(3):
        Image.effect_noise((900, 1200), 60).save(tmp_path / f"{number}.png")
    made = bundle(tmp_path, *sorted(tmp_path.glob("*.png")), most_bytes=700_000)
    assert len(made.parts) > 1
    assert made.pdfa
    for path in made.parts:
        assert pdfa.validate_written(path, "2b").passed


def test_invoice__with_its_letters_inside_makes_a_pdfa(tmp_path: Path) -> None:
    made = bundle(tmp_path, text_page(tmp_path / "a.pdf", "Shipped"))
    assert (made.pdfa, made.prevents) == (True, {})
    assert pdfa.validate_written(made.parts[0], "2b").passed


def test_invoice__without_its_letters_prevents_it_and_is_named(tmp_path: Path) -> None:
    paths = [text_page(tmp_path / "in.pdf", "Shipped"), text_page(tmp_path / "out.pdf", "Courier")]
    made = bundle(tmp_path, *paths)
    assert not made.pdfa
    assert made.prevents == {"fonts-outside": ("out.pdf",)}
    assert not claims(made.parts[0]), "nothing is claimed that isn't so"
    with pikepdf.open(made.parts[0]) as pdf:
        assert "/OutputIntents" not in pdf.Root


def test_profile__is_the_same_on_every_day() -> None:
    assert _srgb()[24:36].hex() == "07d00001000100000000" + "0000"
    assert _srgb()[36:40] == b"acsp"
