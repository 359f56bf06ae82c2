"""What can go wrong, each error with its facts and its sentence.

Every error names what was refused, the value, and what to do. The English sentence is the
class's ``template``; the other languages are in :mod:`pathfinder_flow.words`, keyed by ``code``.
What varies in a sentence beyond a value is a part of :mod:`pathfinder_flow.domain.clauses`.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar


class PathfinderError(Exception):
    """Root of every error this program raises on purpose; ``facts`` are plain JSON values."""

    template: ClassVar[str] = "Something was refused."

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.template.format(**facts))

    @classmethod
    def code(cls) -> str:
        """Give the stable name of this error, as used in ``--json`` and in translations."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class BadDate(PathfinderError):
    """A text that is not a date of EDTF level 0 or 1."""

    template = (
        "'{given}' is not a date this ledger can keep: write 2024-05-01, 2024-05, 2024, "
        "../2025 (at the latest), 2019-03-28/2019-03-29 (from, to) or add ? when it is inferred."
    )


class FutureDate(PathfinderError):
    """An act said to have happened on a day that has not come yet."""

    template = (
        "{given} lies in the future (today is {today}): what has not happened yet cannot be "
        "recorded as having happened; record it on the day or later."
    )


class UnclearDate(PathfinderError):
    """An act of today that needs one certain day was given an imprecise one."""

    template = (
        "'{given}' is not one certain day: a move is made on a day such as 2024-05-01; "
        "for what a source only attests, import it with that source."
    )


class ControlCharacters(PathfinderError):
    """A text with characters that do not print."""

    template = (
        "The {what} {given} contains control characters: remove them and try again; "
        "nothing was recorded."
    )


class TextMissing(PathfinderError):
    """A text that must be there."""

    template = "The {what} is missing: write it, so that whoever reads the history understands."


class TextTooLong(PathfinderError):
    """A text that is longer than a ledger entry should hold."""

    template = (
        "The {what} is {length} characters long and at most {limit} are kept in the ledger: "
        "shorten it, or attach it as a file with 'evidence add --file'."
    )


class NotCanonical(PathfinderError):
    """A value that has no canonical form, such as a float."""

    template = (
        "The value {given} cannot be kept exactly: only texts, whole numbers below 2^53, "
        "yes/no, lists and mappings are stored; write it as text."
    )


class BadFrontier(PathfinderError):
    """Stored hashes that cannot be those of a tree of that size."""

    template = (
        "The head of the ledger is damaged: {length} bytes cannot be the frontier of {size} "
        "entries; restore the last backup."
    )


class Conflict(PathfinderError):
    """Somebody else wrote to the ledger between our reading and our writing."""

    template = (
        "Somebody else wrote to the ledger at the same moment (it has grown past {expected} "
        "entries): nothing of yours was recorded; look again and repeat."
    )


class ClockBehind(PathfinderError):
    """The machine's clock is behind what the ledger has already recorded."""

    template = (
        "The clock of this machine says {now}, but the ledger already holds an entry recorded at "
        "{last}: set the clock right and try again; nothing was recorded."
    )


class UnknownCountry(PathfinderError):
    """A country that is in no list."""

    template = (
        "'{given}' is not a country we know{suggestion}: give its ISO code (PER) or its name in "
        "English, French or Spanish."
    )


class NoCase(PathfinderError):
    """A country without a case."""

    template = "{country} has no case yet: open one with 'country open {country}'."


class NoCaseYet(PathfinderError):
    """A country whose case was opened after the day asked about."""

    template = (
        "{country} had no case on {day}: it was opened effective {opened} (entry {number}); "
        "give a later day, or correct the opening with 'correct {number} --effective DATE'."
    )


class CaseExists(PathfinderError):
    """A country whose case is open already."""

    template = (
        "{country} already has a case (entry {number}, under {workflow}): "
        "see it with 'country show {country}'."
    )


class UnknownWorkflow(PathfinderError):
    """A workflow that was never published here."""

    template = (
        "There is no published workflow '{given}'{suggestion}: 'workflow list' shows them, "
        "'workflow publish FILE' adds one."
    )


class UnknownEvent(PathfinderError):
    """An event that the governing workflow does not have."""

    template = (
        "{workflow} has no event '{given}'{suggestion}: 'why {country}' lists what may happen next."
    )


class UnknownEvidenceKind(PathfinderError):
    """A kind of evidence that the governing workflow does not have."""

    template = "{workflow} knows no evidence of kind '{given}'{suggestion}; it knows: {known}."


class UnknownField(PathfinderError):
    """A field that this kind of evidence does not have."""

    template = "Evidence of kind '{kind}' has no field '{given}'{suggestion}; it has: {known}."


class BadField(PathfinderError):
    """A field whose value does not fit its type."""

    template = "The field '{field}' of '{kind}' cannot be {given}: expected {expected}."


class BadFilter(PathfinderError):
    """A moment or day given to a reading command that cannot be used."""

    template = "'{given}' cannot be used as {what}: {expected}."


class BadHandle(PathfinderError):
    """A sign-in name that cannot be used."""

    template = (
        "'{given}' cannot be a sign-in name: use 2 to 64 letters, digits, dots, hyphens or "
        "underscores, starting with a letter or digit."
    )


class UnknownEntry(PathfinderError):
    """A number that no entry has."""

    template = "There is no entry {number}: the ledger holds entries 1 to {size}."


class NotCorrectable(PathfinderError):
    """An entry that cannot be corrected in this way."""

    template = "Entry {number} ({kind}) cannot be corrected like that: {why}."


class StillNeeded(PathfinderError):
    """An entry on which later moves rest."""

    template = (
        "Entry {number} cannot be withdrawn alone, because these rest on it: {dependents}. "
        "Withdraw them first, newest first, or add --with-dependents to withdraw all of them "
        "together."
    )


class BreaksOrder(PathfinderError):
    """A back-dated or corrected move that does not fit the moves recorded around it."""

    template = (
        "That would break the order of {country}'s history: entry {number} ({date}) goes from "
        "'{source}', but the country would then stand at {found}. Correct entry {number} first."
    )


class NoLongerStands(PathfinderError):
    """A change after which a move would rest on nothing."""

    template = (
        "That cannot be: entry {number} of {country} ({event}, {date}) rests on entry {support}, "
        "which would then be withdrawn, dated later, or ended by that day. Withdraw entry "
        "{number} first."
    )


class BadMandate(PathfinderError):
    """A mandate whose parts do not fit together."""

    template = "This mandate cannot be recorded: {why}."


class BadDecision(PathfinderError):
    """A decision whose parts do not fit together."""

    template = "This decision cannot be recorded: {why}."


class BadMigration(PathfinderError):
    """A case that cannot be moved to another workflow."""

    template = "{country} cannot be moved to {workflow}: {why}."


class SeveralInForce(PathfinderError):
    """A day on which more than one procedure is in force, and none was named."""

    template = (
        "More than one procedure is in force on {day} ({known}): name the one meant with "
        "'country open {country} --workflow NAME'."
    )


class FileRefused(PathfinderError):
    """A file that cannot be read or kept."""

    template = "The file '{path}' cannot be used: {why}."


class ImportRefused(PathfinderError):
    """A file of facts with rows that cannot be taken; nothing was imported."""

    template = (
        "{bad} of {rows} rows of '{path}' cannot be imported, so none was: mend the rows listed "
        "and import again."
    )


class DefinitionRefused(PathfinderError):
    """A definition file with problems; every problem is in ``facts['problems']``."""

    template = "{path} has {count} problem(s) and was not used:\n{listing}"


class PublishedDiffers(PathfinderError):
    """A file that differs from what was published under the same version."""

    template = (
        "{workflow} was published on {date} with other content, and a published version never "
        "changes: give the file a new version, or restore it. The difference:\n{difference}"
    )
