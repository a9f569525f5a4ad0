"""Every judge over every template: `make test-templates` prints the table.

Source: issue of the lossless templates, points 3 and 6.
"""

from __future__ import annotations

import math
import os
import re
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import openpyxl

from cic_sheets.template import Data, fill
from tests.programs import ROOT, ProgramFailed, ooxml_errors, programs_missing, soffice_convert
from tests.template_corpus import word
from tests.template_corpus.pictures import differing, shown
from tests.template_corpus.planted import (
    VALUE,
    Planted,
    changed_without_need,
    filled_block,
    filled_field,
    left_behind,
    one_block,
    one_field,
    parts,
    replaced_text,
    templates,
)
from tests.template_corpus.typed import listed, rows_by_hand, typed

COUNTS = (0, 1, 2, 7, 200, 10_000)
WORD = ("rien à remplir", "un champ, une partie", "champs tapés partout", "0 à 200 lignes",
        "10 000 lignes, temps droit")  # fmt: skip
WORD_COUNTS = (0, 1, 2, 3, 200)
FIRST_PAGES = 'pdf:calc_pdf_Export:{"PageRange":{"type":"string","value":"1-9"}}'
_SHOWN = 7  # items of the file that the programs judge
_VOLATILE = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|TODAY|NOW|CELL|INFO)\(", re.IGNORECASE)


class Verdict(NamedTuple):
    """A judge, how many files it judged, and what it found wrong: the file, the fault."""

    judge: str
    tried: int
    faults: tuple[tuple[str, str], ...] = ()


_Told = tuple[str, str, list[str], tuple[bytes, bytes] | None, bytes]


class Judgement(NamedTuple):
    """What was found wrong with a file; "" where nothing was."""

    name: str
    no_op: str = ""
    one_field: str = ""
    growth: str = ""
    sdk: str = ""
    libreoffice: str = ""


def judged(paths: Sequence[Path], folder: Path, counts: Sequence[int]) -> list[Judgement]:
    """The judgements of all files, in their order; the programs judge those of seven items."""
    own = {path: _own(path, folder, counts) for path in paths}
    with ThreadPoolExecutor(2) as pool:
        faults = dict(zip(paths, pool.map(lambda path: _sdk(path, folder), paths), strict=True))
    there = _recalculated([path.name for path in paths], folder)
    return [
        own[path]._replace(sdk=faults[path], libreoffice=there.get(path.name, "")) for path in paths
    ]


def _own(path: Path, folder: Path, counts: Sequence[int]) -> Judgement:
    """What needs no program."""
    data = path.read_bytes()
    no_op = "" if fill(data, Data({"champ": "x"})).data == data else "bytes changed"
    field, block = one_field(path), one_block(path)
    needless = changed_without_need(field, filled_field(field).data) if field else []
    left = list(_grown(block, folder, counts)) if block else []
    return Judgement(path.name, no_op, " ".join(needless), " ".join(left[:3]))


def _grown(block: Planted, folder: Path, counts: Sequence[int]) -> Iterator[str]:
    for count in counts:
        done = filled_block(block, count)
        if count == _SHOWN:
            for name, content in (("avant", block.data), ("apres", done.data)):
                (folder / name).mkdir(parents=True, exist_ok=True)
                (folder / name / f"{Path(block.name).stem}.xlsx").write_bytes(content)
        if count > 1:
            yield from (f"{count}: {one}" for one in left_behind(block, done.data))


def _sdk(path: Path, folder: Path) -> str:
    before, after = (folder / name / f"{path.stem}.xlsx" for name in ("avant", "apres"))
    if not after.exists():
        return ""
    found = _errors(after)
    fresh = found - _errors(before) if found else found
    return "; ".join(sorted(fresh)[:2])


def _errors(path: Path) -> Counter[str]:
    """The validator's sentences: more rows shift their numbers, and repeat those of their row."""
    try:
        found = ooxml_errors(path)
    except ProgramFailed:
        found = ["cannot be opened"]
    return Counter({re.sub(r"\[\d+\]", "[]", one) for one in found})


def _recalculated(names: Sequence[str], folder: Path) -> dict[str, str]:
    """What LibreOffice finds other than it is stored, where it agreed with the original."""
    found: dict[str, str] = {}
    before, after = (
        _converted(folder / side, folder / f"{side}-calcule") for side in ("avant", "apres")
    )
    for name in names:
        stem = Path(name).stem
        if stem not in before:
            continue
        if stem not in after:
            found[name] = "does not open"
        elif not list(_differing(folder / "avant" / f"{stem}.xlsx", before[stem])):
            differing = list(_differing(folder / "apres" / f"{stem}.xlsx", after[stem]))
            found[name] = " ".join(differing[:3])
    return found


def _converted(sources: Path, folder: Path) -> dict[str, Path]:
    """The files as LibreOffice reckons them; those at which it fails are left out."""
    paths = sorted(sources.glob("*.xlsx"))
    made: dict[str, Path] = {}
    while paths:
        with suppress(ProgramFailed):
            soffice_convert(paths, "xlsx", folder)
        done = [path for path in paths if (folder / path.name).exists()]
        made.update({path.stem: folder / path.name for path in done})
        for path in done:  # a later round would take them away
            made[path.stem] = (folder / path.name).rename(folder / f"{path.stem}.done.xlsx")
        paths = [path for path in paths if path not in done][1:]
    return made


def _differing(stored: Path, reckoned: Path) -> Iterator[str]:
    """Formulas whose stored result is other than the one reckoned; dropped ones aside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            said = openpyxl.load_workbook(stored, data_only=True)
            formulas = openpyxl.load_workbook(stored)
            fresh = openpyxl.load_workbook(reckoned, data_only=True)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return
    for sheet in formulas.worksheets:
        if sheet.title not in fresh.sheetnames:
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" or _VOLATILE.search(str(cell.value)):
                    continue
                mine = said[sheet.title][cell.coordinate].value
                there = fresh[sheet.title][cell.coordinate].value
                if mine is not None and not _same(mine, there):
                    yield f"{sheet.title}!{cell.coordinate} {mine!r} {there!r}"


def _same(mine: object, there: object) -> bool:
    if isinstance(mine, int | float) and isinstance(there, int | float):
        return math.isclose(mine, there, rel_tol=1e-9, abs_tol=1e-9)
    return mine == there or (mine == "" and there is None)


def excel_verdicts(paths: Sequence[Path], folder: Path, counts: Sequence[int]) -> list[Verdict]:
    """Every judge over these workbooks."""
    found = judged(paths, folder, counts)
    heads = ("rien à remplir", "un champ, ses parties", f"{_many(counts)} lignes, leurs suites",
             "SDK", "LibreOffice recalcule")  # fmt: skip
    return [
        *(
            Verdict(f"Excel : {head}", len(found), _wrong(found, column))
            for column, head in enumerate(heads, 1)
        ),
        _excel_pages(paths, folder),
    ]


def _many(counts: Sequence[int]) -> str:
    return ", ".join(map(str, counts))


def _wrong(found: Sequence[Judgement], column: int) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, one[column]) for one in found if one[column])


def _excel_pages(paths: Sequence[Path], folder: Path) -> Verdict:
    """A field's value filled in shows as the same value typed by hand."""
    pairs = {}
    for path in paths:
        planted = one_field(path)
        if planted and not _draws_lots(planted):
            typed_in = replaced_text(planted, "{{champ}}", VALUE)
            pairs[f"{path.stem}.xlsx"] = (filled_field(planted).data, typed_in)
    return _same_pages("Excel : pages en images", pairs, folder / "pages", FIRST_PAGES)


def _draws_lots(planted: Planted) -> bool:
    """Whether a workbook reckons otherwise each time that it is opened."""
    return any(
        _VOLATILE.search(content.decode(errors="replace"))
        for name, content in parts(planted.data).items()
        if "worksheets/" in name
    )


# -- Word ------------------------------------------------------------------------------------------


def word_verdicts(paths: Sequence[Path], folder: Path) -> list[Verdict]:
    """Every judge over these documents."""
    faults: dict[str, list[tuple[str, str]]] = {head: [] for head in WORD}
    tried: Counter[str] = Counter()
    pairs: dict[str, tuple[bytes, bytes]] = {}
    planted: dict[str, bytes] = {}
    for turn, path in enumerate(paths):
        data = path.read_bytes()
        for head, name, said, pair, before in _word_own(path, data, turn):
            tried[head] += 1
            faults[head] += [(name, one) for one in said]
            if pair:
                pairs[name], planted[name] = pair, before
    own = [Verdict(f"Word : {head}", tried[head], tuple(faults[head])) for head in WORD]
    filled = {name: pair[0] for name, pair in pairs.items()}
    return [
        *own,
        _sdk_verdict("Word : SDK", planted, filled, folder / "sdk"),
        _same_pages("Word : pages en images", pairs, folder / "pages", "pdf"),
    ]


def _word_own(path: Path, data: bytes, turn: int) -> Iterator[_Told]:
    """Judge by judge: its name, the file's, what is wrong, the pair to show, what was filled."""
    yield WORD[0], path.name, list(filter(None, [word.nothing(data)])), None, b""
    typing = typed(data, turn * 5)
    if typing:
        done = fill(typing.data, Data(typing.values))
        yield WORD[1], path.name, list(word.one_field(typing)), None, b""
        faults = list(word.fields(data, typing, done))
        yield WORD[2], path.name, faults, (done.data, typing.by_hand), typing.data
    listing = listed(data)
    if listing:
        faults = [fault for count in WORD_COUNTS for fault in word.rows(listing, count)]
        name = f"{path.stem}-lignes{path.suffix}"
        pair = (word.filled_rows(listing, 3).data, rows_by_hand(listing, 3))
        yield WORD[3], name, faults, pair if listing.simple else None, listing.data
        yield WORD[4], name, list(word.many_rows(listing)), None, b""


def _sdk_verdict(
    head: str, before: dict[str, bytes], after: dict[str, bytes], folder: Path
) -> Verdict:
    folder.mkdir(parents=True, exist_ok=True)

    def fresh(name: str) -> str:
        paths = []
        for side, data in (("avant", before[name]), ("apres", after[name])):
            paths.append(folder / f"{side}-{name}")
            paths[-1].write_bytes(data)
        found = _errors(paths[1])
        return "; ".join(sorted(found - _errors(paths[0]) if found else found)[:2])

    with ThreadPoolExecutor(2) as pool:
        said = dict(zip(after, pool.map(fresh, after), strict=True))
    return Verdict(head, len(after), tuple((name, one) for name, one in said.items() if one))


# -- Pages -----------------------------------------------------------------------------------------


def _same_pages(head: str, pairs: dict[str, tuple[bytes, bytes]], folder: Path, to: str) -> Verdict:
    """Each file (the first of a pair) opens, and its pages are those of the second."""
    drawn: list[dict[str, Path]] = []
    for side in (0, 1):
        sources = folder / str(side)
        sources.mkdir(parents=True)
        for name, pair in pairs.items():
            (sources / name).write_bytes(pair[side])
        made = shown([sources / name for name in pairs], to, folder / f"{side}-pdf")
        drawn.append({path.name: pdf for path, pdf in made.items()})
    faults = []
    for name, pdf in drawn[1].items():
        said = differing(pdf, drawn[0][name]) if name in drawn[0] else "does not open"
        faults += [(name, said)] if said else []
    return Verdict(head, len(drawn[1]), tuple(faults))


# -- The table -------------------------------------------------------------------------------------


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """One line a judge; then what is wrong, file by file."""
    wide = max(len(one.judge) for one in verdicts)
    yield f"{'juge':<{wide}}  essayés  en faute"
    for one in verdicts:
        files = dict.fromkeys(name for name, _ in one.faults)
        yield f"{one.judge:<{wide}}  {one.tried:>7}  {len(files):>8}  {' '.join(files)[:80]}"
    for one in verdicts:
        yield from (f"  {one.judge}, {name} : {fault[:160]}" for name, fault in one.faults)


def main() -> int:
    """Print the table; 1 when something is wrong, 0 when all is well or nothing can be tried."""
    corpus = Path(os.environ.get("CIC_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (corpus / "real" / "index.jsonl").exists():
        print(f"Pas de corpus à {corpus} (CIC_CORPUS dit où il est) : rien n'est essayé.")
        return 0
    if programs_missing():
        print(f"Il manque ici : {', '.join(programs_missing())}.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        found = [
            *word_verdicts(word.documents(corpus), Path(folder) / "word"),
            *excel_verdicts(templates(corpus), Path(folder) / "excel", COUNTS),
        ]
    print("\n".join(table(found)))
    return 1 if any(one.faults for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
