"""PDF/A-2b: what declares it, and pikepdf's checker, which approves only what it knows to conform.

Codes of what prevents it: "fonts-outside" (letters that the file doesn't carry), "fonts",
"colours", "not-proven" (it may conform: the checker doesn't know), "no-checker", "other".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FLAVOUR = "2b"
_CODES = (
    ("ISO_19005_2:6.2.11.4.1", "fonts-outside"),
    ("ISO_19005_2:6.2.11", "fonts"),
    ("ISO_19005_2:6.2.4", "colours"),
    ("ISO_19005_2:6.2.3", "colours"),
)


def declare(pdf: Any, about: Any) -> None:
    """Have the document say that it is PDF/A-2b, its colours sRGB; `about` is its metadata."""
    import pikepdf

    about["pdfaid:part"] = FLAVOUR[0]
    about["pdfaid:conformance"] = FLAVOUR[1].upper()
    profile = pdf.make_indirect(pikepdf.Stream(pdf, _srgb(), N=3))
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def prevents(pdf: Any) -> list[str]:
    """What keeps such pages out of a PDF/A-2b; the document is left as it was."""
    try:
        from pikepdf import pdfa
    except ImportError:
        return ["no-checker"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        declare(pdf, about)
    try:
        return _codes(pdfa.check(pdf, FLAVOUR))
    finally:
        del pdf.Root.OutputIntents
        del pdf.Root.Metadata


def proven(path: Path, kind: str) -> dict[str, Any]:
    """What keeps a finished file from being the PDF/A-2b that it says it is.

    Runs in the worker's process only: it reads every font of every receipt.
    """
    from pikepdf import pdfa

    return {"prevents": _codes(pdfa.validate_written(path, FLAVOUR))}


def _codes(report: Any) -> list[str]:
    return list(dict.fromkeys(_code(finding) for finding in report.findings))


def _code(finding: Any) -> str:
    for start, code in _CODES:
        if finding.rule.startswith(start):
            return code
    return "not-proven" if finding.kind == "unsupported" else "other"


@cache
def _srgb() -> bytes:
    """An sRGB profile, the day on which it was made left out: bytes are the same every day."""
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2000-01-01
    data[84:100] = bytes(16)  # the digest of the rest: none
    return bytes(data)
