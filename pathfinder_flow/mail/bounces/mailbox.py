"""The mails in a Maildir or an mbox, as bytes; nothing in the mailbox is ever changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pathfinder_flow.domain.errors.invalid import BadMailbox

_LONGEST = 8 << 20
"""Of a longer mail only so many bytes are read; a notice says what matters at its beginning."""

_MBOX_START = b"From "


def mails_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give every mail with a name for telling; raises :class:`BadMailbox`."""
    try:
        if path.is_dir() and (path / "new").is_dir() and (path / "cur").is_dir():
            return _in_maildir([path / "new", path / "cur"])
        with path.open("rb") as file:
            # A mailbox that has been emptied is one.
            if file.read(len(_MBOX_START)) in {b"", _MBOX_START}:
                return _in_mbox(path)
    except OSError as error:
        raise BadMailbox(path=path) from error
    raise BadMailbox(path=path)


def _in_maildir(folders: list[Path]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for file in sorted(folder.iterdir()):
            try:
                with file.open("rb") as reading:
                    yield file.name, reading.read(_LONGEST)
            except FileNotFoundError:
                # Whoever reads mail moves it from new to cur, where it is met again.
                continue
            except OSError:
                yield file.name, b""


def _in_mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    number, mail, after_blank = 0, bytearray(), True
    with path.open("rb") as lines:
        # Limited, so that a file without line ends is not read at once.
        while line := lines.readline(_LONGEST):
            if after_blank and line.startswith(_MBOX_START):
                if number:
                    yield f"mail {number}", bytes(mail)
                number, mail = number + 1, bytearray()
            elif len(mail) < _LONGEST:
                mail += line
            after_blank = line in {b"\n", b"\r\n"}
    if number:
        yield f"mail {number}", bytes(mail)
