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

from pathfinder_flow.disk import sync, sync_names
from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import BadKey
from pathfinder_flow.domain.errors.unavailable import KeyFileUnavailable
from pathfinder_flow.domain.ledger.notes import check_name
from pathfinder_flow.signing.ed25519 import Signer, signer_of

_TITLE = "pathfinder-flow signing key "
_OTHERS = 0o077


def to_pem(signer: Signer, passphrase: str | None) -> bytes:
    """Give a key as it is kept in a file, encrypted if there is a passphrase.

    Raises :class:`BadKey` for a passphrase that no file can be kept under.
    """
    try:
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        pem = signer.secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    except ValueError:
        why = Clause("passphrase_form", "its passphrase must be a text of at most 1023 bytes")
        raise BadKey(given=signer.key.name, why=why) from None
    return f"{_TITLE}{signer.key.name}\n".encode() + pem


def write(path: Path, signer: Signer, passphrase: str | None) -> None:
    """Keep a key in a new file that its owner alone may read; never over another file.

    Raises :class:`KeyFileUnavailable` when it cannot, and leaves no part of a file.
    """
    data = to_pem(signer, passphrase)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Fails where a file of that name is: nobody could bring back a key that was replaced.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                sync(file)
            sync_names(path.parent)
        except OSError:
            path.unlink()
            raise
    except OSError as error:
        why = Clause("key_unwritable", "cannot be written ({said})", said=of_system(error))
        raise KeyFileUnavailable(path=path, why=why) from error


def replace(source: Path, target: Path) -> None:
    """Put a key in the place of another, whose secret half is gone then."""
    try:
        source.replace(target)
        sync_names(target.parent)
    except OSError as error:
        why = Clause("key_unwritable", "cannot be written ({said})", said=of_system(error))
        raise KeyFileUnavailable(path=target, why=why) from error


def read(path: Path, passphrase: str | None) -> Signer:
    """Read a key from its file; raises :class:`KeyFileUnavailable`.

    A file that others may read is refused: the key may be known to anyone by now.
    """
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                why = (
                    "may be read by others: take their rights away with 'chmod 600', and change "
                    "the key if somebody may have read it"
                )
                readable = Clause("key_readable", why, action("key.rotate"))
                raise KeyFileUnavailable(path=path, why=readable)
            data = file.read()
    except OSError as error:
        raise _unreadable(path, error) from error
    return from_pem(data, passphrase, path)


def changed_at(path: Path) -> int | None:
    """Give when the file was last written to, in nanoseconds; None where there is none.

    Raises :class:`KeyFileUnavailable` where nobody can tell.
    """
    try:
        return path.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> KeyFileUnavailable:
    why = Clause("key_unreadable", "cannot be read ({said})", said=of_system(error))
    return KeyFileUnavailable(path=path, why=why)


def from_pem(data: bytes, passphrase: str | None, path: Path | str) -> Signer:
    """Read a key from the text of its file; ``path`` is what errors call it.

    A passphrase for a key that has none is refused: its owner believes it to be protected.
    """
    title, _, _ = data.decode("utf-8", "replace").partition("\n")
    try:
        secret = load_pem_private_key(data, passphrase.encode() if passphrase else None)
    except TypeError:
        why = _UNPROTECTED if passphrase else _PROTECTED
        raise KeyFileUnavailable(path=path, why=why) from None
    except (ValueError, UnsupportedAlgorithm):
        why = _OTHER_PASSPHRASE if passphrase and b"ENCRYPTED" in data else _NO_KEY
        raise KeyFileUnavailable(path=path, why=why) from None
    if not isinstance(secret, Ed25519PrivateKey) or not title.startswith(_TITLE):
        raise KeyFileUnavailable(path=path, why=_NO_KEY)
    try:
        name = check_name(title.removeprefix(_TITLE).strip())
    except BadKey:
        raise KeyFileUnavailable(path=path, why=_OTHER_TITLE) from None
    return signer_of(name, secret)


_NO_KEY = Clause(
    "no_signing_key", "is no signing key of this program: make one", action("key.create")
)
_OTHER_TITLE = Clause(
    "key_title", "has a name that no key can have: put its first line back as it was"
)
_PROTECTED = Clause(
    "needs_passphrase", "is kept under a passphrase: set PATHFINDER_FLOW_KEY_PASSPHRASE"
)
_UNPROTECTED = Clause(
    "needs_no_passphrase",
    "is not kept under the passphrase given, nor under any: unset PATHFINDER_FLOW_KEY_PASSPHRASE",
)
_OTHER_PASSPHRASE = Clause("other_passphrase", "does not open with the passphrase given")
