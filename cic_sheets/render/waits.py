"""What a deliverable waits for, in words: for the terminal and for the dashboard."""

from __future__ import annotations

from cic_sheets.language import phrase
from cic_sheets.language.documents import sentence
from cic_sheets.report.waiting import CLIENT, COORDINATOR, Wait

_NAMED = ("deliverable", "deadline", "follow_up", "absence", "attendance", "minutes")
"""What communes owe that is told by its name; the rest is counted."""


def who_said(wait: Wait, lang: str = "fr") -> str:
    """From whom: « vous », Brulocalis, a commune."""
    return phrase("cli.status.you", lang) if wait.who == COORDINATOR else wait.name


def what_said(deliverable: str, wait: Wait, lang: str = "fr") -> str:
    """What; `deliverable` is the name of the one that waits."""
    listed = phrase("cli.status.and", lang).join(wait.items)
    if wait.who == COORDINATOR:
        what = "receipts" if wait.what == "receipts" else f"{deliverable}.missing"
        return phrase(f"cli.status.{what}", lang, what=listed)
    if wait.who == CLIENT:
        since = phrase("cli.status.since", lang, day=wait.since) if wait.since else ""
        return phrase(f"cli.status.client.{wait.what}", lang, what=listed, since=since)
    key = f"cli.status.commune.{wait.what}"
    if wait.what not in _NAMED:
        return phrase(key, lang, count=len(wait.items))
    if wait.what == "deliverable":
        listed = phrase("cli.status.and", lang).join(sentence(item, lang) for item in wait.items)
    return phrase(key, lang, what=listed, day=wait.since)
