"""Hostile files cost the bundle a page that says so, a bounded time, and no other receipt."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from cic_sheets.receipts.opening import Opener
from tests.receipts.bundling import bundle, text_of
from tests.receipts.test_bundle import invoice
from tests.receipts.test_opening import swollen, wide_png

Make = Callable[[Path], None]


def doubling(path: Path) -> None:
    """A drawing that uses another one twice, which uses another one twice, forty deep."""
    pdf = pikepdf.new()
    box = [0, 0, 600, 800]
    inner = Stream(pdf, b"0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=box)
    for _ in range(40):
        outer = Stream(pdf, b"/X Do /X Do", Type=Name.XObject, Subtype=Name.Form, BBox=box)
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    page = pdf.add_blank_page()
    page.Resources = Dictionary(XObject=Dictionary(X=inner))
    page.Contents = Stream(pdf, b"/X Do")
    pdf.save(path)


def biting_its_tail(path: Path) -> None:
    """A drawing that uses itself, and pages whose parents go round in a circle."""
    pdf = pikepdf.new()
    form = Stream(pdf, b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form = pdf.make_indirect(form)
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    page = pdf.add_blank_page()
    page.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Contents = Stream(pdf, b"/X Do")
    pdf.save(path)


def huge_picture(path: Path) -> None:
    """A million by a million dots, declared in a page."""
    pdf = pikepdf.new()
    picture = Stream(pdf, b"\0", Type=Name.XObject, Subtype=Name.Image)
    picture.Width = picture.Height = 1_000_000
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 1
    page = pdf.add_blank_page()
    page.Resources = Dictionary(XObject=Dictionary(X=picture))
    page.Contents = Stream(pdf, b"/X Do")
    pdf.save(path)


def nested_arrays(path: Path) -> None:
    """Boxes within boxes within boxes."""
    depth = 50_000
    body = b"[" * depth + b"]" * depth
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A "
        + body
        + b">>>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


HOSTILE: dict[str, tuple[set[str], Make]] = {
    "swollen.pdf": ({"bomb"}, swollen),
    "huge.pdf": ({"bomb"}, huge_picture),
    "wide.png": ({"bomb"}, wide_png),
    "doubling.pdf": ({"too-slow", "reader-died"}, doubling),  # PDFium's memory or our patience
}


@pytest.mark.slow
def test_hostile_receipts__are_pages_with_the_reason_between_the_others(tmp_path: Path) -> None:
    paths = [invoice(tmp_path / "first.pdf")]
    for name, (_, make) in HOSTILE.items():
        make(tmp_path / name)
        paths += [tmp_path / name, invoice(tmp_path / f"after-{name}.pdf")]
    started = time.monotonic()
    made = bundle(tmp_path, *paths)
    assert time.monotonic() - started < 60
    assert set(made.refused) == set(HOSTILE)
    for name, (codes, _) in HOSTILE.items():
        assert made.refused[name] in codes
        assert "Ce justificatif ne peut pas être montré" in text_of(
            made.parts[0], made.first[name] - 1
        )
        after = text_of(made.parts[0], made.first[f"after-{name}.pdf"] - 1)
        assert f"Facture after-{name}, feuille 1" in after


@pytest.mark.parametrize("make", [biting_its_tail, nested_arrays])
def test_odd_file__ends_one_way_or_the_other(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "odd.pdf")
    made = bundle(tmp_path, tmp_path / "odd.pdf", invoice(tmp_path / "after.pdf"))
    assert made.pages == 3
    assert "Facture after, feuille 1" in text_of(made.parts[0], 2)
    with pikepdf.open(made.parts[0]) as pdf:
        assert len(pdf.pages) == 3


def test_slow_file__is_refused_and_the_next_one_served(tmp_path: Path) -> None:
    doubling(tmp_path / "slow.pdf")
    with Opener(sheet_seconds=2) as opener:
        started = time.monotonic()
        slow = opener.prepare(tmp_path / "slow.pdf", tmp_path / "x.pdf", 200)
        assert slow.refusal in ("too-slow", "reader-died")
        assert time.monotonic() - started < 6
        after = opener.prepare(invoice(tmp_path / "a.pdf"), tmp_path / "y.pdf", 200)
        assert (after.refusal, len(after.sizes)) == ("", 1)


@pytest.mark.slow
def test_long_document__is_whole(tmp_path: Path) -> None:
    """Five hundred pages: too many to prove that they are a PDF/A, and each is there."""
    made = bundle(tmp_path, invoice(tmp_path / "long.pdf", 500))
    assert made.counts == {"long.pdf": 500}
    assert "Facture long, feuille 500" in text_of(made.parts[0], 500)
    assert made.prevents == {"not-proven": ("long.pdf",)}


def test_layers__that_are_no_layers_do_no_harm(tmp_path: Path) -> None:
    path = invoice(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OCProperties = Dictionary(OCGs=Array([1, Name.X]), D=Array([]))
        pdf.save(path)
    made = bundle(tmp_path, path)
    assert not made.refused
    assert "Facture a, feuille 1" in text_of(made.parts[0], 1)
