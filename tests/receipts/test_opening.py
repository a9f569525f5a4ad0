"""A receipt's file opened: what it is, or the code that says why it cannot be used."""

from __future__ import annotations

import hashlib
import os
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from cic_sheets.receipts.layout import Word, laid_out
from cic_sheets.receipts.opening import Opened, Opener
from cic_sheets.receipts.reading import needs_recognition, read
from tests.receipts.test_structured import CII, SAID

Make = Callable[[Path], None]


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as one:
        yield one


def opened(opener: Opener, path: Path, make: Make) -> Opened:
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    found = opener.open(path)
    assert not path.is_file() or path.read_bytes() == before, "a receipt is only read"
    return found


# -- What can be used -----------------------------------------------------------------------


def pdf(path: Path, *, text: str = "", xml: str = "", password: str | None = None) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(path))
    for number, line in enumerate(text.splitlines()):
        for cell, words in enumerate(line.split("|")):
            page.drawString(60 + 300 * cell, 780 - 16 * number, words.strip())
    page.showPage()
    page.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        if xml:
            document.attachments["factur-x.xml"] = xml.encode()
        locked = pikepdf.Encryption(owner="o", user=password) if password is not None else None
        document.save(path, encryption=locked or False)


def photo(path: Path, size: tuple[int, int] = (120, 200), **options: object) -> None:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((10, 10, size[0] // 2, 30), fill="black")
    image.save(path, **options)  # type: ignore[arg-type]


def turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a telephone held upright
    photo(path, exif=exif)


def scan(path: Path) -> None:
    pages = [Image.new("1", (100, 140), 1) for _ in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])


def test_pdf__gives_pages_text_and_the_invoice_inside(opener: Opener, tmp_path: Path) -> None:
    text = "Exemple SARL\nFacture F-12 | Date de facture : 05/11/2023\nTotal TTC | 120,00 EUR"
    found = opened(opener, tmp_path / "a.pdf", lambda path: pdf(path, text=text, xml=CII))
    assert (found.kind, found.refusal, found.pages) == ("pdf", "", 1)
    assert found.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert found.texts[0].split() == text.replace("|", "").split()
    assert found.invoice == SAID
    assert "attachments" in found.notes
    said = read(found)
    assert (said.source, said.facts.total.sure) == ("structured", "certain")
    assert said.facts.total.value == SAID.total
    assert said.notes == ()


def test_printed_total__that_contradicts_the_structured_one_is_told(
    opener: Opener, tmp_path: Path
) -> None:
    text = "Total HT | 100,00\nTVA 20 % | 20,00\nTotal TTC | 120,00 EUR"
    lying = CII.replace(">120.00<", ">12.00<")
    found = opened(opener, tmp_path / "a.pdf", lambda path: pdf(path, text=text, xml=lying))
    assert read(found).notes == ("text-disagrees",)


def test_pdf__that_opens_without_a_password_is_used(opener: Opener, tmp_path: Path) -> None:
    make: Make = lambda path: pdf(path, text="Total TTC | 20,00", password="")  # noqa: E731
    found = opened(opener, tmp_path / "a.pdf", make)
    assert (found.refusal, found.pages, found.notes) == ("", 1, ("encrypted",))


def test_photo__is_one_page_upright(opener: Opener, tmp_path: Path) -> None:
    found = opened(opener, tmp_path / "IMG.JPG", turned)
    assert (found.kind, found.refusal, found.pages) == ("jpeg", "", 1)
    assert found.notes == ("turned",)
    assert needs_recognition(found)
    assert read(found).source == ""


def test_tiff__has_a_page_for_each_frame(opener: Opener, tmp_path: Path) -> None:
    found = opened(opener, tmp_path / "scan.tif", scan)
    assert (found.kind, found.pages, found.refusal) == ("tiff", 3, "")


def test_extension__that_lies_is_told_and_the_content_believed(
    opener: Opener, tmp_path: Path
) -> None:
    found = opened(opener, tmp_path / "photo.jpg", lambda path: pdf(path, text="Total"))
    assert (found.kind, found.refusal, found.notes) == ("pdf", "", ("name-lies",))
    honest = opened(opener, tmp_path / "photo.JPEG", lambda path: photo(path, format="JPEG"))
    assert honest.notes == ()


def test_arabic_line__is_read_from_right_to_left_with_its_numbers_whole() -> None:
    seen: list[Word] = [
        (40.0, 0.0, 80.0, 10.0, "درهم"),
        (90.0, 0.0, 98.0, 10.0, "1"),
        (100.0, 0.0, 130.0, 10.0, "234,50"),
        (140.0, 0.0, 190.0, 10.0, "المجموع"),
    ]
    assert laid_out(seen).split() == ["المجموع", "1", "234,50", "درهم"]
    french = [
        (left, low, right, top, "Total" if left > 130 else "x") for left, low, right, top, _ in seen
    ]
    assert laid_out(french).split() == ["x", "x", "x", "Total"]


# -- What cannot ----------------------------------------------------------------------------


def wide_png(path: Path) -> None:
    """100,000 × 100,000 pixels declared, a few bytes given."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(10_000)))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b""))


def cut(make: Make) -> Make:
    def half(path: Path) -> None:
        make(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return half


def without_pages(path: Path) -> None:
    pikepdf.new().save(path)


def swollen(path: Path) -> None:
    """A page whose content, a hundred kilobytes, unpacks to a hundred megabytes."""
    document = pikepdf.new()
    page = document.add_blank_page()
    page.Contents = document.make_stream(b"")
    page.Contents.write(zlib.compress(b"q Q\n" * 25_000_000), filter=pikepdf.Name.FlateDecode)
    document.save(path, compress_streams=False)


REFUSED = [
    ("empty", "a.pdf", lambda path: path.write_bytes(b"")),
    ("empty", "a.jpg", lambda path: path.write_bytes(bytes(5000))),
    ("not-a-file", "a.pdf", lambda path: path.mkdir()),
    ("not-a-file", "pipe.pdf", lambda path: os.mkfifo(path)),
    ("missing", "a.pdf", lambda path: None),
    ("not-a-receipt", "a.pdf", lambda path: path.write_text("Bonjour")),
    ("not-a-receipt", "a.pdf", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100))),
    ("damaged", "a.pdf", lambda path: path.write_bytes(b"%PDF-1.4\n" + b"x" * 500)),
    ("damaged", "a.jpg", cut(lambda path: photo(path, (900, 900), format="JPEG"))),
    ("damaged", "a.png", cut(lambda path: photo(path, (900, 900), format="PNG"))),
    ("password", "a.pdf", lambda path: pdf(path, password="secret")),
    ("no-pages", "a.pdf", without_pages),
    ("bomb", "a.png", wide_png),
]


@pytest.mark.parametrize(
    ("code", "name", "make"), REFUSED, ids=[f"{code} {name}" for code, name, _ in REFUSED]
)
def test_what_cannot_be_used__says_why(
    opener: Opener, tmp_path: Path, code: str, name: str, make: Make
) -> None:
    found = opened(opener, tmp_path / name, make)
    assert (found.refusal, found.pages) == (code, 0)


def test_swollen_page__is_bounded(opener: Opener, tmp_path: Path) -> None:
    started = time.monotonic()
    found = opened(opener, tmp_path / "a.pdf", swollen)
    assert time.monotonic() - started < 25
    assert found.refusal in ("", "too-slow", "too-much-memory", "reader-died", "damaged")
    assert opener.open(tmp_path / "a.pdf").sha256


def test_swollen_attachment__is_left_aside(opener: Opener, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf(path, text="Total TTC | 20,00")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        packed = zlib.compress(b"<a>" * 500_000_000, 9)
        inside = pikepdf.AttachedFileSpec(document, b"", filename="factur-x.xml")
        inside.get_file().obj.write(packed, filter=pikepdf.Name.FlateDecode)
        document.attachments["factur-x.xml"] = inside
        document.save(path, compress_streams=False)
    started = time.monotonic()
    found = opener.open(path)
    assert (found.refusal, found.invoice) == ("", None)
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc")
def test_large_photo__stays_within_the_memory_that_it_may_take(tmp_path: Path) -> None:
    Image.new("RGB", (8000, 6000), (240, 240, 235)).save(tmp_path / "a.png", compress_level=1)
    Image.new("RGB", (12000, 9000), (240, 240, 235)).save(tmp_path / "a.jpg")
    with Opener() as one:
        assert one.open(tmp_path / "a.png").refusal == ""
        assert one.open(tmp_path / "a.jpg").refusal == ""
        assert one._process is not None
        status = Path(f"/proc/{one._process.pid}/status").read_text("utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0])
    assert peak < 500_000, "kilobytes"


def test_reader_that_hangs__is_stopped_and_replaced(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    with Opener(seconds=0.0) as slow:
        assert slow.open(tmp_path / "a.jpg").refusal == "too-slow"
        slow._seconds = 20
        assert slow.open(tmp_path / "a.jpg").refusal == ""


def test_reader_that_dies__is_told_and_replaced(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    with Opener() as mortal:
        assert mortal.open(tmp_path / "a.jpg").refusal == ""
        assert mortal._process is not None
        mortal._ask = dying(mortal, mortal._ask)  # type: ignore[method-assign, assignment]
        assert mortal.open(tmp_path / "a.jpg").refusal in ("reader-died", "")
        assert mortal.open(tmp_path / "a.jpg").refusal == ""


def dying(opener: Opener, ask: Callable[..., object]) -> Callable[..., object]:
    """The first question meets a reader that has just been killed."""

    def first(*question: object) -> object:
        opener._ask = ask  # type: ignore[method-assign, assignment]
        assert opener._process is not None
        opener._process.kill()
        return ask(*question)

    return first


def test_no_child__outlives_the_opener(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    with Opener() as one:
        one.open(tmp_path / "a.jpg")
        assert one._process is not None
        child = one._process
    assert child.poll() is not None
