"""Whatever is changed in a pack is found and named, whether or not its manifest is signed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathfinder_flow.verifier.command import check, verify
from pathfinder_flow.verifier.notes import Key, key_of
from pathfinder_flow.verifier.reading import Pack
from pathfinder_flow.verifier.report import VerifierReport, in_english
from tests.packs import Members, listed_anew, put_together

FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
RETELLING = (
    "README.txt", "deadlines.csv", "deadlines.json", "evidence.csv", "history.csv",
    "history.html", "messages.csv", "people.csv", "verify.py",
)  # fmt: skip
PROVEN = (
    "checkpoint.txt", "checkpoints.jsonl", "entries.jsonl", "evidence/", "keys.txt", "messages/",
    "proofs.jsonl", "workflows/",
)  # fmt: skip


def judged(members: Members, given: Key | None = None) -> VerifierReport:
    """Check files as a pack, without a disk between."""
    sizes = {name: len(data) for name, data in members.items()}
    return verify(Pack(sizes, lambda name: io.BytesIO(members[name])), given, [])


def said(report: VerifierReport) -> str:
    """Everything that is said to be wrong."""
    found = [in_english(*one) for problems in report.problems.values() for one in problems]
    return "\n".join(found)


def file_of(members: Members, start: str) -> str:
    return next(name for name in sorted(members) if name.startswith(start))


def changed(data: bytes, at: int, value: int) -> bytes:
    return data[:at] + bytes([data[at] ^ value]) + data[at + 1 :]


def entry_at(data: bytes, at: int) -> list[str]:
    """Name the entry in a line, and the next if it is the end of the line that was changed."""
    lines = data.split(b"\n")
    index = data[:at].count(b"\n")
    near = lines[index : index + 2] if data[at : at + 1] == b"\n" else [lines[index]]
    return [f"entry {json.loads(line)['number']}:" for line in near if line]


def test_the_pack_is_good(members: Members, good: Path) -> None:
    report = judged(members)
    assert report.is_sound, said(report)
    assert check(good, None, []).is_sound
    assert {report.mark_of(one) for one in ("files", "manifest", "entries")} == {"mark_ok"}


@pytest.mark.parametrize("start", ["manifest.txt", *RETELLING, *PROVEN])
@FEW
@given(data=st.data())
def test_a_changed_byte_is_named(members: Members, start: str, data: st.DataObject) -> None:
    name = file_of(members, start)
    at = data.draw(st.integers(0, len(members[name]) - 1))
    value = data.draw(st.integers(1, 255))
    report = judged({**members, name: changed(members[name], at, value)})
    assert not report.is_sound
    assert name in said(report)
    if name == "entries.jsonl":
        assert any(entry in said(report) for entry in entry_at(members[name], at))


@pytest.mark.parametrize("start", PROVEN)
@FEW
@given(data=st.data())
def test_what_is_proven_needs_no_manifest(
    members: Members, start: str, data: st.DataObject
) -> None:
    """Whoever changes a byte may list it anew: the proofs and hashes of entries do not yield."""
    name = file_of(members, start)
    at = data.draw(st.integers(0, len(members[name]) - 1))
    value = data.draw(st.integers(1, 255))
    forged = {**members, name: changed(members[name], at, value)}
    report = judged(listed_anew(forged))
    if name == "checkpoints.jsonl" and report.is_sound:
        # One of two signatures may be that of a key that nobody knows; what is signed stays.
        assert texts_signed(forged) == texts_signed(members)
    else:
        assert not report.is_sound
        assert name.partition("/")[0] in said(report)


def texts_signed(members: Members) -> list[str]:
    notes = [json.loads(line)["note"] for line in members["checkpoints.jsonl"].splitlines()]
    return [note.rpartition("\n\n")[0] for note in notes]


@pytest.mark.parametrize("name", RETELLING)
def test_what_retells_is_protected_by_a_signed_manifest_alone(members: Members, name: str) -> None:
    forged = {**members, name: b"Nothing ever happened.\n"}
    assert f"{name}: it is not what the manifest lists" in said(judged(forged))
    report = judged(listed_anew(forged))
    assert report.is_sound
    assert report.mark_of("manifest") == "mark_none"


def test_a_manifest_cannot_be_signed_by_just_anybody(members: Members) -> None:
    signed = members["manifest.txt"].decode()
    forged = listed_anew({**members, "README.txt": b"Nothing ever happened.\n"})
    signatures = signed.rpartition("\n\n")[2]
    report = judged(
        {**forged, "manifest.txt": forged["manifest.txt"] + b"\n" + signatures.encode()}
    )
    assert "manifest.txt: the signature of the key" in said(report)


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "not signed"])
def test_every_file_must_be_there_and_no_other(members: Members, signed: bool) -> None:
    members = members if signed else listed_anew(members)
    for name in sorted(set(members) - {"manifest.txt"}):
        left = {kept: data for kept, data in members.items() if kept != name}
        assert f"{name}: the manifest lists it, and it is missing." in said(judged(left))
    for extra in ("more.txt", "evidence/more.pdf", ".DS_Store"):
        report = judged({**members, extra: b"more"})
        assert f"{extra}: it is there, and the manifest does not list it." in said(report)


def test_nothing_can_be_checked_without_a_manifest(members: Members) -> None:
    del members["manifest.txt"]
    report = judged(members)
    assert said(report) == "manifest.txt: it is missing, and nothing can be checked without it."
    assert report.end_of("entries") is None


@pytest.mark.parametrize("start", ["evidence/", "workflows/", "messages/"])
def test_files_that_no_entry_names_are_no_part_of_it(members: Members, start: str) -> None:
    extra = f"{start}{'0' * 64}"
    assert f"{extra}: no entry names it." in said(judged(listed_anew({**members, extra: b"x"})))
    twin = f"{file_of(members, start)}.x"
    assert "no entry names it" in said(judged(listed_anew({**members, twin: b"x"})))


@pytest.mark.parametrize("start", ["evidence/", "workflows/", "messages/"])
def test_files_that_entries_name_must_be_there(members: Members, start: str) -> None:
    del members[file_of(members, start)]
    assert "names it, and it is missing." in said(judged(listed_anew(members)))


def lines_of(members: Members, name: str) -> list[bytes]:
    return members[name].split(b"\n")[:-1]


def with_lines(members: Members, **lines: list[bytes]) -> Members:
    """Give files with other lines, listed anew."""
    made = {f"{name}.jsonl": b"".join(one + b"\n" for one in of) for name, of in lines.items()}
    return listed_anew({**members, **made})


def test_entries_cannot_change_places(members: Members) -> None:
    entries, proofs = lines_of(members, "entries.jsonl"), lines_of(members, "proofs.jsonl")
    entries[3:5], proofs[3:5] = entries[4:2:-1], proofs[4:2:-1]
    report = judged(with_lines(members, entries=entries, proofs=proofs))
    assert "proofs.jsonl, line 5: it is not a proof, or is out of order." in said(report)


def test_entries_cannot_be_there_twice(members: Members) -> None:
    entries, proofs = lines_of(members, "entries.jsonl"), lines_of(members, "proofs.jsonl")
    both = with_lines(members, entries=[*entries, entries[-1]], proofs=[*proofs, proofs[-1]])
    assert "out of order" in said(judged(both))


def test_proofs_belong_to_their_entries(members: Members) -> None:
    proofs = lines_of(members, "proofs.jsonl")
    third, fourth = json.loads(proofs[2]), json.loads(proofs[3])
    third["path"], fourth["path"] = fourth["path"], third["path"]
    proofs[2:4] = [json.dumps(one).encode() for one in (third, fourth)]
    report = judged(with_lines(members, proofs=proofs))
    for number in (third["number"], fourth["number"]):
        assert f"entries.jsonl, entry {number}: it does not lead to what was signed" in said(report)


def test_an_entry_without_a_proof_is_noticed(members: Members) -> None:
    proofs = lines_of(members, "proofs.jsonl")
    assert "proofs.jsonl: it has more lines or fewer" in said(
        judged(with_lines(members, proofs=proofs[:-1]))
    )


def test_what_an_entry_rests_on_cannot_be_left_out(members: Members) -> None:
    entries, proofs = lines_of(members, "entries.jsonl"), lines_of(members, "proofs.jsonl")
    founding = next(n for n, one in enumerate(entries) if b"founding mandate" in one)
    left = with_lines(
        members,
        entries=entries[:founding] + entries[founding + 1 :],
        proofs=proofs[:founding] + proofs[founding + 1 :],
    )
    assert "it rests on entry 1, which is left out." in said(judged(left))


def test_the_checkpoint_cannot_be_edited(members: Members) -> None:
    text = members["checkpoint.txt"].decode()
    name, size, root, *rest = text.split("\n")
    for edited in (
        [name, str(int(size) - 1), root, *rest],
        [name, size, root[::-1], *rest],
        ["another.example", size, root, *rest],
        [name, size, root, "more", *rest],
        [name, size, root, *rest[:1], *rest[2:]],
    ):
        forged = listed_anew({**members, "checkpoint.txt": "\n".join(edited).encode()})
        assert "checkpoint" in said(judged(forged))


@FEW
@given(length=st.integers(0, 100))
def test_the_checkpoint_cannot_be_cut_off(members: Members, length: int) -> None:
    cut = members["checkpoint.txt"][:length]
    assert "checkpoint.txt: it is not" in said(
        judged(listed_anew({**members, "checkpoint.txt": cut}))
    )


def test_another_checkpoint_of_the_pack_does_not_stand_in_for_the_last(members: Members) -> None:
    for line in lines_of(members, "checkpoints.jsonl"):
        note = json.loads(line)["note"].encode()
        forged = listed_anew({**members, "checkpoint.txt": note})
        assert "entries.jsonl, entry" in said(judged(forged))


def test_keys_are_those_that_the_entries_name(members: Members) -> None:
    one = members["keys.txt"].split(b"\n")[0] + b"\n"
    report = judged(listed_anew({**members, "keys.txt": one}))
    assert "keys.txt: its keys are not those that the entries name." in said(report)


@FEW
@given(at=st.integers(0, 10**9), value=st.integers(1, 255))
def test_a_changed_zip_file_is_refused_or_holds_the_same(
    good: Path, members: Members, tmp_path: Path, at: int, value: int
) -> None:
    data = good.read_bytes()
    path = tmp_path / "PER.zip"
    path.write_bytes(changed(data, at % len(data), value))
    if check(path, None, []).is_sound:
        with zipfile.ZipFile(path) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == members


@FEW
@given(share=st.floats(0, 0.999))
def test_a_zip_file_that_was_cut_off_is_refused(good: Path, tmp_path: Path, share: float) -> None:
    data = good.read_bytes()
    path = tmp_path / "PER.zip"
    path.write_bytes(data[: int(len(data) * share)])
    assert said(check(path, None, [])) == "PER.zip: it is not a zip file, or it was cut off."


LINES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["number", "path", "note", "proof", "body", "kind", "x"]),
                inner, max_size=4,
            ),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
    ),
    max_size=4,
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "entries.jsonl",
        "proofs.jsonl",
        "checkpoints.jsonl",
        "keys.txt",
        "checkpoint.txt",
        "manifest.txt",
    ],
)
@settings(FEW, max_examples=60)
@given(lines=LINES)
def test_whatever_a_file_holds_there_is_an_answer(
    members: Members, name: str, lines: list[bytes]
) -> None:
    forged = {**members, name: b"\n".join(lines)}
    report = judged(forged if name == "manifest.txt" else listed_anew(forged))
    # A pack with no other checkpoints is a good one.
    assert not report.is_sound or name == "checkpoints.jsonl"
    assert all(one.isprintable() for one in said(report).split("\n"))


def test_what_cannot_be_a_key_is_refused(good: Path) -> None:
    for given_key in ("", " ", "x", "a+b+c", "ledger.example+00000000+" + "A" * 44):
        report = check(good, given_key or None, [])
        assert report.is_sound is (given_key == "")
        assert given_key == "" or "is not a key" in said(report)


def test_a_pack_put_together_anew_is_as_good(members: Members, tmp_path: Path) -> None:
    assert check(put_together(members, tmp_path / "x.zip"), None, []).is_sound


def test_the_key_given_is_the_one_relied_on(members: Members) -> None:
    current = key_of(members["keys.txt"].decode().split("\n")[-2], "keys.txt")
    report = judged(members, current)
    assert report.is_sound
    assert report.given == report.signer == current
