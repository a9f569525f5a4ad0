"""The drawings of the page: the curve of the cap, the way from claimed to reimbursable.

Geometry is in whole tenths of a unit, so that the same figures give the same bytes.  Every value
also stands in a table beside its drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import NamedTuple

from cic_sheets.render.web.html import Html, el, join, text

WIDE, HIGH = 760, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 14, 26, 44
_STEPS = (1, 2, Decimal("2.5"), 5, 10)
_GRID = 4


class Point(NamedTuple):
    """A month of the curve: its label, what the cap allows by then, what is retained."""

    label: str
    allowed: Decimal
    retained: Decimal
    says: str


class Bar(NamedTuple):
    """A bar of the way down: from where to where, and what it is.

    kind  whole (a sum), refused, pending
    """

    label: str
    low: Decimal
    high: Decimal
    kind: str
    says: str
    value: str


Say = Callable[[Decimal], str]


def curve(points: Sequence[Point], title: str, legend: tuple[str, str], say: Say) -> Html:
    """Two lines that rise from month to month; what lies between them is the room."""
    scale = _Scale([one for p in points for one in (p.allowed, p.retained)])
    across = _places(len(points))
    allowed = [(x, scale.y(p.allowed)) for x, p in zip(across, points, strict=True)]
    retained = [(x, scale.y(p.retained)) for x, p in zip(across, points, strict=True)]
    held = [
        *_grid(scale, say),
        *_between(allowed, retained),
        el("polyline", class_="allowed", points=_path(allowed)),
        el("polyline", class_="retained", points=_path(retained)),
    ]
    for (x, y), (_, high), point in zip(retained, allowed, points, strict=True):
        held.append(el("circle", el("title", point.says), class_="dot", cx=_n(x), cy=_n(y), r="4"))
        square = {"x": _n(x - 3), "y": _n(high - 3), "width": "6", "height": "6"}
        held.append(el("rect", el("title", point.says), class_="square", **square))
        held.append(_word(point.label, x, Decimal(HIGH - _BOTTOM + 18), "tick", "middle"))
    held.append(_legend(legend))
    return _drawing("cap-drawing", title, held)


Place = tuple[Decimal, Decimal]


def _between(allowed: Sequence[Place], retained: Sequence[Place]) -> list[Html]:
    """What lies between the lines: room where the cap is above, `over` where it is passed."""
    pairs = _with_crossings(allowed, retained)
    under = [(x, max(high, low)) for x, high, low in pairs]
    top = [(x, high) for x, high, _ in pairs]
    reached = [(x, min(high, low)) for x, high, low in pairs]
    room = el("polygon", class_="room", points=_path([*top, *reversed(under)]))
    over = el("polygon", class_="over", points=_path([*reached, *reversed(top)]))
    passed = any(low < high for _, high, low in pairs)
    return [room, over] if passed else [room]


def _with_crossings(
    allowed: Sequence[Place], retained: Sequence[Place]
) -> list[tuple[Decimal, Decimal, Decimal]]:
    """Across, height of the cap, height of what is retained; also where the two lines cross."""
    pairs = [(x, high, low) for (x, high), (_, low) in zip(allowed, retained, strict=True)]
    found = pairs[:1]
    for before, after in pairwise(pairs):
        first, second = before[1] - before[2], after[1] - after[2]
        if first * second < 0:
            part = first / (first - second)
            x, y = (a + (b - a) * part for a, b in zip(before[:2], after[:2], strict=True))
            found.append((x, y, y))
        found.append(after)
    return found


def waterfall(bars: Sequence[Bar], title: str, say: Say) -> Html:
    """From what is claimed, down to what is reimbursed."""
    scale = _Scale([one for bar in bars for one in (bar.low, bar.high)])
    step = Decimal(WIDE - _LEFT - _RIGHT) / max(1, len(bars))
    width = step * Decimal("0.62")
    held: list[Html] = [_hatching(), *_grid(scale, say)]
    for number, bar in enumerate(bars):
        x = _LEFT + step * number + (step - width) / 2
        top, bottom = scale.y(bar.high), scale.y(bar.low)
        box = {
            "x": _n(x), "y": _n(top), "width": _n(width),
            "height": _n(max(bottom - top, Decimal(1))),
        }  # fmt: skip
        held.append(el("rect", el("title", bar.says), class_=f"bar {bar.kind}", **box))
        middle = x + width / 2
        held.append(_word(bar.value, middle, top - 6, "value", "middle"))
        for line, part in enumerate(_lines(bar.label)):
            held.append(
                _word(part, middle, Decimal(HIGH - _BOTTOM + 16 + 13 * line), "tick", "middle")
            )
    return _drawing("waterfall-drawing", title, held)


class _Scale:
    """Amounts → heights, between round numbers."""

    def __init__(self, values: Sequence[Decimal]) -> None:
        self.least = min([*values, Decimal(0)])
        self.most = max([*values, Decimal(0)])
        self.step = _round_step((self.most - self.least) / _GRID)
        self.top = self.step * _whole(self.most / self.step, ROUND_CEILING) or self.step
        self.bottom = self.step * _whole(self.least / self.step, ROUND_FLOOR)

    def y(self, value: Decimal) -> Decimal:
        """The height of a value, from the top."""
        room = HIGH - _TOP - _BOTTOM
        return _TOP + (self.top - value) / (self.top - self.bottom) * room

    def marks(self) -> list[Decimal]:
        """Where lines are drawn."""
        count = int((self.top - self.bottom) / self.step)
        return [self.bottom + self.step * number for number in range(count + 1)]


def _whole(value: Decimal, way: str) -> Decimal:
    return value.to_integral_value(way)


def _round_step(rough: Decimal) -> Decimal:
    if rough <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * step for step in _STEPS if power * step >= rough)


def _grid(scale: _Scale, say: Say) -> list[Html]:
    held = []
    for mark in scale.marks():
        y = scale.y(mark)
        ends = {"x1": str(_LEFT), "x2": str(WIDE - _RIGHT), "y1": _n(y), "y2": _n(y)}
        held.append(el("line", class_="zero" if mark == 0 else "grid", **ends))
        held.append(_word(say(mark), Decimal(_LEFT - 8), y + 4, "tick", "end"))
    return held


def _places(count: int) -> list[Decimal]:
    room = WIDE - _LEFT - _RIGHT - 24
    gaps = max(1, count - 1)
    return [_LEFT + 12 + Decimal(room) * number / gaps for number in range(count)]


def _path(points: Sequence[tuple[Decimal, Decimal]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"), ROUND_HALF_EVEN))


def _word(said: str, x: Decimal, y: Decimal, look: str, anchor: str) -> Html:
    return el("text", said, class_=look, x=_n(x), y=_n(y), text_anchor=anchor)


def _lines(label: str) -> list[str]:
    """A label in two lines at most, cut at the blank nearest to its middle."""
    blanks = [place for place, char in enumerate(label) if char == " "]
    if len(label) < 12 or not blanks:
        return [label]
    middle = min(blanks, key=lambda place: abs(place - len(label) / 2))
    return [label[:middle], label[middle + 1 :]]


def _legend(names: tuple[str, str]) -> Html:
    """What the two lines are, in the upper corner: by their marks too, not by colour alone."""
    held = []
    for number, (name, look) in enumerate(zip(names, ("allowed", "retained"), strict=True)):
        x = _LEFT + 12 + number * 300
        ends = {"x1": str(x), "x2": str(x + 30), "y1": "12", "y2": "12"}
        held.append(el("line", class_=look, **ends))
        square = {"x": str(x + 12), "y": "9", "width": "6", "height": "6"}
        held.append(
            el("circle", class_="dot", cx=str(x + 15), cy="12", r="4")
            if number
            else el("rect", class_="square", **square)
        )
        held.append(el("text", name, class_="legend", x=str(x + 38), y="16"))
    return join(held)


def _hatching() -> Html:
    line = el("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", class_="hatch")
    shape = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
    ground = el("rect", width="8", height="8", class_="hatched")
    return el("defs", el("pattern", ground, line, id="hatching", **shape))


def _drawing(name: str, title: str, held: Sequence[Html]) -> Html:
    titled = el("title", title, id=f"{name}-title")
    drawing = el(
        "svg", titled, *held, viewBox=f"0 0 {WIDE} {HIGH}", role="img", class_="drawing",
        aria_labelledby=f"{name}-title", preserveAspectRatio="xMidYMid meet",
    )  # fmt: skip
    return el("div", drawing, class_="scroll", role="region", aria_label=title, tabindex="0")


__all__ = ["Bar", "Point", "curve", "text", "waterfall"]
