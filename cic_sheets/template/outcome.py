"""What filling a template came to: the bytes, and everything that people should hear of."""

from __future__ import annotations

from cic_sheets.values.named import NamedTuple


class Place(NamedTuple):
    """Where something stands, so that a person finds it.

    area       body, header, footer, footnotes, endnotes, comments, drawing, properties, data
               (an XML item of the document), or cell
    number     which header, drawing… of the document, from 1
    paragraph  which paragraph of that area, from 1; 0 when it stands in none
    table      which table there, and `row` which of its rows, from 1; 0 outside tables
    words      the words around; of a cell, its address (`Résumé!B4`)
    """

    area: str
    number: int = 1
    paragraph: int = 0
    table: int = 0
    row: int = 0
    words: str = ""


class Unknown(NamedTuple):
    """A field that nothing is known of, left as it stands; `near` is "" when no name is."""

    name: str
    place: Place
    near: str


class Unreachable(NamedTuple):
    """A known field that stands where it cannot be filled."""

    name: str
    place: Place


class Unfilled(NamedTuple):
    """A known field without a value, where it stands: its place is left empty."""

    name: str
    place: Place


class Notice(NamedTuple):
    """Something that a template brings along and that is neither run nor followed.

    code    macros, controls, objects, remote-template, external, data-source, signature, codes
            (field codes that fetch), imported
    detail  the part or the address
    """

    code: str
    detail: str


class Outcome(NamedTuple):
    """A filled template.

    data         the file's bytes; those of the template when it holds no field
    broken       double braces that open or close nothing
    unfilled     known fields that have no value, where they stand
    unused       names given that stand nowhere in the template
    unreckoned   cells of formulas whose stored result had to be dropped
    """

    data: bytes
    unknown: tuple[Unknown, ...] = ()
    broken: tuple[Place, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    unused: tuple[str, ...] = ()
    unreckoned: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
