"""One pass over the stored ledger: in one process, or a long one in several at once."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from sqlalchemy import Connection

from pathfinder_flow.domain.ledger.merkle import Frontier
from pathfinder_flow.services.audit.attachments import Contents
from pathfinder_flow.services.audit.authority import OF_MANDATES, Authority
from pathfinder_flow.services.audit.checks import (
    Integrity,
    Moves,
    Numbering,
    Order,
    hold_against_head,
)
from pathfinder_flow.services.audit.faults import Faults
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from pathfinder_flow.store.scan import batches, last_number

STRETCH = 1 << 15
"""How many entries one process looks at in a go: a power of two, so that they are a subtree."""

_LONG = 4 * STRETCH
"""From how many entries on several processes are worth their trouble."""


@dataclass
class Found:
    """What a stretch of the ledger, up to number ``last``, was found to be.

    ``tree`` is over its entries alone; ``trees`` are the trees of the whole ledger by size, of
    those that were asked for.
    """

    last: int = 0
    tree: Frontier = field(default_factory=Frontier)
    trees: dict[int, Frontier] = field(default_factory=dict)
    integrity: Faults = field(default_factory=Faults)
    complete: Faults = field(default_factory=Faults)
    conform: Faults = field(default_factory=Faults)
    order: Order = field(init=False)
    moves: Moves = field(default_factory=Moves)
    carried: dict[bytes, tuple[int, str]] = field(default_factory=dict)
    mails: int = 0
    documents: int = 0
    acts: int = 0

    def __post_init__(self) -> None:
        """Let what is out of order be a fault of conformance."""
        self.order = Order(self.conform)

    def join(self, later: Found) -> None:
        """Take over what was found in the stretch that follows."""
        self.order.join(later.order, self.last + 1)
        self.trees |= {size: self.tree.join(tree) for size, tree in later.trees.items()}
        self.tree, self.last = self.tree.join(later.tree), later.last
        self.integrity.join(later.integrity)
        self.complete.join(later.complete)
        self.carried = later.carried | self.carried
        self.conform.join(later.conform)
        self.moves.join(later.moves)
        self.mails += later.mails
        self.documents += later.documents
        self.acts += later.acts


def scan(
    app: AppContext, conn: Connection, sizes: Sequence[int] = (),
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Found:  # fmt: skip
    """Look at every entry, and hold them all against the head.

    ``sizes`` are those of the trees to keep, in order; ``progress`` is told how many entries are
    done, of how many.
    """
    head = ledger.stored_head(conn)
    size = head[0] if head and isinstance(head[0], int) else 0
    found = _look_at_all(app, conn, size, sizes, lambda number: progress(min(number, size), size))
    hold_against_head(found.integrity, found.tree, head)
    return found


def _look_at_all(
    app: AppContext, conn: Connection, size: int, sizes: Sequence[int],
    progress: Callable[[int], None],
) -> Found:  # fmt: skip
    """Look at every entry, of which the head says there are ``size``.

    A long ledger is looked at by several processes, unless numbers are missing or lie beyond the
    head: then the stretches are no subtrees, and one process looks at all in a row.
    """
    if size >= _LONG and size == last_number(conn) and _can_share():
        try:
            found = _share(app, size, sizes, progress)
        except BrokenProcessPool:
            # One of them was ended from outside: this one alone takes longer, and needs less.
            found = Found()
        if found.last == found.tree.size == size:
            return found
    return look(app, conn, None, _END, sizes, progress)


_END = 2**62


def look(
    app: AppContext, conn: Connection, after: int | None, until: int, sizes: Sequence[int],
    progress: Callable[[int], None] = lambda _number: None,
) -> Found:  # fmt: skip
    """Look at the entries after a number (None: from the first) up to another."""
    start, found, integrity = after or 0, Found(), Integrity()
    earlier = ledger.rows_until(conn, start, OF_MANDATES) if start else ()
    numbering = Numbering(found.complete, start)
    authority = Authority(found.conform, earlier)
    contents = Contents(conn, app.files, found.complete)
    within = [size - start for size in sizes if start < size <= until]
    for batch in batches(conn, after, until):
        integrity.take(batch, within)
        for judging in (numbering, contents, found.order, authority, found.moves):
            judging.take(batch)
        progress(numbering.last)
    found.carried = contents.carried
    found.last, found.tree, found.integrity = numbering.last, integrity.tree, integrity.faults
    found.trees = {size + start: tree for size, tree in integrity.trees.items()}
    found.mails, found.documents, found.acts = contents.mails, contents.documents, authority.acts
    return found


def _can_share() -> bool:
    """Whether processes can be forked here: on Linux, and with no other thread in the way."""
    return sys.platform == "linux" and threading.active_count() == 1 and _processors() > 1


def _processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0))


def _share(
    app: AppContext, size: int, sizes: Sequence[int], progress: Callable[[int], None]
) -> Found:
    found = Found()
    tasks = [(app, after, min(after + STRETCH, size), sizes) for after in range(0, size, STRETCH)]
    for part in _in_processes(tasks):
        found.join(part)
        progress(found.last)
        if found.tree.size != found.last:
            break
    return found


_Task = tuple[AppContext, int, int, Sequence[int]]
_tasks: list[_Task] = []


def _in_processes(tasks: list[_Task]) -> Iterator[Found]:
    # Handed over by forking: a context cannot be sent to another process.
    _tasks[:] = tasks
    processes = ProcessPoolExecutor(
        _processors(), multiprocessing.get_context("fork"), initializer=_connect_anew
    )
    try:
        yield from processes.map(_look, range(len(tasks)))
    finally:
        processes.shutdown(cancel_futures=True)
        _tasks.clear()


def _connect_anew() -> None:
    """Let a forked process have connections of its own; those it inherited stay untouched."""
    # What is looked at goes as it came; looking for cycles in it would only take time.
    gc.disable()
    engine = _tasks[0][0].engine
    _inherited.append(engine.pool)
    engine.pool = engine.pool.recreate()


_inherited: list[object] = []


def _look(number: int) -> Found:
    app, after, until, sizes = _tasks[number]
    with app.snapshot() as conn:
        return look(app, conn, after, until, sizes)
