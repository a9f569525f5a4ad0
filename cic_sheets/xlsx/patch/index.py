"""The index sheet: every mark a line, with a link to its cell.

Texts are inline strings: nothing of the workbook's shared strings moves, and a text that
begins with `=` is a text.

Source: ISO/IEC 29500-1, 18.3.1.47 (hyperlink), .66 (pane), .99 (worksheet), 18.2.5 (names).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from cic_sheets.template.excel.spreadsheet import MAX_ROW, Dialect, a1, bounded, letters
from cic_sheets.template.excel.styles import Styles
from cic_sheets.template.excel.workbook import LocalName
from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.markup import escaped, xstring
from cic_sheets.template.opc.package import XML_DECLARATION
from cic_sheets.values.named import NamedTuple

SEVERITIES = ("E", "A", "I")
# Told apart without colours too: plain, hatched, dotted.
FILLS = {
    "E": b'<fill><patternFill patternType="solid"><fgColor rgb="FFFFB3AD"/>'
    b'<bgColor indexed="64"/></patternFill></fill>',
    "A": b'<fill><patternFill patternType="lightUp"><fgColor rgb="FFF4B26B"/>'
    b'<bgColor rgb="FFFFE3BF"/></patternFill></fill>',
    "I": b'<fill><patternFill patternType="gray0625"><fgColor rgb="FF8FB8E0"/>'
    b'<bgColor rgb="FFDCEBFA"/></patternFill></fill>',
}
_MAX_LINKS = 65_530  # hyperlinks that Excel keeps on one sheet
_WIDTHS = (14.0, 10.0, 18.0, 10.0)  # severity, code, sheet, cell
_NARROWEST, _WIDEST = 10.0, 58.0
_LINE_POINTS, _ROOM_POINTS, _MAX_POINTS = 15, 3, 409
_SHEET, _CELL = 2, 3


class Line(NamedTuple):
    """One mark in the index; `link` is `'Dépenses'!F12`, or "" for no link."""

    severity: str
    code: str
    sheet: str
    cell: str
    link: str
    rest: tuple[str, ...]


class Layout(NamedTuple):
    """What stands around the list."""

    heading: str
    intro: tuple[str, ...]
    columns: tuple[str, ...]
    severities: Mapping[str, str]
    right_to_left: bool


class Index(NamedTuple):
    """The sheet's bytes, and the names it needs in the workbook."""

    content: bytes
    names: tuple[LocalName, ...]


class _Look(NamedTuple):
    """Format numbers of the index."""

    heading: int
    intro: int
    header: int
    text: int
    link: int
    number: int
    severity: Mapping[str, int]


def index_sheet(
    name: str, layout: Layout, lines: Sequence[Line], styles: Styles, dialect: Dialect
) -> Index:
    """The index as a worksheet.  Raises PatchError for more marks than a sheet has rows."""
    top = len(layout.intro) + 4  # heading, intro, counts, blank, header
    last = top + len(lines)
    if last > MAX_ROW:
        raise PatchError("more marks than a sheet has rows")
    look = _look(styles, layout.right_to_left)
    widths = _widths(layout, lines)
    rows = _top_rows(layout, lines, look, widths) + [
        _row(top + n, _line_cells(line, layout, look), widths) for n, line in enumerate(lines, 1)
    ]
    end = letters(len(layout.columns))
    table = f"A{top}:{end}{last}"
    content = b"".join(
        (
            XML_DECLARATION,
            b'<worksheet xmlns="%s">' % dialect.main,
            b'<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
            b'<dimension ref="A1:%s%d"/>' % (end.encode(), last),
            _view(top, layout.right_to_left),
            b'<sheetFormatPr defaultRowHeight="15"/>',
            _columns(widths),
            b"<sheetData>%s</sheetData>" % b"".join(rows),
            b'<autoFilter ref="%s"/>' % table.encode(),
            _links(lines, top),
            _PRINT,
            b"</worksheet>",
        )
    )
    quoted = "'" + name.replace("'", "''") + "'"
    absolute = f"{quoted}!$A${top}:${end}${last}"
    names = (
        LocalName("_xlnm._FilterDatabase", absolute, True),
        LocalName("_xlnm.Print_Titles", f"{quoted}!${top}:${top}", False),
    )
    return Index(content, names)


_PRINT = (
    b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    b"<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)


def _look(styles: Styles, right_to_left: bool) -> _Look:
    name = b"<name val=%s/>" % styles.default_font_name

    def font(bold: bytes, size: int, color: bytes) -> int:
        face = b'%s<sz val="%d"/><color rgb="%s"/>%s' % (bold, size, color, name)
        return styles.font(b"<font>%s</font>" % face)

    plain = font(b"", 11, b"FF1F1F1F")
    bold = font(b"<b/>", 11, b"FF1F1F1F")
    border = styles.border(_BORDER)
    # Without it, a line that begins in Latin letters runs off a sheet that begins at its right.
    side = b' horizontal="right" readingOrder="2"' if right_to_left else b""
    line = b'<alignment%s vertical="top"/>' % side
    top = b'<alignment%s vertical="top" wrapText="1"/>' % side
    head = styles.fill(_HEADER_FILL)
    near = b"right" if right_to_left else b"left"
    counts = b'<alignment horizontal="%s" vertical="top"/>' % near
    return _Look(
        heading=styles.format(font=font(b"<b/>", 16, b"FF1F1F1F"), inner=line),
        intro=styles.format(font=plain, inner=line, literal=True),
        header=styles.format(
            font=font(b"<b/>", 11, b"FFFFFFFF"), fill=head, border=border, inner=top
        ),
        text=styles.format(font=plain, border=border, inner=top, literal=True),
        link=styles.format(font=font(b"<u/>", 11, b"FF0563C1"), border=border, inner=top),
        number=styles.format(font=bold, inner=counts),
        severity={
            one: styles.format(font=bold, fill=styles.fill(FILLS[one]), border=border, inner=top)
            for one in SEVERITIES
        },
    )


_HEADER_FILL = (
    b'<fill><patternFill patternType="solid"><fgColor rgb="FF37474F"/>'
    b'<bgColor indexed="64"/></patternFill></fill>'
)
_BORDER = (
    b"<border>"
    + b"".join(
        b'<%s style="thin"><color rgb="FFBFBFBF"/></%s>' % (side, side)
        for side in (b"left", b"right", b"top", b"bottom")
    )
    + b"<diagonal/></border>"
)


def _top_rows(
    layout: Layout, lines: Sequence[Line], look: _Look, widths: Sequence[float]
) -> list[bytes]:
    rows = [_row(1, [(layout.heading, look.heading)])]
    rows += [_row(n, [(text, look.intro)]) for n, text in enumerate(layout.intro, 2)]
    counts: list[tuple[str | int, int]] = []
    for one in SEVERITIES:
        if one in layout.severities:
            count = sum(line.severity == one for line in lines)
            counts += [(layout.severities[one], look.severity[one]), (count, look.number)]
    rows.append(_row(len(layout.intro) + 2, counts))
    header = [(text, look.header) for text in layout.columns]
    return [*rows, _row(len(layout.intro) + 4, header, widths)]


def _line_cells(line: Line, layout: Layout, look: _Look) -> list[tuple[str | int, int]]:
    label = layout.severities.get(line.severity, line.severity)
    sheet_look, cell_look = (look.text, look.link) if line.cell else (look.link, look.text)
    if not line.link:
        sheet_look = cell_look = look.text
    missing = ("",) * (len(layout.columns) - 4 - len(line.rest))
    return [
        (label, look.severity[line.severity]),
        (line.code, look.text),
        (line.sheet, sheet_look),
        (line.cell, cell_look),
        *((text, look.text) for text in (*line.rest, *missing)),
    ]


def _row(
    number: int, cells: Sequence[tuple[str | int, int]], widths: Sequence[float] = ()
) -> bytes:
    """A row; with widths, high enough for its wrapped texts (who opens it may measure anew)."""
    content = b"".join(_cell(number, n, *cell) for n, cell in enumerate(cells, 1))
    if not widths:
        return b'<row r="%d">%s</row>' % (number, content)
    texts = [str(value) for value, _ in cells]
    height = max(_lines(text, width) for text, width in zip(texts, widths, strict=False))
    points = min(height * _LINE_POINTS + _ROOM_POINTS, _MAX_POINTS)
    return b'<row r="%d" ht="%d">%s</row>' % (number, points, content)


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column so many characters wide."""
    per_line = width * 1.1  # a width counts digits, wider than most letters
    return sum(max(ceil(len(line) / per_line), 1) for line in text.split("\n"))


def _cell(row: int, column: int, value: str | int, style: int) -> bytes:
    place = a1(row, column).encode()
    if isinstance(value, int):
        return b'<c r="%s" s="%d"><v>%d</v></c>' % (place, style, value)
    if not value:
        return b'<c r="%s" s="%d"/>' % (place, style)
    text = xstring(bounded(value))
    return b'<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
        place,
        style,
        text,
    )


def _view(top: int, right_to_left: bool) -> bytes:
    return (
        b'<sheetViews><sheetView%s showGridLines="0" tabSelected="1" workbookViewId="0">'
        b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
        b'<selection pane="bottomLeft" activeCell="A%d" sqref="A%d"/></sheetView></sheetViews>'
        % (b' rightToLeft="1"' if right_to_left else b"", top, top + 1, top + 1, top + 1)
    )


def _widths(layout: Layout, lines: Sequence[Line]) -> list[float]:
    """Fixed where the content is known, else as wide as the longest text, within reason."""
    widths = list(_WIDTHS)
    for n, title in enumerate(layout.columns[4:]):
        texts = [title, *(one.rest[n] for one in lines if n < len(one.rest))]
        longest = max(len(part) for text in texts for part in text.split("\n"))
        widths.append(min(max(longest + 2.0, _NARROWEST), _WIDEST))
    return widths


def _columns(widths: Sequence[float]) -> bytes:
    content = b"".join(
        b'<col min="%d" max="%d" width="%.2f" customWidth="1"/>' % (n, n, width)
        for n, width in enumerate(widths, 1)
    )
    return b"<cols>%s</cols>" % content


def _links(lines: Sequence[Line], top: int) -> bytes:
    links = [
        b'<hyperlink ref="%s" location="%s" display="%s"/>'
        % (
            a1(top + n, 1 + (_CELL if line.cell else _SHEET)).encode(),
            escaped(line.link),
            escaped(line.cell or line.sheet),
        )
        for n, line in enumerate(lines, 1)
        if line.link
    ]
    return b"<hyperlinks>%s</hyperlinks>" % b"".join(links[:_MAX_LINKS]) if links else b""
