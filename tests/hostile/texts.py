"""What an ill-meaning or unlucky person puts into a workbook."""

from __future__ import annotations

LONGEST = 32_767  # characters that a cell may hold

TEXTS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org";"clic")',
    "+1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{total}} {{section: resume}} {near} {0} {value!r} %s %(x)s",
    "<script>alert('1')</script>",
    ']]></t><v>&lt;!ENTITY x "y">&x; & " \'',
    "a" * LONGEST,
    "à\u0301" * (LONGEST // 2),
    "\x01\x02\x07 cloche",
    "_x0001_ _x001B_ _x005F_",
    "\x1b[31m rouge \x1b]0;titre\x07",
    "\x9b31m \x85 C1",
    "\u202egnp.exe\u202c \u2066isolé",
    "\ufeff\u200b\u200d\u00ad invisible",
    "👩\u200d👩\u200d👧 🇲🇦 𝔘𝔫𝔦",
    "\ufffe\uffff hors d'usage",
    "ligne 1\r\nligne 2\tonglet\x0bvertical",
    "C01 ; ; ;;; C02;" + "C03;" * 200,
    "../../etc/passwd",
    "C:\\Windows\\win.ini",
    "//serveur/partage/x.pdf",
    "file:///etc/passwd",
    "x" * 300 + "/" + "y" * 300 + ".pdf",
    "nul\x00milieu.pdf",
    "[red]0;;;@",
    "1e999",
    "NaN",
    "-" * 5000,
    "(" * 5000,
    "9" * 400,
    "\u0661\u0662\u0663\u066b\u0664",
    "Aït Tizza " * 500,
)
"""Texts, each with its own malice: formulas, fields, markup, lengths, control, direction, paths."""

NUMBERS = (
    1e308, -1e308, 5e-324, 0.1 + 0.2, 2**53 + 1, 999_999_999_999_999, -1, 0, 1e15, 2_958_465,
    2_958_466, 1e10, -0.5, 60, 0.999999999,
)  # fmt: skip
"""Numbers as a cell can hold them: the largest, the smallest, at the edges of the calendar."""

NAMES = (
    "<script>", "=1+1", "'; DROP TABLE", "😀 emoji", "\u202egnp", "&amp; <b>", "{{total}}",
    "%s%n", "Dépenses ", "dépenses (2)", "C" * 31, "._x001B_31m",
)  # fmt: skip
"""Names of sheets that Excel lets through."""

TERMINAL = frozenset(
    [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e"]
) - {"\n"}
"""What may never reach a terminal from a workbook: controls, and what turns the reading around."""
