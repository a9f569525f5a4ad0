"""The documents of a run: their names, what is told of their templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cic_sheets.outputs import OutputLocked, write_all
from cic_sheets.reports import make_documents
from cic_sheets.template.outcome import Outcome
from cic_sheets.templates import read_templates
from cic_sheets.trace.inputs import Untraceable, made
from tests.drawing import draw
from tests.programs import ROOT
from tests.template.documents import packed, unpacked

YEAR = """
    Vu le 28/02/2023
    | Honoraires  | N°   | Mois       | Émise le   | Montant |
    |             | H-01 | 01/01/2023 | 31/01/2023 | 480     |
    |             | H-02 | 01/02/2023 | 28/02/2023 | 520     |
    | Prestations | N°   | Date       |
    |             | P-01 | 17/01/2023 |
    |             | P-02 | 17/02/2023 |
    """
NOTE = "note-d-honoraires"
REPORT = "rapport-narratif-2023.docx"


def templates() -> dict[str, bytes]:
    return read_templates(ROOT / "templates")


def test_name__says_that_a_draft_is_one() -> None:
    written = make_documents(draw(YEAR).opened(), templates(), "fr")
    assert {"honoraires/2023-01.docx", "honoraires/2023-02-brouillon.docx"} <= set(written)


def test_macro_template__makes_macro_documents() -> None:
    held = templates()
    parts: dict[str, str | bytes] = dict(unpacked(held.pop(f"{NOTE}.docx")))
    types = parts["[Content_Types].xml"]
    assert isinstance(types, bytes)
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    written = make_documents(draw(YEAR).opened(), {**held, f"{NOTE}.docm": packed(parts)}, "fr")
    assert "honoraires/2023-01.docm" in written


def test_template__is_told_of_once_with_its_broken_braces() -> None:
    held = templates()
    parts: dict[str, str | bytes] = dict(unpacked(held[f"{NOTE}.docx"]))
    body = parts["word/document.xml"]
    assert isinstance(body, bytes)
    parts["word/document.xml"] = body.replace(b"{{mention_tva}}", b"{{mention_tva")
    told: list[tuple[str, int]] = []

    def tell(name: str, outcome: Outcome) -> None:
        told.append((name, len(outcome.broken)))

    make_documents(draw(YEAR).opened(), {**held, f"{NOTE}.docx": packed(parts)}, "fr", tell)
    assert (f"{NOTE}.docx", 1) in told
    assert len(told) == len({name for name, _ in told})


def test_document_open_elsewhere__leaves_every_other_as_it_was(tmp_path: Path) -> None:
    written = make_documents(draw(YEAR).opened(), templates(), "fr")
    (tmp_path / "honoraires").mkdir()
    lock = tmp_path / "honoraires" / ".~lock.2023-01.docx#"
    lock.write_bytes(b"")
    with pytest.raises(OutputLocked):
        write_all(tmp_path, written)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [lock]


def test_trace_of_a_document__says_which_outputs_can_be_traced(tmp_path: Path) -> None:
    (tmp_path / "honoraires").mkdir()
    note = tmp_path / "honoraires" / "2023-01.docx"
    note.write_bytes(b"")
    outputs = [{"fichier": name, "sha256": ""} for name in ("honoraires/2023-01.docx", REPORT)]
    content = {"entrees": [], "sorties": outputs, "vu_au": "2023-12-31"}
    (tmp_path / "manifeste.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(Untraceable) as caught:
        made(note)
    assert caught.value.why == "no-report"
    assert caught.value.facts["reports"] == REPORT
