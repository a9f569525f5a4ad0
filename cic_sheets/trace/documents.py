"""A report's document made again in memory, and read for what it shows where."""

from __future__ import annotations

from collections.abc import Sequence

from cic_sheets.language import LANGUAGES
from cic_sheets.reports import FINANCIAL
from cic_sheets.trace.spots import Shown, Spot
from cic_sheets.trace.told import Reports


def shown_now(template: str, content: bytes, reports: Reports) -> Sequence[Spot]:
    """Where a report that is made now shows what; nothing where the template can't be filled."""
    try:
        return _shown(template, None, content, reports, "fr").spots
    except ValueError:
        return ()


def shown_in(template: str, data: bytes, content: bytes | None, reports: Reports) -> Shown:
    """What a report's document shows, in whatever language it was made.

    template  NARRATIVE or FINANCIAL
    content   the template's bytes, None where it can't be had

    Raises Refused or ValueError when the document can't be read, or the template not filled.
    """
    tried: list[Shown] = []
    for lang in LANGUAGES:
        tried.append(_shown(template, data, content, reports, lang))
        if tried[-1].exact:
            return tried[-1]
    return max(tried, key=lambda shown: sum(bool(spot.keys) for spot in shown.spots))


def _shown(
    template: str, data: bytes | None, content: bytes | None, reports: Reports, lang: str
) -> Shown:
    draft = reports.narrative.draft
    if template == FINANCIAL:
        from cic_sheets.render.charts import pictures
        from cic_sheets.render.excel import filled_financial
        from cic_sheets.trace.excel_spots import excel_shown

        filled = None
        if content is not None:
            filled = filled_financial(
                content,
                reports.financial,
                draft=draft,
                lang=lang,
                pictures=pictures(reports.narrative, lang),
            )
        return excel_shown(data or (filled.data if filled else b""), filled, reports)
    from cic_sheets.render.word import fill_narrative
    from cic_sheets.trace.word_spots import word_shown

    again = b""
    if content is not None:
        again = fill_narrative(content, reports.narrative, draft=draft, lang=lang)
    return word_shown(again if data is None else data, again, content, reports, lang)
