"""The stand-in template of the financial report in other languages: its labels, its direction.

What a label is not stays: formulas, fields, the names of the sheets, and the words of the workbook
that formulas compare (« oui », « refusé »).  Source: deliverables.md, « Commands » (`--lang`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from cic_sheets.language import LANGUAGES, rtl, severity_name
from cic_sheets.language.documents import sentence
from cic_sheets.schema.findings import Severity

_LABELS = re.compile(r"(<t(?: [^>]*)?>)([^<]*)(</t>)")
_CHART = re.compile(r"(<(?:a:t|c:v)>)([^<]*)(</)")
_FOOTERS = re.compile(r"(<odd(?:Header|Footer)>)([^<]*)(</)")
_WORDED = re.compile(r"[^&{}\n–]{4,}")  # a footer's words, between its codes and its fields
_VIEW = "<sheetView "


def labels(lang: str) -> Mapping[str, str]:
    """What the template says, by its French."""
    found: Mapping[str, str] = import_module(
        f"cic_sheets.language.documents.financial_{lang}"
    ).SENTENCES
    return found


def in_language(template: bytes, lang: str) -> bytes:
    """The French template with its labels in a language, its sheets from the right if that is.

    The same template gives the same bytes.
    """
    if lang == "fr":
        return template
    assert lang in LANGUAGES, lang
    made = BytesIO()
    with ZipFile(BytesIO(template)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.endswith(".xml"):
                content = _part(info.filename, content.decode("utf-8"), lang).encode("utf-8")
            target.writestr(info, content)
    return made.getvalue()


def _verdicts(lang: str) -> Mapping[str, str]:
    """What formulas say or compare of the program's own words."""
    known = labels(lang)
    heavy = (Severity.E, Severity.A)
    names = {severity_name(one): severity_name(one, lang) for one in heavy}
    return names | {french: known[french] for french in ("juste", "ÉCART")}


def _part(name: str, text: str, lang: str) -> str:
    known = labels(lang)

    def said(found: re.Match[str]) -> str:
        french = unescape(found[2])
        words = known.get(french) or sentence(french, lang)
        return found[1] + escape(words, quote=False) + found[3]

    def footer(found: re.Match[str]) -> str:
        words = unescape(found[2])
        for french in sorted(known, key=len, reverse=True):
            if _WORDED.search(french) and french in words:
                words = words.replace(french, known[french])
        return found[1] + escape(words, quote=False) + found[3]

    if name == "xl/sharedStrings.xml":
        return _LABELS.sub(said, text)
    if name.startswith("xl/charts/"):
        return _CHART.sub(said, text)
    if name.startswith("xl/worksheets/"):
        text = _FOOTERS.sub(footer, text)
        for french, words in _verdicts(lang).items():
            for quote in ('"', "&quot;"):
                text = text.replace(f"{quote}{french}{quote}", f"{quote}{words}{quote}")
        return text.replace(_VIEW, f'{_VIEW}rightToLeft="1" ') if rtl(lang) else text
    return text
