"""The programs that judge our files from outside: LibreOffice, poppler, the Open XML SDK,
Chromium with axe-core; and Tesseract, which reads receipts.

`python tests/programs.py` puts in place what is missing (Debian packages, two npm packages);
the tests marked `programs` use the functions below.  Standard library only: the script runs
before anything is installed.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools" / "validator"
LOCKED = ROOT / "requirements" / "validator"
FONTS = {
    "Amiri": "fonts-hosny-amiri",
    "Caladea": "fonts-crosextra-caladea",
    "Carlito": "fonts-crosextra-carlito",
    "DejaVu Sans": "fonts-dejavu-core",
    "Liberation Sans": "fonts-liberation",
    "Noto Sans Arabic": "fonts-noto-core",
}
NPM = ("ca-certificates", "nodejs", "npm")  # brings what then needs neither
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BATCH = 60  # files given to one LibreOffice process


class ProgramFailed(Exception):
    """A program did not do what it was asked; its own words are the message."""


# -- What is there, what is missing ---------------------------------------------------------


class Program(NamedTuple):
    """Something the tests need: its name, whether it is there, what brings it."""

    name: str
    present: Callable[[], bool]
    debian: tuple[str, ...]


def _on_path(*commands: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(command) for command in commands)


def _office_module(library: str) -> Callable[[], bool]:
    """LibreOffice's Writer and Calc come apart on Debian: `soffice` alone proves neither."""

    def present() -> bool:
        soffice = shutil.which("soffice")
        if soffice is None:
            return False
        beside = Path(soffice).resolve().parent
        return sys.platform != "linux" or (beside / library).exists()

    return present


def _fonts_present() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    families = {family.strip() for line in listed.splitlines() for family in line.split(",")}
    return set(FONTS) <= families


def _reads(*languages: str) -> Callable[[], bool]:
    def present() -> bool:
        if shutil.which("tesseract") is None:
            return False
        done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
        return set(languages) <= set(done.stdout.split())

    return present


def validator() -> Path:
    """Where the validator lies once installed: one file that needs neither node nor .NET."""
    system = {"linux": "linux", "darwin": "darwin", "win32": "win32"}.get(
        sys.platform, sys.platform
    )
    machine = "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x64"
    name = "ooxml-validator.exe" if system == "win32" else "ooxml-validator"
    return TOOLS / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{machine}" / name


def chromium() -> str | None:
    """The browser's command, under whatever name; None where there is none."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def axe() -> Path:
    """The script that judges whether everybody can use a page."""
    return TOOLS / "node_modules" / "axe-core" / "axe.min.js"


PROGRAMS = (
    Program("LibreOffice Writer", _office_module("libswlo.so"), ("libreoffice-writer-nogui",)),
    Program("LibreOffice Calc", _office_module("libsclo.so"), ("libreoffice-calc-nogui",)),
    Program("poppler", _on_path("pdfinfo", "pdftoppm", "pdftotext"), ("poppler-utils",)),
    Program("polices", _fonts_present, ("fontconfig", *FONTS.values())),
    Program(
        "Tesseract",
        _reads("fra", "ara", "eng", "osd"),
        ("tesseract-ocr", *(f"tesseract-ocr-{code}" for code in ("ara", "eng", "fra", "osd"))),
    ),
    Program("Chromium", lambda: chromium() is not None, ("chromium",)),
    Program("npm", lambda: _from_npm() or bool(shutil.which("npm")), NPM),
    Program("validateur Open XML", lambda: validator().exists(), ()),
    Program("axe-core", lambda: axe().exists(), ()),
)


def _from_npm() -> bool:
    return validator().exists() and axe().exists()


@functools.cache
def programs_missing() -> list[str]:
    """Names of what is not installed here, in the order of `PROGRAMS`; empty when all is there."""
    return [program.name for program in PROGRAMS if not program.present()]


# -- LibreOffice ----------------------------------------------------------------------------

_RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@functools.cache
def _scratch() -> Path:
    """A folder of this process alone, removed at its end: test workers never share a profile."""
    folder = Path(tempfile.mkdtemp(prefix="cic-programs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def _profile() -> Path:
    profile = _scratch() / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_RECALCULATE_ALWAYS, "utf-8")
    return profile


def soffice_convert(
    paths: Iterable[Path], to: str, outdir: Path, *, timeout: float = 300
) -> list[Path]:
    """Convert files with LibreOffice, many in one process, formulas recalculated on loading.

    paths    the files, of different names (LibreOffice names the results after them)
    to       `"pdf"`, `"xlsx"`, `"docx"`… or `"xlsx:Calc MS Excel 2007 XML"`
    outdir   where the results go; made if need be
    timeout  seconds, for 60 files

    Gives the results in the order of `paths`.  Raises ProgramFailed when one was not made,
    ValueError when two results would have one name or a result would replace its source.
    """
    sources = [Path(path).resolve() for path in paths]
    outdir = outdir.resolve()
    results = [outdir / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
    if len(set(results)) < len(results) or set(results) & set(sources):
        raise ValueError(f"results would overwrite one another, or their sources: {results}")
    outdir.mkdir(parents=True, exist_ok=True)
    for result in results:
        result.unlink(missing_ok=True)  # a result of an earlier run proves nothing
    for start in range(0, len(sources), BATCH):
        said = _soffice(
            ["--convert-to", to, "--outdir", outdir, *sources[start : start + BATCH]], timeout
        )
        lost = [result.name for result in results[start : start + BATCH] if not result.exists()]
        if lost:
            raise ProgramFailed(f"LibreOffice did not make {', '.join(lost)}\n{said}")
    return results


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice computes it afresh: an xlsx in a folder of its own.

    For many workbooks, `soffice_convert(paths, "xlsx", outdir)` does the same in one process.
    """
    return soffice_convert([path], "xlsx", Path(tempfile.mkdtemp(dir=_scratch())))[0]


def _soffice(arguments: Sequence[str | Path], timeout: float) -> str:
    """Run LibreOffice to its end; what it said.  Raises ProgramFailed past `timeout` seconds."""
    command = [
        "soffice",
        f"-env:UserInstallation={_profile().as_uri()}",
        "--headless",
        "--norestore",
    ]
    process = subprocess.Popen(
        [*command, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=timeout)[0]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script: its child does the work
        said = process.communicate()[0]
        raise ProgramFailed(f"LibreOffice took more than {timeout:g} s\n{said}") from None


# -- poppler --------------------------------------------------------------------------------


def pdf_pages(path: Path) -> int:
    """Number of pages.  Raises ProgramFailed when it is no readable PDF."""
    pages = re.search(r"^Pages:\s+(\d+)", _output(["pdfinfo", path]), re.MULTILINE)
    if pages is None:
        raise ProgramFailed(f"pdfinfo gave no number of pages for {path.name}")
    return int(pages[1])


def pdf_text(path: Path) -> str:
    """What a PDF says, page after page, each line as it is laid out."""
    return _output(["pdftotext", "-layout", path, "-"])


def pdf_to_png(path: Path, outdir: Path, dpi: int = 60) -> list[Path]:
    """One picture a page, in order.  Raises ProgramFailed when it is no readable PDF."""
    outdir.mkdir(parents=True, exist_ok=True)
    before = set(outdir.glob(f"{path.stem}-*.png"))
    for old in before:
        old.unlink()
    _output(["pdftoppm", "-png", "-r", str(dpi), path, outdir / path.stem])
    return sorted(outdir.glob(f"{path.stem}-*.png"))


def _output(command: Sequence[str | Path]) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
    )
    if done.returncode:
        raise ProgramFailed(f"{command[0]}: {done.stderr.strip() or done.returncode}")
    return done.stdout


# -- The Open XML SDK validator -------------------------------------------------------------


def ooxml_errors(path: Path) -> list[str]:
    """What the Open XML SDK (Microsoft 365) finds wrong: `part xpath: sentence`, one a fault.

    2 to 3 seconds a file.  Raises ProgramFailed when the file cannot be opened at all.
    """
    done = subprocess.run(
        [validator(), path.resolve()],
        capture_output=True,
        text=True,
        timeout=120,
        # .NET then needs no ICU library of the machine; validation does not depend on it.
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    try:
        errors = json.loads(done.stdout)["errors"]
    except (ValueError, KeyError):
        raise ProgramFailed(f"validator: {done.stderr.strip() or done.stdout[:500]}") from None
    for error in errors:
        if error["errorType"] == "Exception":
            raise ProgramFailed(f"{path.name}: {error['description']}")
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in errors]


# -- Putting in place what is missing -------------------------------------------------------


def _as_root() -> list[str] | None:
    """What to write before a command so that root runs it; None where nobody may."""
    if not hasattr(os, "geteuid") or shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _install_debian(packages: Sequence[str]) -> None:
    root = _as_root()
    if root is None:
        return
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _step("Mise à jour de la liste des paquets Debian", [*apt, "update"])
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    _step(f"Installation de paquets Debian : {' '.join(packages)}", install)


def _install_from_npm() -> None:
    npm = shutil.which("npm")
    if npm is None:
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    # The lock holds the program for 64-bit PCs only; elsewhere npm chooses by the version.
    locked = platform.machine().lower() in {"x86_64", "amd64"} and sys.platform == "linux"
    for name in ("package.json", "package-lock.json") if locked else ("package.json",):
        shutil.copy(LOCKED / name, TOOLS / name)
    install = [npm, "install", f"--prefix={TOOLS}", "--ignore-scripts", "--no-audit", "--no-fund"]
    _step("Installation du validateur Open XML et d'axe-core dans .tools/", install)


def _step(saying: str, command: Sequence[str]) -> None:
    """Run a command in silence; its words are shown only if it fails."""
    print(saying, flush=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print((done.stdout + done.stderr)[-2000:], file=sys.stderr)


def main() -> int:
    """Install what is missing where that is possible, then say what still is.

    0, so that the other tests run, unless the environment says CI: there, 1.
    """
    packages = _packages_missing()
    if packages:
        _install_debian(packages)
    if not _from_npm():
        _install_from_npm()
    programs_missing.cache_clear()
    missing = programs_missing()
    if missing:
        packages = _packages_missing()
        once = f" (une fois : sudo apt install {' '.join(packages)})" if packages else ""
        print(
            f"Il manque ici : {', '.join(missing)} ; "
            f"les essais qui en ont besoin sont laissés de côté{once}."
        )
    return 1 if missing and os.environ.get("CI") else 0


def _packages_missing() -> list[str]:
    missing = programs_missing()
    return [name for program in PROGRAMS if program.name in missing for name in program.debian]


if __name__ == "__main__":
    sys.exit(main())
