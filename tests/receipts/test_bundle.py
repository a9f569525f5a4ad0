"""The bundle: every receipt in its order, an index that agrees with it, nothing left out."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cic_sheets.receipts.bundle.compose import compose
from cic_sheets.receipts.bundle.model import Made, Note
from tests.receipts.bundling import (
    WORDS,
    bookmarks,
    bundle,
    links,
    piece,
    text_of,
    whole_text,
)


def invoice(path: Path, pages: int = 1, password: str = "") -> Path:
    canvas = Canvas(str(path), invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Facture {path.stem}, feuille {number}")
        canvas.showPage()
    canvas.save()
    if password:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(user=password, owner=password))
    return path


def photo(path: Path, size: tuple[int, int] = (300, 400)) -> Path:
    Image.effect_noise(size, 60).convert("RGB").save(path, quality=40)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Nine receipts: what can be shown and what can't, in two levels."""
    folder = tmp_path_factory.mktemp("receipts")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.jpg").write_bytes(photo(folder / "whole.jpg").read_bytes()[:3000])
    (folder / "notes.txt").write_text("Un reçu tapé à la main")
    pieces = [
        piece(invoice(folder / "three.pdf", 3), level="Missions"),
        piece(photo(folder / "photo.jpg"), level="Missions"),
        piece(folder / "absent.pdf", level="Missions"),
        piece(invoice(folder / "locked.pdf", 1, "secret"), level="Missions"),
        piece(folder / "empty.pdf", level="Honoraires"),
        piece(folder / "cut.jpg", level="Honoraires"),
        piece(folder / "notes.txt", level="Honoraires"),
        piece(None, "outside", refusal="outside", level="Honoraires"),
        piece(invoice(folder / "last.pdf"), level=""),
    ]
    return compose(pieces, WORDS, folder / "justificatifs-2023.pdf")


def test_pages__are_those_of_the_index_and_of_the_receipts(made: Made) -> None:
    with pikepdf.open(made.parts[0]) as pdf:
        assert len(pdf.pages) == made.pages == made.index_pages + sum(made.counts.values())
        assert not pdf.check_pdf_syntax()
    assert list(made.counts.values()) == [3, 1, 1, 1, 1, 1, 1, 1, 1]
    assert list(made.first.values()) == [2, 5, 6, 7, 8, 9, 10, 11, 12]


def test_refused__are_counted_each_with_its_reason(made: Made) -> None:
    assert made.refused == {
        "absent.pdf": "missing",
        "locked.pdf": "password",
        "empty.pdf": "empty",
        "cut.jpg": "damaged",
        "notes.txt": "not-a-receipt",
        "outside": "outside",
    }


def test_refused_receipt__has_a_page_that_says_why(made: Made) -> None:
    page = text_of(made.parts[0], made.first["locked.pdf"] - 1)
    assert "Ce justificatif ne peut pas être montré" in page
    assert "Reçu locked.pdf" in page
    assert "Protégé par un mot de passe." in page
    unknown = text_of(made.parts[0], made.first["outside"] - 1)
    assert "outside" in unknown, "a code without a sentence is shown as it is"


def test_index__has_the_row_the_page_and_the_total(made: Made) -> None:
    index = " ".join(text_of(made.parts[0], 0).split())
    assert index.startswith("Justificatifs 2023 Page 1/12 Justificatifs 2023 Commune")
    assert "three.pdf Exemple SARL 20,00 2 3 photo.jpg Exemple SARL 20,00 5 1" in index
    assert "absent.pdf Exemple SARL 20,00 6 1 Le fichier manque. locked.pdf" in index
    assert index.endswith("9 justificatifs 1 234,50")


def test_every_row_of_the_index__leads_to_its_receipt(made: Made) -> None:
    assert links(made.parts[0], 0) == [page - 1 for page in made.first.values()]


def test_every_page__has_its_stamp_and_its_number(made: Made) -> None:
    texts = whole_text(made)
    for key, first in made.first.items():
        for number in range(made.counts[key]):
            page = texts[first - 1 + number]
            assert f"{key} · page {number + 1} de {made.counts[key]}" in page
            assert f"Page {first + number}/{made.pages}" in page
    assert "Facture three, feuille 2" in texts[made.first["three.pdf"]]


def test_bookmarks__are_the_receipts_under_their_level(made: Made) -> None:
    marks = bookmarks(made.parts[0])
    assert marks[:3] == [
        (0, "Justificatifs 2023", 0),
        (0, "Missions", 1),
        (1, "Reçu three.pdf", 1),
    ]
    assert marks[-1] == (0, "Reçu last.pdf", 11)
    assert [page for _, title, page in marks if title.startswith("Reçu")] == [
        page - 1 for page in made.first.values()
    ]


def test_progress__is_told_after_each_receipt(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    paths = [invoice(tmp_path / f"{number}.pdf") for number in range(3)]
    bundle(tmp_path, *paths, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing__makes_an_index_all_the_same(tmp_path: Path) -> None:
    made = bundle(tmp_path)
    assert (made.pages, made.index_pages, made.pdfa) == (1, 1, True)
    assert "0 justificatifs" in text_of(made.parts[0], 0)


def test_same_receipts__make_the_same_bytes_and_leave_nothing_else(tmp_path: Path) -> None:
    paths = [invoice(tmp_path / "a.pdf", 2), photo(tmp_path / "b.jpg", (2000, 2500))]
    first = bundle(tmp_path, *paths).parts[0].read_bytes()
    assert bundle(tmp_path, *paths).parts[0].read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.jpg", "bundle.pdf"]


def test_two_pieces_of_one_key__are_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="key"):
        compose([piece(None), piece(None)], WORDS, tmp_path / "bundle.pdf")


def test_long_stamp__is_wrapped_and_never_runs_into_the_number(tmp_path: Path) -> None:
    long = piece(invoice(tmp_path / "a.pdf"))._replace(stamp="Mission " * 60 + "{page}/{pages}")
    made = compose([long], WORDS, tmp_path / "bundle.pdf")
    assert "Page 2/2" in text_of(made.parts[0], 1)
    assert "…" in text_of(made.parts[0], 1)


def test_many_receipts__are_all_there_in_their_order(tmp_path: Path) -> None:
    one = invoice(tmp_path / "one.pdf")
    pieces = [piece(one, f"R{number:03}") for number in range(95)]
    made = compose(pieces, WORDS, tmp_path / "bundle.pdf")
    assert made.pages == made.index_pages + 95
    for number, text in enumerate(whole_text(made)[made.index_pages :]):
        assert f"R{number:03} · page 1 de 1" in text
        assert "Facture one, feuille 1" in text
    found = [page for number in range(made.index_pages) for page in links(made.parts[0], number)]
    assert found == [page - 1 for page in made.first.values()]


# -- Parts ----------------------------------------------------------------------------------


def test_size_limit__splits_into_numbered_parts_that_all_fit(tmp_path: Path) -> None:
    paths = [photo(tmp_path / f"{number}.jpg", (900, 1200)) for number in range(6)]
    most = 2 * paths[0].stat().st_size + 200_000
    made = bundle(tmp_path, *paths, most_bytes=most)
    assert len(made.parts) == 3
    assert [path.name for path in made.parts] == ["bundle-1.pdf", "bundle-2.pdf", "bundle-3.pdf"]
    assert all(path.stat().st_size <= most for path in made.parts)
    assert list(made.part_of.values()) == [1, 1, 2, 2, 3, 3]
    assert list(made.first.values()) == [2, 3, 5, 6, 8, 9]
    assert made.pages == 9 == made.index_pages + sum(made.counts.values())
    assert made.notes == ()
    for number, path in enumerate(made.parts, 1):
        index = text_of(path, 0)
        assert f"Partie {number}/3" in index
        assert f"Page {3 * number - 2}/9" in index
        assert "2 justificatifs" in index
        assert links(path, 0) == [1, 2]
        assert f"Partie {number}/3" in text_of(path, 1)


def test_size_limit__that_is_large_enough_changes_nothing(tmp_path: Path) -> None:
    made = bundle(tmp_path, invoice(tmp_path / "a.pdf"), most_bytes=10_000_000)
    assert [path.name for path in made.parts] == ["bundle.pdf"]
    assert "Partie" not in text_of(made.parts[0], 0)


def test_photo__that_alone_passes_the_limit_is_made_smaller_and_told(tmp_path: Path) -> None:
    large = photo(tmp_path / "large.jpg", (2400, 3200))
    usual = bundle(tmp_path, large).parts[0].stat().st_size
    assert usual > 400_000
    made = bundle(tmp_path, large, invoice(tmp_path / "a.pdf"), most_bytes=usual // 2)
    assert all(path.stat().st_size <= usual // 2 for path in made.parts)
    assert [note[:2] for note in made.notes] == [("recompressed", "large.jpg")]


def test_receipt__that_no_part_can_hold_is_whole_and_told(tmp_path: Path) -> None:
    paths = [invoice(tmp_path / "a.pdf", 3), invoice(tmp_path / "b.pdf")]
    made = bundle(tmp_path, *paths, most_bytes=1_000)
    assert [note.key for note in made.notes if note.code == "over-limit"] == ["a.pdf", "b.pdf"]
    assert made.counts == {"a.pdf": 3, "b.pdf": 1}
    size = str(made.parts[0].stat().st_size)
    assert Note("over-limit", "a.pdf", size) in made.notes


# -- Arabic ---------------------------------------------------------------------------------


def test_arabic_bundle__runs_from_right_to_left_with_its_letters_joined(tmp_path: Path) -> None:
    words = WORDS._replace(title="الوثائق المثبتة 2023", language="ar")
    made = bundle(tmp_path, invoice(tmp_path / "a.pdf"), words=words)
    text = text_of(made.parts[0], 0)
    assert "الوثائق المثبتة" in text, "letters are read in their order, whatever their shapes"
    assert "\ufffd" not in text
    with pikepdf.open(made.parts[0]) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert str(pdf.Root.Lang) == "ar"
