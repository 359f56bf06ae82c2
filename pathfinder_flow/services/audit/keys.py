"""Signing keys: made, put on record and changed; the secret half never enters the database."""

from __future__ import annotations

from pathlib import Path

from pathfinder_flow.domain.actions import action
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import KeyChanged, KeyOnRecord, NothingToRotate
from pathfinder_flow.domain.errors.unavailable import KeyFileUnavailable, NoSigner
from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.ledger.notes import check_name
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.audit.checkpoints import KnownKey, keys_on_record, sign
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.signing import key_file
from pathfinder_flow.signing.ed25519 import Signer, new_signer
from pathfinder_flow.store import ledger


def create_key(
    app: AppContext,
    handle: str,
    path: Path,
    passphrase: str | None,
    *,
    name: str | None,
    office: str,
) -> Signer:
    """Make the first signing key, put its public half on record, and sign the ledger.

    1. The actor must be the Secretariat, and there must be no key yet. 2. Keep the secret half in
    a new file; one that an earlier attempt left there is used. 3. Record the public half. Its
    name is that of the ledger: by default the office's domain and the first entry's hash.
    """

    def check(uow: UnitOfWork) -> str:
        _authorise(uow)
        known = keys_on_record(uow.conn)
        if known:
            raise KeyOnRecord(key_id=known[-1].key.id.hex(), number=known[-1].number)
        return check_name(name or _default_name(uow, office))

    def record(uow: UnitOfWork) -> None:
        check(uow)
        _record(uow, signer, None, [signer])

    chosen = app.run(handle, check)
    signer = _made(path, chosen, passphrase)
    app.run(handle, record)
    return signer


def rotate_key(
    app: AppContext, handle: str, path: Path, passphrase: str | None, *, lost: bool
) -> Signer:
    """Take a new signing key into use in place of the one on record.

    1. Make it, in a file beside the old one. 2. Record it, and sign the ledger with both keys, so
    that who trusts the old one can trust the new one (with the new one alone if the old is
    ``lost``). 3. It takes the place of the old file. What was signed before stays valid.
    """
    current: KnownKey | None = app.run(handle, _key_to_replace, again=lambda _: None)
    if current is None:
        # The same rotation once more: it is done, and another one would be a second.
        return key_file.read(path, passphrase)
    replaced = current
    old = None if lost else _in_use(path, passphrase, replaced)
    new = _made(beside(path), replaced.key.name, passphrase)

    def record(uow: UnitOfWork) -> None:
        if _key_to_replace(uow).key != replaced.key:
            raise KeyChanged
        _record(uow, new, replaced, [new] if old is None else [old, new])

    app.run(handle, record, again=_refuse_changed)
    key_file.replace(beside(path), path)
    return new


def _key_to_replace(uow: UnitOfWork) -> KnownKey:
    _authorise(uow)
    known = keys_on_record(uow.conn)
    if not known:
        raise NothingToRotate
    return known[-1]


def _refuse_changed(_entries: list[Entry]) -> None:
    raise KeyChanged


class KeyInUse:
    """Gives the key that signs, from the settings or its file, read anew when the file changes.

    ``text`` is the key itself, as its file would have it, or None.
    """

    def __init__(
        self, app: AppContext, path: Path, passphrase: str | None, text: str | None
    ) -> None:
        self._app, self._path, self._passphrase, self._text = app, path, passphrase, text
        self._read: tuple[int, Signer] | None = None

    def __call__(self) -> Signer | None:
        """Give the key; None where there is none. Raises :class:`KeyFileUnavailable`."""
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
            with self._app.snapshot() as conn:
                known = keys_on_record(conn)
            if known and known[-1].key == signer.key:
                key_file.replace(new, self._path)


def beside(path: Path) -> Path:
    """Give where a new key lies until it has taken the place of the old one."""
    return path.with_name(f"{path.name}.new")


def _authorise(uow: UnitOfWork) -> Act:
    return uow.authorise((Role.SECRETARIAT,), Clause("attempt_key", "change the signing key"))


def _default_name(uow: UnitOfWork, office: str) -> str:
    (first,) = ledger.leaves(uow.conn, 1)
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
        why = "is not the key on record ({key_id}): find that one, or say that it is lost"
        said = Clause("other_key", why, action("key.replace_lost"), key_id=current.key.id.hex())
        raise KeyFileUnavailable(path=path, why=said)
    return signer


def _read_either(path: Path, passphrase: str | None) -> Signer:
    """Read a key that may be older than the passphrase, which then locks the next one."""
    try:
        return key_file.read(path, passphrase)
    except KeyFileUnavailable as error:
        if error.facts["why"].key != "needs_no_passphrase":
            raise
        return key_file.read(path, None)


def _record(
    uow: UnitOfWork, signer: Signer, replaced: KnownKey | None, signers: list[Signer]
) -> None:
    act = _authorise(uow)
    body = {"key": signer.key.text, "replaces": replaced.key.id.hex() if replaced else None}
    uow.append(Draft(Kind.KEY, None, uow.today.isoformat(), act, "", body))
    uow.flush()
    sign(uow.conn, signers, uow.now)
