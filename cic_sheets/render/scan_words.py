"""What is said of a scanned file: how sure, from where, what it may repeat or prove."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.book.contents import UNUSABLE
from cic_sheets.language import phrase
from cic_sheets.language.say import say_word
from cic_sheets.report.scan import COLUMNS, OPEN, PROBABLE, Proposal

_TOLD = ("text-disagrees", "name-lies", "no-ocr", "too-slow")


def sure_word(sure: str, lang: str) -> str:
    """`certain`, `à vérifier`, `plusieurs réponses`."""
    return phrase(f"scan.sure.{sure}", lang)


def twins_said(one: Proposal, lang: str) -> str:
    """The receipts that the file may repeat, a line each."""
    return "\n".join(
        phrase(
            f"scan.twin.{twin.why}", lang,
            name=twin.name if twin.year is None else f"{twin.name} ({twin.year})",
        )
        for twin in one.twins
    )  # fmt: skip


def lines_said(one: Proposal, lang: str) -> str:
    """The expenses that it may prove."""
    return ", ".join(one.lines) or ("" if one.known else phrase("scan.no-line", lang))


def doubts(one: Proposal, lang: str) -> str:
    """Everything to look at before the row is copied, a line each."""
    return "\n".join(_doubts(one, lang))


def _doubts(one: Proposal, lang: str) -> Iterator[str]:
    file = one.file
    if file.refusal:
        word = UNUSABLE.get(file.refusal)
        yield f"{say_word(word, lang)}." if word else file.refusal
        return
    if one.fills:
        yield phrase("scan.fills", lang, names=", ".join(one.fills))
    if not file.source:
        yield phrase("scan.nothing-read", lang)
    for note in file.notes:
        if note in _TOLD:
            yield phrase(f"scan.note.{note}", lang)
    labels = {column.attr: column.label for column in COLUMNS}
    for sure in (PROBABLE, OPEN):
        names = [
            labels[attr]
            for attr, told in one.cells.items()
            if told.sure == sure and attr not in ("no", "language")
        ]
        if names:
            yield phrase(f"scan.look.{sure}", lang, names=", ".join(names))
