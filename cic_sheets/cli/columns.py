"""Tables of plain text: as wide as what they hold, words to the left and figures to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

WIDTH = 96
"""What a terminal shows without breaking a line itself."""
_GAP = "  "


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table: words in the first column, figures in the others.

    heads  may be none; one of several lines stands on the last
    """
    titles = [head.split("\n") for head in heads]
    tallest = max(map(len, titles), default=0)
    above = [[""] * (tallest - len(title)) + title for title in titles]
    lines = [*zip(*above, strict=True), *rows]
    widths = [max(map(shown_width, column)) for column in zip(*lines, strict=True)]
    for words, *figures in lines:
        cells = [words + " " * (widths[0] - shown_width(words))]
        cells += [
            " " * (width - shown_width(figure)) + figure
            for figure, width in zip(figures, widths[1:], strict=True)
        ]
        yield (_GAP + _GAP.join(cells)).rstrip()


def shown_width(text: str) -> int:
    """How many places a text takes: marks of direction and vowel signs take none."""
    return sum(unicodedata.category(sign) not in ("Cf", "Mn") for sign in text)


def shortened(text: str, most: int) -> str:
    """A text of at most so many signs."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, indent: int) -> str:
    """A paragraph set in; words that are longer than a line are left whole."""
    blank = " " * indent
    lines = wrap(
        text, WIDTH, initial_indent=blank, subsequent_indent=blank,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines)
