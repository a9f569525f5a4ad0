"""Fee notes: months that start on the 15th, leap years, the sixtieth day, one fault one finding."""

from __future__ import annotations

from datetime import date

import pytest

from cic_sheets.schema.findings import Sum
from tests.rules.seen import Seen, cells, findings, whole


def notes(*rows: str, convention: str = "", as_of: str = "31/12/2023") -> str:
    head = f"Vu le {as_of}\n{convention}\n| Honoraires | N° | Mois | Émise le | Montant |\n"
    return head + "\n".join(f"| | {row} |" for row in rows)


def monthly(count: int) -> list[str]:
    """`count` sound notes from January on."""
    last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return [
        f"H-{n:02} | 01/{n:02}/2023 | {last[n - 1]}/{n:02}/2023 | 480" for n in range(1, count + 1)
    ]


def told(drawn: str) -> Seen:
    codes = ("HON-01", "HON-02", "HON-03", "HON-06", "CEL")
    return cells(drawn, *codes) + whole(drawn, *codes)


def test_notes__of_a_whole_year_have_no_finding() -> None:
    assert told(notes(*monthly(12))) == []


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [
        ("28/02/2023", []),
        ("30/03/2023", []),
        ("31/03/2023", ["2023-03"]),
        ("30/04/2023", ["2023-03", "2023-04"]),
    ],
)
def test_note__is_wanted_from_the_last_day_of_its_month(as_of: str, missing: list[str]) -> None:
    found = whole(notes(*monthly(2), as_of=as_of), "HON-02")
    assert [value for _, value in found] == missing


@pytest.mark.parametrize(
    ("place", "month", "expected"),
    [
        (1, "01/01/2023", [("HON-02", "Honoraires!B3")]),  # February's note says January
        (1, "01/03/2023", [("HON-02", "Honoraires!B3")]),  # … or March: out of step, it is told
        (0, "01/12/2022", [("HON-02", "Honoraires!B2")]),
        (3, "01/01/2024", [("HON-02", "Honoraires!B5")]),
        (2, "'03/04/2023", [("CEL-03", "Honoraires!B4")]),
        (2, "", [("CEL-01", "Honoraires!B4")]),
    ],
)
def test_note__with_a_wrong_month_has_one_finding(place: int, month: str, expected: Seen) -> None:
    rows = monthly(4)
    number, _, _, amount = rows[place].split(" | ")
    rows[place] = f"{number} | {month} | 28/04/2023 | {amount}"
    drawn = notes(*rows, as_of="30/04/2023")
    assert [one for one in told(drawn) if one[0] != "HON-06"] == expected


def test_note__added_at_the_end_excuses_no_month_that_lacks() -> None:
    rows = [*monthly(1), *monthly(4)[2:], "H-05 | 01/03/2023 | 30/04/2023 | 480"]
    drawn = notes(*rows, as_of="30/04/2023")
    assert cells(drawn, "HON-02") == [("HON-02", "Honoraires!B5")]
    assert whole(drawn, "HON-02") == [("HON-02", "2023-02")]


MID_MONTH = "| Convention | Début | Fin |\n| | 15/01/2023 | 14/03/2023 |"


@pytest.mark.parametrize("first_day", ["01", "15", "31"])
def test_note__names_the_month_that_begins_in_it(first_day: str) -> None:
    rows = (
        f"H-01 | {first_day}/01/2023 | 14/02/2023 | 480",
        "H-02 | 15/02/2023 | 14/03/2023 | 480",
    )
    assert told(notes(*rows, convention=MID_MONTH, as_of="14/03/2023")) == []


def test_note__of_a_month_from_the_15th_may_not_be_issued_on_the_31st() -> None:
    rows = ("H-01 | 15/01/2023 | 31/01/2023 | 480", "H-02 | 15/02/2023 | 14/03/2023 | 480")
    found = told(notes(*rows, convention=MID_MONTH, as_of="14/03/2023"))
    assert found == [("HON-06", "Honoraires!C2")]


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("01/02/2024", "14/02/2024", "231.72"),  # 14 of 29 days
        ("01/02/2023", "14/02/2023", "240.00"),  # 14 of 28
        ("31/01/2023", "27/02/2023", "480.00"),
        ("31/01/2023", "28/02/2023", "480.00"),
    ],
)
def test_note__of_a_partial_month_counts_its_days(start: str, end: str, due: str) -> None:
    convention = f"| Convention | Début | Fin |\n| | {start} | {end} |"
    row = f"H-01 | {start} | {end} | 1"
    (found, *_) = findings(notes(row, convention=convention, as_of=end), "HON-03")
    amount = found.facts["due"]
    assert isinstance(amount, Sum)
    assert f"{amount.amount:.2f}" == due


def test_missing_note__is_accepted_by_a_derogation_that_names_its_month() -> None:
    drawn = notes(*monthly(1), as_of="31/03/2023")
    drawn += "\n| Dérogations | Code | Feuille | Ligne |\n| | HON-02 | Honoraires | 2023-03 |"
    found = findings(drawn, "HON-02", "DER")
    assert [(one.value, one.severity.value) for one in found] == [
        ("2023-02", "E"),
        ("2023-03", "A"),
    ]


PAID = """
Vu le {as_of}
| Honoraires | N°   | Mois       | Émise le   |
|            | H-01 | 01/01/2023 | 31/01/2023 |
| Paiements  | N°     | Date   | Type       | Pour |
|            | PAI-01 | {day}  | {kind}     | {to} |
"""


def paid(as_of: str, day: str = "01/02/2023", kind: str = "honoraires", to: str = "H-01") -> Seen:
    drawn = PAID.format(as_of=as_of, day=day, kind=kind, to=to)
    return cells(drawn, "HON-07", "HON-08", "CEL-06")


def test_note__is_unpaid_from_the_sixty_first_day() -> None:
    assert date(2023, 4, 1).toordinal() - date(2023, 1, 31).toordinal() == 60
    assert paid("01/04/2023", to="") == []
    assert paid("02/04/2023", to="") == [("HON-07", "Honoraires!A2")]


def test_note__paid_after_the_day_of_seeing_is_unpaid_on_it() -> None:
    assert paid("30/04/2023", day="01/05/2023") == [("HON-07", "Honoraires!A2")]
    assert paid("01/05/2023", day="01/05/2023") == []


def test_note__received_on_the_ninetieth_day_is_in_time() -> None:
    assert date(2023, 5, 1).toordinal() - date(2023, 1, 31).toordinal() == 90
    assert paid("31/12/2023", day="01/05/2023") == []
    assert paid("31/12/2023", day="02/05/2023") == [("HON-08", "Honoraires!A2")]


def test_note__whose_payment_names_another_has_no_second_finding() -> None:
    assert paid("31/12/2023", to="H-10") == [("CEL-06", "Paiements!H2")]


def test_note__whose_payment_has_no_readable_day_is_paid() -> None:
    assert paid("31/12/2023", day="hier") == []


def test_mentions__are_wanted_of_a_convention_that_has_notes() -> None:
    empty = "| Convention | ICE | IF | Mention TVA |\n| | | | |\n"
    assert [code for code, _ in cells(empty, "HON-05")] == ["HON-05"] * 3
    assert cells(empty + "| Honoraires | N° |", "HON-05") == []


def test_mention__that_cannot_be_read_is_not_missing_too() -> None:
    drawn = "| Convention | ICE |\n| | 1,5 |"
    assert [code for code, _ in cells(drawn, "HON-05", "CEL", "CNV")] == ["CEL-02"]


def test_turnover__leaves_out_a_rate_that_cannot_be() -> None:
    drawn = """
    | Règles | Règle              | Valeur |
    |        | plafond_client_mad | 1000   |
    | Taux   | Mois       | Devise | Unités pour 1 EUR |
    |        | 01/01/2023 | MAD    | 108               |
    """
    assert whole(drawn, "HON-09") == []
