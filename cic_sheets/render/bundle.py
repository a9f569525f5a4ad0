"""The bundle of receipts drawn: its documents handed to the composer, with every word on its pages.

The composer (`receipts.bundle`) knows files and pages; what stands in the index and on the stamps
is said here, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from cic_sheets.book.contents import UNUSABLE
from cic_sheets.language import phrase, template
from cic_sheets.language.say import say_word
from cic_sheets.receipts.bundle.model import Made, Piece, Rows, Words
from cic_sheets.report.bundle import Bundle, Document, Group, carried
from cic_sheets.report.model import Figure
from cic_sheets.values import shown

LIBRARIES = ("pikepdf", "pypdfium2", "PIL", "pi_heif", "reportlab", "bidi", "arabic_reshaper")
_COLUMNS = ("no", "lines", "day", "what", "amount", "used")
_NUMERIC = frozenset({4, 5})
_REASONS = ("outside", "not-named", "not-listed", "withheld", "shown-before")


def libraries_missing() -> tuple[str, ...]:
    """What the extra `receipts` would bring and isn't there."""
    return tuple(name for name in LIBRARIES if find_spec(name) is None)


def draw_bundle(
    bundle: Bundle,
    home: Path,
    target: Path,
    name: str,
    lang: str = "fr",
    *,
    most_bytes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Write the bundle; what became of each document, by its key.

    home        the workbook's folder, which holds the files
    target      the PDF, or what its numbered parts are named after
    name        of the year, as outputs bear it
    most_bytes  that no part may pass

    Raises OSError when the target can't be written, ImportError without the extra `receipts`.
    """
    from cic_sheets.receipts.bundle.compose import compose

    pieces = tuple(_pieces(bundle, home.resolve(), lang))
    words = _words(bundle, name, lang)
    return compose(pieces, words, target, most_bytes=most_bytes, progress=progress)


# -- Documents ------------------------------------------------------------------------------


def _pieces(bundle: Bundle, home: Path, lang: str) -> Iterator[Piece]:
    for group in bundle.groups:
        level = _level(group, lang)
        for document in group.documents:
            path, why = _file(document, home)
            yield Piece(
                document.key,
                path,
                _title(document, lang),
                _stamp(document, lang),
                why,
                _cells(document, lang),
                level,
            )


def _file(document: Document, home: Path) -> tuple[Path | None, str]:
    """The file, inside the workbook's folder still when it is about to be opened."""
    if document.why:
        return None, document.why
    found = (home / document.path).resolve()
    if not found.is_relative_to(home):
        return None, "outside"
    return found, ""


def _level(group: Group, lang: str) -> str:
    if group.line is None:
        return phrase("bundle.uncited", lang)
    return phrase("bundle.line", lang, line=group.line.id, label=group.label)


def _title(document: Document, lang: str) -> str:
    told = (document.number, document.kind, _day(document, lang), document.issuer)
    named = f" ({document.named})" if document.why and document.named else ""
    return " – ".join(filter(None, told)) + named


def _stamp(document: Document, lang: str) -> str:
    """What each page says; the composer fills the page's place in."""
    numbers = ", ".join((document.number, *document.shares))
    lines = ", ".join(document.lines) or phrase("bundle.no-line", lang)
    said = phrase("bundle.stamp", lang, receipt=numbers, lines=lines)
    # A brace that someone typed is none of the composer's blanks.
    return said.replace("{", "(").replace("}", ")") + _with_blanks("bundle.stamp.page", lang)


def _cells(document: Document, lang: str) -> tuple[str, ...]:
    what = " – ".join(filter(None, (document.issuer, document.subject or document.kind)))
    return (
        document.number,
        ", ".join(document.lines),
        _day(document, lang),
        what,
        _amount(document.amount, lang),
        _amount(document.used, lang),
    )


def _day(document: Document, lang: str) -> str:
    return shown.day(document.day, lang) if document.day else ""


def _amount(figure: Figure | None, lang: str) -> str:
    return shown.amount(figure.amount, figure.currency, lang) if figure is not None else ""


# -- Words ----------------------------------------------------------------------------------


def _words(bundle: Bundle, name: str, lang: str) -> Words:
    documents = {document.key: document for document in bundle.documents}
    return Words(
        title=phrase("bundle.title", lang, year=name),
        subtitle=phrase("bundle.subtitle", lang, day=bundle.as_of, count=len(documents)),
        columns=tuple(phrase(f"bundle.column.{column}", lang) for column in _COLUMNS),
        at_page=phrase("bundle.column.page", lang),
        how_many=phrase("bundle.column.pages", lang),
        page=_with_blanks("bundle.page", lang),
        part=_with_blanks("bundle.part", lang),
        missing=phrase("bundle.missing", lang),
        reasons=reasons(lang),
        numeric=_NUMERIC,
        totals=lambda keys: tuple(_totals(bundle, documents, keys, lang)),
        language=lang,
    )


def _with_blanks(key: str, lang: str) -> str:
    """A sentence whose blanks the composer fills."""
    found = template(key, lang)
    assert found is not None, key
    return found


def reasons(lang: str) -> dict[str, str]:
    """Code → why a document can't be shown."""
    files = {code: f"{say_word(word, lang)}." for code, word in UNUSABLE.items()}
    return {**files, **{code: phrase(f"receipt.refused.{code}", lang) for code in _REASONS}}


def _totals(
    bundle: Bundle, documents: dict[str, Document], keys: tuple[str, ...], lang: str
) -> Iterator[tuple[str, ...]]:
    """Under an index: the sums of its documents; under the last one, the year's."""
    parts = len(keys) < len(documents)
    if parts:
        sums = carried(documents[key] for key in keys)
        yield from _sums("bundle.total.part", sums, lang)
    if not parts or (keys and keys[-1] == next(reversed(documents))):
        yield from _sums("bundle.total.all", bundle.carried, lang)
        yield from _of_the_year(bundle, lang)


def _sums(key: str, sums: Mapping[str, tuple[Decimal, Decimal]], lang: str) -> Rows:
    return tuple(
        _row(
            phrase(key, lang, currency=currency),
            *(shown.amount(one, currency, lang) for one in both),
        )
        for currency, both in sums.items()
    )


def _of_the_year(bundle: Bundle, lang: str) -> Rows:
    """What the financial report says too, under the same names."""
    if bundle.totals is None:
        return ()
    parts = bundle.totals._asdict()
    return tuple(
        _row(phrase(f"bundle.total.{name}", lang), "", shown.amount(value, "EUR", lang))
        for name, value in parts.items()
    )


def _row(label: str, amount: str, used: str) -> tuple[str, ...]:
    return ("", "", "", label, amount, used)
