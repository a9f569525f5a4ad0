"""English."""

SENTENCES: dict[str, str] = {}
