"""A run of the scheduler that kills itself at a step, again and again, each time in a new process.

``python -m tests.faults.mail_worker PORT`` imports everything once. For each line on stdin,
``STEP URL FOLDER NOW``, it forks a run that delivers to the server on PORT and ends itself with
SIGKILL at that step (0: never), and says on stdout whether the run was killed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from pathfinder_flow.domain.reminders.mail import DeliveryResult, Envelope
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.services.scheduling.tick import tick
from tests.mailing import open_programme


class Steps:
    """Counts what a run does, and ends it at the step that was asked for."""

    def __init__(self, deadly: int) -> None:
        self.deadly, self.count = deadly, 0

    def __call__(self, *_: object) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched(SmtpTransport):
    """The real transport, with a step before and after each batch is handed over."""

    def __init__(self, server: Server, step: Steps) -> None:
        super().__init__(server)
        self.step = step

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        self.step()
        receipts = super().deliver(envelopes)
        self.step()
        return receipts


def run(port: int, deadly: int, url: str, folder: str, now: str) -> None:
    step = Steps(deadly)
    programme = open_programme(url, Path(folder), datetime.fromisoformat(now))
    # Before and after what is written is kept: between deciding and having decided.
    event.listen(programme.app.engine, "begin", step)
    event.listen(programme.app.engine, "commit", step)
    with Watched(Server("127.0.0.1", port, tls="none", timeout=5), step) as transport:
        tick(programme.app, programme.notices, transport, "worker")
    programme.app.engine.dispose()


def main(port: int) -> None:
    for line in sys.stdin:
        deadly, url, folder, now = line.split()
        child = os.fork()
        if not child:
            run(port, int(deadly), url, folder, now)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else f"ended {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
