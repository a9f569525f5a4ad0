"""Photos and scans as sheets: upright, in sRGB, with no more dots than are read.

Runs in the worker's process only.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic_sheets.receipts.bundle.geometry import PICTURE_DOTS, Size, placed
from cic_sheets.receipts.bundle.jpeg import bare
from cic_sheets.receipts.pdf import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS = 72.0
LEGIBLE = 1_000  # pixels across that a long till roll keeps, however small it is printed
QUALITY = {200: 75, 130: 60, 90: 45}  # dots an inch → JPEG quality
MOST_BYTES_A_PIXEL = 0.4  # of a JPEG that is kept as it is
LINE_ART_DOTS = 300  # a scan in black and white keeps its edges

_ORIENTATIONS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""EXIF orientation → the matrix that lays the unit square upright."""


def write(path: Path, kind: str, target: Path, dots: int) -> dict[str, Any]:
    """Write the sheets of the picture, one for each frame of a TIFF.  Raises Refused."""
    import pikepdf

    from cic_sheets.receipts import pictures

    shown: list[Size | None] = []
    with pikepdf.new() as made:
        for number, (*sides, two_colours) in enumerate(pictures.sizes(path, kind)):
            pixels = (sides[0], sides[1])
            size = _size(pixels)
            if not (kind == "jpeg" and _kept(made, path, pixels, size, dots)):
                fine = two_colours and dots == max(QUALITY)
                longest = _longest(pixels, size, LINE_ART_DOTS if fine else dots)
                _draw(made, _stream(made, pictures.plate(path, kind, number, longest), dots), size)
            shown.append(size)
        made.save(target, static_id=True)
    return {"sizes": shown, "removed": [], "prevents": [], "notes": []}


def write_rendered(path: Path, target: Path, dots: int) -> dict[str, Any]:
    """A PDF that only PDFium can read, as pictures of its pages.  Raises Refused."""
    import pikepdf

    from cic_sheets.receipts import pdf

    sizes = pdf.page_sizes(path)
    shown: list[Size | None] = []
    with pikepdf.new() as made:
        for number, size in enumerate(sizes):
            longest = _longest((10**6, 10**6), size or (1, 1), dots)
            try:
                if size is None:
                    raise Refused("damaged")
                image = pdf.render(path, number, longest)
            except Refused:
                shown.append(None)
                made.add_blank_page(page_size=(10, 10))
                continue
            _draw(made, _stream(made, image, dots), size)
            shown.append(size)
        if not any(shown):
            raise Refused("damaged")
        made.save(target, static_id=True)
    return {"sizes": shown, "removed": [], "prevents": [], "notes": ["rasterised"]}


def _size(pixels: tuple[int, int]) -> Size:
    """In points: as large as its frame allows, but not blown up."""
    width, height = (side * POINTS / PICTURE_DOTS for side in pixels)
    scale = placed((width, height)).scale
    return max(width * scale, 1.0), max(height * scale, 1.0)


def _longest(pixels: tuple[int, int], size: Size, dots: int) -> int:
    """How many pixels its longer side needs."""
    needed = max(size) / POINTS * dots
    legible = min(LEGIBLE, min(pixels)) * max(size) / min(size)
    return max(1, round(min(max(pixels), max(needed, legible))))


# -- The picture in the PDF -----------------------------------------------------------------


def _draw(
    made: Any,
    picture: Any,
    size: Size,
    upright: tuple[int, int, int, int, int, int] = _ORIENTATIONS[1],
) -> None:
    import pikepdf

    from cic_sheets.receipts.bundle.sheets_pdf import add

    width, height = (f"{side:.3f}" for side in size)
    turned = " ".join(map(str, upright))
    form = pikepdf.Stream(made, f"{width} 0 0 {height} 0 0 cm {turned} cm /I Do".encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, round(size[0], 3), round(size[1], 3)]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    add(made, form, size)


def _kept(made: Any, path: Path, pixels: tuple[int, int], size: Size, dots: int) -> bool:
    """Draw a JPEG as it is when it is small enough already: nothing is lost a second time."""
    from PIL import Image

    from cic_sheets.receipts.pictures import is_srgb

    if path.stat().st_size > MOST_BYTES_A_PIXEL * pixels[0] * pixels[1]:
        return False
    if dots < max(QUALITY) or max(pixels) > _longest(pixels, size, dots) * 1.1:
        return False
    with Image.open(path, formats=("JPEG", "MPO")) as image:
        colours = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}.get(image.mode)
        turn = int(image.getexif().get(0x0112, 1))
        if colours is None or turn not in _ORIENTATIONS or not is_srgb(image):
            return False
        stored = image.size
        try:
            image.load()
            data = bare(path.read_bytes())
        except (OSError, ValueError, SyntaxError):
            return False
    _draw(made, _image(made, data, stored, colours, 8, "/DCTDecode"), size, _ORIENTATIONS[turn])
    return True


def _stream(made: Any, image: Image, dots: int) -> Any:
    if image.mode == "1":
        data = zlib.compress(image.tobytes(), 9)
        return _image(made, data, image.size, "/DeviceGray", 1, "/FlateDecode")
    buffer = BytesIO()
    colours = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    image.save(buffer, "JPEG", quality=QUALITY.get(dots, max(QUALITY.values())), optimize=True)
    return _image(made, buffer.getvalue(), image.size, colours, 8, "/DCTDecode")


def _image(
    made: Any, data: bytes, size: tuple[int, int], colours: str, bits: int, code: str
) -> Any:
    import pikepdf

    return pikepdf.Stream(
        made,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name(colours),
        BitsPerComponent=bits,
        Filter=pikepdf.Name(code),
    )
