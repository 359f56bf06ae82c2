"""The file of a signing key: PKCS #8 in PEM, readable by its owner only, under a passphrase or not.

Its first line is a comment with the name of the key, which PEM has no place for.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from pathfinder_flow.domain.audit_errors import KeyFileTrouble
from pathfinder_flow.domain.clauses import Clause, of_system
from pathfinder_flow.domain.notes import check_name
from pathfinder_flow.signing.ed25519 import Signer, signer_of

_TITLE = "pathfinder-flow signing key "
_OTHERS = 0o077


def to_pem(signer: Signer, passphrase: str | None) -> bytes:
    """Give a key as it is kept in a file, encrypted if there is a passphrase."""
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    pem = signer.secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    return f"{_TITLE}{signer.key.name}\n".encode() + pem


def write(path: Path, signer: Signer, passphrase: str | None) -> None:
    """Keep a key in a new file that its owner alone may read; never over another file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Fails where a file of that name is: nobody could bring back a key that was replaced.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(to_pem(signer, passphrase))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        why = Clause("key_unwritable", "cannot be written ({said})", said=of_system(error))
        raise KeyFileTrouble(path=path, why=why) from error


def replace(source: Path, target: Path) -> None:
    """Put a key in the place of another, whose secret half is gone then."""
    try:
        source.replace(target)
    except OSError as error:
        why = Clause("key_unwritable", "cannot be written ({said})", said=of_system(error))
        raise KeyFileTrouble(path=target, why=why) from error


def read(path: Path, passphrase: str | None) -> Signer:
    """Read a key from its file; raises :class:`KeyFileTrouble`.

    A file that others may read is refused: the key may be known to anyone by now.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            why = (
                "may be read by others: take their rights away with 'chmod 600', and change the "
                "key with 'audit key rotate' if somebody may have read it"
            )
            raise KeyFileTrouble(path=path, why=Clause("key_readable", why))
        data = path.read_bytes()
    except OSError as error:
        why = Clause("key_unreadable", "cannot be read ({said})", said=of_system(error))
        raise KeyFileTrouble(path=path, why=why) from error
    return from_pem(data, passphrase, path)


def from_pem(data: bytes, passphrase: str | None, path: Path | str) -> Signer:
    """Read a key from the text of its file; ``path`` is what errors call it."""
    title, _, _ = data.decode("utf-8", "replace").partition("\n")
    try:
        secret = load_pem_private_key(data, passphrase.encode() if passphrase else None)
    except TypeError:
        raise KeyFileTrouble(path=path, why=_needs_other_passphrase(passphrase)) from None
    except (ValueError, UnsupportedAlgorithm):
        why = _needs_other_passphrase(passphrase) if b"ENCRYPTED" in data else _NO_KEY
        raise KeyFileTrouble(path=path, why=why) from None
    if not isinstance(secret, Ed25519PrivateKey) or not title.startswith(_TITLE):
        raise KeyFileTrouble(path=path, why=_NO_KEY)
    return signer_of(check_name(title.removeprefix(_TITLE).strip()), secret)


_NO_KEY = Clause(
    "no_signing_key", "is no signing key of this program: make one with 'audit key create'"
)


def _needs_other_passphrase(given: str | None) -> Clause:
    if given:
        return Clause("other_passphrase", "does not open with the passphrase given")
    why = "is kept under a passphrase: set PATHFINDER_FLOW_KEY_PASSPHRASE"
    return Clause("needs_passphrase", why)
