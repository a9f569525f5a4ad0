"""Workbooks changed in place: the XML of a package is spliced, every other byte stays.

Knows the file format and nothing else; the standard library does.
"""

from __future__ import annotations

from .annotate import IndexTexts, Mark, annotate
from .errors import PatchError
from .package import Limits, Package, Relation

__all__ = ["IndexTexts", "Limits", "Mark", "Package", "PatchError", "Relation", "annotate"]
