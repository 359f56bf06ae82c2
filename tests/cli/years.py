"""The program on days of one's choosing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import time_machine
from click.testing import Result

from tests.faults.running import Program
from tests.sentences import sentences

FIRST_DAY = datetime(2023, 1, 5, 8, 30, tzinfo=UTC)
"""After reporting on 2022 has opened, and within office hours where reports are owed.

The years are past, so that a process with the machine's own clock can go on from here.
"""

NEXT_DAY = datetime(2023, 1, 6, 12, 0, tzinfo=UTC)
LATE = datetime(2023, 4, 2, 12, 0, tzinfo=UTC)
"""Two days after the reports on 2022 were due."""


class Owing(Program):
    """The program on a home in which reports are owed."""

    def on(self, moment: datetime, *args: str, env: dict[str, str] | None = None) -> Result:
        """Run a command at a moment."""
        with time_machine.travel(moment, tick=True):
            return self.call(*args, env=env)

    def well(self, moment: datetime, *args: str, env: dict[str, str] | None = None) -> Result:
        """Run a command that must succeed at a moment."""
        result = self.on(moment, *args, env=env)
        assert result.exit_code == 0, result.output
        return result

    def told(self, moment: datetime, *args: str) -> Any:
        """Give the JSON that a command prints at a moment."""
        return json.loads(self.well(moment, *args, "--json").stdout)

    def denied(self, moment: datetime, *args: str) -> str:
        """Run a command that must be refused; gives the one sentence that says why."""
        result = self.on(moment, *args)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert len(sentences(result.stderr)) == 1, result.stderr
        return result.stderr

    def misused(self, moment: datetime, *args: str) -> str:
        """Run a command that is used wrongly; gives what was said of it."""
        result = self.on(moment, *args)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        return result.stderr

    def mails(self) -> list[bytes]:
        """Give the mails that were delivered."""
        return [path.read_bytes() for path in sorted(self.home.glob("mail/new/*"))]


def fits(text: str) -> bool:
    """Whether a text fits a terminal of 80 columns."""
    return max(map(len, text.splitlines())) <= 80
