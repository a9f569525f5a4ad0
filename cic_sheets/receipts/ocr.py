"""Text recognised in a picture, by Tesseract where it is installed; never required.

Two passes over the page, one that takes it for a single block and one for columns: what both say
alike can be trusted more than what either says (facts.agreed).  Runs in the worker's process only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cic_sheets.receipts.pdf import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = ("fra", "ara", "eng")
PASSES = (6, 4)  # page segmentation: one block of text; columns of lines of any size
SMALLEST, LARGEST = 1_800, 3_200  # longer side that is recognised, in pixels
SURE_OF_TURN = 2.0  # Tesseract's own confidence in the orientation of a page
SECONDS = 60  # for one pass


def recognised(image: Image) -> tuple[str, ...]:
    """The text of an upright-by-EXIF picture, once for each pass.

    Raises Refused("no-ocr") where Tesseract, its Python library or all languages are missing.
    """
    try:
        import pytesseract
    except ImportError:
        raise Refused("no-ocr") from None
    try:
        present = set(pytesseract.get_languages(config=""))
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        raise Refused("no-ocr") from None
    languages = "+".join(code for code in LANGUAGES if code in present)
    if not languages:
        raise Refused("no-ocr")
    page = prepared(image)
    if "osd" in present:
        page = _turned(page)
    return tuple(_pass(page, languages, mode) for mode in PASSES)


def prepared(image: Image) -> Image:
    """Grey, of a size that print is recognised at, from black to white."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    grey = image.convert("L")
    longest = max(grey.size)
    wanted = min(max(longest, SMALLEST), LARGEST)
    if wanted != longest:
        scale = wanted / longest
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Pillow.Resampling.LANCZOS)
    return ImageOps.autocontrast(grey, cutoff=1)


def _turned(page: Image) -> Image:
    """The page upright by what Tesseract sees of its letters, if it is sure enough."""
    import pytesseract

    try:
        seen = pytesseract.image_to_osd(
            page, config="--dpi 300", timeout=SECONDS, output_type=pytesseract.Output.DICT
        )
    except (pytesseract.TesseractError, RuntimeError, ValueError):
        return page  # too few letters to tell
    turn = int(seen.get("rotate", 0))
    if turn and float(seen.get("orientation_conf", 0)) >= SURE_OF_TURN:
        return page.rotate(-turn, expand=True, fillcolor=255)
    return page


def _pass(page: Image, languages: str, mode: int) -> str:
    import pytesseract

    config = f"--psm {mode} --dpi 300 -c preserve_interword_spaces=1"
    try:
        return str(
            pytesseract.image_to_string(page, lang=languages, config=config, timeout=SECONDS)
        )
    except (pytesseract.TesseractError, RuntimeError):
        return ""
