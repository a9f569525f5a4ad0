"""Vérifie un envoi, seul : chaque fichier contre son empreinte, chaque total contre ses lignes.

    python3 verifier.py [DOSSIER OU ARCHIVE.zip]

Sans rien d'autre que Python 3.8 ou plus récent, sans réseau, sans rien écrire.  Une ligne par chose
qui ne concorde pas ; état 0 si tout concorde, 1 sinon, 2 si ce n'est pas un envoi.

This file is copied into every package as it stands, for someone who has nothing of ours: hence one
file, the standard library, French, and no syntax younger than Python 3.8 (tests/verify hold that).
Source: deliverables.md, « package / verify ».
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import sys
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast
from xml.etree import ElementTree

MANIFEST = "manifeste.json"
SEALS = "empreintes.txt"
RECORD = "envoi.json"
_OWN = "# "
_HELP = (__doc__ or "").partition("\n\nThis file")[0]
_NARROW = "\u00a0"
_LARGEST = 4 * 1024**3
_LARGEST_TEXT = 256 * 1024**2
_PARTS = ("demande", "remboursable", "refuse", "en_attente")
_ZERO = Decimal(0)


class NoPackage(Exception):
    """What was given is no package; the sentence says why, in French."""


class Report(NamedTuple):
    """What was found.

    problems  a sentence each, in French; none when everything agrees
    files     how many files agree with their fingerprint
    lines     how many lines of expenses were added again
    totals    the year's totals in EUR, as the manifest says them
    seal      fingerprint of the whole: that of the list of fingerprints
    """

    problems: tuple[str, ...]
    files: int
    lines: int
    totals: dict[str, str]
    seal: str


# --- The files of a package ---------------------------------------------------------------------


class _Files:
    """The files of a package, by their name in it; read one at a time."""

    def names(self) -> list[str]:
        raise NotImplementedError

    def chunks(self, name: str) -> Iterator[bytes]:
        raise NotImplementedError

    def read(self, name: str) -> bytes:
        """A small file whole."""
        kept = BytesIO()
        for chunk in self.chunks(name):
            kept.write(chunk)
            if kept.tell() > _LARGEST_TEXT:
                raise NoPackage(f"{name} : trop grand pour être lu.")
        return kept.getvalue()

    def sha256(self, name: str) -> str:
        found = hashlib.sha256()
        for chunk in self.chunks(name):
            found.update(chunk)
        return found.hexdigest()

    def outside(self) -> Iterator[str]:
        """What is wrong with what holds the files."""
        return iter(())


class _Folder(_Files):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        found = []
        for root, folders, files in os.walk(str(self._folder)):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            inside = Path(root).relative_to(self._folder)
            found += [(inside / one).as_posix() for one in sorted(files)]
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        path = self._folder / name
        if path.is_symlink():
            raise OSError("un lien vers un autre fichier")
        with path.open("rb") as file:
            yield from iter(lambda: file.read(1 << 20), b"")


class _Archive(_Files):
    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(str(path))
        except (OSError, ValueError, NotImplementedError, struct.error, zipfile.BadZipFile) as why:
            raise NoPackage(f"{path.name} : archive illisible, endommagée ou tronquée.") from why
        entries = [one for one in self._zip.infolist() if not one.filename.endswith("/")]
        if not entries:
            raise NoPackage(f"{path.name} : archive vide.")
        if sum(one.file_size for one in entries) > _LARGEST:
            raise NoPackage(f"{path.name} : archive trop grande pour être lue.")
        self._entries = entries
        self._top = _common_top([one.filename for one in entries])
        self._by_name = {one.filename[len(self._top) :]: one for one in entries}

    def names(self) -> list[str]:
        return [one.filename[len(self._top) :] for one in self._entries]

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._by_name[name]) as file:
                yield from iter(lambda: file.read(1 << 20), b"")
        except (zipfile.BadZipFile, EOFError, struct.error, NotImplementedError, RuntimeError,
                ValueError) as why:  # fmt: skip
            raise OSError("endommagé dans l'archive") from why

    def outside(self) -> Iterator[str]:
        """The archive itself, byte for byte: it is made again from what it holds.

        Only archives that were stored as ours are can be compared; others are told.
        """
        at = self._first_difference()
        if at is not None:
            near = max(
                (one for one in self._entries if one.header_offset <= at),
                key=lambda one: one.header_offset,
                default=self._entries[0],
            )
            yield (
                f"{self._path.name} : l'archive n'est plus celle qui a été écrite "
                f"(octet {at}, près de « {near.filename} »)."
            )

    def _first_difference(self) -> int | None:
        at = 0
        with self._path.open("rb") as there:
            for piece in self._again():
                found = there.read(len(piece))
                if found != piece:
                    return at + _agreeing(found, piece)
                at += len(piece)
            return at if there.read(1) else None

    def _again(self) -> Iterator[bytes]:
        """The bytes that the archive had when it was written, a member at a time."""
        sink = _Sink()
        with zipfile.ZipFile(cast("BinaryIO", sink), "w", zipfile.ZIP_STORED) as made:
            for one in sorted(self._entries, key=lambda entry: entry.filename):
                info = zipfile.ZipInfo(one.filename)
                info.create_system = 3
                info.external_attr = 0o644 << 16
                try:
                    content = b"".join(self.chunks(one.filename[len(self._top) :]))
                except OSError:
                    return  # told by its fingerprint
                made.writestr(info, content)
                yield sink.taken()
        yield sink.taken()


def _agreeing(found: bytes, written: bytes) -> int:
    """How many bytes are the same from the start."""
    pairs = enumerate(zip(found, written))  # noqa: B905 (`strict` is younger)
    return next((at for at, (one, other) in pairs if one != other), min(len(found), len(written)))


class _Sink:
    """A file that zipfile writes to, emptied as it goes; it goes back only inside one member."""

    def __init__(self) -> None:
        self._base, self._kept = 0, BytesIO()

    def tell(self) -> int:
        return self._base + self._kept.tell()

    def seek(self, place: int, whence: int = 0) -> int:
        self._kept.seek(place - self._base if whence == 0 else place, whence)
        return self.tell()

    def write(self, data: bytes) -> int:
        return self._kept.write(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = self._kept.getvalue()
        self._base, self._kept = self._base + len(data), BytesIO()
        return data


def _common_top(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    only = tops.pop() + "/" if len(tops) == 1 else ""
    return only if only and all(name.startswith(only) for name in names) else ""


def _opened(given: Path) -> _Files:
    if given.is_dir():
        return _Folder(given)
    if given.is_file():
        return _Archive(given)
    raise NoPackage(f"{given} : ni dossier ni archive.")


# --- Fingerprints -------------------------------------------------------------------------------


def seals(files: Iterable[tuple[str, bytes]]) -> bytes:
    """`empreintes.txt` of these files: what `sha256sum -c` reads, and its own fingerprint last."""
    return seals_of((name, hashlib.sha256(data).hexdigest()) for name, data in files)


def seals_of(prints: Iterable[tuple[str, str]]) -> bytes:
    """The same, of names and fingerprints."""
    body = "".join(f"{digest}  {name}\n" for name, digest in sorted(prints)).encode("utf-8")
    return body + (f"{_OWN}{hashlib.sha256(body).hexdigest()}\n").encode("ascii")


class _Sealed(NamedTuple):
    """The list of fingerprints, and whether it is as it was written."""

    by_name: dict[str, str]
    sound: bool


def _sealed(data: bytes) -> _Sealed:
    body, _, own = data.rstrip(b"\n").rpartition(b"\n")
    body += b"\n"
    expected = _OWN + hashlib.sha256(body).hexdigest()
    by_name = {}
    for line in body.decode("utf-8", "replace").splitlines():
        found = re.match(r"([0-9a-f]{64})  (.+)", line)
        if found:
            by_name[found.group(2)] = found.group(1)
    whole = own.decode("ascii", "replace") == expected and data.endswith(b"\n")
    return _Sealed(by_name, whole and not data.endswith(b"\n\n"))


def _listed(manifest: dict[str, Any]) -> dict[str, str]:
    """Name → fingerprint, as the manifest says."""
    found = {}
    for kind in ("entrees", "sorties"):
        for one in manifest.get(kind) or ():
            found[str(one.get("fichier"))] = str(one.get("sha256"))
    return found


def _check_files(files: _Files, sealed: _Sealed) -> tuple[list[str], int]:
    """What does not agree, and how many files do."""
    there = files.names()
    twice = sorted({name for name in there if there.count(name) > 1})
    alien = sorted(set(there) - set(sealed.by_name) - {SEALS})
    problems = [f"{name} : deux fois dans l'envoi." for name in twice]
    problems += [f"{name} : n'est pas dans l'envoi tel qu'il a été scellé." for name in alien]
    missing = sorted(set(sealed.by_name) - set(there))
    problems += [f"{name} : manque." for name in missing]
    kept = sorted(set(sealed.by_name) & set(there))
    changed = [one for name in kept if (one := _changed(files, name, sealed.by_name[name]))]
    return problems + changed, len(kept) - len(changed)


def _changed(files: _Files, name: str, expected: str) -> str:
    """What is wrong with a file; "" when it is the one that was sealed."""
    try:
        found = files.sha256(name)
    except OSError as why:
        return f"{name} : illisible ({_reason(why)})."
    if found == expected:
        return ""
    told = f"empreinte {expected[:12]}… attendue, {found[:12]}… trouvée"
    return f"{name} : changé depuis l'envoi ({told})."


def _reason(why: OSError) -> str:
    ours = why.args and isinstance(why.args[0], str)
    return str(why.args[0]) if ours else "il ne s'ouvre pas"


# --- Amounts ------------------------------------------------------------------------------------


def _amount(written: Any) -> Decimal:
    """An amount as the manifest writes it; ValueError otherwise."""
    try:
        found = Decimal(written) if isinstance(written, str) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise ValueError(written)
    return found


def _total(written: Any) -> dict[str, Decimal]:
    return {name: _amount(written[name]) for name in _PARTS}


def _say(amount: Decimal) -> str:
    whole, _, cents = format(amount, ".2f").partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = re.sub(r"(?<=\d)(?=(\d{3})+$)", "\u00a0", whole)
    return f"{sign}{groups},{cents}\u00a0EUR"


def _check_amounts(manifest: dict[str, Any]) -> tuple[list[str], int]:
    """Every total of the manifest, added again from its lines."""
    accounts = manifest.get("comptes")
    if not accounts:
        return [], 0
    problems: list[str] = []
    lines = [(str(one.get("ligne")), one, _total(one)) for one in accounts["lignes"]]
    for number, one, parts in lines:
        problems += _check_line(number, one, parts)
    whole = _added(parts for _, _, parts in lines)
    if manifest.get("totaux_EUR"):
        problems += _compare("total de l'année", whole, _total(manifest["totaux_EUR"]))
    for kind, groups in (accounts.get("parties") or {}).items():
        problems += _check_groups(kind, groups, lines)
    for month in accounts.get("registre") or ():
        problems += _check_month(month)
    return problems, len(lines)


def _check_line(number: str, one: dict[str, Any], parts: dict[str, Decimal]) -> Iterator[str]:
    parted = parts["remboursable"] + parts["refuse"] + parts["en_attente"]
    if parted != parts["demande"]:
        yield (
            "ligne {} : demandé {}, mais remboursable, refusé et en attente font {}.".format(
                number, _say(parts["demande"]), _say(parted)
            )
        )
    for outcome in ("refuse", "en_attente"):
        cuts = sum((_amount(c["montant"]) for c in one.get("coupes") or ()
                    if c.get("issue") == outcome), _ZERO)  # fmt: skip
        if cuts != parts[outcome]:
            yield (
                f"ligne {number} : ses coupes font {_say(cuts)}, {_say(parts[outcome])} annoncés."
            )


def _check_groups(
    kind: str,
    groups: list[dict[str, Any]],
    lines: list[tuple[str, dict[str, Any], dict[str, Decimal]]],
) -> Iterator[str]:
    by_key: dict[Any, list[dict[str, Decimal]]] = {}
    for _, one, parts in lines:
        by_key.setdefault(one.get(kind), []).append(parts)
    told = {group.get(kind) for group in groups}
    for group in groups:
        added = _added(by_key.get(group.get(kind), ()))
        name = group.get(kind)
        yield from _compare(
            "{} « {} »".format(kind, name if name else "aucun"), added, _total(group)
        )
    for key in by_key:
        if key not in told:
            yield "{} « {} » : des lignes, mais aucun total.".format(kind, key if key else "aucun")


def _check_month(month: dict[str, Any]) -> Iterator[str]:
    room = _amount(month["plafond_cumule"]) - _amount(month["remboursable"])
    if room != _amount(month["marge"]):
        yield (
            "plafond, {} : la marge est de {}, {} annoncés.".format(
                month.get("mois"), _say(room), _say(_amount(month["marge"]))
            )
        )


def _added(totals: Iterable[dict[str, Decimal]]) -> dict[str, Decimal]:
    found = dict.fromkeys(_PARTS, _ZERO)
    for one in totals:
        for name in _PARTS:
            found[name] += one[name]
    return found


_SAID = {"demande": "demandé", "remboursable": "remboursable", "refuse": "refusé",
         "en_attente": "en attente"}  # fmt: skip


def _compare(what: str, added: dict[str, Decimal], told: dict[str, Decimal]) -> Iterator[str]:
    for name in _PARTS:
        if added[name] != told[name]:
            counted = f"les lignes font {_say(added[name])} {_SAID[name]}"
            yield f"{what} : {counted}, {_say(told[name])} annoncés."


# --- Figures of the Excel reports ---------------------------------------------------------------

_MAIN = re.compile(r"\{[^}]*\}")


def _check_reports(files: _Files, manifest: dict[str, Any]) -> tuple[list[str], int]:
    """Cells of the reports that must hold an amount of the manifest."""
    problems: list[str] = []
    count = 0
    for name, cells in ((manifest.get("comptes") or {}).get("cellules") or {}).items():
        try:
            found = _values(files.read(name), {str(cell) for cell in cells})
        except (OSError, KeyError, ValueError, zipfile.BadZipFile, ElementTree.ParseError):
            problems.append(f"{name} : ses cellules ne peuvent être lues.")
            continue
        for cell, told in cells.items():
            count += 1
            shown = found.get(cell)
            if not _same(shown, told):
                problems.append(
                    "{}, {} : {} au lieu de {}.".format(
                        name, cell, "rien" if shown in (None, "") else shown, told
                    )
                )
    return problems, count


def _same(shown: str | None, told: Any) -> bool:
    try:
        return abs(Decimal(shown or "") - _amount(told)) < Decimal("0.005")
    except (InvalidOperation, ValueError):
        return False


def _values(data: bytes, cells: set[str]) -> dict[str, str]:
    """`Feuille!A1` → the number stored there, of an .xlsx file."""
    wanted: dict[str, set[str]] = {}
    for cell in cells:
        sheet, _, address = cell.rpartition("!")
        wanted.setdefault(sheet, set()).add(address)
    found: dict[str, str] = {}
    with zipfile.ZipFile(BytesIO(data)) as book:
        for sheet, part in _sheets(book):
            if sheet in wanted:
                with book.open(part) as file:
                    for address, value in _cells(file, wanted[sheet]):
                        found[f"{sheet}!{address}"] = value
    return found


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {}
    for one in _children(book, "xl/_rels/workbook.xml.rels"):
        target = one.get("Target", "")
        targets[one.get("Id")] = target[1:] if target.startswith("/") else "xl/" + target
    for sheets in _children(book, "xl/workbook.xml"):
        if _MAIN.sub("", sheets.tag) == "sheets":
            for one in sheets:
                named = [value for key, value in one.attrib.items() if key.endswith("}id")]
                if named and named[0] in targets:
                    yield one.get("name", ""), targets[named[0]]


def _children(book: zipfile.ZipFile, part: str) -> list[Any]:
    return list(ElementTree.fromstring(book.read(part)))


def _cells(file: Any, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for _, element in ElementTree.iterparse(file):
        tag = _MAIN.sub("", element.tag)
        address = element.get("r", "")
        if tag == "c" and address in wanted:
            for one in element:
                if _MAIN.sub("", one.tag) == "v":
                    yield address, one.text or ""
        if tag == "row":
            element.clear()


# --- The whole ----------------------------------------------------------------------------------


def verify(given: Path) -> Report:
    """What does not agree in a package: a folder, or its archive.  Raises NoPackage."""
    files = _opened(given)
    names = set(files.names())
    if SEALS not in names or MANIFEST not in names:
        lacking = SEALS if SEALS not in names else MANIFEST
        raise NoPackage(f"{given.name} : ce n'est pas un envoi, « {lacking} » y manque.")
    problems: list[str] = []
    try:
        data = files.read(SEALS)
    except OSError as why:
        return Report((f"{SEALS} : illisible ({_reason(why)}).",), 0, 0, {}, "")
    sealed = _sealed(data)
    if not sealed.sound:
        problems.append(f"{SEALS} : changé depuis l'envoi.")
        sealed = _without_seals(files, sealed)
    wrong, right = _check_files(files, sealed)
    problems += wrong
    manifest, told = _manifest(files)
    problems += told
    lines = 0
    totals: dict[str, str] = {}
    if manifest is not None:
        problems += _disagreeing(manifest, sealed)
        counted, lines, totals = _counted(files, manifest)
        problems += counted
    if not problems:
        problems += files.outside()
    return Report(tuple(problems), right, lines, totals, hashlib.sha256(data).hexdigest())


def _without_seals(files: _Files, sealed: _Sealed) -> _Sealed:
    """The fingerprints that the manifest has, where the list of them is not to be trusted."""
    manifest, _ = _manifest(files)
    known = dict(_listed(manifest)) if manifest is not None else {}
    for name in files.names():
        if name not in known and name in (MANIFEST, RECORD):
            try:
                known[name] = files.sha256(name)
            except OSError:
                known[name] = sealed.by_name.get(name, "")
    return _Sealed(known, False)


def _manifest(files: _Files) -> tuple[dict[str, Any] | None, list[str]]:
    try:
        found = json.loads(files.read(MANIFEST).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None, [f"{MANIFEST} : illisible, aucun total ne peut être refait."]
    if not isinstance(found, dict):
        return None, [f"{MANIFEST} : illisible, aucun total ne peut être refait."]
    return found, []


def _disagreeing(manifest: dict[str, Any], sealed: _Sealed) -> Iterator[str]:
    """Files of which the manifest and the list of fingerprints say two things."""
    for name, expected in sorted(_listed(manifest).items()):
        if sealed.sound and sealed.by_name.get(name) != expected:
            yield f"{name} : {MANIFEST} et {SEALS} n'en disent pas la même chose."


def _counted(files: _Files, manifest: dict[str, Any]) -> tuple[list[str], int, dict[str, str]]:
    try:
        problems, lines = _check_amounts(manifest)
        more, _ = _check_reports(files, manifest)
        totals = dict(manifest.get("totaux_EUR") or {})
    except (KeyError, TypeError, ValueError, AttributeError):
        return [f"{MANIFEST} : ses montants ne peuvent être lus."], 0, {}
    return problems + more, lines, totals


def said(report: Report) -> Iterator[str]:
    """What a person reads, a line each."""
    for problem in report.problems:
        yield "✗ " + problem
    if report.problems:
        count = len(report.problems)
        yield f"NE CONCORDE PAS : {count} chose{'s' if count > 1 else ''} à éclaircir."
        return
    yield (
        f"Tout concorde : {report.files} fichiers, {report.lines} lignes additionnées de nouveau."
    )
    if report.totals:
        total = {name: _say(_amount(value)) for name, value in report.totals.items()}
        yield (
            "{} demandés = {} remboursables + {} refusés + {} en attente.".format(
                *tuple(total[name] for name in _PARTS)
            )
        )
    yield f"Empreinte de l'envoi (à comparer avec celle du courriel) : {grouped(report.seal)}"


def grouped(seal: str) -> str:
    """The first half of a fingerprint, as a person reads it aloud."""
    return " ".join(seal[at : at + 4] for at in range(0, 32, 4))


def main(arguments: list[str]) -> int:
    """The command; its exit status."""
    if len(arguments) > 1 or any(one in ("-h", "--help", "--aide") for one in arguments):
        _print(_HELP)
        return 2 if len(arguments) > 1 else 0
    given = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        report = verify(given)
    except NoPackage as why:
        _print(str(why))
        return 2
    except OSError:
        _print(f"{given} : ne peut être lu.")
        return 2
    for line in said(report):
        _print(line)
    return 1 if report.problems else 0


def _print(line: str) -> None:
    """A line, in whatever letters the terminal has; nothing of a file's name commands it."""
    kept = _NARROW + ("\n" if line == _HELP else "")
    clean = "".join(c if c.isprintable() or c in kept else "?" for c in line)
    coding = sys.stdout.encoding or "ascii"
    print(clean.encode(coding, "replace").decode(coding, "replace"))


if __name__ == "__main__":
    status = main(sys.argv[1:])
    if os.name == "nt" and len(sys.argv) == 1 and sys.stdin and sys.stdin.isatty():
        input("Entrée pour fermer.")
    sys.exit(status)
