"""What a new year's workbook already holds: the convention's dates, every rule with its default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from cic_sheets.schema.kinds import CellFault, Choice
from cic_sheets.schema.lists import LISTS, ValueList
from cic_sheets.schema.parameters import PARAMETERS, Parameter
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import Sheet
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.values.names import folded
from cic_sheets.workbook.content import Cells
from cic_sheets.xlsx.model import RawCell

PROGRAMME_END = date(2026, 12, 31)  # workbook.md, « Convention »
CLIENT = "Brulocalis"


def blank_rows(year: int, language: str = "fr") -> dict[str, list[Cells]]:
    """Title → rows of a workbook that nobody has written in yet.

    year      the convention's; it is taken to run from 1 January to 31 December
    language  of the documents to be produced: fr, ar, en

    A caller changes what it knows better and hands the rows to `write_workbook`.
    """
    from cic_sheets.sheets.convention import Convention
    from cic_sheets.sheets.settings import SettingRow

    import_all("cic_sheets.sheets")
    return {
        Convention.sheet.title: [_convention(Convention.sheet, year, language)],
        SettingRow.sheet.title: [_setting(SettingRow.sheet, known) for known in PARAMETERS],
    }


def _convention(sheet: Sheet, year: int, language: str) -> Cells:
    kind = sheet.columns["language"].kind
    held = {
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "programme_end": PROGRAMME_END,
        "client": CLIENT,
        "language": kind.values.aka.get(language) if isinstance(kind, Choice) else None,
        "version": WORKBOOK_VERSION,
    }
    return _labelled(sheet, held)


def _setting(sheet: Sheet, parameter: Parameter) -> Cells:
    from cic_sheets.sheets.lists import TO_CONFIRM

    held = {
        "key": parameter.key,
        "value": default_value(parameter),
        "unit": parameter.unit or None,
        "source": parameter.source,
        "status": TO_CONFIRM,
        "remark": parameter.help,
    }
    return _labelled(sheet, held)


def _labelled(sheet: Sheet, held: Mapping[str, object]) -> Cells:
    """Attribute → value to label → value."""
    return {sheet.columns[attr].label: value for attr, value in held.items()}


def default_value(parameter: Parameter) -> object:
    """The default as its cell holds it: a number or an hour where it is one, else as typed."""
    try:
        value = parameter.kind.read(RawCell("text", parameter.default), _Declared())
    except CellFault as fault:
        raise ValueError(f"default of {parameter.key!r}: {fault.code}") from fault
    if isinstance(value, Decimal | int | date | time) and not isinstance(value, bool):
        return value
    return parameter.default


class _Declared:
    """The scope of a declaration: lists as declared, nothing to remark on."""

    def choices(self, values: ValueList) -> Mapping[str, str]:
        """Folded spelling → value."""
        return {folded(value): value for value in LISTS[values.name].values}

    def note(self, code: str, **facts: object) -> None:
        """A default that deserves a remark is a programming error."""
        raise ValueError(f"default with a remark: {code}")
