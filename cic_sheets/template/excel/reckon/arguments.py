"""What functions take: numbers, whole numbers, texts, areas, values that are not there.

Source: ISO/IEC 29500-1, 18.17.2.7 (conversions).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from .values import (
    Area,
    Fault,
    Node,
    Operand,
    Reader,
    Result,
    Stop,
    Unsupported,
    as_number,
    shown,
)

Function = Callable[[Reader, Sequence[Node]], Operand]
VALUE = Fault("#VALUE!")
NUM = Fault("#NUM!")
NA = Fault("#N/A")
_LARGEST = Decimal(2) ** 53


class Given:
    """The arguments of a call, from the left."""

    def __init__(
        self, reader: Reader, nodes: Sequence[Node], least: int, most: int | None = None
    ) -> None:
        if not least <= len(nodes) <= (least if most is None else most):
            raise Unsupported("arguments")
        self.reader = reader
        self.nodes = nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def value(self, at: int) -> Result:
        """One value; nothing where there is none.  Raises Stop for an error."""
        return self.reader.single(self.nodes[at]()) if at < len(self.nodes) else None

    def number(self, at: int, default: int | None = None) -> Decimal:
        """One number."""
        if at >= len(self.nodes) and default is not None:
            return Decimal(default)
        return as_number(self.value(at))

    def whole(self, at: int, default: int | None = None) -> int:
        """One number without its fraction.  Raises Stop when it is out of any reach."""
        found = self.number(at, default)
        if abs(found) > _LARGEST:
            raise Stop(NUM)
        return int(found)

    def text(self, at: int) -> str:
        """One text."""
        return shown(self.value(at))

    def true(self, at: int, default: bool) -> bool:
        """One logical value; the default when it is not given."""
        return bool(as_number(self.value(at))) if at < len(self.nodes) else default

    def area(self, at: int) -> Area:
        """A reference.  Raises Unsupported for anything else."""
        found = self.nodes[at]()
        if not isinstance(found, Area):
            raise Unsupported("no reference")
        return found


def stop(fault: Fault) -> Stop:
    """What ends the reckoning with this error."""
    return Stop(fault)


def exactly(count: int, arguments: Sequence[Node]) -> Sequence[Node]:
    """The arguments, if they are as many.  Raises Unsupported."""
    if len(arguments) != count:
        raise Unsupported("arguments")
    return arguments
