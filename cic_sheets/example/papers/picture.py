"""Parts drawn as a picture: a scan, or a photo of paper on a table, upright or turned."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cic_sheets.example.papers.parts import (
    BLUE,
    INK,
    Band,
    Gap,
    Grid,
    Pair,
    Part,
    Rule,
    Sheet,
    Signature,
    Squares,
    Stamp,
    Text,
)

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

BODY = 17  # pixels of body text
LINE = 1.45
MARGIN = 26
_FAMILIES = {
    ("sans", False): "DejaVuSans.ttf",
    ("sans", True): "DejaVuSans-Bold.ttf",
    ("mono", False): "DejaVuSansMono.ttf",
    ("mono", True): "DejaVuSansMono-Bold.ttf",
    ("arabic", False): "Amiri-Regular.ttf",
    ("arabic", True): "Amiri-Bold.ttf",
}


class NoFont(Exception):
    """Pictures need DejaVu, Amiri and a Pillow that shapes Arabic (raqm)."""


@cache
def font(family: str, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """A font by its file's name.  Raises NoFont when it is not installed."""
    from PIL import ImageFont, features

    if not features.check("raqm"):
        raise NoFont("Pillow cannot shape Arabic here: it was built without raqm")
    name = _FAMILIES[family, bold]
    try:
        return ImageFont.truetype(name, size, layout_engine=ImageFont.Layout.RAQM)
    except OSError as error:
        raise NoFont(f"the font {name} is not installed") from error


class Brush:
    """Draws the parts of a sheet from top to bottom; `y` is how far it has come."""

    def __init__(self, sheet: Sheet, draw: ImageDraw.ImageDraw, width: int) -> None:
        self.sheet = sheet
        self.draw = draw
        self.left, self.right = MARGIN, width - MARGIN
        self.y = float(MARGIN)
        self.stamps: list[tuple[Stamp, float]] = []

    def paint(self, part: Part) -> None:
        """Draw one part and go below it."""
        ways: dict[type, Callable[[Any], None]] = {
            Text: self._text, Pair: self._pair, Rule: self._rule, Gap: self._gap, Band: self._band,
            Grid: self._grid, Squares: self._squares, Stamp: self._stamp,
            Signature: self._signature,
        }  # fmt: skip
        ways[type(part)](part)

    def word(
        self, text: str, x: float, size: float, bold: bool, anchor: str, rtl: bool,
        colour: tuple[int, int, int] = INK,
    ) -> None:  # fmt: skip
        """Some text at the present line; `anchor` l, m or r."""
        family = "arabic" if rtl else "mono" if self.sheet.mono else "sans"
        scale = 1.12 if rtl else 1.0  # Amiri is small for its size
        used = font(family, bold, round(BODY * size * scale))
        direction = "rtl" if rtl else "ltr"
        at = (x, self.y + BODY * size)
        self.draw.text(at, text, fill=colour, font=used, anchor=f"{anchor}s", direction=direction)

    def _text(self, part: Text) -> None:
        x = {"left": self.left, "center": (self.left + self.right) / 2, "right": self.right}
        anchor = {"left": "l", "center": "m", "right": "r"}[part.align]
        self.word(part.text, x[part.align], part.size, part.bold, anchor, part.rtl, part.colour)
        self.y += BODY * part.size * LINE

    def _pair(self, part: Pair) -> None:
        label, value = (self.right, "r"), (self.left, "l")
        if not part.rtl:
            label, value = (self.left, "l"), (self.right, "r")
        self.word(part.label, label[0], 1, part.bold, label[1], part.rtl or _arabic(part.label))
        self.word(part.value, value[0], 1, part.bold, value[1], _arabic(part.value))
        self.y += BODY * LINE

    def _rule(self, part: Rule) -> None:
        step = 10 if part.dashed else self.right - self.left
        x = float(self.left)
        while x < self.right:
            end = min(x + (6 if part.dashed else step), self.right)
            self.draw.line([(x, self.y + 4), (end, self.y + 4)], fill=INK, width=1)
            x += step
        self.y += 12

    def _gap(self, part: Gap) -> None:
        self.y += BODY * LINE * part.lines

    def _band(self, part: Band) -> None:
        box = (self.left - 8, self.y, self.right + 8, self.y + 38)
        self.draw.rectangle(box, fill=part.colour)
        self.y += 6
        self.word(part.text, self.left + 4, 1.1, True, "l", part.rtl, (255, 255, 255))
        self.y += 40

    def _grid(self, part: Grid) -> None:
        for number, row in enumerate(part.rows):
            cells = tuple(reversed(row)) if part.rtl else row
            widths = tuple(reversed(part.widths)) if part.rtl else part.widths
            self._cells(cells, widths, bold=number == 0, rtl=part.rtl)

    def _cells(
        self, cells: tuple[str, ...], widths: tuple[float, ...], bold: bool, rtl: bool
    ) -> None:
        x, whole, tall = float(self.left), self.right - self.left, BODY * 1.7
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            end = x + whole * width
            self.draw.rectangle((x, self.y, end, self.y + tall), outline=(150, 150, 150))
            at_right = place > 0 if not rtl else _arabic(cell)
            self.y += 3
            self.word(cell, end - 6 if at_right else x + 6, 0.9, bold, "r" if at_right else "l",
                      _arabic(cell))  # fmt: skip
            self.y -= 3
            x = end
        self.y += tall

    def _squares(self, part: Squares) -> None:
        dot = 6
        start = (self.left + self.right) / 2 - part.side * dot / 2
        for column, row in part.dark():
            x, y = start + column * dot, self.y + row * dot
            self.draw.rectangle((x, y, x + dot - 1, y + dot - 1), fill=INK)
        self.y += part.side * dot

    def _stamp(self, part: Stamp) -> None:
        self.stamps.append((part, self.y))

    def _signature(self, part: Signature) -> None:
        wide, tall = 150, 44
        left = self.right - wide if part.align == "right" else self.left
        points = [(left + x * wide, self.y + y * tall) for x, y in part.stroke()]
        self.draw.line(points, fill=BLUE, width=2, joint="curve")
        self.y += tall


def _arabic(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in text)


def image(sheet: Sheet) -> Image.Image:
    """The sheet as a flat picture."""
    from PIL import Image, ImageDraw

    width = round(sheet.width * BODY * 0.6) + 2 * MARGIN
    page = Image.new("RGB", (width, 1400), sheet.tint)
    brush = Brush(sheet, ImageDraw.Draw(page), width)
    for part in sheet.parts:
        brush.paint(part)
    for stamp, y in brush.stamps:
        _press(page, stamp, width, y)
    return page.crop((0, 0, width, round(brush.y) + MARGIN))


def _press(page: Image.Image, stamp: Stamp, width: int, y: float) -> None:
    """A round stamp, a little turned, through which the text is seen."""
    from PIL import Image, ImageDraw

    side = 116
    ink = (*BLUE, 150)
    seal = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((2, 2, side - 3, side - 3), outline=ink, width=3)
    draw.ellipse((12, 12, side - 13, side - 13), outline=ink, width=1)
    words = stamp.text.split()
    middle = (len(words) + 1) // 2
    for number, line in enumerate((" ".join(words[:middle]), " ".join(words[middle:]))):
        used = font("arabic" if stamp.rtl else "sans", True, 15 if stamp.rtl else 10)
        draw.text((side / 2, side / 2 - 10 + number * 20), line[:18], fill=ink, font=used,
                  anchor="mm", direction="rtl" if stamp.rtl else "ltr")  # fmt: skip
    turned = seal.rotate(12, resample=Image.Resampling.BICUBIC)
    page.paste(turned, (width - side - 60, round(y) - 50), turned)


def photo(sheet: Sheet, seed: str) -> Image.Image:
    """The sheet photographed: paper lying a little askew on a table, uneven light."""
    from PIL import Image, ImageChops

    chance = random.Random(seed)
    page = image(sheet)
    table = chance.choice(((92, 74, 58), (70, 78, 84), (104, 96, 82), (58, 64, 60)))
    ground = Image.new("RGB", (page.width + 70, page.height + 70), table)
    ground.paste(page, (35, 35))
    askew = ground.rotate(
        chance.uniform(-1.6, 1.6), resample=Image.Resampling.BICUBIC, fillcolor=table
    )
    light = Image.linear_gradient("L").resize(askew.size).point(lambda level: 255 - level // 8)
    if chance.random() < 0.5:
        light = light.transpose(Image.Transpose.ROTATE_180)
    return ImageChops.multiply(askew, Image.merge("RGB", (light, light, light)))


_SIDEWAYS = {3: "ROTATE_180", 6: "ROTATE_90", 8: "ROTATE_270"}
_ORIENTATION, _MAKE, _MODEL, _TAKEN = 0x0112, 0x010F, 0x0110, 0x0132


def jpeg(picture: Image.Image, on: date, turned: int, quality: int = 58) -> bytes:
    """A JPEG; turned as a telephone keeps it, with the EXIF orientation that sets it upright."""
    from PIL import Image

    exif = Image.Exif()
    if turned != 1:
        picture = picture.transpose(Image.Transpose[_SIDEWAYS[turned]])
        exif[_ORIENTATION] = turned
        exif[_MAKE], exif[_MODEL] = "Exemple", "Telephone"
        exif[_TAKEN] = f"{on:%Y:%m:%d} 18:30:00"
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=quality, optimize=True, exif=exif)
    return kept.getvalue()


def png(picture: Image.Image) -> bytes:
    """A PNG in 16 colours, as a scanner in « text » mode gives it."""
    kept = BytesIO()
    picture.quantize(16).save(kept, "PNG", optimize=True)
    return kept.getvalue()
