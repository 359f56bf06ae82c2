"""What was given cannot be used as it is: a value, a file, a key."""

from __future__ import annotations

from pathfinder_flow.domain.errors.base import Invalid


class BadDate(Invalid):
    """A text that is not a date of EDTF level 0 or 1."""

    template = (
        "'{given}' is not a date this ledger can keep: write 2024-05-01, 2024-05, 2024, "
        "../2025 (at the latest), 2019-03-28/2019-03-29 (from, to) or add ? when it is inferred."
    )


class AmbiguousDay(Invalid):
    """A date in numbers whose day and month can be taken for each other."""

    template = (
        "'{given}' can be {one} or {other}: say whether the day or the month comes first, or write "
        "{one}."
    )


class DayOrderUnclear(Invalid):
    """A file with dates in numbers that prove no order of day and month."""

    template = (
        "In {cell} of '{path}' stands '{given}', which can be {one} or {other}, and its other "
        "dates do not show which: say whether the day or the month comes first."
    )
    actions = ("import.day_first", "import.month_first")


class FutureDate(Invalid):
    """An act said to have happened on a day that has not come yet."""

    template = (
        "{given} lies in the future (today is {today}): what has not happened yet cannot be "
        "recorded as having happened; record it on the day or later."
    )


class UnclearDate(Invalid):
    """An act of today that needs one certain day was given an imprecise one."""

    template = (
        "'{given}' is not one certain day: a move is made on a day such as 2024-05-01; "
        "for what a source only attests, import it with that source."
    )


class ControlCharacters(Invalid):
    """A text with characters that do not print."""

    template = (
        "The {what} {given} contains control characters: remove them and try again; "
        "nothing was recorded."
    )


class TextMissing(Invalid):
    """A text that must be there."""

    template = "The {what} is missing: write it, so that whoever reads the history understands."


class TextTooLong(Invalid):
    """A text that is longer than a ledger entry should hold."""

    template = (
        "The {what} is {length} characters long and at most {limit} are kept in the ledger: "
        "shorten it, or attach it as a file."
    )
    actions = ("evidence.add",)


class NotCanonical(Invalid):
    """A value that has no canonical form, such as a float."""

    template = (
        "The value {given} cannot be kept exactly: only texts, whole numbers below 2^53, "
        "yes/no, lists and mappings are stored; write it as text."
    )


class UnknownField(Invalid):
    """A field that this kind of evidence does not have."""

    template = "Evidence of kind '{kind}' has no field '{given}'{suggestion}; it has: {known}."


class BadField(Invalid):
    """A field whose value does not fit its type."""

    template = "The field '{field}' of '{kind}' cannot be {given}: expected {expected}."


class BadFilter(Invalid):
    """A moment or day given to a reading command that cannot be used."""

    template = "'{given}' cannot be used as {what}: {expected}."


class BadHandle(Invalid):
    """A sign-in name that cannot be used."""

    template = (
        "'{given}' cannot be a sign-in name: use 2 to 64 letters, digits, dots, hyphens or "
        "underscores, starting with a letter or digit."
    )


class BadMandate(Invalid):
    """A mandate whose parts do not fit together."""

    template = "This mandate cannot be recorded: {why}."


class BadDecision(Invalid):
    """A decision whose parts do not fit together."""

    template = "This decision cannot be recorded: {why}."


class SeveralInForce(Invalid):
    """A day on which more than one procedure is in force, and none was named."""

    template = (
        "More than one procedure is in force on {day} ({known}): name the one meant for {country}."
    )
    actions = ("country.open_under",)


class FileRefused(Invalid):
    """A file that cannot be read or kept."""

    template = "The file '{path}' cannot be used: {why}."


class ImportRefused(Invalid):
    """A file of facts with rows that cannot be taken; nothing was imported."""

    template = (
        "{bad} of {rows} rows of '{path}' cannot be imported, so none was: mend the rows listed "
        "and import again."
    )


class DefinitionRefused(Invalid):
    """A definition file with problems; every problem is in ``facts['problems']``."""

    template = "{path} has {count} problem(s) and was not used:\n{listing}"


class BadCheckpoint(Invalid):
    """A checkpoint that cannot be read, or whose signature is wrong; ``why`` is a clause."""

    template = (
        "The checkpoint cannot be trusted: {why}. Take it again from where it was kept, whole and "
        "unchanged."
    )


class BadKey(Invalid):
    """A key that cannot be used; ``why`` is a clause."""

    template = "The key '{given}' cannot be used: {why}."


class NoCheckpoint(Invalid):
    """What was given holds no checkpoint."""

    template = (
        "There is no checkpoint in {path}: give a mail that this ledger sent, whole with its "
        "headers, or a checkpoint as it was printed here."
    )
    actions = ("checkpoint.make",)


class BadSize(Invalid):
    """Two sizes of the ledger between which nothing can be proven."""

    template = (
        "From {old} to {new} entries nothing can be proven: give two numbers of entries, the "
        "smaller first; the ledger holds {held}."
    )


class BadMailbox(Invalid):
    """A path that is no mailbox we can read."""

    template = (
        "'{path}' cannot be read as a mailbox: give a Maildir (a folder with 'new' and 'cur' in "
        "it) or an mbox file (its first line begins with 'From '); nothing was recorded."
    )


class TemplateBroken(Invalid):
    """A mail template that cannot be used: ``path`` and ``line`` say where, ``why`` is a clause.

    ``line`` is 1 when it is not about any line in particular, as when the file is missing.
    """

    template = (
        "The mail template {path}, line {line}, cannot be used: {why}. Mend the file and look at "
        "a preview of the mail; mails that do not need it are not affected."
    )
    actions = ("reminder.preview",)


class BadHeader(Invalid):
    """A value that must not stand in the header of a mail."""

    template = (
        "The header '{header}' of a mail cannot be '{given}': {why}; mend it where it comes from "
        "and try again; nothing was sent."
    )


class BadAddress(Invalid):
    """A text that is not one mail address."""

    template = (
        "'{given}' is not a mail address that can be written to: give one address alone, such as "
        "focal.point@labour.example."
    )


class UnknownPeriod(Invalid):
    """A period that is no calendar year."""

    template = "'{given}' is not a period: give the calendar year reported on, such as 2025."


class BadOutcome(Invalid):
    """An outcome of a period that cannot be recorded so."""

    template = "This outcome cannot be recorded for {country}, {period}: {why}."


class BadExtension(Invalid):
    """A due date that cannot be put off so."""

    template = "The due date of {country} for {period} cannot be put off: {why}."


class BadSuspension(Invalid):
    """An obligation that cannot be suspended or resumed so."""

    template = "That cannot be done for {country}: {why}."


class BadZone(Invalid):
    """A time zone that cannot hold for a country."""

    template = "'{given}' cannot be the time zone of {country}: {why}."


class BadWeekend(Invalid):
    """What is no weekend."""

    template = (
        "'{given}' is no weekend: name one to three days of mon, tue, wed, thu, fri, sat and sun, "
        "with commas between them."
    )


class BadMeeting(Invalid):
    """What is no meeting."""

    template = "This meeting cannot be put on record: {why}."


class BadTable(Invalid):
    """A table that came with a document, with everything that is wrong in it."""

    template = "The table '{table}' in {path} cannot be taken ({count}): {why}."


class NoSuchTable(Invalid):
    """A table that a kind of document does not come with."""

    template = "'{kind}' comes with no table '{given}'; it may come with: {known}."


class BadContact(Invalid):
    """A contact that cannot be kept so."""

    template = "This contact cannot be kept: {why}."


class NotTheLedgers(Invalid):
    """A checkpoint of another ledger, or signed by no key that is known here."""

    template = "The checkpoint in {path} does not speak of this ledger: {why}."
