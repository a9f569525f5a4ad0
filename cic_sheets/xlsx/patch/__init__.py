"""A copy of a workbook, annotated: the XML of its package is spliced, every other byte stays.

Knows the file format and nothing else; the standard library does.
"""

from __future__ import annotations

from .annotate import IndexTexts, Mark, annotate

__all__ = ["IndexTexts", "Mark", "annotate"]
