"""Which keys a pack is believed by, and how it stands to what others kept."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder_flow.domain.ledger.entries import canonical_json
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.ledger.notes import Checkpoint, SignedNote
from pathfinder_flow.domain.ledger.proofs import gather, inclusion_ranges
from pathfinder_flow.mail.witness import header_of
from pathfinder_flow.signing.ed25519 import Signer, new_signer
from pathfinder_flow.verifier.command import check
from pathfinder_flow.verifier.one_file import verify_py
from pathfinder_flow.verifier.report import in_english
from tests.packs import LEDGER, Audited, Members, listed_anew, put_together
from tests.verifier.test_changed_packs import judged, said

ROOT = bytes(range(32))


def problems(path: Path, key: str | None = None, *witnesses: Path) -> str:
    report = check(path, key, list(witnesses))
    return "\n".join(in_english(*one) for found in report.problems.values() for one in found)


def note(signer: Signer, size: int, root: bytes = ROOT) -> str:
    text = Checkpoint(signer.key.name, size, root).text
    return str(SignedNote(text, (signer.sign(text),)))


# Keys


def test_the_key_in_use_and_the_one_before_it_vouch(peru: Audited, good: Path) -> None:
    assert peru.signer.key != peru.first.key
    assert problems(good, peru.signer.key.text) == ""
    assert problems(good, peru.first.key.text) == ""
    assert problems(good) == ""


def test_another_key_vouches_for_nothing(good: Path) -> None:
    for name in (LEDGER, "another.example"):
        found = problems(good, new_signer(name).key.text)
        assert "checkpoint.txt: neither the key given nor one that it vouches for" in found
        assert "manifest.txt: neither the key given" in found


def test_a_key_that_was_replaced_signs_no_more(peru: Audited, members: Members) -> None:
    size, root = members["checkpoint.txt"].decode().split("\n")[1:3]
    forged = note(peru.first, int(size), b64decode(root))
    report = judged(listed_anew({**members, "checkpoint.txt": forged.encode()}))
    assert said(report) == "checkpoint.txt: no key on record has signed it."


def test_a_key_that_was_lost_does_not_vouch_for_the_next(
    members: Members, tmp_path: Path, peru: Audited
) -> None:
    """As if the change of key had been signed by the new one alone."""
    lines = []
    for line in members["checkpoints.jsonl"].splitlines():
        kept = json.loads(line)
        text, blank, signatures = kept["note"].rpartition("\n\n")
        signed = signatures.splitlines(keepends=True)
        lines.append({**kept, "note": text + blank + signed[-1]})
    changed = "".join(f"{json.dumps(one)}\n" for one in lines).encode()
    path = put_together(listed_anew({**members, "checkpoints.jsonl": changed}), tmp_path / "x.zip")
    assert problems(path, peru.signer.key.text) == ""
    assert "neither the key given nor one that it vouches for" in problems(
        path, peru.first.key.text
    )


# Witnesses


def kept(folder: Path, data: bytes | str, name: str = "mail.eml") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_every_mail_that_was_sent_is_a_witness(peru: Audited, good: Path, tmp_path: Path) -> None:
    mails = [envelope.data for _, envelope in peru.notices.collector.sent]
    assert mails
    files = [kept(tmp_path, data, f"{number}.eml") for number, data in enumerate(mails)]
    report = check(good, None, files)
    assert report.is_sound
    assert report.end_of("witness") == ("witnessed", {"count": len(files)})
    assert report.mark_of("witness") == "mark_ok"


def test_a_witness_may_be_quoted_or_stand_alone(
    members: Members, good: Path, tmp_path: Path
) -> None:
    text = json.loads(members["checkpoints.jsonl"].splitlines()[-1])["note"]
    quoted = "".join(f"> {line}\r\n" for line in text.splitlines())
    name, value = header_of(text)
    for data in (
        text,
        f"You sent us this:\n\n{quoted}\nIs it right?\n",
        f"Subject: Re: x\n{name}: {value}\n\nno more text\n",
        text.rstrip("\n"),
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + b64encode(f"Hello\n--\n{text}".encode()).decode(),
    ):
        assert problems(good, None, kept(tmp_path, data)) == "", data


def test_a_witness_of_another_history_convicts(
    peru: Audited, members: Members, good: Path, tmp_path: Path
) -> None:
    first = json.loads(members["checkpoints.jsonl"].splitlines()[0])["note"]
    last = members["checkpoint.txt"].decode()
    for signer, text in ((peru.first, first), (peru.signer, last)):
        size = text.split("\n")[1]
        found = problems(good, None, kept(tmp_path, note(signer, int(size))))
        assert found == (
            f"mail.eml: it witnesses {size} entries with another root; the ledger was rewritten "
            "since."
        )


@pytest.mark.parametrize(
    ("size", "signer", "expected"),
    [
        (1000, "second", "more than this pack leads to, and cannot be told from it"),
        (1, "first", "of which this pack has no checkpoint; it cannot be told from it."),
        (5, "stranger", "no key that is trusted here has signed its checkpoint."),
        (5, "another", "there is no checkpoint of this ledger in it."),
        (1000, "first", "no key that is trusted here has signed its checkpoint."),
    ],
    ids=["newer", "not on record", "a stranger's", "of another ledger", "by a replaced key"],
)
def test_a_witness_that_cannot_be_judged_is_said_so(
    peru: Audited, good: Path, tmp_path: Path, size: int, signer: str, expected: str
) -> None:
    by = {
        "first": peru.first,
        "second": peru.signer,
        "stranger": new_signer(LEDGER),
        "another": new_signer("another.example"),
    }
    assert expected in problems(good, None, kept(tmp_path, note(by[signer], size)))


def test_a_file_without_a_checkpoint_is_no_witness(good: Path, tmp_path: Path) -> None:
    assert problems(good, None, kept(tmp_path, "Subject: x\n\nGood morning.\n")) == (
        "mail.eml: there is no checkpoint of this ledger in it."
    )
    assert problems(good, None, tmp_path / "nothing.eml") == "nothing.eml: it cannot be read."


def test_a_witness_that_was_changed_is_said_so(
    members: Members, good: Path, tmp_path: Path
) -> None:
    text = members["checkpoint.txt"].decode()
    other = text.replace(text.split("\n")[1], "7", 1)
    assert "mail.eml: the signature of the key" in problems(good, None, kept(tmp_path, other))


# Ledgers that somebody made up from the first entry on


def made_up(entries: list[object]) -> Members:
    """A pack of entries that a made-up ledger with a key of its own really holds."""
    signer = new_signer(LEDGER)
    base = {"number": 1, "country": "PER", "kind": "key", "mandate": None}
    key = {**base, "body": {"key": signer.key.text, "replaces": None}}
    data = [canonical_json(key), *map(canonical_json, entries)]
    leaves = [leaf_hash(one) for one in data]
    tree = Frontier()
    for leaf in leaves:
        tree = tree.append(leaf)
    proofs = []
    for index in range(len(data)):
        ranges = inclusion_ranges(index, len(data))
        roots = gather(leaves, ranges)
        path = [b64encode(roots[one]).decode() for one in ranges]
        proofs.append({"number": index + 1, "path": path})
    return listed_anew({
        "checkpoint.txt": note(signer, len(data), tree.root()).encode(),
        "checkpoints.jsonl": b"",
        "entries.jsonl": b"".join(one + b"\n" for one in data),
        "keys.txt": f"{signer.key.text}\n".encode(),
        "proofs.jsonl": "".join(f"{json.dumps(one)}\n" for one in proofs).encode(),
        "verify.py": verify_py(),
    })  # fmt: skip


def entry(number: int = 2, **other: object) -> dict[str, object]:
    whole = {"number": number, "country": "PER", "kind": "zone", "mandate": None, "body": {}}
    return {**whole, **other}


def test_a_made_up_ledger_is_consistent_in_itself_and_no_more() -> None:
    report = judged(made_up([entry()]))
    assert report.is_sound
    assert report.given is None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (entry(3), "entry 2: it is proven, but is not an entry of that number."),
        (entry(country="COL"), "entry 2: it is about another country."),
        (entry(mandate=7), "entry 2: it rests on entry 7, which is left out."),
        (entry(body={"rests_on": [9]}), "entry 2: it rests on entry 9, which is left out."),
        (entry(kind="key", body={"key": "x", "replaces": None}), "is not an entry"),
        ("no entry", "entry 2: it is proven, but is not an entry of that number."),
    ],
)
def test_what_an_entry_says_is_held_against_the_others(other: object, expected: str) -> None:
    assert expected in said(judged(made_up([other])))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KINDS = ("evidence", "reminder", "delivery", "erasure", "key", "case_opened", "transition")
BODY_KEYS = ("source", "served", "message", "messages", "sha256", "workflow", "key", "replaces")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(KINDS) | VALUES,
    VALUES | st.dictionaries(st.sampled_from(BODY_KEYS), VALUES, max_size=5),
    VALUES,
    VALUES,
)
def test_whatever_a_proven_entry_holds_there_is_an_answer(
    kind: object, body: object, country: object, mandate: object
) -> None:
    report = judged(made_up([entry(kind=kind, body=body, country=country, mandate=mandate)]))
    assert report.is_sound or said(report).isprintable() or "\n" in said(report)
