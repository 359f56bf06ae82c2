"""A long write and short ones in one process: who waits for whom, and for how long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.store import inspection, ledger
from pathfinder_flow.store.database.turns import Turns
from tests.services.conftest import DESK, Office

WAIT = 30


@contextmanager
def running(work: threading.Thread) -> Iterator[None]:
    work.start()
    try:
        yield
    finally:
        work.join(WAIT)
    assert not work.is_alive()


def test_on_a_server_a_write_gets_through_while_another_has_not_reached_the_ledger(
    postgresql_url: str, request: pytest.FixtureRequest
) -> None:
    app: AppContext = request.getfixturevalue("desk_maker")(postgresql_url)
    _found(app, request)
    begun, ended = threading.Event(), threading.Event()

    def long() -> None:
        with app._writing.transaction():
            begun.set()
            assert ended.wait(WAIT)

    with running(threading.Thread(target=long)):
        assert begun.wait(WAIT)
        Office(app).open("PER", "2020-01-10")
        ended.set()


def _found(app: AppContext, request: pytest.FixtureRequest) -> None:
    from pathfinder_flow.services.lifecycle.setup import initialise

    initialise(app, DESK, request.getfixturevalue("definitions"))


def test_a_write_waits_for_a_long_one_and_no_longer(office: Office) -> None:
    begun, ended = threading.Event(), threading.Event()
    done: list[float] = []

    def long(uow: UnitOfWork) -> None:
        begun.set()
        assert ended.wait(WAIT)
        assert uow.record("PER")

    def short() -> None:
        office.open("KEN", "2020-01-10")
        done.append(monotonic())

    with running(threading.Thread(target=lambda: office.app.run(DESK, long, cache=False))):
        assert begun.wait(WAIT)
        with running(threading.Thread(target=short)):
            assert _reads(office.app) > 0, "who reads waits for nobody"
            assert not done
            ended.set()
            over = monotonic()
    assert done[0] - over < 5


def _reads(app: AppContext) -> int:
    with app.snapshot() as conn:
        return ledger.size(conn)


def test_a_short_write_comes_between_two_chunks_of_a_long_one(office: Office) -> None:
    """A sweep is many transactions: others have their turn after the one under way."""
    begun, chunks = threading.Event(), iter(range(200))
    after: list[int] = []

    def chunk(_uow: UnitOfWork) -> None:
        begun.set()
        threading.Event().wait(0.01)

    def sweep() -> None:
        for _ in chunks:
            office.app.run(DESK, chunk, cache=False)

    with running(threading.Thread(target=sweep)):
        assert begun.wait(WAIT)
        office.open("KEN", "2020-01-10")
        after.append(next(chunks))
    assert after[0] < 100


def test_writers_at_once_never_trust_a_record_that_misses_an_entry(office: Office) -> None:
    codes = ("PER", "KEN", "FRA", "FJI")
    for code in codes:
        office.open(code, "2020-01-10")

    def write(code: str) -> None:
        for _ in range(10):
            office.supply(code, "expression_of_interest", "2020-01-10", by=DESK)

    threads = [threading.Thread(target=write, args=(code,)) for code in codes * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    with office.app.snapshot() as conn:
        assert inspection.inspect_projections(conn) == []
        assert len([*ledger.entries_of(conn, "PER")]) >= 20
    assert office.app.dry_run(DESK, lambda uow: len(uow.record("PER").entries)) >= 20


def test_turns_come_in_the_order_of_asking() -> None:
    turns, came = Turns(), []
    first = threading.Event()

    def hold() -> None:
        with turns.turn():
            first.set()
            threading.Event().wait(0.2)

    def take(number: int) -> None:
        with turns.turn():
            came.append(number)

    with running(threading.Thread(target=hold)):
        assert first.wait(WAIT)
        threads = [threading.Thread(target=take, args=(number,)) for number in range(5)]
        for thread in threads:
            thread.start()
            threading.Event().wait(0.01)
        for thread in threads:
            thread.join(WAIT)
    assert came == [0, 1, 2, 3, 4]
