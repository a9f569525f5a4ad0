"""The narrative report in other people's documents: only what asks is touched.

The files are the Word templates of the shared corpus, read from there.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from cic_sheets.pipeline import open_book
from cic_sheets.render.word import fill_narrative
from cic_sheets.report.build import report_of
from cic_sheets.report.model import Report
from cic_sheets.template import Data, fill
from cic_sheets.template.kinds import main_part, opened
from tests.programs import ROOT, ooxml_errors
from tests.template.documents import changed, unpacked
from tests.template.test_corpus import templates
from tests.template.test_sections import with_a_section

pytestmark = pytest.mark.slow
_TEXT = re.compile(rb"(<(?:\w+:)?t(?: [^>]*)?>)([^<{]{3,})(</(?:\w+:)?t>)")


@cache
def report() -> Report:
    book = open_book(ROOT / "workbooks" / "2023.xlsx")
    return report_of(book.year, book.findings)


def asking(path: Path) -> tuple[bytes, str] | None:
    """The document with `{{section: resume}}` for a paragraph and `{{annee}}` in the first text."""
    content = with_a_section(path)
    if content is None:
        return None
    package, _ = opened(content)
    main = main_part(package)
    text = package.part(main).replace(b"{{section: x}}", b"{{section: resume}}")
    text = _TEXT.sub(rb"\1An {{annee}} \2\3", text, count=1)
    if b"{{annee}}" not in text or text.count(b"{{") != 2:
        return None
    package.replace(main, text)
    return package.save(), main


def without_fields(corpus: Path) -> list[Path]:
    """Those that ask for nothing themselves."""
    found = [path for path in templates(corpus) if not fill(path.read_bytes(), Data({})).unknown]
    assert len(found) >= 40
    return found


def kinds(content: bytes, path: Path) -> set[str]:
    path.write_bytes(content)
    return {re.sub(r"\[\d+\]", "", one) for one in ooxml_errors(path)}


@pytest.mark.programs
def test_report_in_real_documents__touches_what_asks_and_adds_what_is_drawn(
    corpus: Path, tmp_path: Path
) -> None:
    tried = 0
    for path in without_fields(corpus):
        asked = asking(path)
        if asked is None:
            continue
        template, main = asked
        filled = fill_narrative(template, report(), draft=False)
        drawn = re.compile(r"(.*/)?(charts|embeddings|media)/|.*\.rels\Z|\[Content_Types\]\.xml\Z")
        moved = [name for name in changed(template, filled) if not drawn.match(name)]
        held = unpacked(filled)[main].decode()
        allowed = {main, "word/settings.xml"}
        if "w:dataBinding" in held:  # what is typed into such a control stands in another part too
            allowed |= {"docProps/core.xml", "docProps/app.xml"}
        assert set(moved) <= allowed, path.name
        assert ("word/settings.xml" in moved) == ("dirty=" in held), path.name
        assert "{{" not in held, path.name
        assert "An 2023 " in held, path.name
        assert "Frais cumulés et plafond" in held, path.name
        before = kinds(template, tmp_path / f"a{path.suffix}")
        assert kinds(filled, tmp_path / f"b{path.suffix}") <= before, path.name
        tried += 1
    assert tried >= 20


@pytest.mark.programs
def test_draft_in_real_documents__marks_headers_and_ends_with_the_findings(
    corpus: Path, tmp_path: Path
) -> None:
    for path in without_fields(corpus)[::6]:
        template = path.read_bytes()
        filled = fill_narrative(template, report(), draft=True)
        package, _ = opened(filled)
        held = unpacked(filled)
        main = held[main_part(package)].decode("utf-8", "replace")
        assert "Annexe H" in main, path.name
        marked = [name for name in held if "header" in name and b"BROUILLON" in held[name]]
        assert marked, path.name
        before = kinds(template, tmp_path / f"a{path.suffix}")
        assert kinds(filled, tmp_path / f"b{path.suffix}") <= before, path.name
