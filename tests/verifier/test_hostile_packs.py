"""A pack that somebody made up to do harm is refused, and nothing of it reaches the disk."""

from __future__ import annotations

import os
import stat
import struct
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from pathfinder_flow.verifier import reading
from pathfinder_flow.verifier.command import check
from pathfinder_flow.verifier.report import in_english
from tests.packs import Members, put_together

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
FLAGS, SIZE = {LOCAL: 6, CENTRAL: 8}, {LOCAL: 22, CENTRAL: 24}


def refused(path: Path) -> str:
    """Check a pack that cannot be read; gives the one sentence that says why."""
    report = check(path, None, [])
    (problems,) = report.problems.values()
    (problem,) = problems
    assert sorted(path.parent.iterdir()) == [path]
    return in_english(*problem)


def patched(path: Path, name: str, field: dict[bytes, int], form: str, value: int) -> Path:
    """Change what the archive says of a file, in both places where it says it."""
    data = bytearray(path.read_bytes())
    for sign, offset in field.items():
        at = data.find(name.encode())
        while not data[:at].endswith(sign + data[at - (26 if sign == LOCAL else 42) : at]):
            at = data.index(name.encode(), at + 1)
        struct.pack_into(form, data, at - (30 if sign == LOCAL else 46) + offset, value)
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt", "evidence/../../outside.txt", "/etc/outside.txt", "..", ".", "a/./b",
        "a//b", "C:outside.txt", "C:/outside.txt", "evidence\\outside.txt", "\\\\host\\outside",
        "line\nbreak", "escape\x1b[2J", "right\u202eto left", "blank name", "dot.", "é", "a/b/",
    ],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_is_refused(
    members: Members, tmp_path: Path, name: str
) -> None:
    said = refused(put_together({**members, name: b"harm"}, tmp_path / "x.zip"))
    assert said.endswith(("no pack has a file of such a name; do not unpack this one.",
                          "and no pack holds such a thing."))  # fmt: skip
    assert said.isprintable()


def test_a_name_is_read_beyond_a_zero(members: Members, tmp_path: Path) -> None:
    path = put_together({**members, "x" * 9: b"harm"}, tmp_path / "x.zip")
    path.write_bytes(path.read_bytes().replace(b"x" * 9, b"a.txt\x00..x"))
    assert "no pack has a file of such a name" in refused(path)


@pytest.mark.parametrize("twin", ["README.txt", "readme.TXT"])
def test_a_file_that_is_there_twice_is_refused(members: Members, tmp_path: Path, twin: str) -> None:
    path = put_together(members, tmp_path / "x.zip")
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(twin), b"another text")
    assert refused(path) == f"{twin}: it is there twice; do not unpack this pack."


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_what_is_no_file_is_refused(members: Members, tmp_path: Path, kind: int) -> None:
    path = put_together(members, tmp_path / "x.zip")
    info = zipfile.ZipInfo("evidence/link")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, b"../../outside.txt")
    assert "it is a link, a folder or a device" in refused(path)


def test_what_is_encrypted_is_refused(members: Members, tmp_path: Path) -> None:
    path = put_together(members, tmp_path / "x.zip")
    patched(path, "README.txt", FLAGS, "<H", 1)
    assert refused(path) == "README.txt: it is encrypted, and nothing in a pack is."


def test_a_strange_compression_is_refused(members: Members, tmp_path: Path) -> None:
    path = put_together(members, tmp_path / "x.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("evidence/bomb", bytes(10_000))
    assert refused(path) == "evidence/bomb: it is compressed by a method that no pack uses."


def test_a_file_that_grows_beyond_what_it_declares_is_refused(
    members: Members, tmp_path: Path
) -> None:
    path = put_together({**members, "README.txt": bytes(1 << 28)}, tmp_path / "x.zip")
    patched(path, "README.txt", SIZE, "<I", 100)
    began = time.perf_counter()
    assert refused(path) == (
        "README.txt: it holds more than the 100 bytes it declares; do not unpack this pack."
    )
    assert time.perf_counter() - began < 1


def test_a_file_that_holds_less_than_it_declares_is_refused(
    members: Members, tmp_path: Path
) -> None:
    path = put_together(members, tmp_path / "x.zip")
    patched(path, "README.txt", SIZE, "<I", 1 << 20)
    assert refused(path) == "README.txt: it is damaged and cannot be unpacked."


def test_a_pack_that_declares_to_be_huge_is_refused(members: Members, tmp_path: Path) -> None:
    names = ["evidence/a", "evidence/b", "evidence/c"]
    path = put_together({**members, **dict.fromkeys(names, b"x")}, tmp_path / "x.zip")
    for name in names:
        patched(path, name, SIZE, "<I", 0xFFFF_FFF0)
    assert "with it the pack would hold more than" in refused(path)


@pytest.mark.parametrize("name", ["manifest.txt", "checkpoint.txt", "keys.txt"])
def test_a_huge_text_is_not_read(
    members: Members, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_TEXT", 1 << 20)
    path = put_together({**members, name: bytes((1 << 20) + 1)}, tmp_path / "x.zip")
    report = check(path, None, [])
    said = [in_english(*one) for found in report.problems.values() for one in found]
    assert any(f"{name}: with it the pack would hold" in one for one in said)


def test_a_huge_line_is_not_read(
    members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 1 << 17)
    path = put_together({**members, "entries.jsonl": b"{}\n" + bytes(1 << 20)}, tmp_path / "x.zip")
    report = check(path, None, [])
    said = [in_english(*one) for found in report.problems.values() for one in found]
    assert "entries.jsonl, line 2: it is too long to be read." in said


def test_a_pack_of_too_many_files_is_refused(
    members: Members, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 3)
    path = put_together(members, tmp_path / "x.zip")
    assert refused(path) == "x.zip: it holds more files than a pack may (3)."


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"no zip" * 100, b"PK\x05\x06" + bytes(18), b"PK\x05\x06" + b"\xff" * 18],
)
def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert refused(path).startswith(("x.zip: it is not a zip file", "manifest.txt: it is missing"))


def test_a_pack_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    report = check(tmp_path / "x.zip", None, [])
    assert [in_english(*one) for one in report.problems["files"]] == ["x.zip: it cannot be read."]


def unpacked(members: Members, folder: Path) -> Path:
    for name, data in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_an_unpacked_pack_is_checked_like_any(members: Members, tmp_path: Path) -> None:
    folder = unpacked(members, tmp_path / "PER")
    assert check(folder, None, []).is_sound
    (folder / "README.txt").write_text("Nothing ever happened.")
    report = check(folder, None, [])
    assert "README.txt: it is not what the manifest lists" in in_english(
        *report.problems["files"][0]
    )


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are those of POSIX")
@pytest.mark.parametrize("make", [lambda path: path.symlink_to("README.txt"), os.mkfifo])
def test_an_unpacked_pack_holds_nothing_but_files(
    members: Members, tmp_path: Path, make: object
) -> None:
    folder = unpacked(members, tmp_path / "PER")
    make(folder / "evidence" / "more")  # type: ignore[operator]
    report = check(folder, None, [])
    (problem,) = report.problems["files"]
    assert in_english(*problem).startswith("evidence/more: it is a link, a folder or a device")
