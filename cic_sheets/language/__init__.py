"""Findings into sentences, phrases into the reader's language.  The only place that knows them."""

from cic_sheets.language.say import (
    LANGUAGES,
    Said,
    phrase,
    rtl,
    rule_sentences,
    said,
    say_word,
    severity_name,
    template,
)

__all__ = [
    "LANGUAGES",
    "Said",
    "phrase",
    "rtl",
    "rule_sentences",
    "said",
    "say_word",
    "severity_name",
    "template",
]
