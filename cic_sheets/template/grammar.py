"""What people type into a template: `{{champ}}`, `{{liste.champ}}`; the one place that reads it."""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple

ASKED = re.compile(r"\{\{([^{}]*)\}\}")
_LONE = re.compile(r"\{\{|\}\}")
_AROUND = 30  # characters quoted on either side of a lone brace


class Asked(NamedTuple):
    """One field of a text: the name as written, and where in the text its braces stand."""

    name: str
    start: int
    end: int


def asked(text: str) -> list[Asked]:
    """The fields of a text in their order; an empty name is one too, which nobody knows."""
    if "{{" not in text:
        return []
    return [Asked(one[1].strip(), one.start(), one.end()) for one in ASKED.finditer(text)]


def broken(text: str) -> list[str]:
    """The surroundings of double braces that open or close nothing."""
    if "{{" not in text and "}}" not in text:
        return []
    without = ASKED.sub(lambda one: "·" * len(one[0]), text)
    return [
        text[max(one.start() - _AROUND, 0) : one.end() + _AROUND].strip()
        for one in _LONE.finditer(without)
    ]
