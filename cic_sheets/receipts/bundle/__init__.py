"""Receipts' files, in an order, as one PDF: index, stamps, bookmarks; nothing left out.

`compose(pieces, words, target)` writes it.  It knows receipts' files and pages, not the programme:
every word on its pages is given to it, and what went wrong comes back as codes.
"""
