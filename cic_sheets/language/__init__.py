"""Findings into sentences, phrases into the reader's language.  The only place that knows them."""

from cic_sheets.language.say import LANGUAGES, Said, phrase, rtl, said, say_word, severity_name

__all__ = ["LANGUAGES", "Said", "phrase", "rtl", "said", "say_word", "severity_name"]
