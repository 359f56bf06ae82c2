"""What was asked for is not on record."""

from __future__ import annotations

from pathfinder_flow.domain.errors.base import NotFound


class NoCase(NotFound):
    """A country without a case."""

    template = "{country} has no case yet: open one first."
    actions = ("country.open",)


class NoCaseYet(NotFound):
    """A country whose case was opened after the day asked about."""

    template = (
        "{country} had no case on {day}: it was opened effective {opened} (entry {number}); "
        "give a later day, or correct the date of the opening."
    )
    actions = ("entry.redate",)


class UnknownWorkflow(NotFound):
    """A workflow that was never published here."""

    template = (
        "There is no published workflow '{given}'{suggestion}: choose one from the list, or "
        "publish it first."
    )
    actions = ("workflow.list", "workflow.publish")


class UnknownEntry(NotFound):
    """A number that no entry has."""

    template = "There is no entry {number}: the ledger holds entries 1 to {size}."


class NotCovered(NotFound):
    """An entry or a size that no checkpoint reaches yet."""

    template = (
        "Entry {number} came after the last checkpoint (which covers {size}): make a "
        "new one, then ask again."
    )
    actions = ("checkpoint.make",)


class NoneMade(NotFound):
    """The last checkpoint of a ledger that was never signed."""

    template = "No checkpoint was ever made: make a signing key, and the ledger is signed with it."
    actions = ("key.create",)


class UnknownObligation(NotFound):
    """A name that the governing workflow has for no obligation."""

    template = "{workflow} knows no obligation '{given}'{suggestion}; it knows: {known}."


class NotOwedYet(NotFound):
    """A period for which nothing is owed."""

    template = "{country} owes no report for {period}: {why}."


class NoDocument(NotFound):
    """An entry that brought no document, or one that is not kept here."""

    template = "Entry {number} holds no document that is kept here: choose one of the list."
    actions = ("evidence.list",)


class UnknownMeeting(NotFound):
    """A meeting that was never put on record."""

    template = (
        "There is no meeting '{given}' of the {body} on record; on record are: {known}. Put it on "
        "record first."
    )
    actions = ("meeting.open",)


class UnknownRung(NotFound):
    """A rung that the ladder does not have."""

    template = "The ladder for '{obligation}' has no rung '{given}'{suggestion}; it has: {known}."


class UnknownMail(NotFound):
    """No mail, or more than one, goes by that id."""

    template = "No single mail goes by '{given}': the list of mails shows their ids."
    actions = ("mail.list",)


class NobodyKnown(NotFound):
    """No person goes, or went, by that sign-in name or pseudonym."""

    template = (
        "Nobody goes by '{given}' here: the list of people shows everybody, and who was erased by "
        "pseudonym."
    )
    actions = ("person.list",)


class MailErased(NotFound):
    """A mail of which nothing is left: it was erased with a person it named."""

    template = (
        "Mail {id} was erased with a person it named (entry {number}): nothing is left of it to "
        "show or to send."
    )


class UnknownCountry(NotFound):
    """A country that is in no list."""

    template = (
        "'{given}' is not a country we know{suggestion}: give its ISO code (PER) or its name in "
        "English, French or Spanish."
    )


class AmbiguousCountry(NotFound):
    """A name that more than one country goes by."""

    template = "'{given}' can mean {meant}: say which by its code."


class UnknownEvent(NotFound):
    """An event that the governing workflow does not have."""

    template = (
        "{workflow} has no event '{given}'{suggestion}: look at what may happen next to {country}."
    )
    actions = ("case.ask",)


class UnknownEvidenceKind(NotFound):
    """A kind of evidence that the governing workflow does not have."""

    template = "{workflow} knows no evidence of kind '{given}'{suggestion}; it knows: {known}."


class NotShown(NotFound):
    """Something that is not shown to who asks; whether it is there is not said."""

    template = (
        "There is nothing of that kind here that is shown to you: ask the Secretariat for it, or "
        "for a mandate with which you may see it."
    )
