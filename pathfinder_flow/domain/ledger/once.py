"""Acts that are done once: the number they carry, and the mark it leaves on their entries."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from hashlib import sha256

from pathfinder_flow.domain.errors.conflict import OnceNumberUsed
from pathfinder_flow.domain.ledger.entries import Draft

MARK_OF_ONCE = "once"
"""Where the body of an entry keeps the mark; entries without a number have none."""


@dataclass(frozen=True, slots=True)
class OnceNumber:
    """A number that lets an act be done once, and what is asked under it, as one text."""

    key: str
    asked: str

    def mark(self, person: str) -> dict[str, str]:
        """Give what the entries of an act by this person (a pseudonym) keep of the number.

        Two hashes, and neither text: a number belongs to one person, and whoever does not know it
        cannot find out what was asked by guessing, be it an address.
        """
        number = sha256(f"{person}\n{self.key}".encode()).hexdigest()
        asked = hmac.digest(self.key.encode(), self.asked.encode(), "sha256").hex()
        return {"number": number, "asked": asked}

    def marked(self, draft: Draft, person: str) -> Draft:
        """Give a draft with the mark in its body."""
        return replace(draft, body={**draft.body, MARK_OF_ONCE: self.mark(person)})

    def refuse_other(self, person: str, asked: str, entry: int) -> None:
        """Refuse the number for another act than the one whose mark was found on an entry.

        Raises :class:`OnceNumberUsed`.
        """
        if self.mark(person)["asked"] != asked:
            raise OnceNumberUsed(given=self.key, number=entry)
