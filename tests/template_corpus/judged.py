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
from tests.template_corpus.planted import (
    Planted,
    changed_without_need,
    filled_block,
    filled_field,
    left_behind,
    one_block,
    one_field,
    templates,
)

COUNTS = (0, 1, 2, 7, 200)
_SHOWN = 7  # items of the file that the programs judge
_VOLATILE = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|TODAY|NOW|CELL|INFO)\(", re.IGNORECASE)


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
                (folder / name).mkdir(exist_ok=True)
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
        found = judged(templates(corpus), Path(folder), COUNTS)
    heads = ("fichier", "rien", "un champ", "lignes", "SDK", "LibreOffice")
    print("{:<12} {:<8} {:<8} {:<8} {:<8} {:<8}".format(*heads))
    for one in found:
        marks = ("oui" if not fault else "NON" for fault in one[1:])
        print("{:<12} {:<8} {:<8} {:<8} {:<8} {:<8}".format(one.name, *marks))
        for fault in filter(None, one[1:]):
            print(f"    {fault[:160]}")
    wrong = sum(any(one[1:]) for one in found)
    print(f"{len(found)} modèles, {wrong} où quelque chose ne va pas")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
