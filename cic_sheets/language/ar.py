"""العربية."""

RIGHT_TO_LEFT = True

SENTENCES: dict[str, str] = {}
