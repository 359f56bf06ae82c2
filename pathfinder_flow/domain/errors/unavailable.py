"""The program, its database or its key cannot do the work now."""

from __future__ import annotations

from pathfinder_flow.domain.errors.base import Unavailable


class BadFrontier(Unavailable):
    """Stored hashes that cannot be those of a tree of that size."""

    template = (
        "The head of the ledger is damaged: {length} bytes cannot be the frontier of {size} "
        "entries; restore the last backup."
    )


class ClockBehind(Unavailable):
    """The machine's clock is behind what the ledger has already recorded."""

    template = (
        "The clock of this machine says {now}, but the ledger already holds an entry recorded at "
        "{last}: set the clock right and try again; nothing was recorded."
    )


class KeyFileUnavailable(Unavailable):
    """The file of the signing key cannot be made, read or opened; ``why`` is a clause."""

    template = "The signing key {path} {why}."


class NoSigner(Unavailable):
    """A checkpoint asked for where there is no key to sign it."""

    template = "There is no signing key at {path}: make one, or do this where the key is kept."
    actions = ("key.create",)


class NotGrown(Unavailable):
    """A ledger that does not begin with what was signed before."""

    template = (
        "The ledger does not go on from its last checkpoint ({size} entries): something that was "
        "signed has been changed, and nothing was signed now. A check of the ledger says what."
    )
    actions = ("ledger.verify",)


class NotGrownFrom(Unavailable):
    """A kept checkpoint that the ledger does not begin with, so that nothing can be proven."""

    template = (
        "The ledger does not begin with what {path} witnessed, so there is no proof that it does: "
        "compare them to see where they part."
    )
    actions = ("ledger.compare",)


class EntriesGone(Unavailable):
    """A ledger that holds fewer entries than were signed."""

    template = (
        "The last checkpoint signs {size} entries and the ledger holds {held}: what is missing "
        "cannot be proven, and nothing was packed. A check of the ledger says more."
    )
    actions = ("ledger.verify",)


class Unreadable(Unavailable):
    """A record with an entry, or under a workflow, that is not what the program wrote."""

    template = (
        "The record of {country} cannot be read: an entry of it, or its workflow, is not what this "
        "program wrote, and nothing was packed. A check of the ledger says which."
    )
    actions = ("ledger.verify",)


class DatabaseUnavailable(Unavailable):
    """The database cannot do its work: locked, full, read-only, not ours."""

    template = "The database {where} {why}. Nothing was recorded."


class DatabaseVersion(Unavailable):
    """The database's schema is not the one this program speaks."""

    template = "The database {where} {why}."


class SettingsRefused(Unavailable):
    """Settings that cannot be used; all problems together."""

    template = "The settings cannot be used: {problems}."


class NotInitialised(Unavailable):
    """A database in which nobody may act yet."""

    template = "Nothing is set up in {where} yet: set it up first, or load the public record."
    actions = ("ledger.initialise", "demo.load")


class NotInstalled(Unavailable):
    """Something that needs a part of the program which is not installed here."""

    template = (
        "{what} needs a part that is not installed here: install the extra '{extra}', or choose "
        "another format."
    )
