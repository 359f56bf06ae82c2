"""What the check of a pack came to."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Line, Paragraph
from pathfinder_flow.verifier.report import VerifierReport, told
from pathfinder_flow.verifier.sayings import CHECKS
from pathfinder_flow.words.catalog import say


def as_blocks(report: VerifierReport, lang: str) -> tuple[list[Block], str]:
    """Give what was checked and found, and the verdict in one line."""

    def worded(code: str, facts: dict[str, Any]) -> str:
        return say(f"verify.{code}", lang, **facts)

    *lines, verdict = told(report, worded)
    # Aligned lines are short; what is said of a file may be long.
    return [Line(line) if line.startswith(" ") else Paragraph(line) for line in lines], verdict


def problems(report: VerifierReport, lang: str) -> list[str]:
    """Say everything that is wrong with a pack."""
    return [
        say(f"verify.{one.code}", lang, **one.facts)
        for found in report.problems.values()
        for one in found
    ]


def as_values(report: VerifierReport, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    checks = {}
    for name in CHECKS:
        end = report.end_of(name)
        said = say(f"verify.{end.code}", lang, **end.facts) if end else None
        mark = report.mark_of(name).removeprefix("mark_") if end else None
        checks[name] = {"mark": mark, "said": said}
    wrong = [
        {"check": check, "code": one.code, **one.facts,
         "said": say(f"verify.{one.code}", lang, **one.facts)}
        for check, found in report.problems.items()
        for one in found
    ]  # fmt: skip
    main = report.main
    return {
        "sound": report.is_sound,
        "entries": main.size if main else None,
        "root": b64encode(main.root).decode() if main else None,
        "key": str(report.signer) if report.signer else None,
        "key_given": report.given is not None,
        "checks": checks,
        "problems": wrong,
    }
