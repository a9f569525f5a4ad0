"""Gaps planted in the clean year are asked of the commune that left them, and of no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cic_sheets.example.year import clean_year
from cic_sheets.report.status import Status, status_of
from cic_sheets.report.waiting import COMMUNE
from tests.hostile.books import written
from tests.hostile.watch import opened

pytestmark = pytest.mark.slow


class Gap(NamedTuple):
    """Cells emptied or typed over, in the rows that have these values."""

    sheet: str
    rows: dict[str, Any]
    typed: dict[str, Any]

    def plant(self, year: dict[str, list[dict[str, Any]]]) -> None:
        chosen = [row for row in year[self.sheet] if self.rows.items() <= row.items()]
        assert chosen
        for row in chosen:
            row.update(self.typed)


def _asked(status: Status) -> Iterator[str]:
    for one in status.deliverables:
        for wait in one.waits:
            yield f"{wait.name}: {wait.what}" if wait.who == COMMUNE else f"{wait.who}: {wait.what}"
    for need in status.needs:
        yield f"need {need.number}"
    for decision in status.decisions:
        yield f"decision {decision.number}"
    for name in status.unanswered:
        yield f"unanswered {name}"


@cache
def _clean(folder: Path) -> frozenset[str]:
    return _of(folder / "clean.xlsx")


def _of(path: Path, *gaps: Gap) -> frozenset[str]:
    year = clean_year()
    for gap in gaps:
        gap.plant(year)
    book = opened(path, written(year))
    return frozenset(_asked(status_of(book.year, book.findings)))


GAPS = {
    "M1: no list of those present": (
        Gap("Activités", {"N°": "A-01"}, {"Liste de présence": None}),
        {"Ighrem Azougar: attendance"},
    ),
    "M2: a task of the host not done": (
        Gap("Suivi", {"N°": "S-02"}, {"Statut": "à faire"}),
        {"Dar Kaddour: follow_up"},
    ),
    "M2: the host's minutes": (
        Gap("Plateformes", {"N°": "PL-01"}, {"PV": None}),
        {"Dar Kaddour: minutes"},
    ),
    "M3: a deliverable not received": (
        Gap("Livrables", {"Commune": "C02", "Livrable": "plan d'action annuel"},
            {"Reçu le": None, "Validé le": None}),
        {"Oued Zitoune: deliverable"},
    ),
    "M3: a deadline of some communes": (
        Gap("Échéances", {"N°": "EC-05"}, {"Fait le": None}),
        {"Aït Tizza: deadline", "Sidi Marzouk: deadline", "Aïn Lfarah: deadline"},
    ),
    "M4: a decision left open": (
        Gap("Suivi", {"N°": "S-07"}, {"Statut": "en cours"}),
        {"decision S-07"},
    ),
    "M5: a need without answer": (
        Gap("Cohésion", {"N°": "CO-003"}, {"Réponse": None, "Répondu le": None}),
        {"need CO-003"},
    ),
    "an indicator without value": (
        Gap("Mesures", {"Indicateur": "I-01", "Commune": "C03"},
            {"Valeur": None, "Jeunes femmes": None, "Jeunes hommes": None,
             "Femmes adultes": None, "Hommes adultes": None, "dont PBS": None,
             "dont migrants": None}),
        {"Sidi Marzouk: measure"},
    ),
    "a commune that did not evaluate": (
        Gap("Évaluations", {"Commune": "C01"}, {"Note (1-5)": None}),
        {"Aït Tizza: evaluation", "unanswered Aït Tizza"},
    ),
    "Brulocalis that did not evaluate": (
        Gap("Évaluations", {"Évaluateur": "Brulocalis"}, {"Note (1-5)": None}),
        {"client: evaluation", "unanswered Brulocalis"},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gaps")


@pytest.mark.parametrize("name", GAPS)
def test_gap__is_asked_of_who_left_it(name: str, home: Path) -> None:
    gap, asked = GAPS[name]
    found = _of(home / "gap.xlsx", gap)
    assert found - _clean(home) == asked
    assert _clean(home) - found == frozenset()


def test_all_gaps_together__are_all_asked(home: Path) -> None:
    expected = Counter(one for _, asked in GAPS.values() for one in asked)
    found = _of(home / "all.xlsx", *(gap for gap, _ in GAPS.values()))
    assert set(expected) <= found - _clean(home)
