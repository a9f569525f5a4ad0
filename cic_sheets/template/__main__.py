"""Fill any Word or Excel template with any data, with nothing but Python.

    python -m cic_sheets.template fill MODELE --data DONNEES.json --out RESULTAT

MODELE    .docx .docm .dotx .dotm .xlsx .xlsm .xltx .xltm, avec des {{champs}}
DONNEES   un objet JSON ; ses listes sont des tableaux d'objets

Ce qui n'a pas pu être rempli est dit sur la sortie d'erreur, avec sa place.
État : 0, le résultat est écrit ; 2, rien n'est écrit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .outcome import Outcome, Place

_OPTIONS = ("--data", "--out")


class Wrong(Exception):
    """Nothing can be filled; the sentence says why."""


def main(arguments: Sequence[str]) -> int:
    """Run the command; its exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "--aide"):
        print(__doc__)
        return 0 if arguments else 2
    try:
        outcome = _filled(*_asked(arguments))
    except Wrong as why:
        _tell(str(why))
        return 2
    for line in said(outcome):
        _tell(line)
    return 0


def _asked(arguments: Sequence[str]) -> tuple[str, str, str]:
    """The template, the data and the result.  Raises Wrong."""
    found: dict[str, str] = {}
    rest = iter(arguments[1:] if arguments[0] == "fill" else ())
    for one in rest:
        name = one if one in _OPTIONS else "file"
        if name in found or (name == "file" and one.startswith("--")):
            raise Wrong(f"« {one} » : de trop.")
        found[name] = next(rest, "") if name in _OPTIONS else one
    if not all(found.get(name) for name in ("file", *_OPTIONS)):
        raise Wrong("fill MODELE --data DONNEES.json --out RESULTAT")
    return found["file"], found["--data"], found["--out"]


def _filled(file: str, data: str, out: str) -> Outcome:
    """The template filled and written.  Raises Wrong."""
    from . import fill
    from .data import BadData, data_from_json
    from .kinds import Refused, WrongName

    if os.path.realpath(out) in (os.path.realpath(file), os.path.realpath(data)):
        raise Wrong(f"« {out} » : ni le modèle ni les données ne sont remplacés.")
    template, text = _read(file), _read(data)
    try:
        outcome = fill(template, data_from_json(text.decode("utf-8-sig")), _extension(out))
    except UnicodeDecodeError as error:
        raise Wrong(f"« {data} » : ce n'est pas du JSON en UTF-8.") from error
    except BadData as bad:
        raise Wrong(f"« {data} » : {bad.code}, {bad.where}") from bad
    except Refused as refused:
        raise Wrong(f"« {file} » : ce modèle ne peut être rempli ({refused.code}).") from refused
    except WrongName as wrong:
        raise Wrong(f"« {out} » : le nom du résultat doit finir par {wrong.extension}.") from wrong
    _write(out, outcome.data)
    return outcome


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Wrong(f"« {path} » : ne peut être lu.") from error


def _write(path: str, content: bytes) -> None:
    """Written aside, then moved in."""
    aside = f"{path}.{os.getpid()}"
    try:
        with open(aside, "xb") as file:
            file.write(content)
        os.replace(aside, path)
    except OSError as error:
        if os.path.exists(aside):
            os.remove(aside)
        raise Wrong(f"« {path} » : ne peut être écrit.") from error


def _extension(path: str) -> str:
    return os.path.splitext(path)[1]


def said(outcome: Outcome) -> Iterator[str]:
    """What could not be filled, and what a template brings along, a line each."""
    for one in outcome.unknown:
        near = f" ; {one.near} ?" if one.near else ""
        yield f"{_where(one.place)} : champ inconnu « {one.name} »{near}"
    for place in outcome.broken:
        yield f"{_where(place)} : accolades qui n'ouvrent ou ne ferment rien"
    for known in outcome.unreachable:
        yield f"{_where(known.place)} : « {known.name} » ne peut être rempli là"
    for cell in outcome.unreckoned:
        yield f"{cell} : résultat laissé à calculer"
    for notice in outcome.notices:
        yield f"{notice.code} : {notice.detail}"


def _where(place: Place) -> str:
    if place.area == "cell":
        return place.words
    at = f"tableau {place.table}, ligne {place.row}" if place.table else f"§ {place.paragraph}"
    return f"{place.area} {place.number}, {at}, « {place.words} »"


def _tell(line: str) -> None:
    """A line on standard error; nothing that a template holds steers the terminal."""
    clean = "".join(sign if sign.isprintable() or sign == "\u00a0" else "?" for sign in line)
    coding = sys.stderr.encoding or "ascii"
    print(clean.encode(coding, "replace").decode(coding), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
