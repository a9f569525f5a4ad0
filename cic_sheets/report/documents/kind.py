"""What a document besides the reports is: its template, what that may name, when it is due.

A document is written for a subject (a month, a request, a receipt, a commune).  Source:
deliverables.md, « Outputs ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from cic_sheets.report.fields_words import IN_WORDS, in_letters, meaning_in_words
from cic_sheets.report.model import Field, Figure, Value
from cic_sheets.report.origins import convention_cells
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.sheets import Row
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import decimals


class Told(Protocol):
    """A subject knows the year that it is told from."""

    @property
    def material(self) -> Material:
        """The typed year, seen from a day, with its findings."""


S = TypeVar("S", bound=Told)
Item: TypeAlias = "Mapping[str, Value]"


class Declared(NamedTuple, Generic[S]):
    """A field: its name, its meaning, its value for a subject.

    needed  a document that lacks its value is a draft
    cells   behind a value that does not know its own
    """

    name: str
    meaning: str
    value: Callable[[S], Value]
    needed: bool = False
    cells: Callable[[S], tuple[CellRef, ...]] = lambda subject: ()


class Listed(NamedTuple, Generic[S]):
    """A list that a template may repeat: the meaning of each column, the rows for a subject."""

    name: str
    meaning: str
    columns: Mapping[str, str]
    rows: Callable[[S], Iterable[Item]]


class Rests(NamedTuple):
    """What a document rests on: while one of these has a finding E, it is a draft.

    rows    of the workbook, each of their cells
    cells   single cells, as those of « Convention » that it prints
    sheets  declared titles, for findings that name no cell
    key     what such a finding says of this one alone (`2023-08`)
    """

    rows: tuple[Row, ...]
    cells: tuple[CellRef, ...] = ()
    sheets: tuple[str, ...] = ()
    key: str = ""


class Kind(NamedTuple, Generic[S]):
    """A kind of document.

    key       `honoraires`: what `cic template` calls it
    template  the file's name in `templates/`
    output    where a filled one goes: `honoraires/{}.docx`
    subjects  what it is written for this year, in order
    name      what stands for `{}`, before it is made safe
    rests     what a subject's document rests on
    """

    key: str
    template: str
    output: str
    fields: tuple[Declared[S], ...]
    lists: tuple[Listed[S], ...]
    subjects: Callable[[Material], Iterable[S]]
    name: Callable[[S], str]
    rests: Callable[[S], Rests]


AnyKind: TypeAlias = "Kind[Any]"


class Document(NamedTuple):
    """One document before it is drawn.

    path    where it goes, without `-brouillon`: `honoraires/2023-01.docx`
    errors  findings E that touch what it rests on
    """

    kind: AnyKind
    path: str
    errors: tuple[Finding, ...]
    fields: Mapping[str, Field]
    lists: Mapping[str, tuple[Item, ...]]

    @property
    def name(self) -> str:
        """What stands for `{}` in its path."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def lacks(self) -> bool:
        """Whether a value that it needs is missing."""
        needed = (one.name for one in self.kind.fields if one.needed)
        return any(self.fields[name].value is None for name in needed)

    @property
    def draft(self) -> bool:
        """Whether it can't be sent yet."""
        return self.lacks or bool(self.errors)


# --- What several kinds declare alike -------------------------------------------------------------


def amount(
    name: str, meaning: str, value: Callable[[S], Value], *, needed: bool = False
) -> tuple[Declared[S], Declared[S]]:
    """An amount of money twice: in figures and in words."""
    return (
        Declared(name, meaning, value, needed),
        Declared(
            name + IN_WORDS,
            meaning_in_words(meaning),
            lambda subject: in_letters(subject.material.book, _said(value(subject))),
        ),
    )


def _said(found: Value) -> Value:
    """An amount that can be said in words; a mistyped 12.345 can't, and has its finding."""
    whole = isinstance(found, Figure) and decimals(found.amount) <= 2
    return found if whole else None


def of_convention(name: str, attr: str, meaning: str) -> Declared[Any]:
    """A cell of « Convention »."""

    def value(subject: Told) -> Value:
        found: Value = getattr(subject.material.year.convention, attr, None)
        return found

    return Declared(
        name, meaning, value, cells=lambda subject: convention_cells(subject.material.book, attr)
    )


PARTIES: Mapping[str, tuple[str, str]] = {
    "no": ("convention_numero", "Numéro de la convention"),
    "start": ("periode_debut", "Premier jour de la convention"),
    "end": ("periode_fin", "Dernier jour de la convention"),
    "coordinator": ("charge_de_mission", "Nom du ou de la chargé(e) de mission"),
    "address": ("adresse", "Adresse du ou de la chargé(e) de mission"),
    "home_town": ("commune_domicile", "Commune du domicile"),
    "client": ("commanditaire", "Organisme qui engage"),
    "client_address": ("adresse_commanditaire", "Adresse du commanditaire"),
}
"""Attribute of « Convention » → the field that each kind has of it, and its meaning."""


def parties() -> tuple[Declared[Any], ...]:
    """Who writes to whom, under which convention, seen from which day."""
    found = tuple(of_convention(name, attr, says) for attr, (name, says) in PARTIES.items())
    as_of: Declared[Any] = Declared(
        "date_situation", "Jour d'où l'année est vue", lambda subject: subject.material.as_of
    )
    return (*found, as_of)


def party_cells(material: Material, *more: str) -> tuple[CellRef, ...]:
    """The cells of « Convention » that every kind prints, and those that this one adds.

    Empty ones too: a mention that is missing has its finding there.
    """
    convention = material.year.convention
    return tuple(convention.at(attr) for attr in (*PARTIES, *more)) if convention else ()
