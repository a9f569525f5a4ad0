"""Other people's PDFs, photos and receipts: each ends as the corpus says it must."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from cic_sheets.receipts.facts import facts
from cic_sheets.receipts.likeness import ALIKE, likeness
from cic_sheets.receipts.opening import Opened, Opener
from cic_sheets.receipts.reading import needs_recognition, read, read_file

REFUSALS = {
    "refuse_clear": {"empty", "damaged", "no-pages", "not-a-receipt"},
    "password": {"password"},
    "bomb": {"bomb", ""},
    "bundle": {""},
    "heic": {""},
    "image": {""},
    "bundle_or_refuse": {"", "damaged", "no-pages"},
}
SAME_PICTURE = {  # the others of the receipts that are alike are alike
    frozenset({"R114.pdf", "R125.png"}),
    frozenset({"R069.pdf", "R071.pdf"}),
    frozenset({"R020.pdf", "R128.pdf"}),
    frozenset({"R082.pdf", "R083.pdf"}),
    *(
        frozenset(pair)
        for pair in combinations(("R080.pdf", "R081.pdf", "R093.pdf", "R094.pdf"), 2)
    ),
}
CONTRADICTED = {"R020.pdf", "R128.pdf"}
"""Said to hold no amount; their page plainly says « Due payable: 571.04 € »."""


@pytest.fixture(scope="module")
def rows(corpus: Path) -> list[dict[str, Any]]:
    lines = (corpus / "real" / "index.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["kind"] in ("pdf", "image", "receipt")]


@pytest.fixture(scope="module")
def opener() -> Iterator[Opener]:
    with Opener() as one:
        yield one


@pytest.fixture(scope="module")
def seen(corpus: Path, rows: list[dict[str, Any]], opener: Opener) -> dict[str, Opened]:
    found = {}
    for row in rows:
        started = time.monotonic()
        found[row["file"]] = opener.open(corpus / "real" / row["file"])
        assert time.monotonic() - started < 10, row["file"]
    return found


def test_file__is_used_or_refused_as_it_should(
    rows: list[dict[str, Any]], seen: dict[str, Opened]
) -> None:
    for row in rows:
        found = seen[row["file"]]
        if row["kind"] != "receipt":
            assert found.refusal in REFUSALS[row["expect"]], row["file"]
        else:
            assert found.refusal == "", row["file"]
        pages = (row.get("oracle") or row.get("truth") or {}).get("pages")
        if pages and not found.refusal:
            assert found.pages == pages, row["file"]
        assert len(found.sha256) == 64, row["file"]


def test_structured_invoice__is_exact(rows: list[dict[str, Any]], seen: dict[str, Opened]) -> None:
    structured = [row for row in rows if row["expect"] == "extract_xml"]
    assert len(structured) >= 12
    for row in structured:
        truth, said = row["truth"], read(seen[row["file"]])
        assert said.source == "structured"
        assert said.facts.total == said.facts.total._replace(
            value=Decimal(str(truth["total"])), sure="certain"
        )
        assert said.facts.date.value == date.fromisoformat(truth["date"])
        assert said.facts.currency.value == truth["currency"]
        assert said.facts.issuer.value == truth["seller"]
        assert said.facts.number.value == truth["number"]


def test_printed_text__never_says_certain_what_is_wrong(
    rows: list[dict[str, Any]], seen: dict[str, Opened]
) -> None:
    certain = 0
    for row in rows:
        truth = row.get("truth")
        if not truth or not seen[row["file"]].texts or row["file"] in CONTRADICTED:
            continue
        said = facts("\n".join(seen[row["file"]].texts))
        if said.total.sure == "certain" and truth.get("total_visible", True):
            assert said.total.value == Decimal(str(truth["total"])), row["file"]
            certain += 1
        if said.date.sure == "certain" and truth.get("date_visible", True):
            assert said.date.value == date.fromisoformat(truth["date"]), row["file"]
            certain += 1
    assert certain > 20


@pytest.mark.slow
@pytest.mark.programs
def test_photo__says_what_a_person_reads(
    corpus: Path, rows: list[dict[str, Any]], seen: dict[str, Opened], opener: Opener
) -> None:
    photos = [row for row in rows if row.get("truth") and needs_recognition(seen[row["file"]])]
    assert len(photos) >= 3
    found = 0
    for row in photos:
        path = corpus / "real" / row["file"]
        said = read_file(opener, seen[row["file"]], path)
        assert said.source == "ocr", row["file"]
        assert said.facts.total.value in (None, Decimal(str(row["truth"]["total"]))), row["file"]
        assert said.facts.date.value in (None, date.fromisoformat(row["truth"]["date"]))
        found += said.facts.date.value is not None
    assert found >= 3


def test_likeness__finds_the_pairs_and_no_other(seen: dict[str, Opened]) -> None:
    prints = {
        name: one.fingerprint
        for name, one in seen.items()
        if one.fingerprint and name.startswith("R")
    }
    alike = {
        frozenset((one, other))
        for one, other in combinations(prints, 2)
        if likeness(prints[one], prints[other]) >= ALIKE
    }
    assert alike == SAME_PICTURE
