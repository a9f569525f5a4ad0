"""What is read from receipts, against a plain regular expression and invoice2data, in one run.

    python benchmarks/read_receipts.py [FOLDER]

FOLDER holds the receipts and `index.jsonl` with the total and the date of each (CIC_CORPUS/real,
else ../shared/corpus/real).  Where no label is given, the structured invoice inside a PDF is the
truth for those who do not read it.  A value is right when it is exactly that amount or that day,
wrong when it is another one; « sûr » counts what is said certain.  invoice2data is measured where
it is installed (`pip install 'cic_sheets[bench]'`), Tesseract likewise.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cic_sheets.receipts.facts import Facts, facts  # noqa: E402
from cic_sheets.receipts.likeness import ALIKE, Fingerprint, fingerprint, likeness  # noqa: E402
from cic_sheets.receipts.opening import Opened, Opener  # noqa: E402
from cic_sheets.receipts.reading import agreed, needs_recognition, read  # noqa: E402


class Case(NamedTuple):
    """A receipt, what a person or a machine says of it, and what is seen of it."""

    path: Path
    total: Decimal | None
    day: date | None
    total_shown: bool
    day_shown: bool
    opened: Opened
    texts: tuple[str, ...]  # of the PDF, or of each pass of recognition


class Answer(NamedTuple):
    """What a method gives for a receipt."""

    total: Decimal | None
    day: date | None
    total_sure: bool = False
    day_sure: bool = False


NOTHING = Answer(None, None)
Method = Callable[[Case], Answer]


# -- The methods ----------------------------------------------------------------------------


def _answer(found: Facts) -> Answer:
    total, day = found.total, found.date
    return Answer(total.value, day.value, total.sure == "certain", day.sure == "certain")


def ours(case: Case) -> Answer:
    return _answer(read(case.opened, case.texts if needs_recognition(case.opened) else ()).facts)


def ours_without_structure(case: Case) -> Answer:
    if needs_recognition(case.opened._replace(invoice=None)):
        return _answer(agreed([facts(text, exact=False) for text in case.texts] or [Facts()]))
    return _answer(facts("\n".join(case.texts)))


_AMOUNT = r"(\d{1,3}(?:[ .,']\d{3})*[.,]\d{2})(?!\d)"
_TOTAL = re.compile(
    rf"(?:total|net à payer|montant|amount due|gesamtbetrag|summe|totaal)[^\n\d]*{_AMOUNT}", re.I
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})")


def regular_expression(case: Case) -> Answer:
    """The last amount behind a word for total, else the largest; the first date, day first."""
    text = "\n".join(case.texts[:1] if needs_recognition(case.opened) else case.texts)
    said = _TOTAL.findall(text) or re.findall(_AMOUNT, text)
    amounts = [Decimal(re.sub(r"[ .,']", "", one)) / 100 for one in said]
    total = (amounts[-1] if _TOTAL.search(text) else max(amounts)) if amounts else None
    day = None
    for match in _DAY.finditer(text):
        d, m, y, iso_y, iso_m, iso_d = match.groups()
        with contextlib.suppress(ValueError):
            day = date(int(y or iso_y), int(m or iso_m), int(d or iso_d))
            break
    return Answer(total, day, total is not None, day is not None)


def invoice2data_method() -> Method | None:
    try:
        from invoice2data import extract_data  # type: ignore[import-not-found, unused-ignore]
        from invoice2data.extract.loader import (  # type: ignore[import-not-found, unused-ignore]
            read_templates,
        )
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)
    templates = read_templates()

    def method(case: Case) -> Answer:
        try:
            found: Any = extract_data(str(case.path), templates=templates) or {}
        except Exception:  # whatever a template does to a strange file
            return NOTHING
        try:
            total = Decimal(str(found["amount"])) if "amount" in found else None
        except InvalidOperation:
            total = None
        day = found.get("date")
        day = day.date() if isinstance(day, datetime) else None
        return Answer(total, day, total is not None, day is not None)

    return method


# -- The receipts ---------------------------------------------------------------------------


def cases(folder: Path, opener: Opener) -> list[Case]:
    found = []
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "receipt":
            continue
        path = folder / row["file"]
        opened = opener.open(path)
        texts = opened.texts
        if needs_recognition(opened._replace(invoice=None)):
            texts, _ = opener.recognise(path, opened.kind)
        truth = row.get("truth") or {}
        invoice = opened.invoice
        total = Decimal(str(truth["total"])) if truth else invoice and invoice.total
        day = date.fromisoformat(truth["date"]) if truth else invoice and invoice.date
        shown = truth.get("total_visible", True), truth.get("date_visible", True)
        found.append(Case(path, total, day, *shown, opened, texts))
    return found


def tally(cases: Sequence[Case], method: Method, *, printed_only: bool) -> dict[str, int]:
    counts: dict[str, int] = {}

    def count(what: str) -> None:
        counts[what] = counts.get(what, 0) + 1

    for case in cases:
        answer = method(case)
        for name, truth, value, sure, shown in (
            ("total", case.total, answer.total, answer.total_sure, case.total_shown),
            ("day", case.day, answer.day, answer.day_sure, case.day_shown),
        ):
            if truth is None or (printed_only and not shown):
                continue
            verdict = "none" if value is None else "right" if value == truth else "wrong"
            count(f"{name} {verdict}")
            if value is not None and sure:
                count(f"sure {verdict}")
    return counts


COLUMNS = ("total right", "total wrong", "total none", "day right", "day wrong", "day none")


def show(name: str, counts: dict[str, int], seconds: float) -> None:
    cells = "".join(f"{counts.get(column, 0):>7}" for column in COLUMNS)
    sure, wrong = (
        counts.get("sure right", 0) + counts.get("sure wrong", 0),
        counts.get("sure wrong", 0),
    )
    share = f"{100 * wrong / sure:.1f} %" if sure else "–"
    print(f"{name:<34}{cells}{sure:>7}{wrong:>7}{share:>9}{seconds:>8.1f} s")


# -- Likeness -------------------------------------------------------------------------------


def travelled(path: Path, kind: str) -> list[Fingerprint | None]:
    """The first page recompressed, shrunk and turned in the four ways a messenger may."""
    from PIL import Image

    from cic_sheets.receipts.pdf import render
    from cic_sheets.receipts.pictures import frame

    page = render(path, 0, 1600) if kind == "pdf" else frame(path, kind, 0)
    found = []
    for quality, scale, turn in ((70, 0.8, 0), (40, 0.5, 90), (50, 0.7, 180), (30, 0.6, 270)):
        size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
        file = BytesIO()
        page.resize(size).rotate(turn, expand=True).save(file, "JPEG", quality=quality)
        found.append(fingerprint(Image.open(file)))
    return found


def show_likeness(cases: Sequence[Case]) -> None:
    prints = {case.path.name: case.opened.fingerprint for case in cases}
    seen = {name: one for name, one in prints.items() if one}
    facts_of = {case.path.name: (case.total, case.day, case.opened.sha256) for case in cases}
    scores = {
        (one, other): likeness(seen[one], seen[other]) for one, other in combinations(seen, 2)
    }
    alike = [pair for pair, score in scores.items() if score >= ALIKE]
    apart = max((score for score in scores.values() if score < ALIKE), default=0.0)
    print(f"\nLikeness, threshold {ALIKE}: {len(seen)} receipts, {len(scores)} pairs")
    print(f"  pairs said alike: {len(alike)}; the most alike of the others: {apart:.3f}")
    for one, other in alike:
        same = "same facts" if facts_of[one][:2] == facts_of[other][:2] else "look at them"
        print(f"    {one} {other}  {scores[one, other]:.3f}  {same}")
    again = [
        other is not None and likeness(seen[case.path.name], other) >= ALIKE
        for case in cases
        if case.path.name in seen
        for other in travelled(case.path, case.opened.kind)
    ]
    print(f"  recompressed, shrunk and turned: {sum(again)} of {len(again)} known again")


def main() -> None:
    default = Path(os.environ.get("CIC_CORPUS") or ROOT.parent / "shared" / "corpus") / "real"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    folder = parser.parse_args().folder
    if not (folder / "index.jsonl").exists():
        print(f"no labelled receipts at {folder}")
        return
    with Opener() as opener:
        receipts = cases(folder, opener)
        silent = [case for case in receipts if case.total is None]
        labelled = [case for case in receipts if case.total is not None]
        print(f"{len(labelled)} receipts with a known total and date")
        if any(not case.texts for case in labelled):
            print("Tesseract is not installed: photos count as not found")
        heads = ("right", "wrong", "none") * 2
        print(f"{'':<34}{'total':>14}{'date':>21}{'sûr':>21}")
        print(f"{'':<34}" + "".join(f"{head:>7}" for head in (*heads, "said", "wrong")))
        methods: list[tuple[str, Method, bool]] = [
            ("cic_sheets", ours, False),
            ("cic_sheets, printed text and image", ours_without_structure, True),
            ("plain regular expression", regular_expression, True),
        ]
        other = invoice2data_method()
        if other:
            methods.append(("invoice2data, its own templates", other, True))
        for name, method, printed_only in methods:
            started = time.process_time()
            show(
                name,
                tally(labelled, method, printed_only=printed_only),
                time.process_time() - started,
            )
        if other is None:
            print("invoice2data: not installed")
        for case in silent:
            total = ours(case).total
            print(f"{case.path.name}: no label; its text says {total or 'nothing'}")
        show_likeness(receipts)


if __name__ == "__main__":
    main()
