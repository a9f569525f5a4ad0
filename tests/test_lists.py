"""The lists of values, and the keys of « Règles » with their defaults."""

from __future__ import annotations

from collections import Counter
from datetime import time
from decimal import Decimal

import pytest

from cic_sheets.schema.hours import Hour
from cic_sheets.schema.kinds import CellFault, Choice, tokens
from cic_sheets.schema.lists import LISTS, ValueList
from cic_sheets.schema.parameters import PARAMETERS, Parameter, spellings
from cic_sheets.schema.sheets import LONGEST_HELP
from cic_sheets.sheets import lists
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import RawCell
from tests.declared import Plain, columns_of, read_text

KEYS = (  # every key that money.md and workbook.md name
    "taux_methode",
    "accord_posterieur",
    "declaration_max_ligne",
    "declaration_max_an",
    "heure_dejeuner",
    "heure_diner",
    "plafond_portee",
    "cloture",
    "honoraires_mensuels",
    "depassement_ligne",
    "nb_communes_attendu",
    "catégories_à_barème",
    "seuil_espèces",
    "délai_réclamation",
)
THRESHOLDS = (  # rule of workbook.md, the key of its threshold, the default that the rule gives
    ("CNV-01", "durée_convention_max", 12),
    ("CNV-02", "rang_max", 4),
    ("COM-02", "nb_communes_attendu", 10),
    ("TAU-02", "taux_mad_min", Decimal("9.5")),
    ("TAU-02", "taux_mad_max", Decimal("12.5")),
    ("TAU-04", "saut_taux", 3),
    ("PRE-02", "heures_jour_max", 10),
    ("PRE-03", "écart_temps", 50),
    ("PRE-06", "répétition_mois", 3),
    ("HON-03", "honoraires_mensuels", 480),
    ("HON-07", "délai_honoraires", 60),
    ("HON-08", "délai_rapatriement", 90),
    ("HON-09", "plafond_client_mad", 80_000),
    ("DEP-14", "abonnements_par_mois", 1),
    ("DEP-18", "plafond_mensuel", 200),
    ("PAI-03", "délai_remboursement", 60),
    ("BUD-01", "depassement_ligne", 10),
    ("ACT-03", "communes_par_activité", 2),
    ("PLA-02", "délai_convocation", 15),
    ("PLA-03", "délai_pv", 30),
    ("ECH-01", "délai_sans_échange", 90),
    ("COH-01", "délai_sans_contact", 60),
    ("COH-02", "part_visites_max", 40),
    ("COH-03", "délai_besoin", 90),
    ("FIN-01", "alerte_clôture", 30),
    ("FIN-02", "vérification_lien", 6),
    ("CAN-01", "délai_résultat", 180),
    ("PLD-02", "délai_suite_plaidoyer", 90),
)
BY_LIST = pytest.mark.parametrize("values", LISTS, ids=lambda values: values.name)
BY_KEY = pytest.mark.parametrize("declared", PARAMETERS, ids=lambda declared: declared.key)


# --- Lists --------------------------------------------------------------------------------------


@BY_LIST
def test_a_list__has_values_that_are_told_apart(values: ValueList) -> None:
    assert values.values
    assert values.about.endswith(".")
    spelled = Counter(folded(name) for name in (*values.values, *values.aka))
    assert not [name for name, times in spelled.items() if times > 1]
    assert all(spelled)
    assert set(values.aka.values()) <= set(values.values)


@BY_LIST
def test_a_value__can_be_one_of_several_in_a_cell(values: ValueList) -> None:
    assert all(tokens(value) == (value,) for value in values.values)


def test_lists__are_told_apart_and_each_is_offered_somewhere() -> None:
    names = Counter(folded(values.name) for values in LISTS)
    assert max(names.values()) == 1
    in_columns = {kind.values.name for _, _, kind in columns_of(Choice)}
    in_settings = {p.kind.values.name for p in PARAMETERS if isinstance(p.kind, Choice)}
    assert {values.name for values in LISTS} == in_columns | in_settings


def test_receipts__justify_support_or_prove_nothing() -> None:
    groups = (*lists.JUSTIFYING, *lists.SUPPORTING, *lists.PROVING_NOTHING)
    assert lists.RECEIPT_TYPES.values == groups
    assert lists.ATTESTATION in lists.JUSTIFYING


def test_prestations__are_the_announcements_eight() -> None:
    assert lists.PRESTATIONS.values == tuple(f"M{number}" for number in range(1, 9))
    assert tuple(lists.SERVICES) == lists.PRESTATIONS.values


@pytest.mark.parametrize(
    ("values", "typed", "meant"),
    [
        (lists.CURRENCIES, "DH", "MAD"),
        (lists.CURRENCIES, "dirhams", "MAD"),
        (lists.CURRENCIES, "درهم", "MAD"),
        (lists.CURRENCIES, "€", "EUR"),
        (lists.CATEGORIES, "Logement", "hébergement"),
        (lists.UNITS, "nuits", "nuitée"),
        (lists.PRESTATIONS, "m4", "M4"),
        (lists.PRESTATIONS, "M4 – Appui à la commune hôte des plateformes", "M4"),
        (lists.RECEIPT_TYPES, "Note d’honoraires", "note d'honoraires"),
        (lists.SECTIONS, "11. Plaidoyers", "Plaidoyers"),
        (lists.INDICATOR_TYPES, "Oui / non", "oui/non"),
    ],
)
def test_a_value__is_known_by_its_everyday_spellings(
    values: ValueList, typed: str, meant: str
) -> None:
    assert read_text(Choice(values), typed) == meant


def test_the_narrative__has_fifteen_sections() -> None:
    assert len(lists.SECTIONS.values) == 15


# --- « Règles » ---------------------------------------------------------------------------------


@BY_KEY
def test_a_default__reads_through_its_kind(declared: Parameter) -> None:
    assert read_text(declared.kind, declared.default) is not None


@BY_KEY
def test_a_parameter__says_what_it_does_and_where_it_comes_from(declared: Parameter) -> None:
    assert 20 < len(declared.help) <= LONGEST_HELP
    assert declared.help.endswith(".")
    assert declared.source.startswith(("Annonce", "Office des changes", "Régime marocain"))


def test_keys__are_told_apart_in_every_spelling() -> None:
    names = Counter(folded(name) for p in PARAMETERS for name in (p.key, *p.aka))
    assert max(names.values()) == 1
    assert len(spellings()) == len(names)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_the_contract__is_declared_in_its_spelling(key: str) -> None:
    assert key in PARAMETERS


@pytest.mark.parametrize(("code", "key", "value"), THRESHOLDS)
def test_a_threshold_of_the_contract__is_the_default_of_a_key(
    code: str, key: str, value: int | Decimal
) -> None:
    assert read_text(PARAMETERS[key].kind, PARAMETERS[key].default) == value


def test_the_money_rules__start_as_the_contract_says() -> None:
    first = {key: read_text(PARAMETERS[key].kind, PARAMETERS[key].default) for key in KEYS}
    assert first["taux_methode"] == "mois_depense"
    assert first["accord_posterieur"] == "refus"
    assert first["heure_dejeuner"] == time(12)
    assert first["heure_diner"] == time(20)
    assert first["cloture"] is False


@pytest.mark.parametrize("key", ["plafond_portee", "catégories_couvertes"])
def test_what_the_convention_reimburses__is_what_the_announcement_names(key: str) -> None:
    named = ("déplacement", "hébergement", "repas", "communication", "internet")
    assert read_text(PARAMETERS[key].kind, PARAMETERS[key].default) == named


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("plafond", "plafond_mensuel"),
        ("Plafond mensuel moyen", "plafond_mensuel"),
        ("taux_méthode", "taux_methode"),
        ("Seuil especes", "seuil_espèces"),
        ("plafond_lunaire", "plafond_lunaire"),
    ],
)
def test_a_key__is_known_by_its_other_spellings_and_kept_when_unknown(typed: str, key: str) -> None:
    assert read_text(SettingRow.sheet.columns["key"].kind, typed) == key


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        (RawCell("text", "12:00"), time(12)),
        (RawCell("text", "12:00:00"), time(12)),
        (RawCell("text", "20 h"), time(20)),
        (RawCell("text", "12h30"), time(12, 30)),
        (RawCell("time", time(19, 45)), time(19, 45)),
    ],
)
def test_an_hour__reads_as_people_and_excel_write_it(cell: RawCell, hour: time) -> None:
    assert Hour().read(cell, Plain()) == hour


@pytest.mark.parametrize(
    "cell",
    [
        RawCell("text", "midi"),
        RawCell("text", "25:00"),
        RawCell("text", "12:75"),
        RawCell("text", "12"),
        RawCell("number", Decimal(12)),
    ],
)
def test_what_is_no_hour__is_refused(cell: RawCell) -> None:
    with pytest.raises(CellFault, match="CEL-02"):
        Hour().read(cell, Plain())
