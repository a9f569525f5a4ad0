"""Packages written by hand, one fault at a time: what no writing library would write.

`book(rows)` is a small sound workbook whose sheet markup, parts and zip can each be replaced.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# Cell styles by name, in the order of their index.
FORMATS = {
    "general": "General",
    "date": "dd/mm/yyyy;@",
    "dirhams": '#,##0.00 "DH"',
    "duration": "[h]:mm:ss",
    "days": '0 "jours"',
    "long date": "[$-40C]d mmmm yyyy",
    "red": "[Red]0.00",
    "month": "yyyy-mm",
    "months": 'General" mois"',
    "dinars": '#,##0.00\\ "د.ج"',
    "escaped d": "0.00\\d",
    "conditional": "[Blue][<100]0.0;[Red]0.00",
    "padded": "00000",
    "hour": "h:mm",
    "moment": "dd/mm/yyyy hh:mm",
    "text": "@",
    "percent": "0.00%",
}
STYLE = {name: index for index, name in enumerate(FORMATS)}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def styles(formats: Iterable[str] = tuple(FORMATS.values())) -> str:
    """A styles part with one cell style for each format code."""
    codes = list(formats)
    declared = "".join(
        f'<numFmt numFmtId="{164 + i}" formatCode="{escaped(code)}"/>'
        for i, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(codes)))
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{declared}</numFmts>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )


def text(at: str, value: str) -> str:
    """An inline text cell."""
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'


def number(at: str, value: object, style: str = "") -> str:
    """A numeric cell with that stored text."""
    styled = f' s="{STYLE[style]}"' if style else ""
    return f'<c r="{at}"{styled}><v>{value}</v></c>'


def formula(at: str, code: str, value: str | None = None, kind: str = "") -> str:
    """A formula cell, with a stored value or without."""
    typed = f' t="{kind}"' if kind else ""
    stored = "" if value is None else f"<v>{escaped(value)}</v>"
    return f'<c r="{at}"{typed}><f>{escaped(code)}</f>{stored}</c>'


def row(number_of_row: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number_of_row}"{more}>{"".join(cells)}</row>'


def texts(number_of_row: int, *values: str) -> str:
    """A row of texts from column A."""
    return row(
        number_of_row, *(text(f"{chr(65 + i)}{number_of_row}", v) for i, v in enumerate(values))
    )


def down(heading: str, *cells: str) -> str:
    """A heading in A1, and one cell a row below it."""
    return texts(1, heading) + "".join(row(i + 2, cell) for i, cell in enumerate(cells))


PLAIN = texts(1, "id", "montant", "date") + row(
    2, text("A2", "D1"), number("B2", "12.1", "dirhams"), number("C2", "45291", "date")
)
PLAIN_CELLS = {
    "Dépenses!A2": ["text", "D1"],
    "Dépenses!B2": ["number", "12.1"],
    "Dépenses!C2": ["date", "2023-12-31"],
}


def sheet(rows: str = PLAIN, before: str = "", after: str = "", root: str = "") -> str:
    """A sheet part; `before` and `after` stand around its data."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"{root}>{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def relation(identifier: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


def relations(*arrows: str) -> str:
    joined = "".join(arrows)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{joined}</Relationships>'


def shared(*items: str, root: str = "") -> str:
    """A shared strings part; items that are no markup become plain texts."""
    made = "".join(i if i.startswith("<si") else f"<si><t>{escaped(i)}</t></si>" for i in items)
    return f'{DECLARATION}<sst xmlns="{MAIN}"{root}>{made}</sst>'


def table(name: str, area: str, columns: Sequence[str], totals: int = 0) -> str:
    made = "".join(f'<tableColumn id="{i}" name="{c}"/>' for i, c in enumerate(columns, start=1))
    return (
        f'{DECLARATION}<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" '
        f'ref="{area}" totalsRowCount="{totals}"><tableColumns>{made}</tableColumns></table>'
    )


Parts = dict[str, str | bytes]


def parts(
    *sheets: str,
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    strings: str | None = None,
    settings: str = "",
    more: str = "",
    arrows: Sequence[str] = (),
    extra: Mapping[str, str | bytes] | None = None,
) -> Parts:
    """The parts of a workbook, by name; the first sheet is `Dépenses` unless named."""
    sheets = sheets or (sheet(),)
    titles = [*names, *("Dépenses", "Autre", "Encore")][: len(sheets)] if not names else list(names)
    shown = [*states, *[""] * len(titles)]
    listed = "".join(
        f'<sheet name="{escaped(title)}" sheetId="{i}"'
        + (f' state="{shown[i - 1]}"' if shown[i - 1] else "")
        + f' r:id="rId{i}"/>'
        for i, title in enumerate(titles, start=1)
    )
    pointing = [
        relation(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml")
        for i in range(1, len(titles) + 1)
    ]
    pointing.append(relation("rId90", "styles", "styles.xml"))
    made: Parts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<workbookPr{settings}/><sheets>{listed}</sheets>{more}</workbook>",
        "xl/styles.xml": styles(),
    }
    if strings is not None:
        pointing.append(relation("rId91", "sharedStrings", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = strings
    made["xl/_rels/workbook.xml.rels"] = relations(*pointing, *arrows)
    for i, content in enumerate(sheets, start=1):
        made[f"xl/worksheets/sheet{i}.xml"] = content
    made.update(extra or {})
    return made


def pack(content: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip of those parts, the same bytes each time."""
    return pack_entries(content.items(), method)


def pack_entries(entries: Iterable[tuple[str, str | bytes]], method: int = ZIP_DEFLATED) -> bytes:
    """The same, for names that occur twice."""
    file = BytesIO()
    with warnings.catch_warnings(), ZipFile(file, "w", method) as made:
        warnings.simplefilter("ignore")
        for name, content in entries:
            info = ZipInfo(name)
            info.compress_type = method
            made.writestr(info, content)
    return file.getvalue()


def book(rows: str = PLAIN, **options: object) -> bytes:
    """A workbook of one sheet with those rows."""
    return pack(parts(sheet(rows), **options))  # type: ignore[arg-type]


def with_sheet(markup: str | bytes) -> bytes:
    """A workbook whose only sheet part is exactly that."""
    return pack(parts(extra={"xl/worksheets/sheet1.xml": markup}))


def with_table(rows: str, area: str, columns: Sequence[str], totals: int = 0) -> bytes:
    markup = sheet(rows, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')
    arrow = relations(relation("rId1", "table", "../tables/table1.xml"))
    return pack(
        parts(
            markup,
            extra={
                "xl/worksheets/_rels/sheet1.xml.rels": arrow,
                "xl/tables/table1.xml": table("tDep", area, columns, totals),
            },
        )
    )


def with_link(rows: str, target: str) -> bytes:
    """A workbook that links to another one."""
    arrow = relation("rId1", "externalLinkPath", target, ' TargetMode="External"')
    link = f'{DECLARATION}<externalLink xmlns="{MAIN}"/>'
    return pack(
        parts(
            sheet(rows),
            more='<externalReferences><externalReference r:id="rId80"/></externalReferences>',
            arrows=[relation("rId80", "externalLink", "externalLinks/externalLink1.xml")],
            extra={
                "xl/externalLinks/externalLink1.xml": link,
                "xl/externalLinks/_rels/externalLink1.xml.rels": relations(arrow),
            },
        )
    )


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
