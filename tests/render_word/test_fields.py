"""`{{champ}}` anywhere in a Word template: what the data says, in the template's look."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.render.word import TemplateProblem, fill_narrative
from cic_sheets.render.word_xml import node, qn, text_node
from cic_sheets.report.model import Figure, Value
from tests.render_word.templates import document, filled, report, said, saved, texts

HOSTILE = 'Hôtel & Café <Rabat> "l\'été" ]]> &amp; 😀'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("simple", "simple"),
        (HOSTILE, HOSTILE),
        ("  bords  ", "  bords  "),
        ("deux\nlignes", "deux\nlignes"),
        ("avant\taprès", "avant\taprès"),
        ("{{annee}}", "{{annee}}"),
        ("أيت تيزة", "أيت تيزة"),
        ("Aït Tizza (أيت تيزة)", "Aït Tizza (أيت تيزة)"),
        ("nul\x00 et \x0b sont tus\ufffe", "nul et \n sont tus"),
        (date(2023, 3, 1), "01/03/2023"),
        (1234, "1\u00a0234"),
        (Decimal("12.50"), "12,50"),
        (Figure(Decimal("-1234.5"), "MAD"), "-1\u00a0234,50\u00a0MAD"),
        (Figure(Decimal("7.5"), "h"), "7\u00a0h\u00a030"),
        (Figure(Decimal("100.00"), "%"), "100\u00a0%"),
        (Figure(Decimal("12"), ""), "12"),
        (None, "n.d."),
        ("", "n.d."),
    ],
)
def test_field__says_exactly_the_value(value: Value, words: str) -> None:
    made = filled(document("<{{champ}}>"), report({"champ": value}))
    assert texts(made) == [f"<{words}>"]


@pytest.mark.parametrize(
    "pieces",
    [
        ["{{champ}}"],
        ["{", "{champ}", "}"],
        ["avant {{", "champ", "}} après"],
        ["{{ch", "", "amp}", "}"],
        ["a {{champ}} b {{cha", "mp}} c"],
        ["{{ champ }}"],
    ],
)
def test_field__is_found_however_word_has_cut_it(pieces: list[str]) -> None:
    template = document("")
    paragraph = template.paragraphs[0]
    for piece in pieces:
        paragraph.add_run(piece)
    made = filled(template, report({"champ": "OUI"}))
    whole = "".join(pieces).replace("{{ champ }}", "{{champ}}")
    assert texts(made) == [whole.replace("{{champ}}", "OUI")]


def test_field__keeps_the_look_of_the_run_where_it_starts() -> None:
    template = document("")
    paragraph = template.paragraphs[0]
    paragraph.add_run("Total : {{ch").bold = True
    paragraph.add_run("amp}} EUR").italic = True
    made = filled(template, report({"champ": "12"}))
    bold, plain = made.paragraphs[0].runs[0], made.paragraphs[0].runs[-1]
    assert (bold.text, bold.bold) == ("Total : 12", True)
    assert (plain.text, plain.italic) == (" EUR", True)


def _header(made: Any) -> str:
    return str(made.sections[0].header.paragraphs[0].text)


def test_field__is_filled_in_headers_footers_and_nested_tables() -> None:
    template = document("corps")
    template.sections[0].header.paragraphs[0].text = "En-tête {{champ}}"
    template.sections[0].first_page_footer.paragraphs[0].text = "Pied {{champ}}"
    outer = template.add_table(1, 1).cell(0, 0)
    outer.add_table(1, 1).cell(0, 0).text = "Cellule {{champ}}"
    made = filled(template, report({"champ": "OUI"}))
    assert _header(made) == "En-tête OUI"
    assert made.sections[0].first_page_footer.paragraphs[0].text == "Pied OUI"
    assert "Cellule OUI" in texts(made)


def test_field__is_filled_in_text_boxes_and_content_controls() -> None:
    template = document("avant {{champ}} après")
    inner = node("w:p", node("w:r", text_node("boîte {{champ}}")))
    box = node("w:r", node("w:pict", node("w:txbxContent", inner)))
    template.paragraphs[0]._element.append(box)
    held = node("w:p", node("w:r", text_node("contrôle {{champ}}")))
    control = node("w:sdt", node("w:sdtContent", held))
    template.element.body.insert(1, control)
    found = texts(filled(template, report({"champ": "OUI"})))
    assert "avant OUI aprèsboîte OUI" in found
    assert "boîte OUI" in found
    assert "contrôle OUI" in found


def test_arabic__stands_in_runs_of_its_own_marked_right_to_left() -> None:
    template = document("")
    run = template.paragraphs[0].add_run("à {{champ}}, ici")
    run.bold = True
    run.font.size = 254_000  # 20 points
    made = filled(template, report({"champ": "Aït Tizza (أيت تيزة) au sud"}))
    runs = made.element.body.findall(f".//{qn('w:r')}")
    marked = {said(one): one.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for one in runs}
    assert marked == {"à Aït Tizza (": False, "أيت تيزة": True, ") au sud, ici": False}
    arabic = next(one for one in runs if said(one) == "أيت تيزة").find(qn("w:rPr"))
    assert arabic.find(qn("w:bCs")) is not None
    assert arabic.find(qn("w:szCs")).get(qn("w:val")) == "40"


def test_unknown_field__refuses_the_template_with_its_place_and_the_nearest_name() -> None:
    template = document("Il reste {{total_rembousable}} EUR", "{{section: resumé}}", "{{zzzz}}")
    template.sections[0].footer.paragraphs[0].text = "{{anee}}"
    with pytest.raises(TemplateProblem) as caught:
        fill_narrative(saved(template), report({"total_remboursable": "1"}), draft=False)
    unknown = {one.name: one for one in caught.value.unknown}
    assert set(unknown) == {"total_rembousable", "section: resumé", "zzzz", "anee"}
    assert unknown["total_rembousable"].near == "total_remboursable"
    assert unknown["section: resumé"].near == "section: resume"
    assert unknown["zzzz"].near is None
    assert unknown["anee"].near == "annee"
    told = str(caught.value)
    assert "Il reste {{total_rembousable}} EUR" in told
    assert "vouliez-vous dire « total_remboursable »" in told
    assert "Champs connus : annee, charge_de_mission, total_remboursable" in told


def test_section_beside_other_words__is_refused_not_guessed() -> None:
    template = document("Voici : {{section: resume}}")
    with pytest.raises(TemplateProblem):
        fill_narrative(saved(template), report(), draft=False)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"pas un document", b"\xd0\xcf\x11\xe0" * 99])
def test_file_that_is_no_word_document__is_refused_in_french(data: bytes) -> None:
    with pytest.raises(TemplateProblem, match="n'est pas un document Word"):
        fill_narrative(data, report(), draft=False)
