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
