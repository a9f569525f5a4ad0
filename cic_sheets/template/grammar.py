"""What people type into a template; the one place that reads it.

`{{champ}}` and `{{liste.champ}}` anywhere; `{{section: nom}}` alone in a paragraph;
`{{graphique: nom}}` as a picture's alternative text.
"""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple

ASKED = re.compile(r"\{\{([^{}]*)\}\}")
_LONE = re.compile(r"\{\{.{0,60}?\}\}|\{\{|\}\}")  # a pair that opens and closes ill is one fault
_AROUND = 30  # characters quoted on either side of a lone brace


FIELD, SECTION, PICTURE = "champ", "section", "graphique"


class Asked(NamedTuple):
    """One field of a text: the name as written, and where in the text its braces stand.

    kind  FIELD, SECTION (`{{section: nom}}`) or PICTURE (`{{graphique: nom}}`), not in `name`
    """

    name: str
    start: int
    end: int
    kind: str = FIELD

    @property
    def written(self) -> str:
        """The name as people type it, its kind before it: `section: plaidoyers`."""
        return self.name if self.kind == FIELD else f"{self.kind}: {self.name}"


def asked(text: str) -> list[Asked]:
    """The fields of a text in their order; an empty name is one too, which nobody knows."""
    if "{{" not in text:
        return []
    return [_asked(one) for one in ASKED.finditer(text)]


def _asked(found: re.Match[str]) -> Asked:
    kind, colon, name = found[1].partition(":")
    kind = kind.strip().lower()
    if colon and kind in (SECTION, PICTURE):
        return Asked(name.strip(), found.start(), found.end(), kind)
    return Asked(found[1].strip(), found.start(), found.end())


def broken(text: str) -> list[str]:
    """The surroundings of double braces that open or close nothing."""
    if "{{" not in text and "}}" not in text:
        return []
    without = ASKED.sub(lambda one: "·" * len(one[0]), text)
    return [
        text[max(one.start() - _AROUND, 0) : one.end() + _AROUND].strip()
        for one in _LONE.finditer(without)
    ]
