"""The file of the signing key: for its owner only, and never lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from pathfinder_flow.domain.errors.invalid import BadKey
from pathfinder_flow.domain.errors.unavailable import KeyFileUnavailable
from pathfinder_flow.signing.ed25519 import Signer, new_signer, verify
from pathfinder_flow.signing.key_file import from_pem, read, to_pem, write
from tests.conftest import fill_disk

PASSPHRASE = "correct horse, Perú"
posix_only = pytest.mark.skipif(os.name != "posix", reason="rights to files are those of POSIX")


@pytest.fixture
def signer() -> Signer:
    return new_signer("ledger.example")


def refused(path: Path, passphrase: str | None = None) -> str:
    """Fail to read a key; gives the sentence that says why."""
    with pytest.raises(KeyFileUnavailable) as error:
        read(path, passphrase)
    assert str(path) in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("passphrase", [None, "", PASSPHRASE])
def test_a_key_is_read_as_it_was_kept(
    tmp_path: Path, signer: Signer, passphrase: str | None
) -> None:
    path = tmp_path / "new" / "folder" / "checkpoint.key"
    write(path, signer, passphrase)
    kept = read(path, passphrase)
    assert kept.key == signer.key
    signature = kept.sign("text").signature
    assert verify(signer.key.public, signature, b"text")
    assert not verify(signer.key.public, signature, b"another text")


@posix_only
def test_a_new_file_is_for_its_owner_only(tmp_path: Path, signer: Signer) -> None:
    path = tmp_path / "checkpoint.key"
    before = os.umask(0)
    try:
        write(path, signer, None)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644])
def test_a_file_that_others_may_touch_is_refused(tmp_path: Path, signer: Signer, mode: int) -> None:
    path = tmp_path / "checkpoint.key"
    write(path, signer, None)
    path.chmod(mode)
    assert "may be read by others: take their rights away with 'chmod 600'" in refused(path)


@posix_only
def test_a_file_that_its_owner_may_only_read_will_do(tmp_path: Path, signer: Signer) -> None:
    path = tmp_path / "checkpoint.key"
    write(path, signer, None)
    path.chmod(0o400)
    assert read(path, None).key == signer.key


def test_a_file_is_never_written_over(tmp_path: Path, signer: Signer) -> None:
    path = tmp_path / "checkpoint.key"
    path.write_bytes(b"the only copy of something")
    with pytest.raises(KeyFileUnavailable, match=r"cannot be written \(file exists\)"):
        write(path, signer, None)
    assert path.read_bytes() == b"the only copy of something"


@posix_only
def test_nothing_is_written_through_a_link_that_leads_nowhere(
    tmp_path: Path, signer: Signer
) -> None:
    path = tmp_path / "checkpoint.key"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileUnavailable, match="cannot be written"):
        write(path, signer, None)
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_leaves_no_part_of_a_key(small_disk: Path, signer: Signer) -> None:
    # The first bytes fit, the last do not: the name takes more than a page.
    ballast = fill_disk(small_disk)
    os.truncate(ballast, ballast.stat().st_size - 4096)
    path = small_disk / "checkpoint.key"
    with pytest.raises(KeyFileUnavailable, match="no space left on device"):
        write(path, new_signer("x" * 8192), None)
    assert not path.exists()
    write(path, signer, None)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "cannot be read (no such file or directory)" in refused(tmp_path / "checkpoint.key")


@posix_only
def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert "cannot be read (is a directory)" in refused(tmp_path)


def test_a_key_in_a_place_that_cannot_be_is_refused(tmp_path: Path, signer: Signer) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KeyFileUnavailable, match="cannot be written"):
        write(tmp_path / "file" / "checkpoint.key", signer, None)


# Passphrases


def test_a_key_under_a_passphrase_asks_for_it(tmp_path: Path, signer: Signer) -> None:
    path = tmp_path / "checkpoint.key"
    write(path, signer, PASSPHRASE)
    for none in (None, ""):
        told = refused(path, none)
        assert "is kept under a passphrase: set PATHFINDER_FLOW_KEY_PASSPHRASE" in told


@pytest.mark.parametrize("wrong", ["Correct horse, Perú", "x" * 5000, "\udcff"])
def test_a_key_opens_with_no_other_passphrase(tmp_path: Path, signer: Signer, wrong: str) -> None:
    path = tmp_path / "checkpoint.key"
    write(path, signer, PASSPHRASE)
    assert "does not open with the passphrase given" in refused(path, wrong)


def test_a_key_that_is_under_none_is_not_taken_for_protected(
    tmp_path: Path, signer: Signer
) -> None:
    path = tmp_path / "checkpoint.key"
    write(path, signer, None)
    assert "is not kept under the passphrase given, nor under any" in refused(path, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["x" * 1024, "\udcff"])
def test_a_passphrase_that_no_file_takes_is_refused_before_one_is_made(
    tmp_path: Path, signer: Signer, passphrase: str
) -> None:
    path = tmp_path / "checkpoint.key"
    with pytest.raises(BadKey, match="its passphrase must be a text of at most 1023 bytes"):
        write(path, signer, passphrase)
    assert not path.exists()


# What is no key


def other_kind() -> bytes:
    secret = generate_private_key(SECP256R1())
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return b"pathfinder-flow signing key ledger.example\n" + pem


def test_what_is_no_key_of_this_program_is_said_to_be_none(signer: Signer) -> None:
    pem = to_pem(signer, None)
    titleless = pem.partition(b"\n")[2]
    damaged = pem.replace(b"PRIVATE KEY-----\nMC4", b"PRIVATE KEY-----\nMC5")
    texts = [b"", b"nonsense", bytes(range(256)), pem[:-40], damaged, titleless, other_kind()]
    for text in [*texts, b"pathfinder-flow signing key ledger.example\n", signer.key.text.encode()]:
        assert text != pem
        with pytest.raises(KeyFileUnavailable, match=r"^The signing key here is no signing key"):
            from_pem(text, None, "here")


@pytest.mark.parametrize("name", [b"", b"two words", b"a+b", "é".encode(), b"\xff"])
def test_a_key_whose_name_was_edited_away_is_refused(signer: Signer, name: bytes) -> None:
    pem = to_pem(signer, None).replace(b"ledger.example", name)
    with pytest.raises(KeyFileUnavailable, match="here has a name that no key can have"):
        from_pem(pem, None, "here")


def test_line_ends_of_windows_do_no_harm(signer: Signer) -> None:
    pem = to_pem(signer, PASSPHRASE).replace(b"\n", b"\r\n")
    assert from_pem(pem, PASSPHRASE, "here").key == signer.key


# The secret


def test_the_secret_is_in_no_text_about_the_key(signer: Signer) -> None:
    secret = signer.secret.private_bytes_raw()
    shown = repr(signer) + str(signer) + signer.key.text
    assert "secret" not in shown
    assert secret.hex() not in shown
    assert repr(secret)[2:-1] not in shown


def test_a_passphrase_keeps_the_secret_out_of_the_file(signer: Signer) -> None:
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in to_pem(signer, PASSPHRASE)
    assert b"BEGIN PRIVATE KEY" in to_pem(signer, None)


def test_a_signature_that_cannot_be_one_is_wrong(signer: Signer) -> None:
    assert not verify(signer.key.public, b"short", b"text")
    assert not verify(b"short", bytes(64), b"text")
    assert not verify(bytes(31) + b"\xff", bytes(64), b"text")
