"""A template and its data are other people's: bounded, followed nowhere, never markup."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest

from cic_sheets.template import Data, Outcome, fill
from cic_sheets.template.data import BadData, data_from_json
from cic_sheets.template.kinds import Refused, WrongName
from tests.template.documents import (
    FIELD,
    OFFICE,
    control,
    document,
    p,
    packed,
    r,
    row,
    table,
    unpacked,
)

LONG = 100_000
SECONDS = 6  # of a machine that does other things besides
DEEP = 50_000


def with_main(text: str) -> bytes:
    return packed({**unpacked(document()), "word/document.xml": text})


def bomb() -> bytes:
    file = BytesIO()
    files = unpacked(document())
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if "document.xml" not in name else b" " * (200 << 20))
    return file.getvalue()


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'
REFUSED = {
    "nothing": (b"", "empty"),
    "text": (b"bonjour", "not-office"),
    "a plain zip": (packed({"a.txt": "x"}), "not-office"),
    "OpenDocument": (packed({"mimetype": "x", "content.xml": "<a/>"}), "opendocument"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-format"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "cut short": (document()[:900], "damaged"),
    "entities": (with_main(f"{DOCTYPE}<a>{FIELD}</a>"), "unsafe"),
    "ill-formed": (with_main(f"<a><b>{FIELD}</a></b>"), "damaged"),
    "no end": (with_main(f"<a><b>{FIELD}"), "damaged"),
    "inflates to 200 MB": (bomb(), "too-large"),
    "too deep": (with_main("<a>" * DEEP + FIELD + "</a>" * DEEP), "too-large"),
    "too many elements": (with_main(f"<a>{FIELD}{'<b/>' * 4_100_000}</a>"), "too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_cannot_be_filled__is_refused_by_a_code(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(Refused) as refused:
        fill(data, Data({"champ": "x"}))
    assert refused.value.code == code


BODIES = {
    "runs": p("".join(map(r, FIELD * (LONG // 9)))),
    "fields in a text": p(r(FIELD * LONG)),
    "unknown fields": p(r("{{inconnu}}" * LONG)),
    "different unknown fields": p("".join(r(f"{{{{champ{n}}}}}") for n in range(LONG // 10))),
    "lone braces": p(r("{{ " * LONG)),
    "rows": table(*(row(p(r("{{l.a}}"))) for _ in range(LONG // 10))),
    "tables": "".join(table(row(p(r("{{l.a}}")))) for _ in range(LONG // 10)),
    "controls in controls": (
        "<w:sdt><w:sdtContent>" * 400 + p(r(FIELD)) + "</w:sdtContent></w:sdt>" * 400
    ),
    "named controls": p(control('<w:tag w:val="champs"/>', r("x")) * (LONG // 10)),
    "merged cells": table(
        *(
            '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
            f'{p(r("{{l.a}}"))}</w:tc></w:tr>'
            for _ in range(LONG // 20)
        )
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", BODIES)
def test_time__is_bounded(name: str) -> None:
    started = time.process_time()
    fill(document(BODIES[name]), Data({"champ": "x"}, {"l": [{"a": "1"}, {"a": "2"}]}))
    assert time.process_time() - started < SECONDS


def test_lists_in_lists__are_bounded() -> None:
    body = p(r("fin"))
    lists = {f"l{n}": [{"a": "x" * 50}] * 60 for n in range(6)}
    for name in lists:
        body = table(row(p(r(f"{{{{{name}.a}}}}")), body + p("")))
    with pytest.raises(Refused) as refused:
        fill(document(body), Data({}, lists))
    assert refused.value.code == "too-large"


HOSTILE = [
    '</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r><w:t>',
    "]]><!-- -->", "&amp;&#0;&bomb;", "{{secret}}", "<?xml?>", '" onload="x', "\x00\x1b[2J\ud800",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_data__is_text_and_never_markup_nor_a_field(value: str) -> None:
    shape = f'<w:hyperlink w:anchor="b" w:tooltip="{FIELD}">{r(FIELD)}</w:hyperlink>'
    data = Data({"champ": value, "secret": "SECRET"}, {"l": [{"a": value}]})
    plain = Data({"champ": "x", "secret": "SECRET"}, {"l": [{"a": "x"}]})
    before = document(p(shape) + table(row(p(r("{{l.a}}")))), core=FIELD)
    for part in ("word/document.xml", "docProps/core.xml"):
        text = unpacked(fill(before, data).data)[part]
        assert text.count(b"<") == unpacked(fill(before, plain).data)[part].count(b"<")
        assert b"SECRET" not in text


def told(relations: str, body: str = p(r("x"))) -> Outcome:
    files = unpacked(document(body))
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return fill(packed(files), Data({}))


@pytest.mark.parametrize(
    ("kind", "external", "code"),
    [
        ("attachedTemplate", True, "remote-template"),
        ("oleObject", False, "objects"),
        ("image", True, "external"),
        ("mailMergeSource", True, "data-source"),
        ("vbaProject", False, "macros"),
        ("control", False, "controls"),
        ("aFChunk", False, "imported"),
        ("hyperlink", True, None),
        ("image", False, None),
    ],
)
def test_what_is_neither_run_nor_followed__is_announced(
    kind: str, external: bool, code: str | None
) -> None:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="rX" Type="{OFFICE}{kind}" Target="http://x.example/"{mode}/>'
    assert [one.code for one in told(relation).notices] == ([code] if code else [])


def test_code_that_fetches__is_announced() -> None:
    body = p('<w:r><w:instrText xml:space="preserve"> INCLUDETEXT "a" </w:instrText></w:r>')
    assert [one.code for one in told("", body).notices] == ["codes"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json"), ("{", "json"), ('{"a": NaN}', "json"), ("[" * 100_000, "json"),
        ("[]", "object"),
        ('{"a": [1]}', "list"), ('{"a": {"b": 1}}', "value"), ('{"l": [{"a": []}]}', "value"),
        ('{"a": 1e999999}', "number"), ('{"a": -1E-999999999}', "number"),
        ('{"a": ' + "9" * 5000 + "}", "json"),
    ],
)  # fmt: skip
def test_data_that_is_none__is_refused_with_its_place(text: str, code: str) -> None:
    with pytest.raises(BadData) as bad:
        data_from_json(text)
    assert bad.value.code == code


def test_numbers__are_exact() -> None:
    data = data_from_json('{"a": 12.10, "b": 0.1234567890123456789, "c": 7, "l": [{"d": 1.50}]}')
    before = document(p(r("{{a}} {{b}} {{c}}")) + table(row(p(r("{{l.d}}")))))
    text = unpacked(fill(before, data).data)["word/document.xml"]
    assert b"12.10 0.1234567890123456789 7" in text
    assert b">1.50<" in text


def test_name__must_fit_what_the_template_gives() -> None:
    with pytest.raises(WrongName) as wrong:
        fill(document(kind="template.main"), Data({}), ".xlsx")
    assert wrong.value.extension == ".docx"
