"""What servers answer goes on record without anybody's address."""

from __future__ import annotations

from pathfinder_flow.domain.reminders.mail import DeliveryStatus
from tests.mailing import FOCAL_PERU, Programme, Server, run


def test_addresses_that_a_server_repeats_stay_out_of_the_ledger(programme: Programme) -> None:
    run(
        programme,
        Server(DeliveryStatus.REFUSED, f"550 5.1.1 <{FOCAL_PERU}>: unknown; ask x@y.example"),
    )
    with programme.app.snapshot() as conn:
        texts = [row.entry for row in conn.exec_driver_sql("SELECT entry FROM ledger")]
    assert b"550 5.1.1 <" in b"".join(map(bytes, texts))
    assert not any(b"@" in bytes(text) and b"reply" in bytes(text) for text in texts if (
        b"labour.per.example" in bytes(text) or b"y.example" in bytes(text)))  # fmt: skip
