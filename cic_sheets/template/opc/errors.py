"""What stops a patch."""

from __future__ import annotations


class PatchError(Exception):
    """The package cannot be patched, or was asked something it does not hold.

    For programmers: a workbook that people send has been read, and refused if need be, before.
    """


class TooLarge(PatchError):
    """A part, or all together, beyond what may be inflated."""


class Unsafe(PatchError):
    """A part with a document type, which no office program writes."""
