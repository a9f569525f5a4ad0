"""العربية."""

SENTENCES: dict[str, str] = {}
