"""Keys, checkpoints and proofs from the command line, and every bad thing they may be given."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from pathfinder_flow.domain.ledger.notes import parse_checkpoint, parse_key, parse_note
from pathfinder_flow.mail.witness import HEADER, notes_in
from pathfinder_flow.verifier.notes import Note, SignedCheckpoint
from pathfinder_flow.verifier.tree import extends, root_from
from tests.cli.lived import AFTERWARDS, live
from tests.cli.years import Owing, fits

LATER = AFTERWARDS + timedelta(days=1)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    home = tmp_path_factory.mktemp("signed") / "home"
    home.mkdir()
    return home, live(home)


@pytest.fixture
def signed(lived: tuple[Path, dict[str, str]], tmp_path: Path) -> Owing:
    """A signed ledger of one's own, with mails sent."""
    return Owing(shutil.copytree(lived[0], tmp_path / "signed"))


@pytest.fixture
def kept(signed: Owing, tmp_path: Path) -> Path:
    """A mail that somebody kept."""
    mail = next(data for data in signed.mails() if notes_in(data))
    path = tmp_path / "kept.eml"
    path.write_bytes(mail)
    return path


def grow(ledger: Owing, reason: str = "Heard of it") -> None:
    ledger.well(LATER, "correct", "5", "--reason", reason, "--effective", "2020-03-01")


def rows(ledger: Owing, *args: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ledger.on(LATER, *args, "--json").stdout)
    return found


# Keys


def test_a_key_under_a_passphrase_signs_with_it_and_not_without(owing: Owing) -> None:
    secret = {"PATHFINDER_FLOW_KEY_PASSPHRASE": "open"}
    made = owing.well(LATER, "audit", "key", "create", env=secret)
    assert parse_key(made.stdout).name
    file = owing.home / "checkpoint.key"
    assert b"ENCRYPTED" in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert "PATHFINDER_FLOW_KEY_PASSPHRASE" in owing.denied(LATER, "audit", "checkpoint")
    owing.well(LATER, "audit", "checkpoint", env=secret)


def test_the_secret_half_is_nowhere_in_the_database(owing: Owing) -> None:
    owing.well(LATER, "audit", "key", "create")
    pem = (owing.home / "checkpoint.key").read_text().splitlines()
    secret = b64decode("".join(line for line in pem[1:] if "-" not in line))[-32:]
    for path in owing.home.glob("ledger.sqlite*"):
        assert secret not in path.read_bytes()


@pytest.mark.parametrize("name", ["a b", "a+b", "é"])
def test_a_name_that_no_key_can_have_is_refused(owing: Owing, name: str) -> None:
    result = owing.on(LATER, "audit", "key", "create", "--name", name)
    assert result.exit_code == 1
    assert not (owing.home / "checkpoint.key").exists()


# Proofs that anybody can check with what is printed


def test_what_is_printed_proves_an_entry(signed: Owing) -> None:
    (key,) = rows(signed, "audit", "key", "show")
    proof = json.loads(signed.well(LATER, "audit", "prove", "5", "--json").stdout)
    note = parse_note(proof["checkpoint"])
    said = parse_checkpoint(note)
    path = [b64decode(one) for one in proof["path"]]
    assert said.origin == parse_key(str(key["key"])).name
    assert root_from(b64decode(proof["data"]), proof["index"], said.size, path) == said.root
    assert json.loads(b64decode(proof["data"]))["number"] == 5


def test_what_is_printed_proves_that_the_ledger_grew(signed: Owing, kept: Path) -> None:
    seen = parse_checkpoint(parse_note(notes_in(kept.read_bytes())[0]))
    grow(signed)
    found = json.loads(signed.well(LATER, "audit", "consistency", str(kept), "--json").stdout)
    old, new = (
        SignedCheckpoint("", found[name]["size"], b64decode(found[name]["root"]), Note("", "", []))
        for name in ("old", "new")
    )
    assert (old.size, old.root) == (seen.size, seen.root)
    assert extends(old, new, [b64decode(one) for one in found["proof"]])


def test_an_entry_that_came_after_the_last_checkpoint_asks_for_one(signed: Owing) -> None:
    grow(signed)
    last = signed.told(LATER, "audit", "consistency", "0")["new"]["size"]
    assert "\n  pathfinder-flow audit checkpoint\n" in signed.denied(
        LATER, "audit", "prove", str(last)
    )
    signed.well(LATER, "audit", "checkpoint")
    signed.well(LATER, "audit", "prove", str(last))


@pytest.mark.parametrize(
    "args",
    [("prove", "0"), ("prove", "999999999999999999999"), ("consistency", "5", "3"),
     ("consistency", "99999"), ("consistency", "nowhere.txt")],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_proven_is_refused_in_one_sentence(
    signed: Owing, args: tuple[str, ...]
) -> None:
    signed.denied(LATER, "audit", *args)


# Against what somebody kept


def test_a_mail_that_somebody_kept_agrees(signed: Owing, kept: Path) -> None:
    grow(signed)
    told = signed.well(LATER, "audit", "against", str(kept)).stdout
    assert "is right" in " ".join(told.split())
    assert fits(told.replace(str(kept), "kept.eml"))


def test_a_mail_carries_the_same_checkpoint_in_header_text_and_html(kept: Path) -> None:
    mail = message_from_bytes(kept.read_bytes(), policy=policy.default)
    (note,) = notes_in(kept.read_bytes())
    assert b64decode("".join(str(mail[HEADER]).split())).decode() == note
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        assert note.strip() in str(part.get_content()).replace("\r\n", "\n")


def edited(kept: Path) -> Iterator[tuple[str, bytes]]:
    """Give what may have become of a kept mail: truncated, edited, or none of ours."""
    (note,) = notes_in(kept.read_bytes())
    size = note.splitlines()[1]
    signature = note.splitlines()[-1]
    yield "another size", note.replace(f"\n{size}\n", f"\n{int(size) + 1}\n").encode()
    yield "another root", note.replace(note.splitlines()[2][:4], "AAAA").encode()
    yield "a cut signature", note.replace(signature, signature[:-8]).encode()
    yield "another name", note.replace("pathfinder.example", "other.example").encode()
    yield "no signature", note.replace(signature, "").encode()
    yield "nothing of ours", b"Subject: hello\r\n\r\nGood morning\r\n"
    yield "nothing at all", b""
    yield "bytes", bytes(range(256))


def test_what_was_edited_or_holds_none_is_refused_in_one_sentence(
    signed: Owing, kept: Path
) -> None:
    for name, data in edited(kept):
        kept.write_bytes(data)
        assert signed.denied(LATER, "audit", "against", str(kept)), name


def test_another_key_is_not_trusted(signed: Owing, kept: Path, owing: Owing) -> None:
    other = owing.well(LATER, "audit", "key", "create").stdout.strip()
    assert "does not speak of this ledger" in signed.denied(
        LATER, "audit", "against", str(kept), "--key", other
    )
    signed.denied(LATER, "audit", "against", str(kept), "--key", other[:-4])
    (own,) = rows(signed, "audit", "key", "show")
    signed.well(LATER, "audit", "against", str(kept), "--key", str(own["key"]))


def test_a_ledger_whose_end_was_cut_off_is_found_out(signed: Owing, tmp_path: Path) -> None:
    older = Owing(shutil.copytree(signed.home, tmp_path / "older"))
    grow(signed)
    witness = tmp_path / "checkpoint.txt"
    signed.well(LATER, "audit", "checkpoint", "-o", str(witness))
    result = older.on(LATER, "audit", "against", str(witness))
    assert result.exit_code == 1
    assert "are not there" in " ".join(result.stdout.split())


def test_two_ledgers_that_went_on_from_one_backup_are_found_out(
    signed: Owing, tmp_path: Path
) -> None:
    restored = Owing(shutil.copytree(signed.home, tmp_path / "restored"))
    common = signed.told(LATER, "audit", "consistency", "0")["new"]["size"]
    grow(signed, "Here")
    grow(restored, "There")
    witness = tmp_path / "checkpoint.txt"
    restored.well(LATER, "audit", "checkpoint", "-o", str(witness))
    result = signed.on(LATER, "audit", "against", str(witness))
    assert result.exit_code == 1
    assert "went on separately from one backup" in " ".join(result.stdout.split())
    (held,) = rows(signed, "audit", "against", str(witness))
    assert held["verdict"] == "differs"
    (fork,) = rows(signed, "audit", "against", str(restored.home / "ledger.sqlite"))
    assert fork["common"] == common
    said = signed.on(LATER, "audit", "against", str(restored.home / "ledger.sqlite")).stdout
    assert f"from entry {common + 1} on" in " ".join(said.split())


def test_a_copy_of_the_same_ledger_agrees(signed: Owing, tmp_path: Path) -> None:
    signed.well(LATER, "db", "backup", str(tmp_path / "copy"))
    told = signed.well(LATER, "audit", "against", str(tmp_path / "copy" / "ledger.sqlite")).stdout
    assert "the same ledger" in " ".join(told.split())


def test_a_database_that_is_no_ledger_is_refused(signed: Owing, tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as conn:
        conn.execute("CREATE TABLE x (y)")
    conn.close()
    signed.denied(LATER, "audit", "against", str(other))


# Verdicts


def test_a_sound_ledger_is_told_to_be_sound(signed: Owing) -> None:
    told = signed.well(LATER, "audit", "verify").stdout
    assert fits(told)
    assert {
        row["verdict"]: row["state"] for row in rows(signed, "audit", "verify")
    } == dict.fromkeys(("integrity", "anchoring", "completeness", "conformance"), "sound")


def test_status_says_what_was_signed_last(signed: Owing) -> None:
    assert "Last checkpoint" in signed.well(AFTERWARDS, "status").stdout
    assert rows(signed, "status")["checkpoint"]["size"] > 5  # type: ignore[call-overload,index]


def test_no_key_is_made_that_the_settings_would_keep_from_signing(owing: Owing) -> None:
    env = {"PATHFINDER_FLOW_SIGNING_KEY": "another"}
    for command in ("create", "rotate"):
        result = owing.on(LATER, "audit", "key", command, env=env)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert not (owing.home / "checkpoint.key").exists()
