"""The records beside the workbook: all of them read, or what is wrong with each (CLA-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cic_sheets.book import faults  # noqa: F401 - declares CLA-12
from cic_sheets.book.folder import Record
from cic_sheets.book.tell import finding
from cic_sheets.reconcile.record import Damaged, from_bytes
from cic_sheets.reconcile.submission import Submission
from cic_sheets.schema.findings import Finding, Word

TROUBLES: Mapping[str, tuple[Word, Word]] = {
    "damaged": (
        Word("record.damaged", "« {file} », qui garde ce qui a été envoyé, est abîmé ou modifié"),
        Word("record.copy", "Recopiez à sa place « envoi.json » du dossier de cet envoi."),
    ),
    "missing": (
        Word("record.missing", "« {file} », qui garde ce qui a été envoyé, manque"),
        Word("record.copy", "Recopiez à sa place « envoi.json » du dossier de cet envoi."),
    ),
    "foreign": (
        Word("record.foreign", "« {file} » ne garde aucun envoi de cette année {year}"),
        Word("record.copy", "Recopiez à sa place « envoi.json » du dossier de cet envoi."),
    ),
    "newer": (
        Word("record.newer", "« {file} » a été écrit par une version plus récente du programme"),
        Word("record.update", "Mettez le programme à jour."),
    ),
    "link": (
        Word("record.link", "« {file} » est un lien ou un dossier, que le programme ne suit pas"),
        Word("record.replace", "Mettez à sa place le fichier ou le dossier lui-même."),
    ),
    "closed": (
        Word("record.closed", "« {file} » ne peut pas être ouvert"),
        Word("record.open", "Fermez-le dans l'autre programme, ou rendez-le lisible."),
    ),
}


def read_records(
    records: Iterable[Record], year: str
) -> tuple[tuple[Submission, ...], list[Finding]]:
    """The submissions of a year in order, or none and what is wrong (CLA-12).

    With one record unreadable nobody knows what was sent: none is used then.
    """
    found: list[Submission] = []
    problems: list[Finding] = []
    for expected, record in enumerate(_without_gaps(records), start=1):
        why, submission = _one(record, expected, year)
        if submission is None:
            problems.append(_told(why, record.path, year))
        else:
            found.append(submission)
    return ((), problems) if problems else (tuple(found), [])


def _without_gaps(records: Iterable[Record]) -> Sequence[Record]:
    """By number, with what lacks between them."""
    known = {record.number: record for record in records}
    some = next(iter(known.values()), None)
    if some is None:
        return ()
    folder = some.path.rpartition("/")[0]
    return [
        known.get(number, Record(number, f"{folder}/envoi-{number}.json", b"", "missing"))
        for number in range(1, max(known) + 1)
    ]


def _one(record: Record, expected: int, year: str) -> tuple[str, Submission | None]:
    if record.trouble:
        return record.trouble, None
    try:
        submission = from_bytes(record.data)
    except Damaged as problem:
        return problem.why, None
    if submission.year != year or submission.number != expected:
        return "foreign", None
    return "", submission


def _told(why: str, path: str, year: str) -> Finding:
    said, advice = TROUBLES[why]
    facts = (("file", path), ("year", year)) if "{year}" in said.french else (("file", path),)
    why_word = said._replace(facts=facts)
    return finding("CLA-12", "", value=path, why=why_word, advice=advice)
