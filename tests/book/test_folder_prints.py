"""Files of one length are compared by their bytes; nothing else is opened."""

from __future__ import annotations

from pathlib import Path

from cic_sheets.book.folder import scan


def year(home: Path, **files: bytes) -> Path:
    folder = home / "2023" / "justificatifs"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return home / "2023.xlsx"


def prints(workbook: Path) -> dict[str, str]:
    return {Path(one.path).name: one.print for one in scan(workbook, ("2023",)).files.values()}


def test_two_files_of_one_length_have_prints_and_those_tell_their_bytes(tmp_path: Path) -> None:
    found = prints(year(tmp_path, a=b"abc", b=b"abc", c=b"abd", d=b"longer"))
    assert found["a"] == found["b"] != found["c"] != ""
    assert found["d"] == ""


def test_empty_files_and_links_have_none(tmp_path: Path) -> None:
    workbook = year(tmp_path, a=b"", b=b"", c=b"abc", d=b"abc")
    (tmp_path / "2023" / "justificatifs" / "e").symlink_to("c")
    found = prints(workbook)
    assert (found["a"], found["b"], "e" in found) == ("", "", False)


def test_a_file_that_cannot_be_read_is_like_no_other(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    workbook = year(tmp_path, a=b"abc", b=b"abc")

    def closed(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("os.open", closed)
    found = prints(workbook)
    assert found["a"] != found["b"]


def test_long_files_that_differ_at_their_end_are_told_apart(tmp_path: Path) -> None:
    long = b"x" * 300_000
    found = prints(year(tmp_path, a=long + b"1", b=long + b"2", c=long + b"1"))
    assert found["a"] == found["c"] != found["b"]
