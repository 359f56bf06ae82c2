"""Signed notes and the checkpoints they carry (C2SP signed-note and tlog-checkpoint).

Texts only: how a signature is made and checked comes in as an argument.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import BadCheckpoint, BadKey
from pathfinder_flow.domain.ledger.merkle import HASH_SIZE

_ED25519 = b"\x01"
_KEY_SIZE, _ID_SIZE = 32, 4
_NAME = re.compile(r"[!-*,-~]{1,200}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_SIGNATURE = re.compile(r"\N{EM DASH} ([^\s+]+) (\S+)")
_UNSIGNABLE = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")
"""Control characters other than line ends, and what UTF-8 cannot say."""

_LONGEST = 200_000
"""Signs in a note: room for sixteen signatures of the longest kind, which all must be let pass."""

Verify = Callable[[bytes, bytes, bytes], bool]
"""Says whether a public key, a signature and a text (all bytes) belong together."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a signing key: its name and 32 bytes of Ed25519."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line names the key."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:_ID_SIZE]

    @property
    def text(self) -> str:
        """The key in one line, as it is handed to auditors: name, id and key, with plus signs."""
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger commits to: its name, how many entries it holds, their Merkle root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name and id, and the signature."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note."""
        return f"\N{EM DASH} {self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text and the signatures on it; a text ends with a line end."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """Give the note as it is stored and sent."""
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"

    def signed_by(self, keys: list[VerifierKey], verify: Verify) -> list[VerifierKey]:
        """Give those of some keys whose signature is on it and is right, each once.

        Signatures by other keys are passed over: they may be those of witnesses, or of a key to
        come. Raises :class:`BadCheckpoint` for one that names one of the keys and is wrong.
        """
        known = {(key.name, key.id): key for key in keys}
        found = []
        for one in self.signatures:
            key = known.get((one.name, one.key_id))
            if key is None:
                continue
            if not verify(key.public, one.signature, self.text.encode()):
                why = "its signature does not belong to its text: one of the two was changed"
                raise BadCheckpoint(why=Clause("wrong_signature", why))
            if key not in found:
                found.append(key)
        return found


def signed(text: str, key: VerifierKey, sign: Callable[[bytes], bytes]) -> Signature:
    """Sign a text with the secret half of a key."""
    return Signature(key.name, key.id, sign(text.encode()))


def check_name(name: str) -> str:
    """Give the name of a ledger and its key: printing ASCII without blanks and plus signs."""
    if not _NAME.fullmatch(name):
        why = "its name must be printing ASCII without blanks and plus signs"
        raise BadKey(given=_shown(name), why=Clause("key_name", why))
    return name


def parse_key(text: str) -> VerifierKey:
    """Read the public half of a key from its line; raises :class:`BadKey`."""
    given = text.strip()
    name, _, rest = given.partition("+")
    key_id, _, encoded = rest.partition("+")
    data = _decoded(encoded)
    if data is None or len(data) != 1 + _KEY_SIZE or data[:1] != _ED25519:
        why = "it must be NAME+ID+KEY, as it was made known, with an Ed25519 key"
        raise BadKey(given=_shown(given), why=Clause("key_form", why, action("key.show")))
    key = VerifierKey(check_name(name), data[1:])
    if key.id.hex() != key_id:
        raise BadKey(given=_shown(given), why=Clause("key_id", "its id is not that of its key"))
    return key


def parse_note(text: str) -> SignedNote:
    """Read a signed note strictly; raises :class:`BadCheckpoint`."""
    if _UNSIGNABLE.search(text):
        why = "it holds control characters, such as line ends of Windows"
        raise BadCheckpoint(why=Clause("note_characters", why))
    body, blank, tail = text.rpartition("\n\n")
    if len(text) > _LONGEST or not blank or not tail.endswith("\n"):
        why = "it is not a text, a blank line and signatures: it may have been cut off"
        raise BadCheckpoint(why=Clause("note_form", why))
    matches = [_SIGNATURE.fullmatch(line) for line in tail[:-1].split("\n")]
    signatures = []
    for match in matches:
        data = _decoded(match[2]) if match else None
        if match is None or data is None or len(data) <= _ID_SIZE:
            why = "one of its signature lines was cut off or changed"
            raise BadCheckpoint(why=Clause("signature_form", why))
        signatures.append(Signature(match[1], data[:_ID_SIZE], data[_ID_SIZE:]))
    return SignedNote(f"{body}\n", tuple(signatures))


def parse_checkpoint(note: SignedNote) -> Checkpoint:
    """Read what a note says of a ledger; raises :class:`BadCheckpoint`."""
    lines = note.text[:-1].split("\n")
    root = _decoded(lines[2]) if len(lines) > 2 else None  # noqa: PLR2004 - the third line
    if root is None or len(root) != HASH_SIZE or not all(lines) or not _SIZE.fullmatch(lines[1]):
        why = "it does not give a name, a number of entries and a root"
        raise BadCheckpoint(why=Clause("checkpoint_form", why))
    return Checkpoint(lines[0], int(lines[1]), root)


def _shown(given: str) -> str:
    """Give a text as it can be shown in an error: nothing in it moves a terminal."""
    return ascii(given[:80])[1:-1]


def _decoded(text: str) -> bytes | None:
    """Decode base64 that is exactly what encoding would give; None for any other text."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None
