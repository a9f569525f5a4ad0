"""Why a template can't be filled, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from cic_sheets.language import phrase
from cic_sheets.template.kinds import Kind, Refused, WrongName, as_named, opened, refusing
from cic_sheets.template.opc.package import Package
from cic_sheets.template.outcome import Outcome, Place


class Unknown(NamedTuple):
    """A field that no report has: what the template says, the words around it, a near name."""

    name: str
    where: str
    near: str | None


class TemplateProblem(ValueError):
    """A template that can't be filled; the message says why in the reader's language.

    unknown  the fields and sections that are not known
    outcome  everything else there is to tell of the template, with its places
    reason   why its file can't be used at all
    """

    def __init__(
        self,
        why: str,
        unknown: tuple[Unknown, ...] = (),
        outcome: Outcome | None = None,
        reason: Refused | WrongName | None = None,
    ) -> None:
        super().__init__(why)
        self.unknown = unknown
        self.outcome = outcome
        self.reason = reason


@contextmanager
def refused(key: str, lang: str) -> Iterator[None]:
    """A file that can't be used is a TemplateProblem, in the sentence of this key."""
    try:
        with refusing():
            yield
    except (Refused, WrongName) as error:
        raise TemplateProblem(phrase(key, lang), reason=error) from error


def of_kind(template: bytes, kind: Kind, extension: str = "") -> Package:
    """The template's package.  Raises Refused when it is of another kind, PatchError, WrongName.

    extension  how the name of what is made from it will end
    """
    package, found = opened(template)
    if found != kind:
        raise Refused("not-office")
    if extension:
        as_named(package, extension)
    return package


def refuse_unfillable(outcome: Outcome, key: str, lang: str, **known: Iterable[str]) -> None:
    """Raise TemplateProblem when a field is unknown, or stands where it can't be filled.

    A content control whose name is but near a field's, or that is bound to what is not there, is
    told and stops nothing.

    key    of the sentence for unknown fields
    known  what that sentence lists of what is known
    """
    # a name that stands in many places is told once
    unknown: dict[str, Unknown] = {}
    for one in outcome.unknown:
        if _is_typed(one.place):
            found = Unknown(one.name, one.place.words, one.near or None)
            unknown.setdefault(one.name, found)
    if unknown:
        told = tuple(unknown.values())
        listed = " ; ".join(
            phrase("word.unknown.one", lang, name=one.name, where=one.where, near=one.near)
            for one in told
        )
        lists = {name: ", ".join(names) for name, names in known.items()}
        raise TemplateProblem(phrase(key, lang, fields=listed, **lists), told, outcome)
    unreachable = [one for one in outcome.unreachable if _is_typed(one.place)]
    if unreachable:
        listed = " ; ".join(
            phrase("word.unknown.one", lang, name=one.name, where=one.place.words, near=None)
            for one in unreachable
        )
        raise TemplateProblem(phrase("word.unreachable", lang, fields=listed), (), outcome)


def _is_typed(place: Place) -> bool:
    """Whether braces stand there: the report would show them."""
    return place.area == "cell" or "{{" in place.words
