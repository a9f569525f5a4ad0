"""What receipts say, from Morocco and elsewhere; and what is no total, no date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.receipts.facts import facts
from cic_sheets.receipts.labels import kind_of
from cic_sheets.receipts.text import fold

MEAL = """STE CAFE RESTAURANT AL MANAR SARL
AV. MOHAMMED V - OUJDA
ICE : 001561191000066   IF : 12345678
Tél : 05 36 12 34 56
Ticket N° 004512      Le 31/12/2023 à 13:45
2 Tajine poulet       2 x 65,00     130,00
1 Couscous                           75,00
2 Thé à la menthe                    30,00
Total HT                            213,64
TVA 10%                              21,36
TOTAL TTC                           235,00 DH
Espèces                             300,00
Rendu                                65,00
Points fidélité : 235"""
SHOP = """مكتبة النجاح
فاتورة رقم 2023/118
التاريخ : 5 دجنبر 2023
ورق  ٤ × ٣٠٠٫٠٠     ١٬٢٠٠٫٠٠
أقلام      ٣٤٫٥٠
المجموع    ١٬٢٣٤٫٥٠ د.م.
نقدا       ١٬٢٣٤٫٥٠"""
HOTEL = """HOTEL ATLAS SA     RABAT
Facture n° F2024-0331             Date de facture : 02/04/2024
Arrivée : 29/03/2024     Départ : 02/04/2024
4 nuits chambre single      1 350,00      5 400,00
4 Petit déjeuner       100,00       400,00
Taxe de séjour              200,00
Total HT    5 409,09
TVA 10 %      590,91
Total TTC       6 000,00
Acompte versé    2 000,00
Net à payer    4 000,00 DH
Échéance : 30/04/2024"""
TABLE = """Klant                   Order               Factuur datum        Vervaldatum
SCONL0303006            SCONL000000444      28-9-2022            12-10-2022
Onderhoudsset                               49,99      49,99
BTW 21 %       41,31        8,68       49,99
Factuur totaal EUR          49,99"""
ROUNDED = """PAPPAROTI
15 JUN 18 08:34
Toast           4.53
Eggs            5.57
Tea             5.57
SUBTOTAL       15.67
10% SRV CHG     1.55
TOTAL:         17.22
RND ADJ         0.02-
TTL AFT RND    17.20
PAYMENT        20.00
CHANGE DUE      2.80"""
STAMPED = """SOCIETE EXEMPLE SARL
Date : 2023-11-30
Total HT      1 000,00
TVA 20 %        200,00
Total TTC     1 200,00
Droit de timbre   3,00
Net à payer   1 203,00 DH
Espèces       1 203,00"""

CERTAIN = [
    pytest.param(MEAL, "235.00", "MAD", "2023-12-31", id="meal"),
    pytest.param(SHOP, "1234.50", "MAD", "2023-12-05", id="Arabic"),
    pytest.param(HOTEL, "6000.00", "MAD", "2024-04-02", id="hotel with an advance"),
    pytest.param(TABLE, "49.99", "EUR", "2022-09-28", id="day under its heading"),
    pytest.param(ROUNDED, "17.20", None, "2018-06-15", id="rounded"),
    pytest.param(STAMPED, "1203.00", "MAD", "2023-11-30", id="stamp duty"),
]


@pytest.mark.parametrize(("text", "total", "currency", "day"), CERTAIN)
def test_receipt__says_its_total_and_its_day(
    text: str, total: str, currency: str | None, day: str
) -> None:
    found = facts(text)
    assert (found.total.value, found.total.sure) == (Decimal(total), "certain")
    assert found.currency.value == currency
    assert (found.date.value, found.date.sure) == (date.fromisoformat(day), "certain")
    assert found.total.words
    assert found.date.words


def test_meal__says_who_issued_it_its_number_and_its_tax() -> None:
    found = facts(MEAL)
    assert found.issuer.value == "STE CAFE RESTAURANT AL MANAR SARL"
    assert found.issuer.sure == "probable"
    assert found.number.value == "004512"
    assert (found.ice.value, found.ice.sure) == ("001561191000066", "certain")
    assert (found.net.value, found.vat.value) == (Decimal("213.64"), Decimal("21.36"))


def test_ice__with_a_wrong_key_is_only_probable_and_two_are_none() -> None:
    assert facts("ICE 001561191000067").ice.sure == "probable"
    two = facts("ICE 001561191000066\nICE 002136093000040")
    assert two.ice.value is None
    assert len(two.ice.readings) == 2


SMALL = [
    pytest.param(
        "AUTOROUTES DU MAROC\nPéage Taza\n14/02/2024 09:12\nMontant: 51,00 DH TTC",
        ("51.00", "probable"),
        ("2024-02-14", "certain"),
        id="toll",
    ),
    pytest.param(
        "ONCF E-BILLET\nDate de voyage : 12/03/2024\nAcheté le 20/02/2024\nTotal payé 175,00 DH",
        ("175.00", "probable"),
        ("2024-02-20", "probable"),
        id="train: bought one day, travelled another",
    ),
    pytest.param(
        "Maroc Telecom\nDate de facture: 15/03/2024\nDate limite de paiement: 25/03/2024\n"
        "Abonnement HT 250,00\nTVA 20% 50,00\nTotal TTC 300,00\nSolde antérieur 120,00\n"
        "Montant total à payer 420,00 DH",
        ("300.00", "certain"),
        ("2024-03-15", "certain"),
        id="telephone, with what was owed before",
    ),
    pytest.param("PETIT TAXI\nReçu 20 DH", ("20", "probable"), (None, "none"), id="taxi"),
    pytest.param(
        "Station\nGasoil 50   12,45 L x 13,20\nTotal   164,34\n15/03/2024 12:22",
        ("164.34", "probable"),
        ("2024-03-15", "certain"),
        id="fuel",
    ),
]


@pytest.mark.parametrize(("text", "total", "day"), SMALL)
def test_small_receipt__says_what_it_can(
    text: str, total: tuple[str, str], day: tuple[str | None, str]
) -> None:
    found = facts(text)
    assert (found.total.value, found.total.sure) == (Decimal(total[0]), total[1])
    assert (found.date.value, found.date.sure) == (
        date.fromisoformat(day[0]) if day[0] else None,
        day[1],
    )


def test_lone_day__is_certain_beside_an_hour_only() -> None:
    assert facts("Boulangerie\n14/02/2024 09:12").date.sure == "certain"
    assert facts("Boulangerie\n14/02/2024").date.sure == "probable"


NO_TOTAL = [
    "Sous-total 100,00",
    "Total HT 100,00",
    "TVA 20,00",
    "Rendu 35,00",
    "Solde 470,15 €",
    "Total points 321,00",
    "Total articles 3",
    "Remise 10,00",
    "Capital 120 000,00 €",
    "المجموع الفرعي 100,00",
    "Balance due 0.00",
    "12345,67",
    "",
]


@pytest.mark.parametrize("text", NO_TOTAL)
def test_what_is_no_total__is_not_taken_for_one(text: str) -> None:
    assert facts(text).total.value is None


def test_total__alone_is_probable_never_certain() -> None:
    for text in ("TOTAL TTC 235,00 DH", "Net à payer 20,00 DH", "Total 20,00", "المجموع 20,00"):
        assert facts(text).total.sure == "probable", text


def test_total__printed_twice_is_certain_in_a_text_but_not_in_an_image() -> None:
    text = "TOTAL TTC 235,00 DH\nArrêté à la somme de\nSOIT TTC 235,00"
    assert facts(text).total.sure == "certain"
    assert facts(text, exact=False).total.sure == "probable"


def test_total__that_two_lines_claim_is_none_with_both_readings() -> None:
    found = facts("TOTAL TTC 235,00\nTOTAL TTC 253,00").total
    assert found.value is None
    assert set(found.readings) == {Decimal("235.00"), Decimal("253.00")}


def test_total__before_tax_loses_to_what_is_to_be_paid() -> None:
    found = facts("Prestation 60,00\nFrais 40,00\nTotal 100,00\nTVA 20 % 20,00\nNet à payer 120,00")
    assert found.total.value == Decimal("120.00")


def test_whole_number_without_currency__is_never_certain() -> None:
    assert facts("TOTAL 20\nCB 20").total.sure != "certain"


def test_torn_amount__is_never_certain() -> None:
    assert facts("TOTAL TTC 27, 80\nCB 27,80").total.sure != "certain"


def test_table__whose_headings_stand_apart_gives_its_largest_sum_as_probable() -> None:
    found = facts("1062,60   15,00   1056,05   200,65   19,0 %   1256,70").total
    assert (found.value, found.sure) == (Decimal("1256.70"), "probable")


def test_foot_of_the_tax_table__is_no_rival_of_a_proven_total() -> None:
    text = "Pain 248,05\nTOTAL : 248,05\nCB 248,05\nBase / TVA\nTOTAL : 234,00    14,04"
    assert (facts(text).total.value, facts(text).total.sure) == (Decimal("248.05"), "certain")


OTHER_DAYS = [
    "Échéance : 30/12/2023",
    "Date de livraison : 30/12/2023",
    "Imprimé le 30/12/2023",
    "Valable jusqu'au 30/12/2023",
    "Due date 12/30/2023",
    "تاريخ الاستحقاق 30/12/2023",
    "Vervaldatum 30-12-2023",
    "Fällig am 30.12.2023",
]


@pytest.mark.parametrize("text", OTHER_DAYS)
def test_another_day__is_not_the_receipt_s(text: str) -> None:
    assert facts(text).date.value is None
    both = facts(f"Facture du 28/11/2023\n{text}").date
    assert both.value == date(2023, 11, 28)


def test_two_days__without_words_are_none() -> None:
    found = facts("28/11/2023\n30/12/2023").date
    assert found.value is None
    assert len(found.readings) == 2


def test_day_first__is_probable_where_people_write_so_and_nothing_elsewhere() -> None:
    here = facts("Facture\nDate : 03/04/2024\nTotal TTC 20,00 DH").date
    assert (here.value, here.sure) == (date(2024, 4, 3), "probable")
    assert len(here.readings) == 2
    for text in ("Receipt\nTotal 20.00", "Invoice\nTVA 0 % livraisons\nAmount 20.00 €"):
        abroad = facts(f"{text}\nDate: 03/04/2024").date
        assert (abroad.value, len(abroad.readings)) == (None, 2), text


def test_short_year__is_never_certain() -> None:
    assert facts("Date : 31-12-23").date.sure == "probable"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("TOTAL TTC", "gross"),
        ("Montant T.T.C.", "gross"),
        ("NET À PAYER", "due"),
        ("Grand total", "gross"),
        ("Amount due", "due"),
        ("المبلغ الإجمالي", "gross"),
        ("المجموع", "total"),
        ("Totaal te betalen", "due"),
        ("Gesamtbetrag", "gross"),
        ("Rechnungssumme Netto (excl. USt.)", "net"),
        ("Rechnungssumme Brutto (inkl. USt.)", "gross"),
        ("Importe total", "gross"),
        ("Sous-total TTC", "sub"),
        ("Total H.T.", "net"),
        ("Total TVA", "vat"),
        ("TOTAL INCLUDES 6% GST", "vat"),
        ("dont TVA", "vat"),
        ("Monnaie rendue", "change"),
        ("Espèces", "paid"),
        ("Déjà réglé", "deposit"),
        ("Solde à payer", "balance"),
        ("Bruttopreis", ""),
    ],
)
def test_words__are_told_apart(words: str, kind: str) -> None:
    assert kind_of(fold(words)) == kind


@given(st.text(alphabet="TOTAL TC0123456789,.\n€DHtva%-/ المجموع", max_size=300))
def test_any_text__gives_facts_and_no_fault(text: str) -> None:
    found = facts(text)
    if found.total.sure == "certain":
        assert found.total.value is not None
        assert found.total.value > 0
