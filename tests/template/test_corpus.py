"""Other people's Word files: nothing moves but what holds the field.

The files are the Word templates of the shared corpus, read from there.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from cic_sheets.template import Data, fill
from cic_sheets.template.kinds import Refused, main_part, opened
from tests.programs import ooxml_errors, soffice_convert
from tests.template.documents import changed, unpacked

VALUE = 'Hôtel & Café <Rabat> "2023" 🌳'
_TEXT = re.compile(rb"(<(?:\w+:)?t(?: [^>]*)?>)([^<]+)(</(?:\w+:)?t>)")


class Case(NamedTuple):
    name: str
    planted: bytes
    filled: bytes
    main: str


def entries(corpus: Path) -> list[dict[str, str]]:
    lines = (corpus / "real" / "index.jsonl").read_text("utf-8").splitlines()
    return [one for one in map(json.loads, lines) if one["kind"] == "docx"]


def templates(corpus: Path) -> list[Path]:
    found = [
        corpus / "real" / one["file"]
        for one in entries(corpus)
        if one["expect"] in ("template", "template_strict")
    ]
    assert len(found) >= 55
    return found


@pytest.fixture(scope="module")
def cases(corpus: Path) -> list[Case]:
    found = [case for case in map(planted, templates(corpus)) if case]
    assert len(found) >= 52
    return found


def planted(path: Path) -> Case | None:
    """The middle text of the file made a field, and that filled; None without a text."""
    package, _ = opened(path.read_bytes())
    main = main_part(package)
    content = package.part(main)
    texts = list(_TEXT.finditer(content))
    if not texts:
        return None
    start, end = texts[len(texts) // 2].span(2)
    package.replace(main, content[:start] + b"{{champ}}" + content[end:])
    before = package.save()
    return Case(path.name, before, fill(before, Data({"champ": VALUE})).data, main)


def test_nothing_to_fill__same_bytes(corpus: Path) -> None:
    for path in templates(corpus):
        data = path.read_bytes()
        assert fill(data, Data({"champ": "x"})).data == data, path.name


def test_one_field__changes_the_part_that_holds_it_alone(cases: list[Case]) -> None:
    for case in cases:
        assert changed(case.planted, case.filled) == [case.main], case.name
        before, after = unpacked(case.planted)[case.main], unpacked(case.filled)[case.main]
        at = before.index(b"{{champ}}")
        # What stands before the run and behind it is the same to the byte.
        assert after[: before.rindex(b"<", 0, at) - 400].startswith(before[: max(at - 800, 0)])
        assert after.endswith(before[at + 400 :])
        assert b"H\xc3\xb4tel &amp; Caf\xc3\xa9 &lt;Rabat&gt;" in after


def test_document_beyond_repair__is_refused(corpus: Path) -> None:
    beyond = [one["file"] for one in entries(corpus) if one["expect"] == "refuse"]
    assert beyond
    for name in beyond:
        with pytest.raises(Refused):
            fill((corpus / "real" / name).read_bytes(), Data({"champ": "x"}))


def test_encrypted_document__is_named_as_such(corpus: Path) -> None:
    for one in entries(corpus):
        if one["expect"] == "refuse_encrypted":
            with pytest.raises(Refused) as refused:
                fill((corpus / "real" / one["file"]).read_bytes(), Data({}))
            assert refused.value.code == "encrypted"


@pytest.mark.slow
@pytest.mark.programs
def test_filled_documents__open_in_libreoffice(cases: list[Case], tmp_path: Path) -> None:
    paths = [tmp_path / case.name for case in cases]
    for case, path in zip(cases, paths, strict=True):
        path.write_bytes(case.filled)
    assert len(soffice_convert(paths, "pdf", tmp_path / "pdf")) == len(cases)


@pytest.mark.slow
@pytest.mark.programs
def test_filled_documents__have_no_error_that_they_had_not(
    cases: list[Case], tmp_path: Path
) -> None:
    def errors(name: str, data: bytes) -> list[str]:
        path = tmp_path / name
        path.write_bytes(data)
        return ooxml_errors(path)

    for case in cases[::4]:
        assert errors(case.name, case.filled) == errors(case.name, case.planted), case.name
