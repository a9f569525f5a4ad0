"""A new Word file closed to the same bytes for the same content."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def closed(document: Any, title: str, author: str, day: date) -> bytes:
    """The document's bytes; its dates are the day from which the year is seen."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title[:255], author[:255], author[:255]
    core.created = core.modified = datetime.combine(day, time())
    core.revision = 1
    core.language = "fr"
    core.comments = core.keywords = ""
    kept = BytesIO()
    document.save(kept)
    return _without_times(kept)


def _without_times(written: BytesIO) -> bytes:
    kept = BytesIO()
    with ZipFile(written) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _LONG_AGO)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return kept.getvalue()
