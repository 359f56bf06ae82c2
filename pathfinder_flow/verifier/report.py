"""What was found out about a pack."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, NamedTuple

from pathfinder_flow.verifier.notes import Checkpoint, Key
from pathfinder_flow.verifier.sayings import CHECKS, SAID, UNTOLD

MOST_SHOWN = 20
"""How many problems of one check are printed; they are all counted."""


class Finding(NamedTuple):
    """One thing said of a pack, by its code and what fills its places."""

    code: str
    facts: dict[str, Any]

    def __str__(self) -> str:
        """Say it in English."""
        return SAID[self.code].format(**self.facts)


class Report:
    """How each check ended and what is wrong, by check; and what was relied on.

    ``given`` is the key that was given, ``signer`` the one that signed the checkpoint, ``main``.
    """

    def __init__(self, given: Key | None = None) -> None:
        self.given = given
        self.signer: Key | None = None
        self.main: Checkpoint | None = None
        self.problems: dict[str, list[Finding]] = {}
        self._ends: dict[str, Finding] = {}
        self._check = CHECKS[0]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def begin(self, check: str) -> None:
        """Say which check what follows belongs to."""
        self._check = check

    def good(self, code: str, **facts: Any) -> None:
        """Note how the check ended, if nothing of it is wrong."""
        self._ends[self._check] = Finding(code, facts)

    def wrong(self, code: str, **facts: Any) -> None:
        """Note something that is wrong."""
        shown = {name: _shown(fact) for name, fact in facts.items()}
        self.problems.setdefault(self._check, []).append(Finding(code, shown))

    def end_of(self, check: str) -> Finding | None:
        """Give how a check ended; None for one that was not made."""
        if check in self.problems:
            return Finding("problems", {"count": len(self.problems[check])})
        return self._ends.get(check)

    def mark_of(self, check: str) -> str:
        """Give the mark before a check: whether it is in order, wrong, or there was nothing."""
        end = self.end_of(check)
        if check in self.problems:
            return "WRONG"
        return "ok" if end and end.code not in UNTOLD else "-"


def _shown(fact: Any) -> Any:
    """Give a fact as it can be shown on a terminal, whatever a pack holds."""
    if not isinstance(fact, str):
        return fact
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in fact)[:200]


def told(report: Report) -> Iterator[str]:
    """Tell a report, line by line: each check, what is wrong, and what was relied on."""
    for check in CHECKS:
        yield f"  {report.mark_of(check):5}  {check:11}  {report.end_of(check) or 'not checked'}"
    yield ""
    for check, problems in report.problems.items():
        yield from map(str, problems[:MOST_SHOWN])
        if len(problems) > MOST_SHOWN:
            yield f"... and {len(problems) - MOST_SHOWN} more of {check}."
    if report.is_sound:
        yield from _relied_on(report)
    count = sum(map(len, report.problems.values()))
    yield f"{count} wrong: do not rely on this pack." if count else "Everything is in order."


def _relied_on(report: Report) -> Iterator[str]:
    if report.main:
        root = base64.b64encode(report.main.root).decode()
        yield f"The {report.main.size} entries of the ledger have the root {root}"
    if not report.given:
        yield "They were signed with a key from the pack itself, and anybody can make one. Compare"
        yield "it with one that you had from elsewhere, or give that one with --key:"
        yield f"  {report.signer}"
    yield ""
