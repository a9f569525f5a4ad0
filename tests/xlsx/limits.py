"""Reading in a process of its own, held to so many seconds of CPU and so much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.programs import ROOT

_ROOM = 1 << 30  # of address space beyond the memory asked for: libraries, arenas

_PROGRAM = """
import json, resource, sys, time
path, seconds, space = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_CPU, (seconds + 2, seconds + 2))
resource.setrlimit(resource.RLIMIT_AS, (space, space))
from pathlib import Path
from cic_sheets.xlsx.inspect import inspect
begun = time.process_time()
seen = inspect(Path(path))
taken = time.process_time() - begun
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
shown = {key: seen[key] for key in ("outcome", "code")}
print(json.dumps({**shown, "cells": len(seen["cells"]), "seconds": taken, "mib": peak / 1024}))
"""


class Measured(NamedTuple):
    """What came out, and what it cost: CPU seconds, and MiB at the worst moment."""

    outcome: str
    code: str | None
    cells: int
    seconds: float
    mib: float


def measured(path: Path, seconds: float, mib: float) -> Measured:
    """Inspect the file within those limits.  AssertionError when it takes more, or breaks."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _PROGRAM,
            path,
            str(round(seconds)),
            str(round(mib) * 2**20 + _ROOM),
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    found = Measured(**told)
    assert found.seconds <= seconds
    assert found.mib <= mib
    return found
