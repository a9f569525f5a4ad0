"""Names are kept clean, compared loosely, and corrected with caution."""

from __future__ import annotations

import random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values.names import clean, folded, nearest

SAME = [
    ("Dépenses", "depenses"),
    ("Dépenses", "DÉPENSES"),
    ("Dépenses", normalize("NFD", "Dépenses")),
    ("Dépenses", "  Dépenses\u00a0"),
    ("N° de convention", "No de convention"),
    ("N° de convention", "n ° de\u00a0convention"),
    ("N° de convention", "Nº de convention"),
    ("N° de convention", "№ de convention"),
    ("N° de convention", "nᵒ de convention"),
    ("N°12", "N° 12"),
    ("N°", "n°."),
    ("Commune d'accueil", "Commune d’accueil"),
    ("Commune d'accueil", "Commune dʼaccueil"),
    ("Commune d'accueil", "Commune d`accueil"),
    ("Commune d'accueil", "commune d´accueil"),
    ("auto-entrepreneur", "auto entrepreneur"),
    ("auto-entrepreneur", "auto–entrepreneur"),
    ("auto-entrepreneur", "auto\u2011entrepreneur"),
    ("auto-entrepreneur", "auto_entrepreneur"),
    ("statut_règle", "Statut règle"),
    ("Durée (h)", "Duree h"),
    ("Montant (EUR)", "Montant EUR"),
    ("Montant (EUR)", "Montant (€)"),
    ("Début :", "début"),
    ("Chef-d'œuvre", "chef d'oeuvre"),
    ("Lætitia", "Laetitia"),
    ("Montant\ndemandé", "Montant demandé"),
    ("Montant  demandé", "Montant\u202fdemandé"),
    ("Montant\u2009demandé", "Montant\tdemandé"),
    ("COM001", "COM\u200b001"),
    ("COM001", "\u200fCOM001\u200e"),
    ("COM001", "\ufeffCOM001"),
    ("COM001", "COM\u00ad001"),
    ("COM001", "com٠٠١"),
    ("الجماعة", "الجـــماعة"),
    ("الجماعة", "الجَمَاعَة"),
    ("أكادير", "اكادير"),
    ("إفران", "افران"),
    ("آسفي", "اسفي"),
    ("n° 5 – Ø", "No 5 o"),
    ("—", "-"),
]

DIFFERENT = [
    ("Prévue du", "Prévue au"),
    ("Montant", "Montants"),
    ("Cofinancement (%)", "Cofinancement"),
    ("D & R", "D R"),
    ("J-012", "J-12"),
    ("J-012", "J-013"),
    ("auto entrepreneur", "autoentrepreneur"),
    ("قرية", "قريه"),
    ("على", "علي"),
    ("مؤسسة", "موسسة"),
    ("بئر", "بير"),
    ("-", ""),
    ("?", "!"),
    ("A+", "A"),
]

CLEANED = [
    ("Tiznit", "Tiznit"),
    ("  Tiznit ", "Tiznit"),
    ("e\u0301te\u0301", "été"),
    ("Fermé\u00a0", "Fermé"),
    ("1\u00a0234\u202f567", "1 234 567"),
    ("n°\u00a012", "n° 12"),
    ("\u200fCOM001\u200e", "COM001"),
    ("COM\u200b001", "COM001"),
    ("\ufeffCOM001", "COM001"),
    ("COM\u00ad001", "COM001"),
    ("\u2067أكادير\u2069", "أكادير"),
    ("un\r\ndeux\rtrois\vquatre\u2028cinq", "un\ndeux\ntrois\nquatre\ncinq"),
    ("un\r\n\r\ndeux", "un\n\ndeux"),
    ("un\tdeux", "un\tdeux"),
    ("a\x00\x01b\x7f", "ab"),
    ("a\ud83db", "a\ufffdb"),
    ("a\ufffeb\uffff", "ab"),
    ("L’été – « ça » ½ €", "L’été – « ça » ½ €"),
    ("الجَـماعة", "الجَـماعة"),
    ("   \u00a0\u200b ", ""),
    ("", ""),
]

NEAR = [
    ("Dépenses", ["Dépenses", "Dépense"], "Dépenses"),
    ("Depense", ["Dépenses", "Justificatifs", "Missions"], "Dépenses"),
    ("Monatnt", ["Montant", "Motif"], "Montant"),
    ("Montnat", ["Montant", "Mandat"], "Montant"),
    ("valide montant", ["Montant validé", "Montant demandé"], "Montant validé"),
    ("Date du debut", ["Début du date", "Fin"], "Début du date"),
    ("Justificatf", ["Justificatifs", "Fichier"], "Justificatifs"),
    ("hebergemant", ["hébergement", "repas", "déplacement"], "hébergement"),
    ("Founiseur", ["Fournisseur", "Financeur"], "Fournisseur"),
    ("autoentrepreneur", ["N° auto-entrepreneur", "auto-entrepreneur"], "auto-entrepreneur"),
    ("Réalisé du", ["Réalisée du", "Réalisée au"], "Réalisée du"),
    ("jours", ["jour", "km"], "jour"),
    ("reaps", ["repas", "avion"], "repas"),
    ("kms", ["km", "mois"], "km"),
    ("EU", ["EUR", "MAD"], "EUR"),
    ("J-12", ["J-012", "J-013"], "J-012"),
    ("J001", ["J-001", "J-010"], "J-001"),
    ("d 2023 17", ["D-2023-017", "D-2023-170"], "D-2023-017"),
    ("أكادر", ["أكادير", "تيزنيت"], "أكادير"),
]

NOT_NEAR = [
    ("Prévue", ["Prévue du", "Prévue au"]),
    ("Prévue xu", ["Prévue du", "Prévue au"]),
    ("Du", ["Au"]),
    ("EU", ["EUR", "EUX"]),
    ("DH", ["MAD", "EUR"]),
    ("J-012", ["J-013", "J-112"]),
    ("D-2023-017", ["M-2023-017"]),
    ("D-2032-017", ["D-2023-017"]),
    ("Taxi", ["déplacement", "hébergement", "repas"]),
    ("Date", ["Date limite", "Date de la dépense"]),
    ("Remarques diverses", ["Remarque"]),
    ("", ["Montant"]),
    ("Montant", []),
    ("x" * 500, ["x" * 499]),
    ("12", ["13"]),
    ("Facture 12", ["Facture 13"]),
    ("Facture 12", ["Facture 21"]),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_folded__is_the_same_for_two_typings_of_a_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_folded__keeps_different_names_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_folded__is_readable() -> None:
    assert folded("  N° de  Convention (année)") == "no de convention annee"
    assert folded("مؤسسة") == "مؤسسة"


@given(st.text())
def test_folded__of_a_folded_name_is_itself(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text())
def test_folded__is_empty_only_for_what_shows_nothing(name: str) -> None:
    if not folded(name):
        assert not clean(name) or all(not folded(char) for char in clean(name))


@given(st.text())
def test_folded__does_not_see_what_clean_takes_away(name: str) -> None:
    assert folded(clean(name)) == folded(name)


@pytest.mark.parametrize(("typed", "kept"), CLEANED)
def test_clean__keeps_what_a_reader_sees(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_clean__of_a_clean_text_is_itself(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_clean__leaves_only_what_xml_can_hold(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert not any(ord(char) < 32 and char not in "\t\n" for char in kept)


@pytest.mark.parametrize(("wanted", "among", "meant"), NEAR)
def test_nearest__finds_the_name_that_was_meant(wanted: str, among: list[str], meant: str) -> None:
    assert nearest(wanted, among) == meant


@pytest.mark.parametrize(("wanted", "among"), NOT_NEAR)
def test_nearest__says_nothing_when_in_doubt(wanted: str, among: list[str]) -> None:
    assert nearest(wanted, among) is None


def test_nearest__does_not_depend_on_the_order() -> None:
    names = ["Montant", "Montants", "MONTANT", "Motif", "Mandat", "Montant (EUR)"]
    found = set()
    for seed in range(20):
        random.Random(seed).shuffle(names)
        found.add(nearest("montan", names))
    assert found == {"MONTANT"}


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=6))
def test_nearest__is_one_of_the_names_or_none(wanted: str, among: list[str]) -> None:
    assert nearest(wanted, among) in [*among, None]
