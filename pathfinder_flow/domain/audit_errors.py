"""What can go wrong when the ledger is signed, proven and held against what others kept."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class BadCheckpoint(PathfinderError):
    """A checkpoint that cannot be read, or whose signature is wrong; ``why`` is a clause."""

    template = (
        "The checkpoint cannot be trusted: {why}. Take it again from where it was kept, whole and "
        "unchanged."
    )


class BadKey(PathfinderError):
    """A key that cannot be used; ``why`` is a clause."""

    template = "The key '{given}' cannot be used: {why}."


class KeyFileTrouble(PathfinderError):
    """The file of the signing key cannot be made, read or opened; ``why`` is a clause."""

    template = "The signing key {path} {why}."


class NoCheckpoint(PathfinderError):
    """What was given holds no checkpoint."""

    template = (
        "There is no checkpoint in {path}: give a mail that this ledger sent, whole with its "
        "headers, or a checkpoint that 'audit checkpoint' printed."
    )


class NotCovered(PathfinderError):
    """An entry or a size that no checkpoint reaches yet."""

    template = (
        "Entry {number} came after the last checkpoint (which covers {size}): make one with "
        "'audit checkpoint', then ask again."
    )


class NotTheLedgers(PathfinderError):
    """A checkpoint of another ledger, or signed by no key that is known here."""

    template = "The checkpoint in {path} does not speak of this ledger: {why}."


class ReadOnly(PathfinderError):
    """A writing command on a ledger that is open for reading only."""

    template = (
        "The ledger {where} is open for reading only: nothing was recorded; write where it is "
        "kept, with the rights to do so."
    )


class KeyNotOnRecord(PathfinderError):
    """A signing key that the ledger does not say is in use."""

    template = (
        "The signing key {key_id} is not the one on record ({known}): nothing was signed. Use the "
        "key on record, or take a new one into use with 'audit key {command}'."
    )


class KeyOnRecord(PathfinderError):
    """A second first key."""

    template = (
        "The ledger has a signing key already ({key_id}, entry {number}): change it with 'audit "
        "key rotate'."
    )


class NothingToRotate(PathfinderError):
    """A change of key where there is none yet."""

    template = "The ledger has no signing key yet: make one with 'audit key create'."


class NoSigner(PathfinderError):
    """A checkpoint asked for where there is no key to sign it."""

    template = (
        "There is no signing key at {path}: make one with 'audit key create', or run this where "
        "the key is kept."
    )


class KeyChanged(PathfinderError):
    """A change of key while another one was under way."""

    template = (
        "The signing key was changed by somebody else at the same time, and not by this: see "
        "'audit key show', and change it again if that is still needed."
    )


class NotGrown(PathfinderError):
    """A ledger that does not begin with what was signed before."""

    template = (
        "The ledger does not go on from its last checkpoint ({size} entries): something that was "
        "signed has been changed, and nothing was signed now. 'audit verify' says what."
    )


class BadSize(PathfinderError):
    """Two sizes of the ledger between which nothing can be proven."""

    template = (
        "From {old} to {new} entries nothing can be proven: give two numbers of entries, the "
        "smaller first; the ledger holds {held}."
    )


class NotGrownFrom(PathfinderError):
    """A kept checkpoint that the ledger does not begin with, so that nothing can be proven."""

    template = (
        "The ledger does not begin with what {path} witnessed, so there is no proof that it does: "
        "'audit against' says where they part."
    )


class NoneMade(PathfinderError):
    """The last checkpoint of a ledger that was never signed."""

    template = "No checkpoint was ever made: 'audit key create' makes the key and signs the ledger."
