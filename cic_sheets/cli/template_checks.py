"""`cic template fields | check | learn`: what a template may use, and what is wrong in one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cic_sheets.cli.group import Option, as_json, command
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.template_told import filled, line_of, read, refusing, said, shown, where
from cic_sheets.cli.words import lang, t

if TYPE_CHECKING:
    from cic_sheets.render.vocabulary import Entry, Vocabulary
    from cic_sheets.template import Outcome
    from cic_sheets.template.learned import Moved

LEARNT = ".appris.json"
"""Added to a template's name: the file beside it that keeps its fingerprint."""
_FILE = click.Path(path_type=Path)
_REPORTS = ("narratif", "financier")
_FOR = (*_REPORTS, "honoraires", "accords", "declarations", "evaluations")


@command("fields", key="template.fields")
@click.argument("workbook", metavar=t("metavar.workbook"), type=_FILE, required=False)
@click.option("--out", "out_file", cls=Option, type=_FILE, metavar=t("metavar.file"))
@as_json
def fields(workbook: Path | None, out_file: Path | None, as_json: bool) -> None:
    """Every name that a template may use."""
    found = _vocabularies(workbook)
    if out_file is not None:
        _write_sheet(out_file, found)
        click.echo(t("written", file=str(out_file)))
    elif as_json:
        told = {one.key: [_entry(entry) for entry in one.entries] for one in found}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(t(f"template.fields.{one.key}"))
            for entry in one.entries:
                click.echo(f"  {shown(entry.typed)}")
                click.echo(f"      {shown(_told(entry))}")


@command("check", key="template.check")
@click.argument("file", metavar=t("metavar.file"), type=_FILE)
@click.argument("workbook", metavar=t("metavar.workbook"), type=_FILE, required=False)
@click.option("--for", "of", cls=Option, type=click.Choice(_FOR))
@as_json
@click.pass_context
def check(
    ctx: click.Context, file: Path, workbook: Path | None, of: str | None, as_json: bool
) -> None:
    """What is wrong in a template, each thing with its place."""
    read(file)  # what can't be read is said before a workbook is asked for
    known = _for(file, of, _vocabularies(workbook))
    outcome = filled(file, known.data)
    changed = changed_since(file)
    if as_json:
        told = _as_object(file, known.key, outcome, changed)
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for line in _lines(outcome, known, changed):
            click.echo(line)
    ctx.exit(1 if outcome.unknown or outcome.broken else 0)


@command("learn", key="template.learn")
@click.argument("file", metavar=t("metavar.file"), type=_FILE)
def learn(file: Path) -> None:
    """Keep the fingerprint of a checked template."""
    from cic_sheets.outputs import OutputLocked, write_one
    from cic_sheets.template.learned import as_json, learned

    content = read(file)
    with refusing(file):
        found = learned(content)
    beside = file.with_name(file.name + LEARNT)
    written = json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"
    try:
        write_one(beside, written.encode())
    except OutputLocked as problem:
        raise Locked(problem) from problem
    click.echo(t("written", file=str(beside)))


# --- What is known ------------------------------------------------------------------------------


def _vocabularies(workbook: Path | None) -> list[Vocabulary]:
    from cic_sheets.render.vocabulary import of_all
    from cic_sheets.report.finance import finance_of
    from cic_sheets.report.plan import Material

    book = opened(workbook or _the_workbook(), None)
    material = Material(book.year, tuple(book.findings), book.is_draft)
    financial = finance_of(book.year, book.findings)
    return list(of_all(book.report, financial, material, lang()))


def _the_workbook() -> Path:
    """The last workbook of `workbooks/`.  Raises UsageError when there is none."""
    found = sorted(Path("workbooks").glob("[!~.]*.xlsx"))
    if not found:
        raise click.UsageError(t("template.no-workbook"))
    return found[-1]


def _for(file: Path, of: str | None, known: Sequence[Vocabulary]) -> Vocabulary:
    """What the template may use: as said, else by its kind, its name, the fields it holds."""
    from cic_sheets.template.kinds import opened as template_opened
    from cic_sheets.template.kinds import refusing as damaged

    with refusing(file), damaged():
        _, kind = template_opened(read(file))
    if of is None and kind == "word":
        return _meant(file, [one for one in known if one.key != _REPORTS[1]])
    wanted = of or _REPORTS[1]
    return next(one for one in known if one.key == wanted)


def _meant(file: Path, known: Sequence[Vocabulary]) -> Vocabulary:
    """Of those of Word, the one of that name, else the first that knows most of its fields."""
    from cic_sheets.template.data import Data
    from cic_sheets.template.names import folded

    named = next((one for one in known if one.file and Path(one.file).stem == file.stem), None)
    if named is not None:
        return named
    asked = {folded(one.name) for one in filled(file, Data({})).unknown}
    names = [{folded(entry.name) for entry in one.entries} for one in known]
    most = max(len(asked & each) for each in names)
    return next(one for one, each in zip(known, names, strict=True) if len(asked & each) == most)


def changed_since(file: Path) -> tuple[Moved, ...] | None:
    """What moved since the template was learnt; None when it never was."""
    from cic_sheets.template.learned import from_json, learned, moved

    beside = file.with_name(file.name + LEARNT)
    if not beside.is_file():
        return None
    try:
        before = from_json(json.loads(beside.read_text("utf-8")))
    except (ValueError, OSError) as error:
        raise click.UsageError(t("template.learnt-damaged", file=beside.name)) from error
    with refusing(file):
        return moved(before, learned(read(file)))


# --- What is said -------------------------------------------------------------------------------


def _entry(entry: Entry) -> dict[str, str]:
    return {"name": entry.name, "meaning": entry.meaning, "value": entry.value}


def _told(entry: Entry) -> str:
    return f"{entry.meaning} — {entry.value}" if entry.value else entry.meaning


def _write_sheet(path: Path, found: Sequence[Vocabulary]) -> None:
    from cic_sheets.outputs import OutputLocked, write_one
    from cic_sheets.render.cheat_sheet import as_excel, as_word

    makers = {".docx": as_word, ".xlsx": as_excel}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise click.UsageError(t("template.sheet-name", file=path.name))
    try:
        write_one(path, make(found, lang()))
    except OutputLocked as problem:
        raise Locked(problem) from problem


def _lines(outcome: Outcome, known: Vocabulary, changed: Sequence[Moved] | None) -> Iterator[str]:
    yield from said(outcome)
    for unfilled in outcome.unfilled:
        yield t("template.unfilled", name=shown(unfilled.name), place=where(unfilled.place))
    yield from moves(changed or ())
    if changed is None:
        yield t("template.never-learnt")
    elif not changed:
        yield t("template.as-learnt")
    if outcome.unknown:
        names = ", ".join(entry.name for entry in known.entries)
        yield t("template.known", names=shown(names))
    elif not outcome.broken:
        yield t("template.good")


def moves(changed: Sequence[Moved]) -> Iterator[str]:
    """What moved in a template, a line each."""
    for one in changed:
        yield t(f"template.moved.{one.code}", name=shown(one.name), where=shown(one.where))


def _as_object(
    file: Path, key: str, outcome: Outcome, changed: Sequence[Moved] | None
) -> dict[str, Any]:
    def placed(one: Any) -> dict[str, str]:
        return {"name": one.name, "place": where(one.place)}

    return {
        "file": file.name,
        "for": key,
        "unknown": [{**placed(one), "near": one.near} for one in outcome.unknown],
        "broken": [where(one) for one in outcome.broken],
        "unreachable": [placed(one) for one in outcome.unreachable],
        "unfilled": [placed(one) for one in outcome.unfilled],
        "notices": [{"code": one.code, "detail": one.detail, "message": line_of(one)}
                    for one in outcome.notices],
        "changed": None if changed is None else [one._asdict() for one in changed],
    }  # fmt: skip
