"""What was asked for does not go with what is on record."""

from __future__ import annotations

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.errors.base import Conflict

NO_KEY = "—"
"""What stands for the key on record where there is none."""


class CaseExists(Conflict):
    """A country whose case is open already."""

    template = "{country} already has a case (entry {number}, under {workflow}): look at that one."
    actions = ("country.show",)


class NotCorrectable(Conflict):
    """An entry that cannot be corrected in this way."""

    template = "Entry {number} ({kind}) cannot be corrected like that: {why}."


class StillNeeded(Conflict):
    """An entry on which later moves rest."""

    template = (
        "Entry {number} cannot be withdrawn alone, because these rest on it: {dependents}. "
        "Withdraw them first, newest first, or all of them together."
    )
    actions = ("entry.withdraw_with_dependents",)


class BreaksOrder(Conflict):
    """A back-dated or corrected move that does not fit the moves recorded around it."""

    template = (
        "That would break the order of {country}'s history: entry {number} ({date}) goes from "
        "'{source}', but the country would then stand at {found}. Correct entry {number} first."
    )


class NoLongerStands(Conflict):
    """A change after which a move would rest on nothing."""

    template = (
        "That cannot be: entry {number} of {country} ({event}, {date}) rests on entry {support}, "
        "which would then be withdrawn, dated later, or ended by that day. Withdraw entry "
        "{number} first."
    )


class BadMigration(Conflict):
    """A case that cannot be moved to another workflow."""

    template = "{country} cannot be moved to {workflow}: {why}."


class PublishedDiffers(Conflict):
    """A file that differs from what was published under the same version."""

    template = (
        "{workflow} was published on {date} with other content, and a published version never "
        "changes: give the file a new version, or restore it. The difference:\n{difference}"
    )


class KeyOnRecord(Conflict):
    """A second first key."""

    template = (
        "The ledger has a signing key already ({key_id}, entry {number}): change that one instead."
    )
    actions = ("key.rotate",)


class NothingToRotate(Conflict):
    """A change of key where there is none yet."""

    template = "The ledger has no signing key yet: make one first."
    actions = ("key.create",)


class KeyChanged(Conflict):
    """A change of key while another one was under way."""

    template = (
        "The signing key was changed by somebody else at the same time, and not by this: look "
        "at the keys on record, and change it again if that is still needed."
    )
    actions = ("key.show",)


class NotPossibleForMail(Conflict):
    """An act that the state of a mail does not allow."""

    template = "Mail {id} is {state}, so it cannot be {act}: that is for mails that are {allowed}."


class CannotErase(Conflict):
    """A person who cannot be erased now; ``why`` is a clause."""

    template = "{person} cannot be erased: {why}."


class AlreadyInitialised(Conflict):
    """A database that has a Secretariat already."""

    template = "{where} is set up already ({size} entries); nothing was changed."


class ConcurrentWrite(Conflict):
    """Somebody else wrote to the ledger between our reading and our writing."""

    template = (
        "Somebody else wrote to the ledger at the same moment (it has grown past {expected} "
        "entries): nothing of yours was recorded; look again and repeat."
    )


class KeyNotOnRecord(Conflict):
    """A signing key that the ledger does not say is in use; ``known`` is the one in use, if any."""

    template = (
        "The signing key {key_id} is not the one on record ({known}): nothing was signed. Use the "
        "key on record, or take a new one into use."
    )

    @property
    def remedies(self) -> tuple[Action, ...]:
        """A first key, or another in place of the one on record."""
        is_first = self.facts["known"] == NO_KEY
        return (action("key.create" if is_first else "key.replace_lost"),)


class OnceNumberUsed(Conflict):
    """A once-only number that another act of the same person has already."""

    template = (
        "The once-only number '{given}' belongs to another act of yours (entry {number}), so "
        "nothing was recorded: give this act a number of its own."
    )
