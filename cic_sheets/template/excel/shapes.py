"""Fields in what floats over a sheet: text boxes, shapes, titles of charts; and its pictures.

A paragraph's text is cut into runs by whoever typed it: a field takes the look of the run where
it begins.

Source: ISO/IEC 29500-1, 21.1.2.2 (paragraphs, runs), 20.1.8.13 (blip), 20.5.2.25 (pic).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ..blocks import Graph, Image
from ..data import Data
from ..grammar import FIELD, PICTURE, asked, broken
from ..names import Known, folded
from ..opc.later import later
from ..opc.markup import Markup, check, escaped, with_attributes
from ..opc.package import Package
from ..outcome import Place, Unfilled, Unknown, Unreachable
from .cells import attribute, resolved
from .look import Seen, Told, near
from .workbook import Workbook

_P = rb"((?:[^\s<>/:]+:)?"
_PARAGRAPH = later(rb"<" + _P + rb"p)(?=[\s>])[^<>]*>.*?</\1\s*>", re.DOTALL)
_TEXT = later(rb"(<" + _P + rb"t)(?=[\s>])[^<>]*(?<!/)>)([^<>]*)(?=</)")
_PICTURE = later(rb"<" + _P + rb"pic)(?=[\s>])[^<>]*>.*?</\1\s*>", re.DOTALL)
_PROPERTIES = later(rb"<(?:[^\s<>/:]+:)?cNvPr\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_BLIP = later(
    rb"<(" + rb"(?:[^\s<>/:]+:)?blip)(\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?:/>|>.*?</\1\s*>)",
    re.DOTALL,
)
_CROP = later(rb"<((?:[^\s<>/:]+:)?srcRect)\s[^<>]*?(?:/>|>\s*</\1\s*>)")
_EMBED = later(rb"((?:[^\s<>/:=]+:)embed\s*=\s*[\"'])[^\"'<>]*")
_MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
          "emf": "image/x-emf"}  # fmt: skip
_UNWRITABLE = later("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def fill_shapes(book: Workbook, data: Data, known: Known) -> Seen:
    """Fill the drawings and charts of a workbook, and say what could not be."""
    told: list[Told] = []
    package = book.package
    number = 0
    for name in package.names():
        kind = package.content_type(name) or ""
        drawing = kind.endswith("officedocument.drawing+xml")
        if not drawing and not kind.endswith(("drawingml.chart+xml", "ms-office.chartex+xml")):
            continue
        number += 1
        if b"{" not in package.part(name).replace(b"\0", b""):
            continue
        place = Place("drawing", number)
        content = Markup(package.part(name)).text
        fresh = _PARAGRAPH.sub(partial(_paragraph, known, place, told), content)
        if drawing:
            fresh = _PICTURE.sub(partial(_picture, book, name, data, place, told), fresh)
        if fresh != content:
            check(fresh)
            package.replace(name, fresh)
    return Seen(
        tuple(one for one in told if isinstance(one, Unknown)),
        tuple(one for one in told if isinstance(one, Place)),
        tuple(one for one in told if isinstance(one, Unfilled)),
        tuple(one for one in told if isinstance(one, Unreachable)),
    )


def _paragraph(known: Known, place: Place, told: list[Told], match: re.Match[bytes]) -> bytes:
    """A paragraph with its fields said, each in the run where it begins."""
    found = list(_TEXT.finditer(match[0]))
    texts = [resolved(one[3]) for one in found]
    whole = "".join(texts)
    if "{{" not in whole and "}}" not in whole:
        return match[0]
    place = place._replace(words=whole[:60])
    told += [place for _ in broken(whole)[:1]]
    said = list(_said(whole, known, place, told))
    if not said:
        return match[0]
    fresh = _spread(texts, said)
    content, at = [], 0
    for one, text in zip(found, fresh, strict=True):
        content += [match[0][at : one.start(3)], escaped(_UNWRITABLE.sub("", text))]
        at = one.end(3)
    return b"".join(content) + match[0][at:]


def _said(
    whole: str, known: Known, place: Place, told: list[Told]
) -> Iterator[tuple[int, int, str]]:
    """Where fields stand in a text, and what is said there."""
    for one in asked(whole):
        name = known.field(one.name) if one.kind == FIELD else None
        if one.kind != FIELD or (name and name.list):
            told.append(Unreachable(one.written, place))
        elif name is None:
            told.append(Unknown(one.name, place, known.near(one.name)))
        else:
            if known.value(name, {}) in (None, ""):
                told.append(Unfilled(one.name, place))
            yield one.start, one.end, known.said(name, {})


def _spread(texts: list[str], said: list[tuple[int, int, str]]) -> list[str]:
    """The runs' texts with what is said in the place of the fields."""
    fresh: list[str] = []
    start = 0
    for text in texts:
        end, at, parts = start + len(text), start, []
        for first, last, words in said:
            if last <= at or first >= end:
                continue
            parts.append(text[at - start : max(first - start, at - start)])
            parts.append(words if first >= start else "")
            at = min(last, end)
        fresh.append("".join(parts) + text[at - start :])
        start = end
    return fresh


def _picture(
    book: Workbook,
    part: str,
    data: Data,
    place: Place,
    told: list[Told],
    match: re.Match[bytes],
) -> bytes:
    """A picture whose alternative text asks for another: the same frame, not cropped."""
    properties = _PROPERTIES.search(match[0])
    words = attribute(properties[0], "descr") if properties else ""
    found = next((one for one in asked(words) if one.kind == PICTURE), None)
    if found is None or properties is None:
        return match[0]
    place = place._replace(words=words[:60])
    pictures = {folded(name): one for name, one in data.pictures.items()}
    image = pictures.get(folded(found.name))
    if image is None:
        told.append(Unknown(found.written, place, near(found.name, data.pictures)))
        return match[0]
    if isinstance(image, Graph):
        from .chart_frames import framed, told_as_chart  # few templates ask for one

        if told_as_chart(image):
            return framed(book, part, image, match, properties[0])
    blip = _BLIP.search(match[0])
    if not isinstance(image, Image) or image.kind not in _MEDIA or blip is None:
        told.append(Unreachable(found.written, place))
        return match[0]
    id = _related(book, part, image)
    tag = b"<" + blip[1] + _EMBED.sub(lambda m: m[1] + id.encode(), blip[2]) + b"/>"
    content = match[0].replace(blip[0], tag, 1)
    content = content.replace(
        properties[0], with_attributes(properties[0], {"descr": image.words or found.name}), 1
    )
    return _CROP.sub(rb"<\1/>", content)


def _related(book: Workbook, part: str, image: Image) -> str:
    """The picture's file in the package: the id by which the drawing knows it."""
    package: Package = book.package
    name = package.free_name("xl/media/image{}." + image.kind)
    package.add(name, image.data, _MEDIA[image.kind])
    return package.relate(part, f"{book.dialect.relations}/image", name)
