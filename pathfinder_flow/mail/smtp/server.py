"""A mail server, how to speak to it, and when to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it.

    ``tls``: ``starttls`` (usual on port 587), ``implicit`` (465), or ``none``, which must be
    asked for. ``timeout``: seconds a server may take for an answer; for its verdict on a whole
    mail, four times as long (giving up there may mean sending twice). ``connections``: at most so
    many at once. ``ca_file``: certificates (PEM) to trust instead of the machine's.
    """

    host: str
    port: int = 587
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    connections: int = 10
    ca_file: Path | None = None


@dataclass(slots=True)
class Stop:
    """When work has to end, as a reading of the monotonic clock; None: not at all."""

    at: float | None = None
