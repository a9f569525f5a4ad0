"""What the stages look up: the case's rows by number, and the months of the contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol, TypeVar

from cic_sheets.money.case import RULE_KEYS, Case
from cic_sheets.money.item import Item
from cic_sheets.money.settlement import Fact, Flag, RateUsed, Source
from cic_sheets.values.days import Month, begun, contract_months, month_holding
from cic_sheets.values.named import NamedTuple


class NoRate(NamedTuple):
    """Why a line has no rate: a cause of `causes.CAUSES`."""

    cause: str
    because: tuple[Source, ...]
    facts: Mapping[str, Fact]


class Numbered(Protocol):
    """A row with a number."""

    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=Numbered)


class Year:
    """A case made ready: indexes, contract months, and the flags that stages raise."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.policies = case.policies
        self.months = contract_months(case.convention.start, case.convention.end)
        self.begun = begun(self.months, case.as_of)
        self.missions = by_number(case.missions)
        self.approvals = by_number(case.approvals)
        self.receipts = by_number(case.receipts)
        self.rates: dict[tuple[Month, str], set[Decimal]] = defaultdict(set)
        for rate in case.rates:
            self.rates[rate.month, rate.currency].add(rate.units)
        self.means: dict[str, RateUsed | NoRate] = {}
        self.flags: list[Flag] = []

    @property
    def closed(self) -> bool:
        """Whether what the cap holds back is refused by now (money.md §4)."""
        chosen = self.policies.closed
        if isinstance(chosen, bool):
            return chosen or self.case.as_of > self.case.convention.end
        return self.case.as_of >= chosen or self.case.as_of > self.case.convention.end

    def month_of(self, item: Item) -> int | None:
        """Number of the contract month of a line; None outside the convention."""
        found = month_holding(self.months, item.line.day) if item.line.day else None
        return found.number if found else None

    def flag(
        self,
        item: Item,
        code: str,
        cause: str,
        because: tuple[Source, ...],
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        """Something to say of a line that costs it nothing by itself."""
        self.flags.append(Flag(item.line.id, code, cause, because, facts or {}))


def by_number(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by number.  Of two with one number (CEL-07) always the same one, in whatever order."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row.id)
        if known is None or repr(row) < repr(known):
            found[row.id] = row
    return found


def rule(field: str) -> Source:
    """The row of « Règles » that a policy comes from."""
    return Source("rule", RULE_KEYS[field], "value")
