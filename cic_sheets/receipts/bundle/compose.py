"""A bundle written: every receipt prepared, laid out, stamped, in one PDF or numbered parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cic_sheets.receipts.bundle.assemble import write_part
from cic_sheets.receipts.bundle.ink import Ink
from cic_sheets.receipts.bundle.model import Made, Note, Piece, Words
from cic_sheets.receipts.bundle.parts import A_PART, Plan, packed, planned, weight_of
from cic_sheets.receipts.bundle.ready import Ready, made_ready, made_smaller
from cic_sheets.receipts.opening import Opener

_TRIES = 6  # to find parts that are small enough
_TIGHTER = 0.9


def compose(
    pieces: Sequence[Piece],
    words: Words,
    target: Path,
    *,
    most_bytes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Write the bundle of the pieces, in their order, and say what became of each.

    The target's folder exists; what stands there under the names of `Made.parts` is replaced.
    `most_bytes` is the size no part may pass.  `progress(done, of)` is called after each receipt.
    Nothing in a receipt's file raises: a page with the reason stands for it.  Raises OSError when
    the target can't be written, ImportError when the extra `receipts` isn't installed.
    """
    if len({piece.key for piece in pieces}) != len(pieces):
        raise ValueError("two pieces of one key")
    ink = Ink(words.language)
    with TemporaryDirectory(dir=target.parent, prefix=".bundle-") as name, Opener() as opener:
        folder = Path(name)
        ready = []
        for done, one in enumerate(made_ready(opener, pieces, folder), 1):
            ready.append(_small_enough(opener, one, most_bytes))
            if progress:
                progress(done, len(pieces))
        prevents = _prevents(ready)
        plan, files = _written(ready, words, ink, folder, most_bytes, pdfa=not prevents)
        unproven = () if prevents else _unproven(opener, files)
        if unproven:
            prevents = dict.fromkeys(unproven, ())
            plan, files = _written(ready, words, ink, folder, most_bytes, pdfa=False)
        over = _over(plan, files, most_bytes)
        parts = _moved(files, target)
    return Made(
        parts,
        plan.pages,
        sum(len(part.listing.pages) for part in plan.parts),
        plan.first,
        {one.piece.key: len(one.sizes) for one in ready},
        plan.part_of,
        {one.piece.key: one.refusal for one in ready if one.refusal},
        (*(note for one in ready for note in one.notes), *over),
        not prevents,
        prevents,
    )


def _small_enough(opener: Opener, one: Ready, most: int | None) -> Ready:
    """A receipt that alone is too large for a part is made smaller, if it can be."""
    if most is None or A_PART + weight_of(one) <= most:
        return one
    return made_smaller(opener, one, most - A_PART - (weight_of(one) - one.size))


def _prevents(ready: Iterable[Ready]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in ready:
        for code in one.prevents:
            found[code] = (*found.get(code, ()), one.piece.key)
    return found


def _unproven(opener: Opener, files: Iterable[Path]) -> tuple[str, ...]:
    found = [code for file in files for code in opener.prevents_archive(file)]
    return tuple(dict.fromkeys(found))


def _written(
    ready: Sequence[Ready], words: Words, ink: Ink, folder: Path, most: int | None, *, pdfa: bool
) -> tuple[Plan, list[Path]]:
    """Every part written in the folder; with tighter parts until each is small enough."""
    budget = most
    for _ in range(_TRIES):
        plan = planned(packed(ready, budget), words, ink)
        files = [folder / f"part-{part.number}.pdf" for part in plan.parts]
        for part, file in zip(plan.parts, files, strict=True):
            write_part(part, plan, words, ink, file, folder, pdfa=pdfa)
        if budget is None or not _could_be_split(plan, files, most):
            break
        budget = int(budget * _TIGHTER)
    return plan, files


def _could_be_split(plan: Plan, files: Sequence[Path], most: int | None) -> bool:
    return any(
        most is not None and file.stat().st_size > most and len(part.receipts) > 1
        for part, file in zip(plan.parts, files, strict=True)
    )


def _over(plan: Plan, files: Sequence[Path], most: int | None) -> list[Note]:
    return [
        Note("over-limit", part.receipts[0].piece.key, str(file.stat().st_size))
        for part, file in zip(plan.parts, files, strict=True)
        if most is not None and file.stat().st_size > most and part.receipts
    ]


def _moved(files: Sequence[Path], target: Path) -> tuple[Path, ...]:
    """The parts under their names; one alone has the target's."""
    names = (
        [target]
        if len(files) == 1
        else [target.with_stem(f"{target.stem}-{number}") for number in range(1, len(files) + 1)]
    )
    return tuple(file.replace(name) for file, name in zip(files, names, strict=True))
