"""Functions that decide.

Source: ISO/IEC 29500-1, 18.17.7 (logical functions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .arguments import Function, exactly
from .values import Node, Operand, Reader, Stop, Unsupported, as_number


def _if(reader: Reader, arguments: Sequence[Node]) -> Operand:
    if not 2 <= len(arguments) <= 3:
        raise Unsupported("IF")
    if _true(reader, arguments[0]):
        return arguments[1]()
    return arguments[2]() if len(arguments) == 3 else False


def _iferror(reader: Reader, arguments: Sequence[Node]) -> Operand:
    tried, otherwise = exactly(2, arguments)
    try:
        return reader.single(tried())
    except Stop:
        return otherwise()


def _and(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return all(_true(reader, argument) for argument in arguments)


def _or(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return any(_true(reader, argument) for argument in arguments)


def _not(reader: Reader, arguments: Sequence[Node]) -> Operand:
    (only,) = exactly(1, arguments)
    return not _true(reader, only)


def _true(reader: Reader, node: Node) -> bool:
    return bool(as_number(reader.single(node())))


FUNCTIONS: Mapping[str, Function] = {
    "AND": _and,
    "IF": _if,
    "IFERROR": _iferror,
    "NOT": _not,
    "OR": _or,
}
