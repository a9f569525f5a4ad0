"""Check digits: numbers as they are printed and as they are mistyped."""

from __future__ import annotations

import pytest

from cic_sheets.rules.identifiers import iban_trouble, ice_trouble, rib_trouble
from tests.rules.seen import cells

RIB = "999810000012345678901297"
IBAN = "MA64999810000012345678901297"


@pytest.mark.parametrize(
    "number",
    ["001561191000066", "002136093000040", "000036794000036", "001 561 191 000 066"],
)
def test_ice__of_real_enterprises_passes(number: str) -> None:
    assert ice_trouble(number) is None


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("001561191000067", "number.key"),
        ("001561911000066", "number.key"),  # two digits swapped
        ("000000000000000", "number.key"),
        ("01561191000066", "number.length"),
        ("0001561191000066", "number.length"),
        ("00156119100006X", "number.letters"),
        ("001-561-191-000-066", "number.letters"),
        ("", "number.letters"),
    ],
)
def test_ice__mistyped_is_told(number: str, key: str) -> None:
    trouble = ice_trouble(number)
    assert trouble is not None
    assert trouble.key == key


def test_rib__passes_with_its_key_only() -> None:
    assert rib_trouble(RIB) is None
    assert rib_trouble("999 810 0000123456789012 97") is None
    assert all(rib_trouble(RIB[:22] + f"{key:02}") for key in range(1, 100) if key != 97)


@pytest.mark.parametrize(
    "number",
    [
        IBAN,
        "MA64 9998 1000 0012 3456 7890 1297",
        "ma64999810000012345678901297",
        "BE68 5390 0754 7034",
        "FR14 2004 1010 0505 0001 3M02 606",
        "GB82 WEST 1234 5698 7654 32",
    ],
)
def test_iban__of_any_country_passes(number: str) -> None:
    assert iban_trouble(number) is None


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("MA46999810000012345678901297", "number.key"),
        ("MA6499981000001234567890129", "number.length"),
        ("BE68 5390 0754 7043", "number.key"),
        (RIB, "number.iban"),
        ("MA64", "number.length"),
        ("BE68", "number.iban"),
        ("É", "number.iban"),
        ("", "number.iban"),
    ],
)
def test_iban__mistyped_is_told(number: str, key: str) -> None:
    trouble = iban_trouble(number)
    assert trouble is not None
    assert trouble.key == key


def test_ice__whose_zeros_excel_dropped_is_told_once() -> None:
    """CEL-10 says it; the number itself is right."""
    lost = "| Convention | ICE |\n| | 1234567000062 |"
    assert cells(lost, "CEL", "CNV") == [("CEL-10", "Convention!B11")]


def test_ice__whose_zeros_excel_dropped_and_whose_digits_are_wrong_has_both() -> None:
    lost = "| Convention | ICE |\n| | 1234567000063 |"
    assert [code for code, _ in cells(lost, "CEL", "CNV")] == ["CEL-10", "CNV-04"]
