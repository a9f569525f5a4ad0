"""A photo or a scan looked into: its frames, upright, on white; never more pixels than a limit.

Runs in the worker's process only: a picture that hangs or aborts takes nothing else with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cic_sheets.receipts.pdf import Refused
from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000  # a frame, decoded in full
MOST_PIXELS_JPEG = 250_000_000  # a JPEG can be decoded small
MOST_PIXELS_IN_ALL = 400_000_000
MOST_FRAMES = 200
JPEG_DECODED_AT = 4_000  # longer side, when one is larger than MOST_PIXELS


class Picture(NamedTuple):
    """What a picture file holds.

    frames  how many pages it makes
    width, height  of the first frame, upright, in pixels
    notes   "turned" (its EXIF says so), "animated"
    """

    frames: int
    width: int
    height: int
    notes: tuple[str, ...]


def read_picture(path: Path, kind: str) -> Picture:
    """Decode every frame once, to be sure that it can be shown.  Raises Refused."""
    with _opened(path, kind) as image:
        frames = getattr(image, "n_frames", 1)
        notes = []
        if frames > MOST_FRAMES or frames * image.width * image.height > MOST_PIXELS_IN_ALL:
            raise Refused("bomb")
        if kind != "tiff" and frames > 1:
            notes.append("animated")
        try:
            for number in range(frames):
                if number:
                    image.seek(number)
                _bounded(image, kind)
                _shrunk(image, kind)
                image.load()
        except EOFError:
            raise Refused("damaged") from None
        except Refused:
            raise
        except Exception as error:  # decoders raise whatever they like
            raise Refused(_why(error)) from None
    first = frame(path, kind, 0)
    turned = first.info.get("turned")
    pages = frames if kind == "tiff" else 1
    return Picture(pages, first.width, first.height, (*notes, *(["turned"] if turned else [])))


def frame(path: Path, kind: str, number: int, longest: int = 0) -> Image:
    """A frame upright, RGB on white, `longest` pixels at most on its longer side (0: as it is).

    `info["turned"]` says whether the camera's EXIF turned it.  Raises Refused.
    """
    from PIL import ImageOps

    with _opened(path, kind) as image:
        try:
            if number:
                image.seek(number)
            _bounded(image, kind)
            if longest and kind == "jpeg":
                image.draft("RGB", (longest, longest))
            _shrunk(image, kind)
            size = image.size
            upright = ImageOps.exif_transpose(image)
            shown = _on_white(upright)
            shown.info["turned"] = upright.size != size or image.getexif().get(0x0112, 1) not in (
                0,
                1,
            )
        except Exception as error:
            raise Refused(_why(error)) from None
    if longest and max(shown.size) > longest:
        shown.thumbnail((longest, longest))
    return shown


def _opened(path: Path, kind: str) -> Image:
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None  # we have limits of our own, for each kind
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if kind == "heic":
        _with_heif()
    formats = {"heic": ("HEIF", "AVIF"), "jpeg": ("JPEG", "MPO")}.get(kind, (kind.upper(),))
    try:
        image = Image.open(path, formats=formats)
    except MemoryError:
        raise Refused("too-much-memory") from None
    except Exception as error:
        raise Refused(_why(error)) from None
    try:
        _bounded(image, kind)
    except Refused:
        image.close()
        raise
    return image


def _with_heif() -> None:
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        raise Refused("no-heif") from None
    register_heif_opener(thumbnails=False)


def _bounded(image: Image, kind: str) -> None:
    pixels = image.width * image.height
    if pixels == 0:
        raise Refused("damaged")
    if pixels > (MOST_PIXELS_JPEG if kind == "jpeg" else MOST_PIXELS):
        raise Refused("bomb")


def _shrunk(image: Image, kind: str) -> None:
    if kind == "jpeg" and image.width * image.height > MOST_PIXELS:
        image.draft("RGB", (JPEG_DECODED_AT, JPEG_DECODED_AT))
        if image.width * image.height > MOST_PIXELS:
            raise Refused("bomb")


def _why(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    return "too-much-memory" if isinstance(error, MemoryError) else "damaged"


def _on_white(image: Image) -> Image:
    """Colours as they are seen: palettes and CMYK resolved, 16 bits made 8, clear is white."""
    from PIL import Image as Pillow

    if image.mode.startswith("I") or image.mode == "F":
        deep = image.mode != "F" and image.point(lambda value: value / 256).getbbox() is not None
        shallow = image.point(lambda value: value / 256) if deep else image
        return shallow.convert("L").convert("RGB")
    if image.mode == "LAB":
        from PIL import ImageCms

        lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(image, lab, rgb, outputMode="RGB")
        return seen if seen is not None else image.convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Pillow.new("RGBA", clear.size, "white")
        return Pillow.alpha_composite(white, clear).convert("RGB")
    return image.convert("RGB")


def count_frames(path: Path, kind: str) -> int:
    """How many pages the picture makes: frames of a TIFF, else one.  Raises Refused."""
    with _opened(path, kind) as image:
        return int(getattr(image, "n_frames", 1)) if kind == "tiff" else 1
