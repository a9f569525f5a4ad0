"""The package layer: what is not touched does not move by a byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.package import Limits, Package, relative, resolved
from tests.xlsx_patch.books import parts_of, plain_book, raw_members, zipped

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/rels"/>'
    '<Override PartName="/a.xml" ContentType="application/a"/></Types>'
)
SMALL = {"[Content_Types].xml": CONTENT_TYPES, "a.xml": "<a/>", "b/c.xml": "<c/>"}


class Unseekable(io.RawIOBase):
    """A pipe: zipfile then writes data descriptors, as streaming programs do."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, chunk: object) -> int:
        self.data += bytes(chunk)  # type: ignore[call-overload]
        return len(bytes(chunk))  # type: ignore[call-overload]


def streamed(parts: dict[str, str], *, force_zip64: bool = False) -> bytes:
    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=force_zip64) as member:
                member.write(content.encode())
    return bytes(pipe.data)


# -- Unchanged stays -------------------------------------------------------------------------


def test_save__without_a_change_gives_the_very_same_bytes() -> None:
    data = plain_book()
    package = Package.open(data)
    assert package.part("xl/workbook.xml")
    assert package.content_type("xl/workbook.xml")
    assert package.save() is data


def test_save__with_a_change_undone_gives_the_very_same_bytes() -> None:
    data = zipped(SMALL)
    package = Package.open(data)
    before = package.part("a.xml")
    package.replace("a.xml", b"<other/>")
    package.replace("a.xml", before)
    assert package.save() is data


@pytest.mark.parametrize("data", [plain_book(), streamed(SMALL), streamed(SMALL, force_zip64=True)])
def test_save__copies_what_is_untouched_as_it_lies(data: bytes) -> None:
    package = Package.open(data)
    name = next(one for one in package.names() if one != "[Content_Types].xml")
    package.replace(name, b"<changed/>")
    saved = package.save()
    before, after = raw_members(data), raw_members(saved)
    assert list(after) == list(before)
    assert {one for one in before if before[one] != after[one]} == {name}
    assert parts_of(saved)[name] == b"<changed/>"


def test_save__keeps_descriptors_of_streamed_members() -> None:
    data = streamed({"a.xml": "<a/>" * 50, **SMALL})
    package = Package.open(data)
    package.replace("b/c.xml", b"<changed/>")
    saved = package.save()
    end = data.index(b"PK\7\x08") + 16
    assert saved[:end] == data[:end]


@pytest.mark.parametrize("entry", ["size", "offset"])
def test_save__keeps_zip64_entries(entry: str) -> None:
    data = _with_zip64_entry(zipped({"a.xml": "<a/>", "b.xml": "<b/>"}), entry)
    package = Package.open(data)
    assert package.part("b.xml") == b"<b/>"
    package.replace("a.xml", b"<much longer than before='it was'/>")
    saved = package.save()
    assert zipfile.ZipFile(io.BytesIO(saved)).read("b.xml") == b"<b/>"
    assert Package.open(saved).part("b.xml") == b"<b/>"


def _with_zip64_entry(data: bytes, entry: str) -> bytes:
    """The last member's directory record with a value moved to a zip64 extra field."""
    end = data.rindex(b"PK\5\6")
    record = bytearray(data[data.rindex(b"PK\1\2") : end])
    place = {"size": 24, "offset": 42}[entry]
    (value,) = struct.unpack_from("<I", record, place)
    struct.pack_into("<I", record, place, 0xFFFFFFFF)
    record += struct.pack("<2HQ", 1, 8, value)
    struct.pack_into("<H", record, 30, 12)
    start = data.rindex(b"PK\1\2")
    tail = bytearray(data[end:])
    (size,) = struct.unpack_from("<I", tail, 12)
    struct.pack_into("<I", tail, 12, size + 12)
    return data[:start] + bytes(record) + bytes(tail)


def test_save__reads_through_a_zip64_directory_end() -> None:
    data = zipped(SMALL)
    end = data.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<H2I", data, end + 10)
    far = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    far += struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    near = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    package = Package.open(data[:end] + far + near)
    package.replace("a.xml", b"<changed/>")
    assert parts_of(package.save())["b/c.xml"] == b"<c/>"


def test_save__keeps_the_comment_and_forgets_what_stood_before_the_archive() -> None:
    data = bytearray(zipped(SMALL))
    struct.pack_into("<H", data, len(data) - 2, 5)
    package = Package.open(b"#!junk\n" + bytes(data) + b"hello")
    package.replace("a.xml", b"<changed/>")
    archive = zipfile.ZipFile(io.BytesIO(package.save()))
    assert archive.comment == b"hello"
    assert archive.read("b/c.xml") == b"<c/>"
    assert archive.testzip() is None


def test_save__is_reproducible_and_dates_changes_1980() -> None:
    data = zipped(SMALL)
    saved = []
    for _ in range(2):
        package = Package.open(data)
        package.replace("a.xml", b"<changed/>")
        package.add("b/é.xml", b"<new/>", "application/new")
        saved.append(package.save())
    assert saved[0] == saved[1]
    infos = {one.filename: one for one in zipfile.ZipFile(io.BytesIO(saved[0])).infolist()}
    assert infos["a.xml"].date_time == infos["b/é.xml"].date_time == (1980, 1, 1, 0, 0, 0)


def test_save__leaves_one_of_a_name_given_twice_when_it_changes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xml", "<first/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.xml", "<second/>")
        archive.writestr("b.xml", "<b/>")
    package = Package.open(out.getvalue())
    assert package.part("a.xml") == b"<second/>"
    package.replace("b.xml", b"<other/>")
    assert len(zipfile.ZipFile(io.BytesIO(package.save())).namelist()) == 3
    package.replace("a.xml", b"<third/>")
    archive = zipfile.ZipFile(io.BytesIO(package.save()))
    assert archive.namelist() == ["a.xml", "b.xml"]
    assert archive.read("a.xml") == b"<third/>"


@given(
    parts=st.dictionaries(st.from_regex(r"[a-z]{1,8}\.xml", fullmatch=True), st.binary()),
    changes=st.lists(st.binary(), max_size=4),
    stored=st.booleans(),
)
def test_save__whatever_the_parts_gives_back_what_was_put_in(
    parts: dict[str, bytes], changes: list[bytes], stored: bool
) -> None:
    out = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    package = Package.open(out.getvalue())
    expected = dict(parts)
    for name, content in zip(parts, changes, strict=False):
        package.replace(name, content)
        expected[name] = content
    assert parts_of(package.save()) == expected


# -- Names, types, relations -----------------------------------------------------------------


@pytest.mark.parametrize("stored", ["xl\\Workbook.XML", "/xl/workbook.xml", "XL/WORKBOOK.XML"])
@pytest.mark.parametrize("asked", ["xl/workbook.xml", "/xl/workbook.xml", "xl\\WORKBOOK.xml"])
def test_names__any_case_and_either_slash_are_one(stored: str, asked: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = stored
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "<w/>")
        archive.writestr("other.xml", "<o/>")
    package = Package.open(out.getvalue())
    assert asked in package
    assert package.part(asked) == b"<w/>"
    package.replace(asked, b"<x/>")
    saved = package.save()
    assert stored.encode() in saved
    assert Package.open(saved).part(asked) == b"<x/>"


def test_names__outside_ascii_are_kept_with_or_without_their_flag() -> None:
    data = zipped({"xl/été.xml": "<a/>", "b.xml": "<b/>"})
    for flagged in (data, data.replace(b"\0\x08\x08\0", b"\0\0\x08\0")):
        package = Package.open(flagged)
        assert package.part("xl/été.xml") == b"<a/>"
        package.replace("xl/été.xml", b"<c/>")
        assert Package.open(package.save()).part("xl/été.xml") == b"<c/>"


def test_add__declares_a_type_that_the_extension_does_not_give() -> None:
    package = Package.open(zipped(SMALL))
    package.add("b/new.xml", b"<n/>", "application/n")
    package.add("b/one.vml", b"<v/>", "application/vml")
    package.add("b/two.vml", b"<v/>", "application/vml")
    package.add("b/plain.xml", b"<p/>", "application/xml")
    saved = Package.open(package.save())
    types = {name: saved.content_type(name) for name in saved.names()}
    assert types["b/new.xml"] == "application/n"
    assert types["b/two.vml"] == "application/vml"
    assert types["b/plain.xml"] == "application/xml"
    text = saved.part("[Content_Types].xml")
    assert text.count(b"<Default") == 3
    assert text.count(b"<Override") == 2


def test_remove__takes_the_part_with_its_type_and_relations() -> None:
    package = Package.open(zipped({**SMALL, "_rels/a.xml.rels": "<Relationships/>"}))
    package.remove("a.xml")
    saved = parts_of(package.save())
    assert sorted(saved) == ["[Content_Types].xml", "b/c.xml"]
    assert b"a.xml" not in saved["[Content_Types].xml"]


def test_relate__gives_a_free_id_and_a_relative_target() -> None:
    package = Package.open(zipped(SMALL))
    assert package.relate("b/c.xml", "type/x", "a.xml") == "rId1"
    assert package.relate("b/c.xml", "type/x", "b/d.xml") == "rId2"
    assert package.relate("", "type/main", "b/c.xml") == "rId1"
    saved = Package.open(package.save())
    assert [one.target for one in saved.relations("b/c.xml")] == ["a.xml", "b/d.xml"]
    assert saved.relations()[0].target == "b/c.xml"
    assert saved.related("b/c.xml", "x") == saved.relations("b/c.xml")[0]
    assert b'Target="../a.xml"' in saved.part("b/_rels/c.xml.rels")


def test_relations__skip_external_targets_and_read_percent_signs() -> None:
    rels = (
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<r:Relationship Id="x1" Type="t/hyperlink" TargetMode="External" Target="a.xml"/>'
        '<r:Relationship Id="x2" Type="t/hyperlink" Target="/%C3%A9t%C3%A9.xml"/>'
        "</r:Relationships>"
    )
    package = Package.open(zipped({**SMALL, "_rels/.rels": rels, "été.xml": "<e/>"}))
    assert [one.external for one in package.relations()] == [True, False]
    found = package.related("", "hyperlink")
    assert found is not None
    assert found.target == "été.xml"
    assert package.relate("", "t/x", "a.xml") == "rId3"
    assert b'<r:Relationship Id="rId3"' in package.part("_rels/.rels")


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
        ("xl/workbook.xml", "/xl/styles.xml", "xl/styles.xml"),
        ("xl\\workbook.xml", "theme\\theme1.xml", "xl/theme/theme1.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("a.xml", "../../../evil.txt", "evil.txt"),
    ],
)
def test_resolved__is_the_part_that_a_target_means(source: str, target: str, part: str) -> None:
    assert resolved(source, target) == part


@pytest.mark.parametrize("target", ["xl/a.xml", "xl/w/b.xml", "c.xml", "xl/w/d/e.xml"])
@pytest.mark.parametrize("source", ["", "xl/x.xml", "xl/w/x.xml", "y/x.xml"])
def test_relative__leads_back_to_its_part(source: str, target: str) -> None:
    assert resolved(source, relative(source, target)) == target


# -- Refusals --------------------------------------------------------------------------------


def test_part__never_inflates_beyond_the_bound() -> None:
    package = Package.open(
        zipped({"bomb.xml": b"\0" * 5_000_000, "ok.xml": b"12345"}), Limits(1000)
    )
    assert package.head("bomb.xml", 10) == b"\0" * 10
    with pytest.raises(PatchError, match="larger"):
        package.part("bomb.xml")
    assert package.part("ok.xml") == b"12345"


def test_part__counts_all_parts_together() -> None:
    package = Package.open(zipped({"a": b"a" * 600, "b": b"b" * 600}), Limits(1000, 1000))
    assert len(package.part("a")) == 600
    with pytest.raises(PatchError, match="larger"):
        package.part("b")


def test_open__refuses_what_is_no_zip() -> None:
    for data in (b"", b"PK", b"a;b\n1;2\n", zipped(SMALL)[:-30], b"PK\5\6" + b"\xff" * 18):
        with pytest.raises(PatchError):
            Package.open(data)


def test_part__refuses_damage_encryption_and_other_methods() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a.xml", "<abcdefgh/>")
    flipped = stored.getvalue().replace(b"abcdefgh", b"abcdefgX", 1)
    encrypted = bytearray(stored.getvalue())
    encrypted[encrypted.rindex(b"PK\1\2") + 8] |= 1
    lzma = io.BytesIO()
    with zipfile.ZipFile(lzma, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<abcdefgh/>")
    for data in (flipped, bytes(encrypted), lzma.getvalue()):
        with pytest.raises(PatchError):
            Package.open(data).part("a.xml")


def test_part__refuses_a_broken_stream_with_its_own_error() -> None:
    data = zipped({"a.xml": "<a>" + "x" * 100 + "</a>"})
    start = data.index(b"a.xml") + 5
    with pytest.raises(PatchError):
        Package.open(data[:start] + b"\xff\xff\xff" + data[start + 3 :]).part("a.xml")


def test_package__refuses_what_is_not_there_and_what_is_there_twice() -> None:
    package = Package.open(zipped(SMALL))
    with pytest.raises(PatchError):
        package.part("x.xml")
    with pytest.raises(PatchError):
        package.replace("x.xml", b"")
    with pytest.raises(PatchError):
        package.remove("x.xml")
    with pytest.raises(PatchError):
        package.add("A.XML", b"", "t")


@given(st.data())
def test_open__of_mangled_bytes_gives_a_package_or_its_own_error(data: st.DataObject) -> None:
    source = bytearray(zipped(SMALL))
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    try:
        package = Package.open(bytes(source))
        for name in package.names():
            package.part(name)
        package.replace("a.xml", b"<z/>")
        package.save()
    except PatchError:
        pass


def test_free_name__is_the_first_that_no_part_bears() -> None:
    package = Package.open(zipped({**SMALL, "XL/Comments1.xml": "<c/>"}))
    assert package.free_name("xl/comments{}.xml") == "xl/comments2.xml"


def test_crc__is_that_of_the_new_bytes() -> None:
    package = Package.open(zipped(SMALL))
    package.replace("a.xml", b"<changed/>")
    info = zipfile.ZipFile(io.BytesIO(package.save())).getinfo("a.xml")
    assert zlib.crc32(b"<changed/>") == info.CRC
