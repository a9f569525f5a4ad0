"""Text seen in a photo: with Tesseract where it is, a code where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from cic_sheets.receipts.facts import Facts, Found, facts
from cic_sheets.receipts.opening import Opener
from cic_sheets.receipts.reading import agreed, read_file

LINES = (
    "CAFE RESTAURANT AL MANAR SARL",
    "Ticket N° 4512     Date : 31/12/2023",
    "Tajine poulet              130,00",
    "Couscous                    75,00",
    "The a la menthe             30,00",
    "Total HT                   213,64",
    "TVA 10%                     21,36",
    "TOTAL TTC                  235,00 DH",
)


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as one:
        yield one


def ticket() -> Image.Image:
    image = Image.new("L", (1100, 90 * len(LINES) + 100), 245)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(40)
    for number, line in enumerate(LINES):
        left, _, right = line.partition("    ")
        draw.text((50, 50 + 90 * number), left, 20, font)
        draw.text((750, 50 + 90 * number), right.strip(), 20, font)
    return image


@pytest.mark.programs
@pytest.mark.parametrize("turn", [0, 180])
def test_photo__is_read_whichever_way_it_lies(opener: Opener, tmp_path: Path, turn: int) -> None:
    path = tmp_path / "photo.jpg"
    ticket().rotate(turn, expand=True, fillcolor=245).save(path, quality=70)
    said = read_file(opener, opener.open(path), path)
    assert said.source == "ocr"
    assert said.facts.total.value == Decimal("235.00")
    assert said.facts.date.value == date(2023, 12, 31)


def test_without_tesseract__a_code_and_nothing_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    ticket().save(path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with Opener() as bare:
        said = read_file(bare, bare.open(path), path)
    assert (said.source, said.notes, said.facts) == ("", ("no-ocr",), Facts())


def test_passes_that_agree__keep_what_is_certain() -> None:
    one = facts("\n".join(LINES), exact=False)
    assert one.total.sure == "certain"
    assert agreed([one, one]).total == one.total


def test_passes_that_differ__give_nothing_but_both_readings() -> None:
    one, other = (
        facts("\n".join(LINES), exact=False),
        facts("\n".join(LINES).replace("235,00", "285,00"), exact=False),
    )
    found = agreed([one, other]).total
    assert (found.value, found.sure) == (None, "none")
    assert set(found.readings) == {Decimal("235.00"), Decimal("285.00")}


def test_one_pass_alone__is_never_certain() -> None:
    one = facts("\n".join(LINES), exact=False)
    found = agreed([one, Facts()])
    assert (found.total.value, found.total.sure) == (Decimal("235.00"), "probable")
    assert found.vat.sure == "probable"
    assert found.issuer.sure == "probable"
    assert Found() == agreed([Facts(), Facts()]).total
