"""What was found out about a pack."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pathfinder_flow.verifier.notes import Key, SignedCheckpoint
from pathfinder_flow.verifier.sayings import CHECKS, SAID, UNTOLD

MOST_SHOWN = 20
"""How many problems of one check are printed; they are all counted."""


class PackFault(NamedTuple):
    """One thing said of a pack, by its code and what fills its places."""

    code: str
    facts: dict[str, Any]


class VerifierReport:
    """How each check ended and what is wrong, by check; and what was relied on.

    ``given`` is the key that was given, ``signer`` the one that signed the checkpoint, ``main``.
    """

    def __init__(self, given: Key | None = None) -> None:
        self.given = given
        self.signer: Key | None = None
        self.main: SignedCheckpoint | None = None
        self.problems: dict[str, list[PackFault]] = {}
        self._ends: dict[str, PackFault] = {}
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
        self._ends[self._check] = PackFault(code, facts)

    def wrong(self, code: str, **facts: Any) -> None:
        """Note something that is wrong."""
        shown = {name: _shown(fact) for name, fact in facts.items()}
        self.problems.setdefault(self._check, []).append(PackFault(code, shown))

    def end_of(self, check: str) -> PackFault | None:
        """Give how a check ended; None for one that was not made."""
        if check in self.problems:
            return PackFault("problems", {"count": len(self.problems[check])})
        return self._ends.get(check)

    def mark_of(self, check: str) -> str:
        """Give the code of the mark before a check: in order, wrong, or there was nothing."""
        end = self.end_of(check)
        if check in self.problems:
            return "mark_wrong"
        return "mark_ok" if end and end.code not in UNTOLD else "mark_none"


def _shown(fact: Any) -> Any:
    """Give a fact as it can be shown on a terminal, whatever a pack holds."""
    if not isinstance(fact, str):
        return fact
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in fact)[:200]


Word = Callable[[str, dict[str, Any]], str]
"""Words what has a code, with its places filled."""


def in_english(code: str, facts: dict[str, Any]) -> str:
    """Word what has a code in English."""
    return SAID[code].format(**facts)


def told(report: VerifierReport, word: Word = in_english) -> Iterator[str]:
    """Tell a report, line by line: each check, what is wrong, and what was relied on."""
    yield from _checks_told(report, word)
    yield ""
    for check, problems in report.problems.items():
        for problem in problems[:MOST_SHOWN]:
            yield word(*problem)
        if len(problems) > MOST_SHOWN:
            count = len(problems) - MOST_SHOWN
            yield word("more", {"count": count, "check": word(f"check_{check}", {})})
    if report.is_sound:
        yield from _relied_on(report, word)
    yield ""
    count = sum(map(len, report.problems.values()))
    yield word("unsound" if count else "sound", {"count": count})


def _checks_told(report: VerifierReport, word: Word) -> Iterator[str]:
    labels = {check: word(f"check_{check}", {}) for check in CHECKS}
    marks = {check: word(report.mark_of(check), {}) for check in CHECKS}
    wide, widest = max(map(len, marks.values())), max(map(len, labels.values()))
    unmade = []
    for check, label in labels.items():
        end = report.end_of(check)
        if end:
            yield f"  {marks[check]:{wide}}  {label:{widest}}  {word(*end)}"
        else:
            unmade.append(label)
    if unmade:
        yield ""
        yield word("unmade", {"checks": ", ".join(unmade)})


def _relied_on(report: VerifierReport, word: Word) -> Iterator[str]:
    if report.main:
        yield word("root", {"size": report.main.size})
        yield f"  {base64.b64encode(report.main.root).decode()}"
    if not report.given:
        yield word("own_key", {})
        yield f"  {report.signer}"
