"""Tuple classes declared like typing's own behave like typing's own."""

import copy
import pickle
from typing import NamedTuple as Typing

import pytest

from cic_sheets.values.named import NamedTuple


class Ours(NamedTuple):
    """A point."""

    across: int
    down: int = 2
    name: str = ""

    @property
    def sum(self) -> int:
        return self.across + self.down


class Theirs(Typing):
    """A point."""

    across: int
    down: int = 2
    name: str = ""

    @property
    def sum(self) -> int:
        return self.across + self.down


@pytest.mark.parametrize(
    "expression",
    [
        "P(1)",
        "P(1, name='x')",
        "P(1, 3).sum",
        "P(1) == (1, 2, '')",
        "hash(P(1)) == hash((1, 2, ''))",
        "P(1)._replace(down=5)",
        "P._make([1, 2, 'x'])",
        "P(1)._asdict()",
        "P._fields",
        "P.__match_args__",
        "P.__doc__",
        "P.__module__",
        "P()",
        "P(1, 2, 'x', 4)",
        "P(1, up=3)",
        "P._make([1])",
        "P(1)._replace(up=3)",
        "setattr(P(1), 'down', 3)",
        "setattr(P(1), 'up', 3)",
        "copy.copy(P(1, 3))",
    ],
)
def test_named_tuple__does_what_typings_does(expression: str) -> None:
    assert _done(expression, Ours) == _done(expression, Theirs)


def test_named_tuple__survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(Ours(1, 3, "x"))) == Ours(1, 3, "x")


def _done(expression: str, kind: type) -> tuple[str, str]:
    """The kind of outcome and what it shows, whatever the class is called."""
    try:
        found = eval(expression, {"P": kind, "copy": copy})
    except (TypeError, ValueError, AttributeError) as error:
        return type(error).__name__, ""
    return type(found).__name__.replace(kind.__name__, "P"), repr(found).replace(kind.__name__, "P")
