"""Keys, signed notes and the checkpoints they carry (C2SP signed-note and tlog-checkpoint)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from pathfinder_flow.verifier.sayings import Rejected
from pathfinder_flow.verifier.signatures import is_signature


class Key(NamedTuple):
    """The public half of a signing key, under its name."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line names it."""
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    def __str__(self) -> str:
        """Give the key as it is handed to auditors."""
        encoded = base64.b64encode(bytes([1]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{encoded}"


class Note(NamedTuple):
    """A text and the signatures on it: of each the key's name and id, and the signature."""

    file: str
    text: str
    signatures: list[tuple[str, bytes, bytes]]

    def signers(self, keys: Iterable[Key]) -> list[Key]:
        """Give those of some keys that signed it; refuses a signature by one of them if wrong."""
        known = {(key.name, key.id): key for key in keys}
        found = []
        for name, key_id, signature in self.signatures:
            key = known.get((name, key_id))
            if key and not is_signature(key.public, signature, self.text.encode()):
                raise Rejected("wrong_signature", file=self.file, signer=key.id.hex())
            found += [key] if key else []
        return found


class SignedCheckpoint(NamedTuple):
    """What was signed of a ledger: its name, how many entries it held, their Merkle root."""

    origin: str
    size: int
    root: bytes
    note: Note


_KEY_LINE = re.compile(r"([!-*,-~]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
_SIGNATURE_LINE = re.compile(r"\u2014 ([!-*,-~]{1,200}) ([A-Za-z0-9+/]+={0,2})")
_CHECKPOINT = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n")


def from_base64(text: str) -> bytes | None:
    """Decode base64 that is exactly what encoding would give; None for any other text."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == text else None


def key_of(text: str, file: str) -> Key:
    """Read a key: its name, its id in hexadecimal, and its algorithm (1) and 32 bytes."""
    match = _KEY_LINE.fullmatch(text.strip())
    data = from_base64(match[3]) if match else None
    if match and data and data[0] == 1:
        key = Key(match[1], data[1:])
        if key.id.hex() == match[2]:
            return key
    raise Rejected("no_key", file=file, given=text.strip())


def note_of(text: str, file: str) -> Note:
    """Read a signed note: a text, a blank line, and a line for each signature."""
    body, blank, tail = text.rpartition("\n\n")
    matches = [_SIGNATURE_LINE.fullmatch(line) for line in tail[:-1].split("\n")]
    signatures = []
    for match in matches if blank and tail.endswith("\n") else [None]:
        data = from_base64(match[2]) if match else None
        if not match or not data:
            raise Rejected("no_note", file=file)
        signatures.append((match[1], data[:4], data[4:]))
    return Note(file, body + "\n", signatures)


def checkpoint_of(text: str, file: str) -> SignedCheckpoint:
    """Read a checkpoint: a signed note with a name, a size and a root."""
    note = note_of(text, file)
    match = _CHECKPOINT.fullmatch(note.text)
    root = from_base64(match[3]) if match else None
    if not match or not root:
        raise Rejected("no_checkpoint", file=file)
    return SignedCheckpoint(match[1], int(match[2]), root, note)
