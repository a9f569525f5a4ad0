"""What a receipt says, from the surest source it has: structured data, text, image.

`read(opened)` takes what `Opener.open` found; where that has too little text, `Opener.recognise`
is asked and `read` again with what it saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from cic_sheets.receipts.facts import Facts, Found, facts
from cic_sheets.receipts.opening import Opened, Opener
from cic_sheets.receipts.structured import Invoice
from cic_sheets.values.named import NamedTuple

T = TypeVar("T")

ENOUGH_LETTERS = 40  # fewer on all pages together: the text is a stamp on a scan
STRUCTURED = ("structured",)


class Read(NamedTuple):
    """What was read.

    facts    see facts.Facts
    source   "structured", "text", "ocr" or "" (nothing to read)
    notes    "text-disagrees" (the printed total or date is another than the structured one),
             "no-ocr", "too-slow"… where recognition was wanted and did not take place
    text     what it was read in, for a comparison with a line
    """

    facts: Facts
    source: str
    notes: tuple[str, ...] = ()
    text: str = ""


def needs_recognition(opened: Opened) -> bool:
    """Whether nothing but its image can say what the receipt says."""
    letters = sum(char.isalnum() for text in opened.texts for char in text)
    return not opened.refusal and opened.invoice is None and letters < ENOUGH_LETTERS


def read(opened: Opened, recognised: Sequence[str] = ()) -> Read:
    """The facts of an opened receipt; of a refused one, nothing."""
    text = "\n".join(opened.texts)
    if opened.invoice:
        printed = facts(text)
        exact = from_invoice(opened.invoice, printed)
        notes = ("text-disagrees",) if _disagree(exact, printed) else ()
        return Read(exact, "structured", notes, text)
    if opened.refusal or (not recognised and needs_recognition(opened)):
        return Read(Facts(), "")
    if recognised and needs_recognition(opened):
        seen = [facts(one, exact=False) for one in recognised]
        return Read(agreed(seen), "ocr", (), recognised[0])
    return Read(facts(text), "text", (), text)


def read_file(opener: Opener, opened: Opened, path: Path) -> Read:
    """`read`, with recognition where it is needed."""
    if not needs_recognition(opened):
        return read(opened)
    texts, refusal = opener.recognise(path, opened.kind)
    found = read(opened, texts)
    return found._replace(notes=(*found.notes, refusal)) if refusal else found


# -- Structured -----------------------------------------------------------------------------


def from_invoice(invoice: Invoice, printed: Facts) -> Facts:
    """What the structured invoice says, all of it certain; the ICE as printed."""
    return Facts(
        _sure(invoice.total),
        _sure(invoice.currency),
        _sure(invoice.date),
        _sure(invoice.seller),
        _sure(invoice.number),
        printed.ice,
        _sure(invoice.net),
        _sure(invoice.vat),
    )


def _sure(value: T | None) -> Found[T]:
    return Found() if value is None else Found(value, "certain", "", (), STRUCTURED)


def _disagree(exact: Facts, printed: Facts) -> bool:
    pairs = ((exact.total, printed.total), (exact.date, printed.date))
    return any(
        other.sure == "certain" and one.value is not None and one.value != other.value
        for one, other in pairs
    )


# -- Recognised -----------------------------------------------------------------------------


def agreed(seen: Sequence[Facts]) -> Facts:
    """The facts that several readings of one image have in common.

    Certain needs all of them to be of one mind, and one of them certain; what one alone says is
    probable; what they contradict is nothing, with both answers as readings.
    """
    return Facts(*(_agreed([one[place] for one in seen]) for place in range(len(Facts._fields))))


def _agreed(found: Sequence[Found[T]]) -> Found[T]:
    values = list(dict.fromkeys(one.value for one in found if one.value is not None))
    if len(values) > 1:
        return Found(None, "none", found[0].words, tuple(values), ("passes-differ",))
    if not values:
        return max(found, key=lambda one: len(one.readings), default=Found())
    saying = [one for one in found if one.value is not None]
    best = next((one for one in saying if one.sure == "certain"), saying[0])
    if best.sure == "certain" and len(saying) < len(found):
        return best._replace(sure="probable")
    return best
