"""Go's checksum database is checked with `x/mod/sumdb`: it takes our checkpoints and proofs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from random import Random

import pytest

from pathfinder_flow.domain.errors.invalid import BadCheckpoint, BadKey
from pathfinder_flow.domain.ledger.notes import parse_checkpoint, parse_key, parse_note
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing.ed25519 import Signer, new_signer, signer_of, verify
from tests.interop.conftest import load_public_record
from tests.interop.faults import (
    OF_AN_ENTRY,
    OF_GROWTH,
    OF_THE_CHECKPOINT,
    PLACE,
    Fault,
    cut_off_anywhere,
    places_refused,
    spoiled,
)
from tests.interop.material import (
    Material,
    Stored,
    Verifier,
    material,
    signed_note,
    stored,
    without_proofs,
)


def test_go_takes_every_proof_of_every_size(go: Verifier, ledger: Stored, signer: Signer) -> None:
    sizes = range(1, len(ledger.data) + 1)
    verdicts = go([material(ledger, signer, size) for size in sizes])
    for size, verdict in zip(sizes, verdicts, strict=True):
        assert verdict == {"checkpoint": "", "entries": [""] * size, "earlier": [""] * size}


def test_go_takes_what_either_database_stores(
    go: Verifier, app: AppContext, signer: Signer
) -> None:
    load_public_record(app)
    kept = stored(app)
    size = len(kept.data)
    (verdict,) = go([material(kept, signer, size)])
    assert verdict == {"checkpoint": "", "entries": [""] * size, "earlier": [""] * size}


@pytest.mark.parametrize("fault", OF_THE_CHECKPOINT)
def test_go_refuses_a_checkpoint_with(go: Verifier, sound: Material, fault: Fault) -> None:
    (verdict,) = go([spoiled(sound, fault)])
    assert verdict["checkpoint"]


def test_go_refuses_a_checkpoint_cut_off_anywhere(go: Verifier, sound: Material) -> None:
    assert all(verdict["checkpoint"] for verdict in go(cut_off_anywhere(sound)))


@pytest.mark.parametrize("fault", OF_AN_ENTRY)
def test_go_refuses_that_entry_alone_with(go: Verifier, sound: Material, fault: Fault) -> None:
    (verdict,) = go([spoiled(sound, fault)])
    assert (verdict["checkpoint"], set(verdict["earlier"])) == ("", {""})
    assert places_refused(verdict["entries"]) == [PLACE]


@pytest.mark.parametrize("fault", OF_GROWTH)
def test_go_refuses_that_growth_alone_with(go: Verifier, sound: Material, fault: Fault) -> None:
    (verdict,) = go([spoiled(sound, fault)])
    assert (verdict["checkpoint"], set(verdict["entries"])) == ("", {""})
    assert places_refused(verdict["earlier"]) == [PLACE]


def test_go_sees_a_ledger_written_anew_by_all_who_kept_an_earlier_root(
    go: Verifier, ledger: Stored, sound: Material, signer: Signer
) -> None:
    anew = material(ledger.rewritten(PLACE), signer, len(ledger.data))
    for kept, said in zip(sound["earlier"], anew["earlier"], strict=True):
        said["root"] = kept["root"]
    (verdict,) = go([anew])
    # Signed with the right key and sound in itself: only what somebody kept gives it away.
    assert (verdict["checkpoint"], set(verdict["entries"])) == ("", {""})
    assert places_refused(verdict["earlier"]) == [*range(PLACE, len(ledger.data))]


def test_go_takes_two_signatures_by_either_key(go: Verifier, ledger: Stored) -> None:
    before, after = new_signer("ledger.example"), new_signer("ledger.example")
    note = signed_note(ledger, 5, before, after)
    materials = [material(ledger, signer, 5) for signer in (before, after)]
    for one in materials:
        one["checkpoint"] = note
    assert [verdict["checkpoint"] for verdict in go(materials)] == ["", ""]


SIGNS = "\n\n\r\t\x00\x1f\x7f \u00a0\u2028+=—.-0159aAzZ/é"


def changed(chance: Random, given: str) -> str:
    """Give a text with up to two signs put in, taken out or put in place of others."""
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(given) + 1)
        put = chance.choice(SIGNS) * chance.randrange(3)
        given = given[:at] + put + given[at + chance.randrange(3) :]
    return given


def taken_here(given: Material) -> bool:
    try:
        note = parse_note(given["checkpoint"])
        parse_checkpoint(note)
        return bool(note.signed_by([parse_key(given["key"])], verify))
    except (BadCheckpoint, BadKey):
        return False


def test_we_and_go_take_the_same_checkpoints(go: Verifier, ledger: Stored, signer: Signer) -> None:
    chance = Random(8)
    text = parse_note(signed_note(ledger, 5, signer)).text
    witness = signer_of("witness.example", signer.secret).sign("something").line
    given = []
    for _ in range(3000):
        signed = changed(chance, text)
        note = f"{signed}\n{changed(chance, witness)}{signer.sign(signed).line}"
        given.append(without_proofs(signer.key.text, note))
    ours = [taken_here(one) for one in given]
    theirs = [not verdict["checkpoint"] for verdict in go(given)]
    differing = [one for one, a, b in zip(given, ours, theirs, strict=True) if a is not b]
    assert [one for one in differing if taken_here(one) or not is_loose(one["checkpoint"])] == []
    assert 500 < sum(ours) < 2500


def is_loose(note: str) -> bool:
    """Whether it has what Go overlooks: empty lines, or base64 as no encoder writes it."""
    text, _, signatures = note.rpartition("\n\n")
    lines = text.split("\n")
    encoded = [lines[2], *(line.split(" ")[2] for line in signatures[:-1].split("\n"))]
    return not all(lines) or any(b64encode(b64decode(one)).decode() != one for one in encoded)


def test_we_take_no_key_that_go_refuses(go: Verifier, ledger: Stored, signer: Signer) -> None:
    chance = Random(8)
    note = signed_note(ledger, 5, signer)
    keys = [changed(chance, signer.key.text).strip() for _ in range(3000)]
    given = [without_proofs(key, note) for key in keys]
    ours = [taken_here(one) for one in given]
    theirs = [not verdict["checkpoint"] for verdict in go(given)]
    assert [key for key, a, b in zip(keys, ours, theirs, strict=True) if a and not b] == []
    assert 500 < sum(ours) < 2500
