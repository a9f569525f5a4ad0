"""What cells hold, as values; and the results of formulas, as cells hold them.

Source: ISO/IEC 29500-1, 18.3.1.96 (v), 18.18.11 (ST_CellType).
"""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

from ..opc.markup import Markup, with_attributes, xstring
from .cells import FORMULA, RESULT, Cell, attribute, runs, text_of, unescaped
from .reckon.values import Fault, Result, Unsupported
from .values import number_text
from .workbook import Workbook

_STORED = Context(prec=15)  # digits of a double that mean something


class Kept:
    """The values that the cells of a workbook hold."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._texts: list[str] | None = None

    def value(self, cell: Cell | None) -> Result:
        """What a cell holds."""
        if cell is None:
            return None
        kind, text = attribute(cell.tag, "t"), text_of(cell.inner, b"v")
        match kind:
            case "inlineStr":
                return "".join(run.text for run in runs(cell.inner))
            case "s":
                return self._text(text)
            case "str":
                return unescaped(text.encode())
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                return Fault(text)
        return _number(text)

    def _text(self, index: str) -> str:
        if self._texts is None:
            shared = self._book.package.related(self._book.part, "sharedStrings")
            self._texts = []
            if shared:
                markup = Markup(self._book.package.part(shared.target))
                for item in markup.children(markup.root()):
                    found = runs(markup.text[item.inner : item.close])
                    self._texts.append("".join(run.text for run in found))
        return self._texts[int(index)] if index.isdigit() and int(index) < len(self._texts) else ""


def _number(text: str) -> Result:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number.normalize(_STORED) if len(number.as_tuple().digits) > _STORED.prec else number


def with_result(cell: Cell, value: Result | Unsupported) -> bytes:
    """A formula's cell with its result; without one, if there is none."""
    kind, content = _result(value)
    tag = with_attributes(cell.tag, {"t": kind or None})
    match = FORMULA.search(cell.inner)
    assert match is not None
    prefix = cell.tag[1 : cell.tag.index(b"c")]
    rest = RESULT.sub(b"", cell.inner[match.end() :])
    result = b"<%sv>%s</%sv>" % (prefix, content, prefix) if content is not None else b""
    return tag + cell.inner[: match.end()] + result + rest + b"</%sc>" % prefix


def _result(value: Result | Unsupported) -> tuple[str, bytes | None]:
    match value:
        case Unsupported() | None:
            return "", None
        case bool():
            return "b", str(int(value)).encode()
        case Fault(code=code):
            return "e", code.encode()
        case str():
            return "str", xstring(value)
    return "", number_text(value).encode()
