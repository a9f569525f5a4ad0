"""The command `cic`: a thin skin over the library.  The only place that prints or exits."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit.

    0 nothing blocks, 1 findings E, 2 wrong use or unreadable input, 3 the program is at fault.
    """
    _collect_seldom()
    from cic_sheets.cli.words import choose, early, environment, teach_click

    given = list(sys.argv[1:] if arguments is None else arguments)
    choose(early(given, environment()))
    teach_click()
    from cic_sheets.cli.group import cic  # speaks the chosen language from its first line

    _speak_utf8()
    try:
        cic.main(args=given, prog_name="cic")
    except SystemExit:
        raise
    except Exception as fault:  # stays loud, and is no « findings E » for make
        _tell(fault)
        sys.exit(3)
    sys.exit(0)


def _tell(fault: Exception) -> None:
    """One sentence where accounts do not add up; for any other fault, all that helps to mend it."""
    from cic_sheets.money.equation import EquationBroken

    if isinstance(fault, EquationBroken):
        from cic_sheets.cli.faults import AtFault

        AtFault(fault).show()
        return
    import traceback

    traceback.print_exception(fault)


def _collect_seldom() -> None:
    """Look for garbage rarely, and not at all on leaving.

    A command keeps what it reads until its end, which takes the memory back anyhow: looking
    through all of it again and again was a tenth of the time of `cic check`.
    """
    gc.set_threshold(50_000, 20, 100)
    atexit.register(gc.freeze)


def _speak_utf8() -> None:
    """French and Arabic print everywhere, also where the locale says ASCII."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
