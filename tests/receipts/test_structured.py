"""Invoices written by machines: exact, and no way in for strangers."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from cic_sheets.receipts.structured import Invoice, read_invoice

CII = """<rsm:CrossIndustryInvoice xmlns:rsm="a" xmlns:ram="b" xmlns:udt="c">
<rsm:ExchangedDocument><ram:ID>F-12</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
<udt:DateTimeString format="102">20231105</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>
<ram:SpecifiedLineTradeSettlement><ram:GrandTotalAmount>1</ram:GrandTotalAmount>
</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Exemple  SARL</ram:Name>
</ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="MAD">216.00</ram:TaxTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount>
<ram:GrandTotalAmount>120.00</ram:GrandTotalAmount>
<ram:DuePayableAmount>70.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
OLD_CII = (
    CII.replace("CrossIndustryInvoice", "CrossIndustryDocument")
    .replace("rsm:ExchangedDocument", "rsm:HeaderExchangedDocument")
    .replace("rsm:SupplyChainTrade", "rsm:SpecifiedSupplyChainTrade")
    .replace("ApplicableHeaderTrade", "ApplicableSupplyChainTrade")
    .replace("SettlementHeaderMonetary", "SettlementMonetary")
)
UBL = """<Invoice xmlns="urn:oasis" xmlns:c="d"><c:ID>F-12</c:ID>
<c:IssueDate>2023-11-05</c:IssueDate>
<c:InvoiceTypeCode>380</c:InvoiceTypeCode><c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>
<c:AccountingSupplierParty><c:Party><c:PartyName><c:Name>Exemple SARL</c:Name></c:PartyName>
</c:Party></c:AccountingSupplierParty><c:TaxTotal><c:TaxAmount>20.00</c:TaxAmount></c:TaxTotal>
<c:LegalMonetaryTotal><c:TaxExclusiveAmount>100.00</c:TaxExclusiveAmount>
<c:TaxInclusiveAmount>120.00</c:TaxInclusiveAmount><c:PayableAmount>70.00</c:PayableAmount>
</c:LegalMonetaryTotal></Invoice>"""
SAID = Invoice(
    Decimal("120.00"),
    Decimal("70.00"),
    Decimal("100.00"),
    Decimal("20.00"),
    "EUR",
    date(2023, 11, 5),
    "Exemple SARL",
    "F-12",
    False,
    "cii",
)


@pytest.mark.parametrize("xml", [CII, OLD_CII], ids=["2", "1"])
def test_cii__of_both_versions_says_the_total_not_what_is_left_to_pay(xml: str) -> None:
    assert read_invoice(xml.encode()) == SAID


def test_ubl__says_the_same() -> None:
    assert read_invoice(UBL.encode()) == SAID._replace(form="ubl")
    assert read_invoice(UBL.encode("utf-16")) is not None


def test_credit_note__is_told() -> None:
    found = read_invoice(CII.replace("<ram:TypeCode>380", "<ram:TypeCode>381").encode())
    assert found is not None
    assert found.credit


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (">20231105<", ">20231305<", "date"),
        (">120.00<", ">abc<", "total"),
        (">120.00<", ">NaN<", "total"),
        (">120.00<", f">{'9' * 100}<", "total"),
        (">EUR<", "> <", "currency"),
    ],
)
def test_what_is_no_value__is_left_out(old: str, new: str, field: str) -> None:
    found = read_invoice(CII.replace(old, new).encode())
    assert found is not None
    assert getattr(found, field) is None


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {chr(98 + i)} "{"&" + chr(97 + i) + ";" * 1}{("&" + chr(97 + i) + ";") * 9}">'
        for i in range(9)
    )
    + "]><Invoice>&j;</Invoice>"
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<Invoice",
        b"<html/>",
        b"\xff\xfe",
        BOMB.encode(),
        BOMB.encode("utf-16"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + CII).encode(),
        b"<a>" * 200_000,
        b"<Invoice>" + b" " * 6_000_000 + b"</Invoice>",
    ],
    ids=["nothing", "cut", "page", "mark", "bomb", "bomb in UTF-16", "outside", "deep", "long"],
)
def test_what_is_no_sound_invoice__is_none_at_once(data: bytes) -> None:
    started = time.process_time()
    assert read_invoice(data) is None
    assert time.process_time() - started < 1
