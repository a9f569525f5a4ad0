"""The three lists that should be empty."""

from __future__ import annotations

from cic_sheets.reconcile.lists import OpenEnds, open_ends
from tests.drawing import draw


def ends(year: str) -> OpenEnds:
    settled = draw(year).opened().settlement
    assert settled is not None
    return open_ends(settled)


YEAR = """
| Missions | N°     | Accord |
|          | MIS-01 | VAL-01 |
|          | MIS-02 | VAL-02 |

| Accords  | N°     |
|          | VAL-01 |
|          | VAL-02 |
|          | VAL-03 |
|          | VAL-04 |

| Justificatifs | N°    |
|               | J-001 |
|               | J-002 |
"""


def test_approvals__are_those_that_no_line_consumes_though_a_mission_may_name_them() -> None:
    """VAL-01 by a line's mission, VAL-04 by a line; VAL-02 by a mission that cost nothing."""
    year = (
        YEAR
        + """
    | Dépenses | N°    | Mission | Accord | Justificatifs |
    |          | D-001 | MIS-01  |        | J-001         |
    |          | D-002 | MIS-01  | VAL-04 | J-002         |
    """
    )
    assert ends(year) == ((), (), ("VAL-02", "VAL-03"))


def test_line_to_come__keeps_its_approval_and_its_receipt() -> None:
    year = (
        YEAR
        + """
    Vu le 31/01/2023
    | Dépenses | N°    | Date       | Mission | Accord | Justificatifs |
    |          | D-001 | 15/12/2023 | MIS-01  |        | J-001         |
    """
    )
    assert ends(year) == ((), ("J-002",), ("VAL-02", "VAL-03", "VAL-04"))


def test_lines__without_receipt_and_receipts_without_line() -> None:
    year = (
        YEAR
        + """
    | Dépenses | N°    | Mission | Accord | Justificatifs |
    |          | D-001 | MIS-01  |        |               |
    |          | D-002 | MIS-02  |        | J-001         |
    """
    )
    found = ends(year)
    assert found.lines == ("D-001",)
    assert found.receipts == ("J-002",)
