"""The receipts' files read for the rules: which can't be opened, what they say, which are one.

Reading hundreds of photos takes seconds, so what was read is kept in the user's own cache, never
beside the workbook: by the file's path, size and times, then by its fingerprint.  A cache that is
missing, broken or of another version is as none; warm or cold, the answer is the same.  Without the
extra `receipts`, files are only told apart by their bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from cic_sheets.book.contents import ODD, Content
from cic_sheets.book.folder import Folder, match_key
from cic_sheets.contents.kept import Kept, Known, cache_folder

if TYPE_CHECKING:
    from cic_sheets.receipts.opening import Opened

ENOUGH_LETTERS = 40
PATIENCE = 90.0  # seconds for looking at pairs of pictures, however many there are
_LIBRARIES = ("no-reader", "no-heif", "no-ocr")
_LITTER = ("desktop.ini", "thumbs.db", ".ds_store")


def read_contents(folder: Folder, home: Path) -> Folder:
    """The folder, with what each receipt's file holds.  Touches nothing but the user's cache."""
    paths = [found.path for found in folder.receipts() if not _is_litter(found.path)]
    if not paths:
        return folder
    kept = Kept(home.resolve())
    known = _known(home.resolve(), paths, kept)
    twins = _twins(home.resolve(), known, kept)
    kept.write(known)
    return folder._replace(
        uncompared=kept.left,
        contents={
            match_key(path): _content(one, twins.get(path, ())) for path, one in known.items()
        },
    )


def _is_litter(path: str) -> bool:
    return path.rpartition("/")[2].casefold() in _LITTER


def _content(one: Known, alike: tuple[str, ...]) -> Content:
    amounts, days = one.amounts, one.days
    return Content(
        one.sha256,
        "" if one.refusal in _LIBRARIES else one.refusal,
        None if amounts is None else frozenset(map(Decimal, amounts)),
        None if days is None else frozenset(map(date.fromisoformat, days)),
        alike,
        one.notes,
        one.refusal in _LIBRARIES,
    )


# -- Reading --------------------------------------------------------------------------------


def _known(home: Path, paths: Sequence[str], kept: Kept) -> dict[str, Known]:
    """Path → what is known of it; what isn't yet is read, by as many readers as there are cores."""
    found: dict[str, Known | None] = {
        path: kept.of_path(path, _stamp(home / path)) for path in paths
    }
    unread = [path for path, one in found.items() if one is None]
    if unread:
        from concurrent.futures import ThreadPoolExecutor

        readers = min(4, os.cpu_count() or 1, len(unread))
        with ThreadPoolExecutor(readers) as pool:
            shares = [unread[first::readers] for first in range(readers)]
            for share in pool.map(lambda part: dict(_read(home, part, kept)), shares):
                found.update(share)
    return {path: one for path, one in found.items() if one is not None}


def _read(home: Path, paths: Sequence[str], kept: Kept) -> Iterator[tuple[str, Known]]:
    from cic_sheets.receipts.opening import Opener

    with Opener() as opener:
        for path in paths:
            stamp = _stamp(home / path)
            seen = opener.seen(home / path)
            again = kept.of_bytes(seen.sha256, stamp) if not seen.refusal else None
            known = again or _told(opener.open(home / path), stamp)
            # Bytes are known under any name; whether a name lies is the name's own affair.
            lies = ("name-lies",) if "name-lies" in seen.notes else ()
            script = tuple(note for note in known.notes if note != "name-lies")
            yield path, known._replace(notes=(*lies, *script))


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when the file does; empty when it can't be seen."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _told(opened: Opened, stamp: tuple[int, ...]) -> Known:
    import hashlib

    text = "\n".join(opened.texts)
    letters = "".join(char for char in text.casefold() if char.isalnum())
    speaks = len(letters) >= ENOUGH_LETTERS
    amounts, days = _said(text, opened) if speaks or opened.invoice else (None, None)
    words = hashlib.sha256(letters.encode()).hexdigest() if speaks else ""
    prints = tuple(opened.fingerprint) if opened.fingerprint else None
    notes = tuple(sorted(set(opened.notes) & set(ODD)))
    return Known(
        stamp, opened.sha256, opened.kind, opened.refusal, amounts, days, words, prints, notes
    )


def _said(text: str, opened: Opened) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every amount and day of the text and of the invoice inside, in any of its readings."""
    from cic_sheets.receipts.amounts import amounts
    from cic_sheets.receipts.days import days
    from cic_sheets.receipts.text import lines_of

    lines, invoice = lines_of(text), opened.invoice
    sums = {reading for one in amounts(lines) for reading in (one.value, *one.readings)}
    when = {reading for one in days(lines) for reading in (one.value, *one.readings)}
    if invoice is not None:
        sums |= {invoice.total, invoice.due}
        when |= {invoice.date}
    return (
        tuple(sorted(format(one.normalize(), "f") for one in sums if one is not None)),
        tuple(sorted(one.isoformat() for one in when if one is not None)),
    )


# -- The same receipt again -----------------------------------------------------------------


def _twins(home: Path, known: Mapping[str, Known], kept: Kept) -> dict[str, tuple[str, ...]]:
    """Path → the other files that show the same receipt, though their bytes differ."""
    by_sha = {
        known[path].sha256: path for path in sorted(known, reverse=True) if known[path].prints
    }
    shas = sorted(by_sha)
    pairs = {*_of_one_text(known), *kept.pairs(shas)}
    new = [sha not in kept.compared for sha in shas]
    if any(new) and len(shas) > 1:
        files = {sha: (by_sha[sha], known[by_sha[sha]]) for sha in shas}
        found, left = _compared(home, files, new)
        pairs |= found
        kept.keep(shas, pairs, left)
    return _by_path(pairs, known)


def _by_path(
    pairs: Iterable[tuple[str, str]], known: Mapping[str, Known]
) -> dict[str, tuple[str, ...]]:
    """Path → paths of its twins, from pairs of fingerprints."""
    paths: dict[str, list[str]] = {}
    for path, one in known.items():
        paths.setdefault(one.sha256, []).append(path)
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        for left, right in ((first, second), (second, first)):
            for path in paths.get(left, ()):
                found.setdefault(path, set()).update(paths.get(right, ()))
    return {path: tuple(sorted(others)) for path, others in found.items()}


def _of_one_text(known: Mapping[str, Known]) -> Iterator[tuple[str, str]]:
    """Files that say the same words in other bytes: an invoice saved again."""
    by_words: dict[str, set[str]] = {}
    for one in known.values():
        if one.words:
            by_words.setdefault(one.words, set()).add(one.sha256)
    for shas in by_words.values():
        first, *others = sorted(shas)
        yield from ((first, other) for other in others)


def _compared(
    home: Path, files: Mapping[str, tuple[str, Known]], new: Sequence[bool]
) -> tuple[set[tuple[str, str]], int]:
    """The pairs of one receipt: first those of one shape, then looked at piece by piece; and how
    many pairs nobody looked at, for want of time.
    """
    from cic_sheets.receipts.likeness import Fingerprint
    from cic_sheets.receipts.opening import Opener

    shas = list(files)
    prints = [Fingerprint(*(files[sha][1].prints or ("",) * 4)) for sha in shas]
    texted = [bool(files[sha][1].words) for sha in shas]
    found: set[tuple[str, str]] = set()
    with Opener() as opener:
        pairs = opener.candidates(prints, new, texted)
        if pairs is None:
            return found, len(shas) * (len(shas) - 1) // 2
        until = monotonic() + PATIENCE
        for done, (left, right) in enumerate(pairs):
            if monotonic() > until:
                return found, len(pairs) - done
            (path, one), (other_path, other) = files[shas[left]], files[shas[right]]
            if opener.same(home / path, one.kind, home / other_path, other.kind):
                found.add((shas[left], shas[right]))
    return found, 0


__all__ = ["cache_folder", "read_contents"]
