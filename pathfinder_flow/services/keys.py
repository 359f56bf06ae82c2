"""Signing keys: made, put on record and changed; the secret half never enters the database."""

from __future__ import annotations

from pathlib import Path

from pathfinder_flow.domain.audit_errors import (
    KeyChanged,
    KeyFileTrouble,
    KeyOnRecord,
    NoSigner,
    NothingToRotate,
)
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.entries import Act, Draft, Kind
from pathfinder_flow.domain.notes import check_name
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.checkpoints import KnownKey, keys_on_record, sign
from pathfinder_flow.services.desk import Desk, Session
from pathfinder_flow.signing import key_file
from pathfinder_flow.signing.ed25519 import Signer, new_signer
from pathfinder_flow.store import ledger


def create_key(
    desk: Desk, handle: str, path: Path, passphrase: str | None, *, name: str | None, office: str
) -> Signer:
    """Make the first signing key, put its public half on record, and sign the ledger.

    1. The actor must be the Secretariat, and there must be no key yet. 2. Keep the secret half in
    a new file; one that an earlier attempt left there is used. 3. Record the public half. Its
    name is that of the ledger: by default the office's domain and the first entry's hash.
    """

    def check(session: Session) -> str:
        _authorise(session)
        known = keys_on_record(session.conn)
        if known:
            raise KeyOnRecord(key_id=known[-1].key.id.hex(), number=known[-1].number)
        return check_name(name or _default_name(session, office))

    def record(session: Session) -> None:
        check(session)
        _record(session, signer, None, [signer])

    chosen = desk.write(handle, check)
    signer = _made(path, chosen, passphrase)
    desk.write(handle, record)
    return signer


def rotate_key(
    desk: Desk, handle: str, path: Path, passphrase: str | None, *, lost: bool
) -> Signer:
    """Take a new signing key into use in place of the one on record.

    1. Make it, in a file beside the old one. 2. Record it, and sign the ledger with both keys, so
    that who trusts the old one can trust the new one (with the new one alone if the old is
    ``lost``). 3. It takes the place of the old file. What was signed before stays valid.
    """

    def check(session: Session) -> KnownKey:
        _authorise(session)
        known = keys_on_record(session.conn)
        if not known:
            raise NothingToRotate
        return known[-1]

    def record(session: Session) -> None:
        if check(session).key != current.key:
            raise KeyChanged
        _record(session, new, current, [new] if old is None else [old, new])

    current = desk.write(handle, check)
    old = None if lost else _in_use(path, passphrase, current)
    new = _made(beside(path), current.key.name, passphrase)
    desk.write(handle, record)
    key_file.replace(beside(path), path)
    return new


class KeyInUse:
    """Gives the key that signs, from the settings or its file, read anew when the file changes.

    ``text`` is the key itself, as its file would have it, or None.
    """

    def __init__(self, desk: Desk, path: Path, passphrase: str | None, text: str | None) -> None:
        self._desk, self._path, self._passphrase, self._text = desk, path, passphrase, text
        self._read: tuple[int, Signer] | None = None

    def __call__(self) -> Signer | None:
        """Give the key; None where there is none. Raises :class:`KeyFileTrouble`."""
        if self._text:
            return key_file.from_pem(self._text.encode(), self._passphrase, "in signing_key")
        self._finish_rotation()
        changed = key_file.changed_at(self._path)
        if changed is None:
            return None
        if self._read is None or self._read[0] != changed:
            self._read = changed, key_file.read(self._path, self._passphrase)
        return self._read[1]

    def _finish_rotation(self) -> None:
        """Bring a change of key that was cut off after it went on record to its end."""
        new = beside(self._path)
        if key_file.changed_at(new) is not None:
            signer = key_file.read(new, self._passphrase)
            with self._desk.reading() as conn:
                known = keys_on_record(conn)
            if known and known[-1].key == signer.key:
                key_file.replace(new, self._path)


def beside(path: Path) -> Path:
    """Give where a new key lies until it has taken the place of the old one."""
    return path.with_name(f"{path.name}.new")


def _authorise(session: Session) -> Act:
    return session.authorise((Role.SECRETARIAT,), Clause("attempt_key", "change the signing key"))


def _default_name(session: Session, office: str) -> str:
    (first,) = ledger.leaves(session.conn, 1)
    return f"{office.rpartition('@')[2]}/pathfinder-flow/{first.hex()[:8]}"


def _made(path: Path, name: str, passphrase: str | None) -> Signer:
    if key_file.changed_at(path) is not None:
        return key_file.read(path, passphrase)
    signer = new_signer(name)
    key_file.write(path, signer, passphrase)
    return signer


def _in_use(path: Path, passphrase: str | None, current: KnownKey) -> Signer:
    if key_file.changed_at(path) is None:
        raise NoSigner(path=path)
    signer = _read_either(path, passphrase)
    if signer.key != current.key:
        why = "is not the key on record ({key_id}): find that one, or say --lost if it is gone"
        said = Clause("other_key", why, key_id=current.key.id.hex())
        raise KeyFileTrouble(path=path, why=said)
    return signer


def _read_either(path: Path, passphrase: str | None) -> Signer:
    """Read a key that may be older than the passphrase, which then locks the next one."""
    try:
        return key_file.read(path, passphrase)
    except KeyFileTrouble as error:
        if error.facts["why"].key != "needs_no_passphrase":
            raise
        return key_file.read(path, None)


def _record(
    session: Session, signer: Signer, replaced: KnownKey | None, signers: list[Signer]
) -> None:
    act = _authorise(session)
    body = {"key": signer.key.text, "replaces": replaced.key.id.hex() if replaced else None}
    session.append(Draft(Kind.KEY, None, session.today.isoformat(), act, "", body))
    session.flush()
    sign(session.conn, signers, session.now)
