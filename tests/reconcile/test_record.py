"""The record of a submission: the same bytes for the same submission, and nothing else is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic_sheets.book.folder import Record
from cic_sheets.language import LANGUAGES, said
from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.frozen import fingerprint
from cic_sheets.reconcile.record import Damaged, _seal, from_bytes, to_bytes
from cic_sheets.reconcile.records import read_records
from cic_sheets.reconcile.submission import FrozenCut, FrozenLine, Submission

SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
TEXTS = st.dictionaries(st.text(max_size=8), st.text(max_size=12), max_size=4)
CENTS = st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
DECIMALS = st.integers(1, 10**9).map(lambda units: Decimal(units).scaleb(-4))
RATIOS = DECIMALS | st.fractions(min_value=Fraction(1, 10**6), max_value=10**6)
KEYS = st.tuples(st.sampled_from(["Justificatifs", "Accords"]), st.text(min_size=1, max_size=6))


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    rows = draw(st.dictionaries(KEYS, TEXTS, max_size=4))
    numbers = draw(st.lists(st.text(min_size=1, max_size=8), max_size=3, unique=True))
    return Submission(
        number=draw(st.integers(1, 50)),
        year="2023",
        as_of=draw(st.dates()),
        complement=draw(st.booleans()),
        draft=draw(st.booleans()),
        version="0.1.0",
        workbook=draw(SHA),
        manifest=draw(SHA),
        rules=draw(TEXTS),
        lines={number: draw(lines(number, rows)) for number in numbers},
        rows=rows,
        others=draw(st.dictionaries(st.text(max_size=8), SHA, max_size=2)),
        withdrawn=tuple(draw(st.lists(st.text(max_size=8), max_size=2))),
    )


@st.composite
def lines(draw: st.DrawFn, number: str, rows: dict[tuple[str, str], dict[str, str]]) -> FrozenLine:
    rests = tuple(sorted(draw(st.sets(st.sampled_from(sorted(rows))))) if rows else ())
    cells = draw(TEXTS)
    cuts = draw(st.lists(st.tuples(st.sampled_from(["DEP-06"]), st.just("refused"), CENTS)))
    return FrozenLine(
        number=number,
        first=draw(st.integers(1, 9)),
        rates=draw(st.dictionaries(st.sampled_from(["MAD", "USD"]), RATIOS)),
        months=draw(st.dictionaries(st.sampled_from(["2023-01 MAD"]), DECIMALS)),
        amounts=Total(*(draw(CENTS) for _ in range(4))),
        cuts=tuple(FrozenCut(*cut) for cut in cuts),
        cells=cells,
        rests=rests,
        fingerprint=fingerprint(cells, {key: rows[key] for key in rests}),
    )


@given(submissions())
def test_record__says_the_whole_submission_and_nothing_else(submission: Submission) -> None:
    data = to_bytes(submission)
    assert from_bytes(data) == submission
    assert to_bytes(from_bytes(data)) == data


def test_record__keeps_amounts_and_rates_as_exact_texts() -> None:
    content = json.loads(to_bytes(ONE))
    line = content["lignes"]["D-001"]
    assert (line["demande"], line["taux"]["MAD"], line["taux"]["USD"]) == (
        "138.89",
        "10.80",
        "151/15",
    )


ROWS = {("Justificatifs", "J-001"): {"Montant": "1500"}}
ONE = Submission(
    number=1,
    year="2023",
    as_of=date(2023, 12, 31),
    complement=False,
    draft=False,
    version="0.1.0",
    workbook="a" * 64,
    manifest="b" * 64,
    rules={"plafond_mensuel": "200"},
    lines={
        "D-001": FrozenLine(
            "D-001",
            1,
            {"MAD": Decimal("10.80"), "USD": Fraction(151, 15)},
            {"2023-01 MAD": Decimal("10.80")},
            Total(Decimal("138.89"), Decimal("100.00"), Decimal("38.89"), Decimal("0.00")),
            (FrozenCut("DEP-06", "refused", Decimal("38.89")),),
            {"Montant": "1500"},
            (("Justificatifs", "J-001"),),
            fingerprint({"Montant": "1500"}, ROWS),
        )
    },
    rows=ROWS,
    others={},
)
RECORD = to_bytes(ONE)


# --- Damage --------------------------------------------------------------------------------------


def resealed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The record changed by someone who knows how to seal it."""
    content = json.loads(RECORD)
    del content["sceau"]
    change(content)
    return json.dumps({**content, "sceau": _seal(content)}).encode()


def line_of(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["lignes"]["D-001"]
    return found


DAMAGED: dict[str, bytes] = {
    "nothing": b"",
    "half": RECORD[: len(RECORD) // 2],
    "no text": bytes(range(256)) * 4,
    "an amount typed over": RECORD.replace(b'"138.89"', b'"238.89"'),
    "a rate typed over": RECORD.replace(b'"10.80"', b'"10.90"'),
    "saved in another encoding": RECORD.decode().encode("utf-16"),
    "very deep": b"[" * 200_000,
    "an endless number": b'{"genre": "cic_sheets envoi", "forme": ' + b"9" * 5000 + b"}",
    "no seal": RECORD.replace(b'"sceau"', b'"autre"'),
    "a line of another kind": resealed(lambda held: held.update(lignes=[])),
    "an amount as a number": resealed(lambda held: line_of(held).update(demande=138.89)),
    "an amount of three decimals": resealed(lambda held: line_of(held).update(demande="1.234")),
    "an endless amount": resealed(lambda held: line_of(held).update(demande="9" * 400 + ".00")),
    "a rate of zero": resealed(lambda held: line_of(held).update(taux={"MAD": "0"})),
    "a rate by zero": resealed(lambda held: line_of(held).update(taux={"MAD": "1/0"})),
    "a rate that is none": resealed(lambda held: line_of(held).update(taux={"MAD": "NaN"})),
    "a mean for a month": resealed(lambda held: line_of(held).update(taux_du_mois={"x": "1/3"})),
    "a row that lacks": resealed(lambda held: line_of(held).update(repose_sur=[["Accords", "V"]])),
    "a cell that its fingerprint denies": resealed(
        lambda held: line_of(held).update(colonnes={"Montant": "1600"})
    ),
    "a day that no calendar knows": resealed(lambda held: held.update(vu_au="2023-02-30")),
    "a number below one": resealed(lambda held: held.update(envoi=0)),
    "a number that is a flag": resealed(lambda held: held.update(envoi=True)),
    "a key that lacks": resealed(lambda held: held.pop("retirees")),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_record__is_told_and_never_guessed_at(name: str) -> None:
    with pytest.raises(Damaged) as told:
        from_bytes(DAMAGED[name])
    assert told.value.why == "damaged"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[1, 2]", "foreign"),
        (b'{"genre": "autre"}', "foreign"),
        (resealed(lambda held: held.update(forme=99)), "newer"),
    ],
)
def test_record_of_another_program__is_told_as_such(data: bytes, why: str) -> None:
    with pytest.raises(Damaged) as told:
        from_bytes(data)
    assert told.value.why == why


@settings(max_examples=300)
@given(st.integers(0, len(RECORD) - 1), st.integers(1, 255))
def test_one_byte_changed__never_gives_another_submission(place: int, by: int) -> None:
    data = bytearray(RECORD)
    data[place] ^= by
    try:
        assert from_bytes(bytes(data)) == ONE
    except Damaged:
        return


# --- Those beside the workbook -------------------------------------------------------------------


def record(number: int, data: bytes = b"", trouble: str = "") -> Record:
    return Record(number, f"2023/envois/envoi-{number}.json", data, trouble)


def test_records__come_in_the_order_of_their_numbers() -> None:
    second = to_bytes(ONE._replace(number=2))
    found, problems = read_records([record(2, second), record(1, RECORD)], "2023")
    assert [one.number for one in found] == [1, 2]
    assert problems == []


@pytest.mark.parametrize(
    ("records", "year", "told"),
    [
        ([record(1, b"{}")], "2023", [("1.json", "aucun envoi de cette année")]),
        ([record(1, RECORD)], "2024", [("1.json", "aucun envoi de cette année 2024")]),
        ([record(2, RECORD)], "2023", [("1.json", "manque"), ("2.json", "aucun envoi")]),
        ([record(1, RECORD), record(2, RECORD)], "2023", [("2.json", "aucun envoi")]),
        ([record(1, RECORD[:-9])], "2023", [("1.json", "abîmé")]),
        ([record(1, trouble="link")], "2023", [("1.json", "est un lien")]),
        ([record(1, trouble="closed")], "2023", [("1.json", "ne peut pas être ouvert")]),
    ],
)
def test_records__that_cannot_be_read_are_told_each_and_none_is_used(
    records: list[Record], year: str, told: list[tuple[str, str]]
) -> None:
    found, problems = read_records(records, year)
    assert found == ()
    assert [one.code for one in problems] == ["CLA-12"] * len(told)
    for problem, (file, words) in zip(problems, told, strict=True):
        message = said(problem).message
        assert f"2023/envois/envoi-{file}" in message
        assert words in message
        for lang in LANGUAGES:
            assert "{" not in "".join(said(problem, lang))
