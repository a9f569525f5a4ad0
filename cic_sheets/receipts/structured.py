"""The invoice that a machine wrote: Factur-X / ZUGFeRD (CII) or UBL, as XML.

What it says is exact.  The XML comes from strangers: no document type, hence no entities; bounded
in size and depth; names are read without their namespaces, which five versions spell differently.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 5_000_000
MOST_DEPTH = 60
CREDIT_NOTES = frozenset({"381", "261", "262", "296", "308", "396", "420", "458", "532"})


class Invoice(NamedTuple):
    """What the embedded invoice says; None for what it leaves out.

    total   tax included; of a credit note, as written (often positive)
    due     what remains to be paid, advances off
    credit  it is a credit note
    form    "cii" or "ubl"
    """

    total: Decimal | None
    due: Decimal | None
    net: Decimal | None
    vat: Decimal | None
    currency: str | None
    date: date | None
    seller: str | None
    number: str | None
    credit: bool
    form: str


def read_invoice(data: bytes) -> Invoice | None:
    """The invoice in these bytes; None when they are no CII or UBL invoice, or no sound XML."""
    root = _tree(data)
    if root is None:
        return None
    name = _local(root.tag)
    if name in ("CrossIndustryInvoice", "CrossIndustryDocument"):
        return _cii(root)
    if name in ("Invoice", "CreditNote") and _first(root, "LegalMonetaryTotal") is not None:
        return _ubl(root, credit=name == "CreditNote")
    return None


# -- XML ------------------------------------------------------------------------------------


class _Hostile(Exception):
    """A document type, or elements without end: no invoice has them."""


def _tree(data: bytes) -> Element | None:
    from xml.etree import ElementTree
    from xml.parsers import expat

    if not data or len(data) > MOST_BYTES:
        return None
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise _Hostile

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise _Hostile

    guard = expat.ParserCreate()
    guard.StartElementHandler, guard.EndElementHandler = start, end
    guard.StartDoctypeDeclHandler = doctype
    try:
        guard.Parse(data, True)
        return ElementTree.fromstring(data)
    except (_Hostile, expat.ExpatError, ElementTree.ParseError, ValueError, LookupError):
        return None


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return (
        child for child in (element if element is not None else ()) if _local(child.tag) == name
    )


def _first(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next(_children(element, name), None)
    return element


def _text(element: Element | None, *path: str) -> str | None:
    found = _first(element, *path)
    text = " ".join((found.text or "").split()) if found is not None else ""
    return text[:500] or None


def _amount(element: Element | None, *path: str) -> Decimal | None:
    text = _text(element, *path)
    try:
        value = Decimal(text) if text and len(text) <= 30 else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None


def _day(text: str | None) -> date | None:
    """`20171113` (CII's form 102) or `2017-11-13`."""
    digits = (text or "").strip()[:10].replace("-", "")[:8]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


# -- The two forms --------------------------------------------------------------------------


def _cii(root: Element) -> Invoice:
    head = _first(root, "ExchangedDocument")
    head = head if head is not None else _first(root, "HeaderExchangedDocument")
    trade = _first(root, "SupplyChainTradeTransaction")
    trade = trade if trade is not None else _first(root, "SpecifiedSupplyChainTradeTransaction")
    agreement, settlement = (_either(trade, kind) for kind in ("Agreement", "Settlement"))
    sums = _first(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    if sums is None:
        sums = _first(settlement, "SpecifiedTradeSettlementMonetarySummation")
    currency = _text(settlement, "InvoiceCurrencyCode")
    taxes = [tax for tax in _children(sums, "TaxTotalAmount") if tax.get("currencyID") == currency]
    return Invoice(
        _amount(sums, "GrandTotalAmount"),
        _amount(sums, "DuePayableAmount"),
        _amount(sums, "TaxBasisTotalAmount"),
        _amount(taxes[0] if taxes else _first(sums, "TaxTotalAmount")),
        currency,
        _day(_text(head, "IssueDateTime", "DateTimeString")),
        _text(agreement, "SellerTradeParty", "Name"),
        _text(head, "ID"),
        _text(head, "TypeCode") in CREDIT_NOTES,
        "cii",
    )


def _either(trade: Element | None, kind: str) -> Element | None:
    """`ApplicableHeaderTradeSettlement`, or as version 1 called it."""
    newer = _first(trade, f"ApplicableHeaderTrade{kind}")
    return newer if newer is not None else _first(trade, f"ApplicableSupplyChainTrade{kind}")


def _ubl(root: Element, *, credit: bool) -> Invoice:
    sums = _first(root, "LegalMonetaryTotal")
    party = _first(root, "AccountingSupplierParty", "Party")
    seller = _text(party, "PartyLegalEntity", "RegistrationName") or _text(
        party, "PartyName", "Name"
    )
    total = _amount(sums, "TaxInclusiveAmount")
    return Invoice(
        total if total is not None else _amount(sums, "PayableAmount"),
        _amount(sums, "PayableAmount"),
        _amount(sums, "TaxExclusiveAmount"),
        _amount(root, "TaxTotal", "TaxAmount"),
        _text(root, "DocumentCurrencyCode"),
        _day(_text(root, "IssueDate")),
        seller,
        _text(root, "ID"),
        credit or _text(root, "InvoiceTypeCode") in CREDIT_NOTES,
        "ubl",
    )
