"""Receipts and other evidence as small real files: what is written on them, then how it is drawn.

A model (`till.py`, `travel.py`, `invoices.py`, `statements.py`) says what stands on a receipt as a
list of parts; `picture.py` draws the parts as a photo or a scan, `pdf.py` as a document.
"""
