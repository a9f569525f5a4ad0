"""Names of files made of what people typed."""

from __future__ import annotations

import pytest

from cic_sheets.report.documents.naming import distinct, plain, safe


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("VAL-01", "VAL-01"),
        ("J 2023/007", "J 2023-007"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\windows", "windows"),
        ('a<b>:"c|d?e*', "a-b-c-d-e"),
        ("CON", "_CON"),
        ("nul.docx", "_nul.docx"),
        ("  .caché. ", "caché"),
        ("\x00\u202e", "sans-numero"),
        ("", "sans-numero"),
        ("x" * 300, "x" * 80),
        ("ligne\nsuivante", "ligne suivante"),
        ("{}{0}{{x}}", "0-x"),
    ],
)
def test_name__is_safe_on_every_system(typed: str, name: str) -> None:
    assert safe(typed) == name


def test_names_that_a_system_takes_for_one__are_told_apart() -> None:
    assert distinct(["a", "A", "a-2", "a/", "b"]) == ["a", "A-2", "a-2-2", "a-3", "b"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Aït Tizza", "ait-tizza"), ("Tamalelt n'Oufella", "tamalelt-n-oufella"), ("قصر", "")],
)
def test_commune__is_named_in_plain_letters(typed: str, name: str) -> None:
    assert plain(typed) == name
