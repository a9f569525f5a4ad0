"""Charts keep a copy of what they show: it is made again from the cells.

Source: ISO/IEC 29500-1, 21.2.2.122 (numRef), 21.2.2.202 (strRef), 21.2.2.121 (numCache).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from ..opc.later import later
from ..opc.markup import Markup, check, xstring
from .cells import resolved
from .reckon.evaluate import Result
from .results import Results
from .values import number_text
from .workbook import Workbook

_NAME = rb"(?P<prefix>(?:[^\s<>/:]+:)?)"
_REFERENCE = later(
    rb"<" + _NAME + rb"(?P<kind>num|str)Ref\s*>\s*<(?P=prefix)f\s*>(?P<formula>[^<>]*)"
    rb"</(?P=prefix)f\s*>\s*"
    rb"(?P<cache><(?P=prefix)(?:num|str)Cache\s*>.*?</(?P=prefix)(?:num|str)Cache\s*>)",
    re.DOTALL,
)
_FORMAT = later(rb"<(?:[^\s<>/:]+:)?formatCode\s*>.*?</[^<>]*formatCode\s*>", re.DOTALL)


def refresh_charts(book: Workbook, results: Results) -> None:
    """Make the caches of all charts that show something new."""
    for name in book.package.names():
        kind = book.package.content_type(name) or ""
        if not kind.endswith("drawingml.chart+xml"):
            continue
        content = Markup(book.package.part(name)).text
        fresh = _REFERENCE.sub(partial(_refreshed, results), content)
        if fresh != content:
            check(fresh)
            book.package.replace(name, fresh)


def _refreshed(results: Results, match: re.Match[bytes]) -> bytes:
    found = results.area(resolved(match["formula"]))
    if found is None or not found[1]:
        return match[0]
    prefix, kind = match["prefix"], match["kind"]
    format = _FORMAT.search(match["cache"]) if kind == b"num" else None
    points = b"".join(
        b'<%spt idx="%d"><%sv>%s</%sv></%spt>' % (prefix, index, prefix, text, prefix, prefix)
        for index, value in enumerate(found[0])
        if (text := _point(value, kind)) is not None
    )
    cache = b'<%s%sCache>%s<%sptCount val="%d"/>%s</%s%sCache>' % (
        prefix,
        kind,
        format[0] if format else b"",
        prefix,
        len(found[0]),
        points,
        prefix,
        kind,
    )
    return match[0].replace(match["cache"], cache)


def _point(value: Result, kind: bytes) -> bytes | None:
    match value:
        case bool():
            return None
        case Decimal():
            return number_text(value).encode()
        case str() if kind == b"str" and value:
            return xstring(value)
    return None
