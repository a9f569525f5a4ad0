"""Aggregation, against a plain reckoning: what is declared, exact, and never 0 for « n.d. »."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.book.book import Book
from cic_sheets.group.indicators import OVERLAYS, PARTS, Outcome, outcomes
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.measures import Measure
from cic_sheets.values.cells import CellRef

END = date(2023, 12, 31)
COMMUNES = ("C01", "C02", "C03")
VALUES = st.decimals(0, 10**6, places=2)
COUNTS = st.integers(0, 10**6)
TIMES = st.sampled_from(("somme", "dernier", "maximum"))


def book(indicator: dict[str, object], measures: Sequence[dict[str, object]]) -> Book:
    """A book of three communes, an indicator and its measures; cells are row and a column each."""
    made = Book("2023.xlsx")
    made.rows[Commune] = tuple(
        Commune("Communes", n, {"code": code}, {}, {}) for n, code in enumerate(COMMUNES)
    )
    one = Indicator("Indicateurs", 2, {"code": "I-01", **indicator}, {}, {})
    made.rows[Indicator] = (one,)
    made.lookups["Indicateurs"] = {"i 01": one, "i-01": one, "i01": one}
    columns = ("value", "numerator", "denominator", *PARTS, *OVERLAYS)
    made.rows[Measure] = tuple(
        Measure(
            "Mesures", n, {"indicator": "I-01", **measure}, {},
            {attr: CellRef("Mesures", n, place) for place, attr in enumerate(columns, start=1)},
        )
        for n, measure in enumerate(measures, start=2)
    )  # fmt: skip
    return made


def outcome(indicator: dict[str, object], measures: Sequence[dict[str, object]]) -> Outcome:
    (found,) = outcomes(book(indicator, measures), END)
    return found


def declared(kind: str, communes: str, time: str = "dernier") -> dict[str, object]:
    return {"kind": kind, "over_communes": communes, "over_time": time, "direction": "hausse"}


def shown(exact: Fraction) -> Decimal:
    """Two decimals, half up, reckoned with many digits."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )


def series(values: Sequence[Decimal], commune: str = "C01") -> list[dict[str, object]]:
    """Measures a day after the other, written in the sheet from the last to the first."""
    start = END - timedelta(days=len(values))
    days = [start + timedelta(days=n) for n in range(len(values))]
    pairs = reversed(list(zip(days, values, strict=True)))
    return [{"commune": commune, "day": day, "value": value} for day, value in pairs]


@given(st.lists(VALUES, min_size=1, max_size=6), TIMES)
def test_over_time__sum_last_or_maximum_whatever_the_order_of_rows(
    values: list[Decimal], time: str
) -> None:
    wanted = {"somme": sum(values, Decimal(0)), "dernier": values[-1], "maximum": max(values)}
    found = outcome(declared("nombre", "somme", time), series(values))
    assert found.actual is not None
    assert found.actual.amount == wanted[time]


@given(st.lists(VALUES, min_size=1, max_size=3))
def test_over_communes__sum_mean_and_maximum_of_those_that_have_a_value(
    values: list[Decimal],
) -> None:
    measures = [
        row
        for commune, value in zip(COMMUNES, values, strict=False)
        for row in series([value], commune)
    ]
    exact = [Fraction(value) for value in values]
    wanted = {
        "somme": shown(sum(exact, Fraction(0))),
        "moyenne": shown(sum(exact, Fraction(0)) / len(exact)),
        "maximum": shown(max(exact)),
    }
    for communes, amount in wanted.items():
        found = outcome(declared("nombre", communes), measures)
        assert found.actual is not None
        assert found.actual.amount == amount
        assert len(found.by_commune) == len(values)
    assert outcome(declared("nombre", "aucune"), measures).actual is None


@given(st.lists(st.tuples(COUNTS, st.integers(1, 10**6)), min_size=1, max_size=3))
def test_rate__is_all_cases_over_all_possible_cases_not_a_mean_of_rates(
    pairs: list[tuple[int, int]],
) -> None:
    measures: list[dict[str, object]] = [
        {"commune": c, "day": END, "numerator": Decimal(a), "denominator": Decimal(b)}
        for c, (a, b) in zip(COMMUNES, pairs, strict=False)
    ]
    pooled = shown(Fraction(100 * sum(a for a, _ in pairs), sum(b for _, b in pairs)))
    for communes in ("moyenne pondérée", "somme"):
        found = outcome(declared("taux", communes), measures)
        assert found.actual is not None
        assert found.actual.amount == pooled
        assert {cell.row for cell in found.actual.cells} == set(range(2, 2 + len(pairs)))
    mean = outcome(declared("taux", "moyenne"), measures)
    assert mean.actual is not None
    assert mean.actual.amount == shown(
        sum((Fraction(100 * a, b) for a, b in pairs), Fraction(0)) / len(pairs)
    )


@given(st.lists(st.tuples(VALUES, st.integers(1, 1000)), min_size=1, max_size=3))
def test_weighted_mean__lies_between_its_values_and_needs_every_weight(
    pairs: list[tuple[Decimal, int]],
) -> None:
    measures: list[dict[str, object]] = [
        {"commune": c, "day": END, "value": value, "denominator": Decimal(weight)}
        for c, (value, weight) in zip(COMMUNES, pairs, strict=False)
    ]
    found = outcome(declared("échelle", "moyenne pondérée"), measures)
    assert found.actual is not None
    assert min(v for v, _ in pairs) <= found.actual.amount <= max(v for v, _ in pairs)
    exact = sum((Fraction(v) * w for v, w in pairs), Fraction(0)) / sum(w for _, w in pairs)
    assert found.actual.amount == shown(exact)
    measures[0]["denominator"] = None
    assert outcome(declared("échelle", "moyenne pondérée"), measures).actual is None


@given(st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(("somme", "moyenne", "maximum")))
def test_what_is_not_available__changes_nothing_and_is_no_zero(
    values: list[Decimal], communes: str
) -> None:
    told = series(values)
    silent: list[dict[str, object]] = [
        {"commune": "C02", "day": END, "value": Decimal(7), "unavailable": True},
        {"commune": "C03", "day": END},
    ]
    with_them = outcome(declared("nombre", communes), [*told, *silent])
    assert with_them == outcome(declared("nombre", communes), told)._replace(
        indicator=with_them.indicator
    )
    assert set(with_them.by_commune) == {"C01"}
    assert outcome(declared("nombre", communes), silent).actual is None
    assert with_them.expected == COMMUNES


@given(
    st.lists(st.tuples(*[st.integers(0, 999)] * 4, st.integers(0, 999)), min_size=1, max_size=4),
    TIMES,
)
def test_parts__make_the_total_and_overlays_never_join_it(
    rows: list[tuple[int, int, int, int, int]], time: str
) -> None:
    start = END - timedelta(days=len(rows))
    measures: list[dict[str, object]] = [
        {
            "commune": "C01",
            "day": start + timedelta(days=n),
            "value": Decimal(sum(parts)),
            **dict(zip(PARTS, parts, strict=True)),
            "special_needs": overlay,
        }
        for n, (*parts, overlay) in enumerate(rows)
    ]
    found = outcome(declared("nombre", "somme", time), measures)
    told = dict(found.parts)
    assert found.actual is not None
    assert sum(told[part].amount for part in PARTS) == found.actual.amount
    assert "migrants" not in told


def test_measures_dated_later__have_not_happened_yet() -> None:
    later: list[dict[str, object]] = [
        {"commune": "C01", "day": END + timedelta(days=1), "value": Decimal(3)}
    ]
    assert outcome(declared("nombre", "somme"), later).actual is None
