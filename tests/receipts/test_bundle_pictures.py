"""Photos and scans in the bundle: upright, in their colours, light, and nothing told but them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.receipts.bundling import bundle, difference, receipt_on, shown

Save = Callable[[Image.Image, Path], None]
COLOURS = {"top left": "#d02020", "top right": "#20a020", "bottom left": "#2020d0"}


def scene(size: tuple[int, int] = (300, 420)) -> Image.Image:
    """Three corners of three colours on white, as no turn or mirror leaves it."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    width, height = size[0] // 3, size[1] // 4
    draw.rectangle((0, 0, width, height), fill=COLOURS["top left"])
    draw.rectangle((size[0] - width, 0, *size), fill="white")
    draw.rectangle((size[0] - width, 0, size[0], height), fill=COLOURS["top right"])
    draw.rectangle((0, size[1] - height, width, size[1]), fill=COLOURS["bottom left"])
    return image


def as_points(image: Image.Image) -> tuple[float, float]:
    """100 pixels an inch."""
    return image.width * 0.72, image.height * 0.72


def seen(folder: Path, path: Path, page: int = 1, size: tuple[int, int] = (300, 420)) -> float:
    """How much the picture in the bundle differs from the scene."""
    made = bundle(folder, path)
    assert not made.refused
    expected = scene(size)
    points = as_points(expected)
    after = receipt_on(made, path.name, points, page)
    return difference(expected.resize((round(points[0]), round(points[1]))), after)


# -- Upright --------------------------------------------------------------------------------

UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation → what was done to the picture so that a reader must undo it."""


@pytest.mark.parametrize("kept", [True, False], ids=["kept as it is", "written anew"])
@pytest.mark.parametrize("orientation", UNDO)
def test_photo__is_upright(orientation: int, kept: bool, tmp_path: Path) -> None:
    turn, exif = UNDO[orientation], Image.Exif()
    exif[0x0112] = orientation
    picture = scene() if turn is None else scene().transpose(turn)
    heavy = {} if kept else {"comment": b"x" * 60_000}
    picture.save(tmp_path / "a.jpg", exif=exif, quality=60, **heavy)  # type: ignore[arg-type]
    assert seen(tmp_path, tmp_path / "a.jpg") < 4
    with pikepdf.open(tmp_path / "bundle.pdf") as pdf:
        scan = picture_of(pdf).read_raw_bytes()[-500:]
    assert (scan in (tmp_path / "a.jpg").read_bytes()) == kept


# -- Any colours ----------------------------------------------------------------------------


def sixteen_bits(image: Image.Image, path: Path) -> None:
    image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16").save(path)


def clear(image: Image.Image, path: Path) -> None:
    """White is transparent, and black beneath."""
    alpha = image.convert("L").point(lambda value: 0 if value == 255 else 255)
    black = Image.composite(image, Image.new("RGB", image.size), alpha)
    black.putalpha(alpha)
    black.save(path)


MODES: dict[str, Save] = {
    "rgb.png": lambda image, path: image.save(path),
    "palette.png": lambda image, path: image.quantize(16).save(path),
    "palette.gif": lambda image, path: image.quantize(16).save(path),
    "clear.png": clear,
    "clear.webp": clear,
    "sixteen.png": sixteen_bits,
    "grey.jpg": lambda image, path: image.convert("L").save(path),
    "press.jpg": lambda image, path: image.convert("CMYK").save(path, quality=95),
    "press.tif": lambda image, path: image.convert("CMYK").save(path),
    "plain.bmp": lambda image, path: image.save(path),
    "progressive.jpg": lambda image, path: image.save(path, progressive=True),
}


@pytest.mark.parametrize("name", MODES)
def test_picture__keeps_its_colours(name: str, tmp_path: Path) -> None:
    MODES[name](scene(), tmp_path / name)
    assert seen(tmp_path, tmp_path / name) < 4


def test_colours__are_those_that_its_profile_means(tmp_path: Path) -> None:
    """A profile in which red and green have changed places, and a picture that needs it."""
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = data.replace("sRGB".encode("utf-16-be"), "xyRG".encode("utf-16-be"))
    for old, new in ((b"rXYZ", b"????"), (b"gXYZ", b"rXYZ"), (b"????", b"gXYZ")):
        swapped = swapped.replace(old, new, 1)
    red, green, blue = scene().split()
    odd = Image.merge("RGB", (green, red, blue))
    odd.save(tmp_path / "a.jpg", icc_profile=swapped, subsampling=0, quality=90)
    assert seen(tmp_path, tmp_path / "a.jpg") < 4


def test_scan__of_three_frames_has_three_pages(tmp_path: Path) -> None:
    frames = [scene().convert("1"), scene().convert("L"), scene()]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    made = bundle(tmp_path, tmp_path / "a.tif")
    assert made.counts == {"a.tif": 3}
    for page in (2, 3):
        after = receipt_on(made, "a.tif", as_points(scene()), page)
        assert difference(scene().resize(after.size), after) < 4


def test_black_and_white__stays_so(tmp_path: Path) -> None:
    page = Image.new("1", (1654, 2339), 1)
    ImageDraw.Draw(page).rectangle((100, 100, 600, 140), fill=0)
    page.save(tmp_path / "a.tif", compression="group4")
    with pikepdf.open(bundle(tmp_path, tmp_path / "a.tif").parts[0]) as pdf:
        image = picture_of(pdf)
        assert int(image.BitsPerComponent) == 1
        assert (int(image.Width), int(image.Height)) == (1654, 2339)


# -- Light ----------------------------------------------------------------------------------


def picture_of(pdf: pikepdf.Pdf, page: int = 1) -> pikepdf.Stream:
    form = pdf.pages[page].Resources.XObject.P
    return form.Resources.XObject.I


@pytest.mark.parametrize(
    ("pixels", "becomes"),
    [
        ((4000, 3000), (2027, 1520)),  # a telephone's: 200 dots an inch on A4
        ((1000, 8000), (1000, 8000)),  # a till roll: legible however small it is printed
        ((400, 300), (400, 300)),
    ],
)
def test_photo__has_as_many_dots_as_are_read(
    pixels: tuple[int, int], becomes: tuple[int, int], tmp_path: Path
) -> None:
    scene(pixels).save(tmp_path / "a.jpg", quality=90)
    with pikepdf.open(bundle(tmp_path, tmp_path / "a.jpg").parts[0]) as pdf:
        image = picture_of(pdf)
        found = int(image.Width), int(image.Height)
    assert all(abs(a - b) < 0.05 * b for a, b in zip(found, becomes, strict=True)), found


def test_small_picture__is_not_blown_up(tmp_path: Path) -> None:
    Image.new("RGB", (100, 100), "black").save(tmp_path / "a.png")
    made = bundle(tmp_path, tmp_path / "a.png")
    page = shown(made.parts[0], 1).convert("L")
    box = page.crop((0, 60, page.width, page.height)).point(lambda v: 255 - v).getbbox()
    assert box is not None
    assert abs(box[2] - box[0] - 72) <= 2
    assert abs((box[0] + box[2]) / 2 - page.width / 2) <= 1


def test_small_jpeg__is_kept_bit_for_bit_without_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "secret-telephone"
    exif.get_ifd(0x8825)[1] = "N"
    scene((800, 1100)).save(tmp_path / "a.jpg", exif=exif, comment=b"secret-comment")
    data = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(data + b"secret-behind-the-end")
    with pikepdf.open(bundle(tmp_path, tmp_path / "a.jpg").parts[0]) as pdf:
        kept = picture_of(pdf).read_raw_bytes()
    assert b"secret" not in kept
    scan = data[data.index(b"\xff\xda") :]
    assert kept.endswith(scan)


# -- Other people's -------------------------------------------------------------------------

CORPUS = Path("/work/shared/corpus/real")
HEIC = CORPUS / "I048.heic"


@pytest.mark.skipif(not HEIC.is_file(), reason="no corpus here")
def test_heic__is_shown(tmp_path: Path) -> None:
    from pi_heif import register_heif_opener

    register_heif_opener()
    with Image.open(HEIC) as image:
        white = Image.new("RGBA", image.size, "white")
        expected = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    made = bundle(tmp_path, HEIC)
    after = receipt_on(made, HEIC.name, as_points(expected))
    assert difference(expected.resize(after.size), after) < 4
