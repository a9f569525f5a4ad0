"""An hour of the day, as « Règles » holds for lunch and dinner."""

from __future__ import annotations

import re
from datetime import time

from cic_sheets.schema.kinds import Kind, Scope
from cic_sheets.values.names import clean
from cic_sheets.xlsx.model import RawCell

_HOUR = r"(?ai)(\d{1,2}) ?(?:h|:) ?(\d{2})?(?::00)?"


class Hour(Kind):
    """`12:00`, `12 h`, `20h30`, or what Excel makes of it: a cell that shows a time."""

    key = "kind.hour"
    phrase = "heure (hh:mm)"
    number_format = "hh:mm"
    width = 8

    def read(self, cell: RawCell, scope: Scope) -> time:
        if cell.kind == "time" and isinstance(cell.value, time):
            return cell.value
        found = re.fullmatch(_HOUR, clean(str(cell.value))) if cell.kind == "text" else None
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise self.wrong_type()
        return time(int(found[1]), int(found[2] or 0))
