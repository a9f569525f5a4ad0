"""The same receipt sent again, and two receipts of one shop."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from cic_sheets.receipts.likeness import ALIKE, Fingerprint, fingerprint, likeness

SHOP = ("CAFE AL MANAR", "AV. MOHAMMED V", "ICE 001561191000066")


def ticket(seed: int, lines: int = 12) -> Image.Image:
    """A ticket of one shop: the head is the same, what was sold is not."""
    chance = random.Random(seed)
    image = Image.new("RGB", (480, 200 + 40 * (lines + 4)), (236, 234, 228))
    draw = ImageDraw.Draw(image)
    font, large = ImageFont.load_default(22), ImageFont.load_default(34)
    for number, words in enumerate(SHOP):
        draw.text((40, 20 + 44 * number), words, "black", large)
    for number in range(lines):
        words = "".join(chance.choice("abcdefgh  ") for _ in range(chance.randint(6, 22)))
        draw.text((40, 190 + 40 * number), words, "black", font)
        draw.text((360, 190 + 40 * number), f"{chance.uniform(2, 200):.2f}", "black", font)
    total = f"TOTAL {chance.uniform(20, 900):.2f}"
    draw.text((40, 200 + 40 * (lines + 1)), total, "black", large)
    return image


def sent(image: Image.Image, *, quality: int, scale: float, turn: int) -> Image.Image:
    """As a messenger hands it on."""
    small = image.resize((round(image.width * scale), round(image.height * scale)))
    file = BytesIO()
    small.rotate(turn, expand=True).save(file, "JPEG", quality=quality)
    return Image.open(file)


def printed(image: Image.Image) -> Fingerprint:
    found = fingerprint(image)
    assert found is not None
    return found


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("quality", "scale"), [(70, 0.8), (40, 0.5), (85, 1.6)])
def test_receipt_sent_again__is_alike(turn: int, quality: int, scale: float) -> None:
    for seed in range(4):
        image = ticket(seed)
        again = printed(sent(image, quality=quality, scale=scale, turn=turn))
        assert likeness(printed(image), again) >= ALIKE, seed


def test_receipt_cut_below__is_alike() -> None:
    image = ticket(1, lines=20)
    longer = Image.new("RGB", (image.width, image.height * 3 // 2), (236, 234, 228))
    longer.paste(image)
    ImageDraw.Draw(longer).text((40, longer.height - 60), "www.example.com", "black")
    assert likeness(printed(image), printed(longer)) >= ALIKE


def test_other_receipts_of_the_shop__are_not_alike() -> None:
    prints = [printed(ticket(seed)) for seed in range(12)]
    pairs = [likeness(a, b) for place, a in enumerate(prints) for b in prints[:place]]
    assert max(pairs) < ALIKE


def test_likeness__is_the_same_in_both_orders() -> None:
    one, other = printed(ticket(1)), printed(ticket(2, lines=15))
    assert likeness(one, other) == pytest.approx(likeness(other, one), abs=0.02)
    assert likeness(one, one) == pytest.approx(1)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (800, 600), "white"),
        Image.new("RGB", (800, 600), "black"),
        Image.new("RGB", (20, 20), "white"),
        Image.new("L", (1, 4000), 255),
    ],
    ids=["white", "black", "small", "thread"],
)
def test_blank_picture__has_no_fingerprint(image: Image.Image) -> None:
    assert fingerprint(image) is None
