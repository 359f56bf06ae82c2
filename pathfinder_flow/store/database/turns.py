"""Turns of the writers of one process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Lets threads in one at a time, in the order in which they came.

    A plain lock goes to whoever asks at the right moment, which is again and again the one that
    has just let go of it: a short write could wait for the last of a hundred long ones.
    """

    def __init__(self) -> None:
        self._line: deque[object] = deque()
        self._changed = Condition()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and keep it to the end of the block."""
        me = object()
        with self._changed:
            self._line.append(me)
        try:
            with self._changed:
                self._changed.wait_for(lambda: self._line[0] is me)
            yield
        finally:
            with self._changed:
                self._line.remove(me)
                self._changed.notify_all()
