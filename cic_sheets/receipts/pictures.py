"""A photo or a scan looked into: its frames, upright, on white; never more pixels than a limit.

Runs in the worker's process only: a picture that hangs or aborts takes nothing else with it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cic_sheets.receipts.pdf import Refused
from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 52_000_000  # a frame, decoded in full
MOST_PIXELS_JPEG = 250_000_000  # a JPEG can be decoded small
MOST_PIXELS_IN_ALL = 400_000_000
MOST_FRAMES = 200
MOST_PROFILE = 4_000_000  # bytes of a colour profile
JPEG_DECODED_AT = 4_000  # longer side, when one is larger than MOST_PIXELS
CHECKED_AT = 1_000  # a JPEG decoded small is read to its end all the same

_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)
_SMOOTH = ("L", "RGB", "RGBA", "CMYK", "LA")


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
        size, turn = image.size, 1
        frames = getattr(image, "n_frames", 1)
        if frames > MOST_FRAMES or frames * size[0] * size[1] > MOST_PIXELS_IN_ALL:
            raise Refused("bomb")
        try:
            for number in range(frames):
                if number:
                    image.seek(number)
                _bounded(image, kind)
                _shrunk(image, kind, CHECKED_AT)
                image.load()
                turn = int(image.getexif().get(_ORIENTATION, 1)) if number == 0 else turn
        except Exception as error:  # decoders raise whatever they like
            raise Refused(_why(error)) from None
    width, height = reversed(size) if turn in _ON_ITS_SIDE else size
    notes = {"animated": frames > 1 and kind != "tiff", "turned": 2 <= turn <= 8}
    return Picture(
        frames if kind == "tiff" else 1,
        width,
        height,
        tuple(note for note, true in notes.items() if true),
    )


def frame(path: Path, kind: str, number: int, longest: int = 0) -> Image:
    """A frame upright, RGB on white, `longest` pixels at most on its longer side (0: as it is).

    Raises Refused.
    """
    return plate(path, kind, number, longest).convert("RGB")


def plate(path: Path, kind: str, number: int, longest: int = 0) -> Image:
    """As `frame`, in the mode that has all of its colours: "1", "L" or "RGB" (sRGB)."""
    from PIL import ImageOps

    with _opened(path, kind) as image:
        try:
            if number:
                image.seek(number)
            _bounded(image, kind)
            _shrunk(image, kind, longest)
            image.load()
            if longest and max(image.size) > longest and image.mode in _SMOOTH:
                image.thumbnail((longest, longest))  # first, so that copies are small ones
            shown = _on_white(ImageOps.exif_transpose(image))
        except Exception as error:
            raise Refused(_why(error)) from None
    if longest and max(shown.size) > longest:
        shown = shown.convert("L") if shown.mode == "1" else shown
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


def _shrunk(image: Image, kind: str, wanted: int) -> None:
    """Have a JPEG decoded small: to the size wanted (0: whole), or as its size demands."""
    large = image.width * image.height > MOST_PIXELS
    if kind == "jpeg" and (wanted or large):
        side = wanted or JPEG_DECODED_AT
        image.draft("RGB", (side, side))
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
        return shallow.convert("L")
    if image.mode == "LAB":
        from PIL import ImageCms

        lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(image, lab, rgb, outputMode="RGB")
        return seen if seen is not None else image.convert("RGB")
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Pillow.new("RGBA", clear.size, "white")
        return _in_srgb(Pillow.alpha_composite(white, clear).convert("RGB"), image)
    if image.mode in ("1", "L"):
        return image.copy()
    return _in_srgb(image, image).convert("RGB")


def _in_srgb(image: Image, told: Image) -> Image:
    """The colours that its profile means, such as a telephone's or a press's; else as they are."""
    from PIL import ImageCms

    if is_srgb(told) or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(told.info["icc_profile"]))
        srgb = ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(image, meant, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a profile of other colours
        return image
    return image if seen is None else seen


def is_srgb(image: Image) -> bool:
    """Whether its numbers are to be read as sRGB: it says so, or nothing that can be read."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or len(profile) > MOST_PROFILE:
        return True
    try:
        return "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return True


def sizes(path: Path, kind: str) -> list[tuple[int, int, bool]]:
    """Width and height of each page that it makes, upright, in pixels; whether it has two colours.

    Raises Refused.
    """
    found = []
    with _opened(path, kind) as image:
        try:
            for number in range(_frames(image, kind)):
                if number:
                    image.seek(number)
                _bounded(image, kind)
                width, height = image.size
                turn = int(image.getexif().get(_ORIENTATION, 1))
                if turn in _ON_ITS_SIDE:
                    width, height = height, width
                found.append((width, height, image.mode == "1"))
        except Exception as error:
            raise Refused(_why(error)) from None
    return found


def _frames(image: Image, kind: str) -> int:
    """Raises Refused."""
    frames = int(getattr(image, "n_frames", 1)) if kind == "tiff" else 1
    if frames > MOST_FRAMES or frames * image.width * image.height > MOST_PIXELS_IN_ALL:
        raise Refused("bomb")
    return frames


def count_frames(path: Path, kind: str) -> int:
    """How many pages the picture makes: frames of a TIFF, else one.  Raises Refused."""
    with _opened(path, kind) as image:
        return int(getattr(image, "n_frames", 1)) if kind == "tiff" else 1
