"""Bundles made for tests, and what a reader sees on their pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from cic_sheets.receipts.bundle.compose import compose
from cic_sheets.receipts.bundle.geometry import placed
from cic_sheets.receipts.bundle.model import Made, Piece, Words

WORDS = Words(
    "Justificatifs 2023",
    "Commune d’Exempleville",
    ("N°", "Fournisseur", "Montant"),
    "Page",
    "Pages",
    "Page {page}/{pages}",
    "Partie {part}/{parts}",
    "Ce justificatif ne peut pas être montré",
    {"missing": "Le fichier manque.", "password": "Protégé par un mot de passe."},
    frozenset({2}),
    lambda keys: (("", f"{len(keys)} justificatifs", "1 234,50"),),
)


def piece(path: Path | None, key: str = "", **more: Any) -> Piece:
    key = key or (path.name if path else "nothing")
    stamp = f"{key} · page {{page}} de {{pages}}"
    return Piece(key, path, f"Reçu {key}", stamp, cells=(key, "Exemple SARL", "20,00"), **more)


def bundle(folder: Path, *paths: Path, words: Words = WORDS, **options: Any) -> Made:
    return compose([piece(path) for path in paths], words, folder / "bundle.pdf", **options)


def shown(path: Path, number: int = 0, scale: float = 1.0) -> Image.Image:
    """A page as it is seen, comments and fields included."""
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        image: Image.Image = document[number].render(scale=scale, may_draw_forms=True).to_pil()
        return image.convert("RGB")


def receipt_on(made: Made, key: str, size: tuple[float, float], page: int = 1) -> Image.Image:
    """What stands where the sheet of that size is laid, scaled back to its own size."""
    place = placed(size)
    path, number = _at(made, made.first[key] + page - 1)
    image = shown(path, number, 3 / place.scale)
    dots = 3 / place.scale
    left, low = place.left * dots, place.bottom * dots
    width, height = (side * place.scale * dots for side in size)
    top = image.height - low - height
    cut = image.crop((round(left), round(top), round(left + width), round(top + height)))
    return cut.resize((round(size[0]), round(size[1])), Image.Resampling.BOX)


def _at(made: Made, page: int) -> tuple[Path, int]:
    for path in made.parts:
        with pikepdf.open(path) as pdf:
            if page <= len(pdf.pages):
                return path, page - 1
            page -= len(pdf.pages)
    raise AssertionError("no such page")


def difference(one: Image.Image, other: Image.Image) -> float:
    """0 when they look the same, 255 when one is black and the other white."""
    assert max(abs(a - b) for a, b in zip(one.size, other.size, strict=True)) <= 2
    one, other = one.convert("L"), other.convert("L").resize(one.size)
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def text_of(path: Path, number: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[number].get_textpage().get_text_range())


def whole_text(made: Made) -> list[str]:
    """The text of every page of all parts."""
    texts = []
    for path in made.parts:
        with pypdfium2.PdfDocument(path) as document:
            texts += [str(page.get_textpage().get_text_range()) for page in document]
    return texts


def bookmarks(path: Path) -> Sequence[tuple[int, str, int]]:
    """Level, title, page from 0."""
    with pypdfium2.PdfDocument(path) as document:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]


def links(path: Path, number: int) -> list[int]:
    """The pages, from 0, to which a page's links lead, from top to bottom."""
    with pikepdf.open(path) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        found = list(pdf.pages[number].get("/Annots", []))
        found.sort(key=lambda link: -float(link.Rect[3]))
        return [pages.index(link.Dest[0].objgen) for link in found]
