"""What the command says when the program itself is at fault."""

from __future__ import annotations

from decimal import Decimal

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import t
from cic_sheets.money.equation import EquationBroken


class AtFault(click.ClickException):
    """The equation does not hold (money.md §2): exit status 3, nothing else is said or written."""

    exit_code = 3

    def __init__(self, broken: EquationBroken) -> None:
        what = t(f"broken.{broken.what}", of=safe(_named(broken)))
        super().__init__(t("broken", what=what, left=_side(broken.left), right=_side(broken.right)))


def _named(broken: EquationBroken) -> str:
    """The part that is meant by its title, a row by its number."""
    if broken.what in ("part", "parts"):
        return t(f"by.{broken.of.removeprefix('by_')}")
    return broken.of


def _side(side: object) -> Decimal | str:
    return side if isinstance(side, Decimal) else str(side)
