"""What drawings are called in a package, transitional or strict, and the letters they take.

Source: ISO/IEC 29500-1, annexes A and C (strict namespaces); 29500-4, 9 (transitional ones).
"""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple

from .opc.markup import escaped

OFFICE, STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
SIZE = 20
"""Half-points: what text takes when nothing is said."""

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Letters(NamedTuple):
    """What text is written in, where nothing else is said: family, half-points, language."""

    font: str = ""
    size: int = SIZE
    language: str = "fr-FR"


class Uris(NamedTuple):
    """Namespaces of drawings, and how the types of relationships begin."""

    inline: str
    main: str
    chart: str
    picture: str
    relations: str


URIS = {
    False: Uris(
        OFFICE + "drawingml/2006/wordprocessingDrawing",
        OFFICE + "drawingml/2006/main",
        OFFICE + "drawingml/2006/chart",
        OFFICE + "drawingml/2006/picture",
        OFFICE + "officeDocument/2006/relationships",
    ),
    True: Uris(
        STRICT + "drawingml/wordprocessingDrawing",
        STRICT + "drawingml/main",
        STRICT + "drawingml/chart",
        STRICT + "drawingml/picture",
        STRICT + "officeDocument/relationships",
    ),
}
"""Strict → the namespaces."""


def written(text: str) -> str:
    """A text as it stands in a drawing's XML, without what XML can't hold."""
    return escaped(_FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).decode()
