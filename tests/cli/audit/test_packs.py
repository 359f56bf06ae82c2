"""audit pack and audit verify-pack, as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.years import fits
from tests.faults.running import Program
from tests.packs import listed_anew, put_together, run_alone, taken_apart
from tests.words.test_catalogues import ENGLISH_WORDS, own_words


@pytest.fixture
def signed(peopled: Program) -> Program:
    peopled.done("audit", "key", "create", "--name", "ledger.example")
    return peopled


@pytest.fixture
def pack(signed: Program, tmp_path: Path) -> Path:
    path = tmp_path / "PER.zip"
    signed.done("audit", "pack", "PER", "-o", str(path))
    return path


def key_of(program: Program) -> str:
    return program.done("audit", "key", "show").stdout.strip()


def correct(program: Program, reason: str) -> None:
    """Correct the date of the first evidence on Peru."""
    history = json.loads(program.done("history", "PER", "--json").stdout)
    number = next(one["entry"] for one in history if one["kind"] == "evidence")
    program.done("correct", str(number), "--reason", reason, "--effective", "2018-05-02")


def test_a_pack_is_written_and_found_good(signed: Program, tmp_path: Path) -> None:
    path = tmp_path / "PER.zip"
    written = signed.done("audit", "pack", "Peru", "-o", str(path))
    assert written.stdout == ""
    assert written.stderr == (f"Packed for an auditor: 7 entries, 15 files, in {path}.\n")
    checked = signed.done("audit", "verify-pack", str(path), "--key", key_of(signed))
    assert checked.stderr == "Everything is in order.\n"
    assert "  ok  entries      7 of 7 are in the ledger as they stand here\n" in checked.stdout
    assert fits(checked.stdout)


def test_its_own_verifier_says_the_same(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    code, said = run_alone(tmp_path / "alone", str(pack))
    assert code == 0
    assert "  ok  entries      7 of 7 are in the ledger as they stand here\n" in said


def test_without_a_key_it_says_whose_it_relied_on(signed: Program, pack: Path) -> None:
    checked = signed.done("audit", "verify-pack", str(pack))
    assert f"give that one with --key:\n  {key_of(signed)}\n" in " ".join(
        checked.stdout.split(" ")
    ).replace("with\n--key", "with --key")


def test_a_changed_pack_is_wrong_by_its_exit_code(
    signed: Program, pack: Path, tmp_path: Path
) -> None:
    members = {**taken_apart(pack), "history.csv": b"nothing"}
    forged = put_together(members, tmp_path / "forged.zip")
    result = signed.call("audit", "verify-pack", str(forged))
    assert result.exit_code == 1
    assert "WRONG  files        1 wrong, see below" in result.stdout
    assert "history.csv: it is not what the manifest lists" in result.stdout
    assert result.stderr == "1 wrong: do not rely on this pack.\n"
    told = json.loads(signed.call("audit", "verify-pack", str(forged), "--json").stdout)
    assert told["sound"] is False
    (problem,) = told["problems"]
    assert (problem["check"], problem["code"], problem["file"]) == (
        "files", "changed", "history.csv",
    )  # fmt: skip


def test_a_good_pack_as_json(signed: Program, pack: Path) -> None:
    key = key_of(signed)
    told = json.loads(signed.done("audit", "verify-pack", str(pack), "--key", key, "--json").stdout)
    assert told["sound"] is True
    assert told["key"] == key
    assert told["key_given"] is True
    assert told["problems"] == []
    assert told["checks"]["files"]["mark"] == "ok"
    assert told["checks"]["witness"]["mark"] == "none"
    assert told["entries"] > 5


def test_a_wrong_key_and_a_witness_of_nothing_are_told(
    signed: Program, pack: Path, tmp_path: Path
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text("Subject: hello\n\nGood morning.\n")
    result = signed.call("audit", "verify-pack", str(pack), "--key", "x")
    assert (result.exit_code, "--key: 'x' is not a key" in result.stdout) == (1, True)
    result = signed.call("audit", "verify-pack", str(pack), "--witness", str(mail))
    assert result.exit_code == 1
    assert "mail.eml: there is no checkpoint of this ledger in it." in result.stdout


def test_a_checkpoint_that_was_kept_is_a_witness(
    signed: Program, pack: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(signed.done("audit", "checkpoint", "--latest").stdout)
    told = signed.done("audit", "verify-pack", str(pack), "--witness", str(kept)).stdout
    assert "  ok  witness      1, on the same history\n" in told


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_packs_are_told_in_every_language(
    signed: Program, pack: Path, tmp_path: Path, lang: str
) -> None:
    bad = put_together(listed_anew({**taken_apart(pack), "keys.txt": b"x"}), tmp_path / "bad.zip")
    for path in (pack, bad):
        told = signed.call("--lang", lang, "audit", "verify-pack", str(path))
        for line in (told.stdout + told.stderr).splitlines():
            if not line.startswith("  "):
                assert ENGLISH_WORDS.findall(own_words(line)) == [], line
    path = tmp_path / f"{lang}.zip"
    signed.done("--lang", lang, "audit", "pack", "PER", "-o", str(path))
    assert taken_apart(path)["README.txt"] != taken_apart(pack)["README.txt"]


def test_a_pack_is_never_written_over_unless_asked(signed: Program, pack: Path) -> None:
    before = pack.read_bytes()
    said = signed.refused("audit", "pack", "PER", "-o", str(pack))
    assert "it is there already" in said
    assert pack.read_bytes() == before
    signed.done("audit", "pack", "FRA", "-o", str(pack), "--force")
    assert pack.read_bytes() != before


def test_what_cannot_be_packed_is_said_in_a_sentence(peopled: Program, tmp_path: Path) -> None:
    path = str(tmp_path / "x.zip")
    assert "No checkpoint was ever made" in peopled.refused("audit", "pack", "PER", "-o", path)
    peopled.done("audit", "key", "create")
    assert "KEN" in peopled.refused("audit", "pack", "KEN", "-o", path)
    correct(peopled, "wrong")
    assert "came after the last checkpoint" in peopled.refused("audit", "pack", "PER", "-o", path)
    nowhere = str(tmp_path / "nowhere" / "x.zip")
    peopled.done("audit", "checkpoint")
    assert "cannot be written" in peopled.refused("audit", "pack", "PER", "-o", nowhere)
    assert peopled.call("audit", "pack", "PER").exit_code == 2
    assert not [*tmp_path.glob("*.zip*"), *tmp_path.glob(".*partial")]


def test_who_wrote_a_name_is_told(signed: Program, tmp_path: Path) -> None:
    correct(signed, "as Desk.Secretariat said")
    signed.done("audit", "checkpoint")
    said = signed.done("audit", "pack", "PER", "-o", str(tmp_path / "x.zip")).stderr
    assert "Entries that hold the name, address or sign-in name" in said
    said = signed.done("audit", "pack", "PER", "-o", str(tmp_path / "y.zip"), "--with-names").stderr
    assert "Entries that hold" not in said


def test_a_copy_for_an_auditor_has_no_key_and_says_so(signed: Program, tmp_path: Path) -> None:
    (signed.home / "checkpoint.key").unlink()
    path = tmp_path / "x.zip"
    said = signed.done("audit", "pack", "PER", "-o", str(path)).stderr
    assert "There is no key to sign its manifest here" in said
    told = signed.done("audit", "verify-pack", str(path)).stdout
    assert "  -   manifest     not signed: rely on the entries" in told


def test_evidence_that_is_gone_is_told_with_the_pack(signed: Program, tmp_path: Path) -> None:
    document = tmp_path / "letter.pdf"
    document.write_bytes(b"%PDF-1.7")
    signed.done("evidence", "add", "PER", "expression_of_interest", "--file", str(document))
    signed.done("audit", "checkpoint")
    for kept in signed.home.glob("evidence/*/*"):
        kept.unlink()
    result = signed.call("audit", "pack", "PER", "-o", str(tmp_path / "x.zip"))
    assert result.exit_code == 1
    assert "its own check found this wrong:\nevidence/" in result.stderr
    assert (tmp_path / "x.zip").exists()
