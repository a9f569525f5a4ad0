"""Money is an exact decimal; this is the one place that rounds.

Amounts are `Decimal`, never binary fractions.  Rounding is half up, away from zero on a tie (as
Excel's ROUND), to the cent, once per line: printed columns then add up to their printed totals.
A rate is units of a currency for 1 EUR (InforEuro's way of quoting), so conversion divides.
Source: money.md §1.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from typing import TypeGuard

EUR = "EUR"
CENT = Decimal("0.01")
ZERO = Decimal("0.00")
EXACT = Context(
    prec=100, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Wide enough that sums and products of usable amounts lose nothing."""

_SHOWN_BY_EXCEL = 15
_AS_EXCEL = Context(prec=_SHOWN_BY_EXCEL, rounding=ROUND_HALF_UP)
_MOST_WHOLE_DIGITS = 15
_MOST_DECIMALS = 30

Ratio = Decimal | Fraction
"""An exact number: a decimal, or a fraction where decimals would never end (a mean rate)."""


def snap15(number: str | Decimal) -> Decimal:
    """The decimal that Excel shows for a stored number: 15 significant digits.

    `0.30000000000000004` gives `0.3`; a number of 15 digits or fewer is kept as written, `12.10`
    included.  Raises ValueError if the text is no finite number.
    """
    try:
        value = Decimal(number)
    except InvalidOperation:
        raise ValueError(f"no number: {number!r}") from None
    if isinstance(number, str) and len(number) <= _SHOWN_BY_EXCEL and value.is_finite():
        return value
    if not value.is_finite():
        raise ValueError(f"no number: {number!r}")
    if len(value.as_tuple().digits) <= _SHOWN_BY_EXCEL:
        return value
    return without_trailing_zeros(value.normalize(_AS_EXCEL))


def without_trailing_zeros(value: Decimal) -> Decimal:
    """`1.50` gives `1.5`, `1E+2` gives `100`: the same number, written plainly."""
    bare = value.normalize(EXACT)
    return bare.quantize(Decimal(1), context=EXACT) if _plain_integer(bare) else bare


def _plain_integer(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent > 0 and value.adjusted() < EXACT.prec


def decimals(value: Decimal) -> int:
    """How many decimals the number needs: 2 for `12.340`, 0 for `1E+3`.

    Raises ValueError on NaN and infinities.
    """
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"no number: {value}")
    places = -exponent
    for digit in reversed(digits):
        if digit:
            return max(0, places)
        places -= 1
    return 0


def usable(value: Decimal | None) -> TypeGuard[Decimal]:
    """Whether the engine can reckon with it exactly: there, finite, below 10^15 in size."""
    if value is None or not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.adjusted() < _MOST_WHOLE_DIGITS and int(exponent) >= -_MOST_DECIMALS


def cents(value: Ratio) -> Decimal:
    """Rounded half up to the cent: `2.675` gives `2.68`, `-0.005` gives `-0.01`."""
    if isinstance(value, Decimal):
        return EXACT.add(value.quantize(CENT, rounding=ROUND_HALF_UP, context=EXACT), ZERO)
    return _cents(value.numerator, value.denominator)


def cents_below(value: Decimal) -> Decimal:
    """Rounded towards zero to the cent: what may be paid of a ceiling with too many decimals."""
    return EXACT.add(value.quantize(CENT, rounding=ROUND_DOWN, context=EXACT), ZERO)


def to_eur(amount: Ratio, rate: Ratio) -> Decimal:
    """`round(amount / rate)` in EUR, rounded once: 1500.00 at 10.80 gives 138.89.

    amount  in the rate's currency
    rate    units of that currency for 1 EUR; raises ValueError unless above zero
    """
    if rate <= 0:
        raise ValueError(f"no rate: {rate}")
    over, under = amount.as_integer_ratio()
    units, parts = rate.as_integer_ratio()
    return _cents(over * parts, under * units)


def share(amount: Decimal, part: int, whole: int) -> Decimal:
    """`round(amount × part / whole)`: the part of an amount that some days of a month owe."""
    over, under = amount.as_integer_ratio()
    return _cents(over * part, under * whole)


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` in percent of `whole`, two decimals; None when there is no whole."""
    return to_eur(part * 100, whole) if whole > 0 else None


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` in per cent of `whole`, a whole number, half up; None when there is no whole."""
    if whole <= 0:
        return None
    exact = Fraction(part) * 100 / Fraction(whole)
    return Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts of one currency; `0.00` when there are none."""
    return sum(amounts, ZERO)


def as_decimal(value: Ratio, places: int = 10) -> Decimal:
    """An exact amount to be shown: in cents if it has no more, else as long as it is.

    Decimals that never end are rounded to `places`.
    """
    if isinstance(value, Decimal):
        return value
    over, under = value.numerator, value.denominator
    if 100 % under == 0:
        return Decimal(over * (100 // under)).scaleb(-2, EXACT)
    found = EXACT.divide(Decimal(over), Decimal(under))
    if Fraction(found) == value:
        return found
    return found.quantize(Decimal(1).scaleb(-places), context=EXACT)


def _cents(over: int, under: int) -> Decimal:
    """`over / under` (under > 0) to the cent, on whole numbers: no second rounding can creep in."""
    count = (200 * abs(over) + under) // (2 * under)
    return Decimal(-count if over < 0 else count).scaleb(-2, EXACT)
