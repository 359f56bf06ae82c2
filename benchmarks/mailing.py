"""Reminders from deciding to signed off: 1 000 mails to a server on this machine.

The whole pipeline: each rung is decided, each mail rendered in its language and put together with
its calendar item, recorded in the ledger, stored, claimed, handed over and signed off. Floor:
``smtplib`` on one connection, which only sends the finished bytes of the same mails to the same
server, in the same run. Servers: ``aiosmtpd``, and a sink of our own as light as can be, with
and without a simulated distance of 20 ms.
"""

from __future__ import annotations

import smtplib
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks.measuring import Figure, per_second, print_table
from benchmarks.programme import SIXTY_DAYS_BEFORE, post_room, programme
from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.services.delivery.deliver import deliver
from pathfinder_flow.services.scheduling.sweep import sweep
from pathfinder_flow.store import outbox

COUNTRIES, EACH = 200, 5
MAILS = COUNTRIES * EACH
ROUNDS = 5
FAR_MAILS = 60


@contextmanager
def light_sink(delay: int = 0) -> Iterator[int]:
    """Run the sink of our own; gives its port."""
    command = [sys.executable, "-m", "benchmarks.smtp_sink", "--port", "0"]
    sink = subprocess.Popen(
        [*command, "--delay-ms", str(delay)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert sink.stdin
    assert sink.stdout
    try:
        yield int(sink.stdout.readline())
    finally:
        sink.stdin.close()
        sink.wait(10)
        sink.stdout.close()


@contextmanager
def aiosmtpd_sink() -> Iterator[int]:
    """Run aiosmtpd with its own handler that swallows everything; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    sink = subprocess.Popen([*command, "-c", "aiosmtpd.handlers.Sink"])
    try:
        for _ in range(100):
            sleep(0.1)
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield port
    finally:
        sink.terminate()
        sink.wait(10)


def pipeline(port: int) -> tuple[float, list[bytes]]:
    """Remind everybody; gives the seconds, and the mails."""
    with tempfile.TemporaryDirectory() as name:
        app, clock = programme(Path(name), COUNTRIES, EACH)
        notices = post_room(at_once=True)
        server = Server("127.0.0.1", port, tls="none")
        with SmtpTransport(server) as transport:
            # The opening notice warms templates and connections up, as a run that stays up has.
            clock.now = SIXTY_DAYS_BEFORE - timedelta(days=25)
            sweep(app, notices)
            deliver(app, notices, transport, "bench")
            clock.now = SIXTY_DAYS_BEFORE
            start = perf_counter()
            sweep(app, notices)
            tally = deliver(app, notices, transport, "bench")
            took = perf_counter() - start
        assert tally.counts == {DeliveryStatus.SENT: MAILS}
        with app.snapshot() as conn:
            mails = [outbox.data_of(conn, one.message) for one in outbox.find(conn, rung="t_60")]
        app.engine.dispose()
    assert len(mails) == MAILS
    return took, mails


def bare(port: int, mails: list[bytes]) -> float:
    """Send finished bytes one by one on one connection; gives the seconds."""
    with smtplib.SMTP("127.0.0.1", port) as client:
        start = perf_counter()
        for mail in mails:
            client.sendmail("office@secretariat.example", ["focal@labour.example"], mail)
        return perf_counter() - start


def against(port: int, rounds: int, few: int) -> tuple[float, float, float]:
    """Measure in turns; gives the pipeline's and the floor's rates, and the median ratio."""
    ours, floor, ratios = [], [], []
    for _ in range(rounds):
        took, mails = pipeline(port)
        ours.append(MAILS / took)
        floor.append(few / bare(port, mails[:few]))
        ratios.append(ours[-1] / floor[-1])
    return median(ours), median(floor), median(ratios)


def measure() -> list[Figure]:
    """Measure against each server."""
    with aiosmtpd_sink() as port:
        usual = against(port, ROUNDS, MAILS)
    with light_sink() as port:
        light = against(port, ROUNDS, MAILS)
    with light_sink(20) as port:
        far = against(port, 3, FAR_MAILS)
    return [
        _figure("aiosmtpd", usual, 1.3),
        _figure("the lightest sink", light, 1.3),
        _figure("the sink at 20 ms", far, 8),
    ]


def _figure(server: str, measured: tuple[float, float, float], demand: float) -> Figure:
    ours, floor, ratio = measured
    return Figure(
        f"1 000 reminders, decided to signed off, {server}", per_second(round(ours), 1),
        f"smtplib, bytes ready {per_second(round(floor), 1)}",
        f"{ratio:.2f}", f">= {demand}", ratio >= demand,
    )  # fmt: skip


if __name__ == "__main__":
    print_table(measure())
