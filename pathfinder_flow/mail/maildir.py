"""A folder as transport: every mail becomes a file that any mail program can open (Maildir).

Rules. A mail lies in ``new`` complete and safe on disk, or not at all. Its file name comes from its
Message-ID, so that handing it over again leaves one file, also when somebody has read it meanwhile
(reading moves it to ``cur`` and appends flags to its name). The bytes are kept as they are.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pathfinder_flow.disk import write_whole
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.mail.transport import STOPPING, same_for_all

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full (quota)",
    errno.EFBIG: "the disk takes no file of that size",
    errno.EACCES: "this program may not write there",
    errno.EPERM: "this program may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "it is not a folder",
    errno.EEXIST: "it is not a folder",
}

_DIGITS, _ENDING = 40, ".pathfinder-flow"
"""A mail's file name: so many digits from its Message-ID, and how it ends."""


class MaildirTransport:
    """Puts mails into a Maildir; see :class:`pathfinder_flow.mail.transport.Transport`.

    The folder is made when first needed. It takes every recipient, so a mail fares the same for
    all of them: ``SENT``, or ``DEFERRED`` with the reason.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopping = False

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        """Put mails into the folder; gives one receipt per mail and recipient, in their order."""
        receipts: list[DeliveryResult] = []
        read: frozenset[str] | None = None
        for envelope in envelopes:
            try:
                if self._stopping:
                    receipts += same_for_all(envelope, DeliveryStatus.DEFERRED, STOPPING)
                    continue
                if read is None:
                    read = self._make_ready()
                name = _file_name(envelope.message)
                if name not in read:
                    self._put(name, envelope.data)
                receipts += same_for_all(envelope, DeliveryStatus.SENT, f"kept as {name}")
            except OSError as error:
                receipts += same_for_all(envelope, DeliveryStatus.DEFERRED, self._why(error))
        return receipts

    def _make_ready(self) -> frozenset[str]:
        """Make the folder and give the names, without flags, of the mails already read."""
        for part in ("tmp", "new", "cur"):
            (self._folder / part).mkdir(parents=True, exist_ok=True)
        with os.scandir(self._folder / "cur") as entries:
            return frozenset(entry.name.partition(":")[0] for entry in entries)

    def _put(self, name: str, data: bytes) -> None:
        """Write a mail, and only when it is whole give it its place."""
        place = self._folder / "new" / name
        if place.exists():
            return
        draft = self._folder / "tmp" / f"{name}.{os.getpid()}"
        write_whole(place, data, draft=draft)

    def _why(self, error: OSError) -> str:
        reason = _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
        return f"the mail folder {self._folder} took nothing: {reason}"

    def stop_within(self, seconds: float) -> None:  # noqa: ARG002 - writing a file is over at once
        """Begin no further mail; the one in hand is finished."""
        self._stopping = True

    def close(self) -> None:
        """Do nothing: no file is held open between mails."""


def remove_copies(folder: Path, messages: Collection[str]) -> int:
    """Remove the mails with these Message-IDs from a Maildir; gives how many were there.

    Wherever in it somebody has put them, and what a run that died has left of them. Raises
    OSError when one cannot be removed, or a folder cannot be read.
    """
    wanted = {_file_name(message) for message in messages}
    removed: set[str] = set()
    # Whoever reads mail may rename a file at this very moment: look until none is found.
    while found := list(_copies(folder, wanted)):
        for path in found:
            path.unlink(missing_ok=True)
            removed.add(_own_name(path.name))
    return len(removed)


def _copies(folder: Path, wanted: Collection[str]) -> Iterator[Path]:
    for place, _, names in os.walk(folder, onerror=_raise):
        yield from (Path(place) / name for name in names if _own_name(name) in wanted)


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _own_name(name: str) -> str:
    """Give a file's name as we made it, without the flags or the process it was written by."""
    return name[: _DIGITS + len(_ENDING)]


def _file_name(message: str) -> str:
    """Name a mail's file: no Message-ID, whatever is in it, can lead out of the folder."""
    return sha256(message.encode(errors="surrogatepass")).hexdigest()[:_DIGITS] + _ENDING
