"""Sigstore's logs are checked with `@sigstore/verify`: it takes our checkpoints and proofs too."""

from __future__ import annotations

import pytest

from pathfinder_flow.signing.ed25519 import Signer, new_signer
from tests.interop.faults import (
    OF_AN_ENTRY,
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
    without_proofs,
)


def test_sigstore_takes_every_entry_of_every_size(
    sigstore: Verifier, ledger: Stored, signer: Signer
) -> None:
    sizes = range(1, len(ledger.data) + 1)
    verdicts = sigstore([material(ledger, signer, size) for size in sizes])
    for size, verdict in zip(sizes, verdicts, strict=True):
        assert verdict == {"checkpoint": "", "entries": [""] * size, "earlier": []}


@pytest.mark.parametrize("fault", OF_THE_CHECKPOINT)
def test_sigstore_refuses_a_checkpoint_with(
    sigstore: Verifier, sound: Material, fault: Fault
) -> None:
    (verdict,) = sigstore([spoiled(sound, fault)])
    assert verdict["checkpoint"]


def test_sigstore_refuses_a_checkpoint_cut_off_anywhere(
    sigstore: Verifier, sound: Material
) -> None:
    assert all(verdict["checkpoint"] for verdict in sigstore(cut_off_anywhere(sound)))


@pytest.mark.parametrize("fault", OF_AN_ENTRY)
def test_sigstore_refuses_that_entry_alone_with(
    sigstore: Verifier, sound: Material, fault: Fault
) -> None:
    (verdict,) = sigstore([spoiled(sound, fault)])
    assert verdict["checkpoint"] == ""
    assert places_refused(verdict["entries"]) == [PLACE]


def test_sigstore_takes_two_signatures_by_either_key(sigstore: Verifier, ledger: Stored) -> None:
    before, after = new_signer("ledger.example"), new_signer("ledger.example")
    note = signed_note(ledger, 5, before, after)
    materials = [without_proofs(signer.key.text, note) for signer in (before, after)]
    assert [verdict["checkpoint"] for verdict in sigstore(materials)] == ["", ""]
