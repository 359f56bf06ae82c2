"""A folder as transport: whole files or none, one per mail."""

from __future__ import annotations

import mailbox
import os
from pathlib import Path

import pytest

from pathfinder_flow.domain.reminders.mail import DeliveryStatus, Envelope
from pathfinder_flow.mail.maildir import MaildirTransport, remove_copies
from pathfinder_flow.mail.transport import STOPPING, Transport

TEXT = b"Subject: Report\r\nMessage-ID: <1@p.example>\r\n\r\nDear colleague,\r\n.\r\n"


def mail(name: str = "1", *to: str, data: bytes = TEXT) -> Envelope:
    to = to or ("a@x.example",)
    return Envelope(f"<{name}@p.example>", "E1", "desk@p.example", to, data)


def kept(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted((folder / "new").iterdir())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "post" / "outgoing"


def test_a_mail_becomes_one_file_that_mail_programs_can_open(folder: Path) -> None:
    transport: Transport = MaildirTransport(folder)
    receipts = transport.deliver([mail("1", "a@x.example", "b@x.example")])
    transport.close()
    assert [(r.recipient, r.fate) for r in receipts] == [
        ("a@x.example", DeliveryStatus.SENT),
        ("b@x.example", DeliveryStatus.SENT),
    ]
    assert kept(folder) == [TEXT]
    [opened] = mailbox.Maildir(folder, create=False)
    assert opened["Message-ID"] == "<1@p.example>"
    assert list((folder / "tmp").iterdir()) == []


def test_the_same_message_twice_is_one_file(folder: Path) -> None:
    for _ in range(2):
        receipts = MaildirTransport(folder).deliver([mail(), mail()])
        assert [r.fate for r in receipts] == [DeliveryStatus.SENT] * 2
    assert len(kept(folder)) == 1


def test_a_message_that_was_read_meanwhile_does_not_come_back(folder: Path) -> None:
    transport = MaildirTransport(folder)
    transport.deliver([mail()])
    [file] = (folder / "new").iterdir()
    file.rename(folder / "cur" / f"{file.name}:2,S")
    assert transport.deliver([mail()])[0].fate == DeliveryStatus.SENT
    assert kept(folder) == []


@pytest.mark.parametrize("name", ["../../up", "a/b", "", "\0", "x" * 500, "\udcff"])
def test_no_message_id_leads_out_of_the_folder(folder: Path, name: str) -> None:
    assert MaildirTransport(folder).deliver([mail(name)])[0].fate == DeliveryStatus.SENT
    assert len(kept(folder)) == 1
    assert [path.name for path in folder.parent.iterdir()] == ["outgoing"]


def test_a_file_in_the_way_defers_and_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    [receipt] = MaildirTransport(tmp_path / "file").deliver([mail()])
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert receipt.reply == f"the mail folder {tmp_path / 'file'} took nothing: it is not a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_without_rights_it_defers_and_is_told_plainly(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    [receipt] = MaildirTransport(tmp_path / "post").deliver([mail()])
    tmp_path.chmod(0o700)
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert "may not write there" in receipt.reply


def test_a_draft_that_cannot_be_put_in_place_is_taken_away_again(folder: Path) -> None:
    transport = MaildirTransport(folder)
    transport.deliver([mail("0")])
    [file] = (folder / "new").iterdir()
    (folder / "new").rename(folder / "kept")
    (folder / "new").write_text("in the way")
    [receipt] = transport.deliver([mail("1")])
    assert receipt.fate == DeliveryStatus.DEFERRED
    assert list((folder / "tmp").iterdir()) == []
    assert (folder / "kept" / file.name).exists()


def test_on_a_full_disk_a_mail_is_deferred_and_smaller_ones_go_on(small_disk: Path) -> None:
    large = mail("1", data=b"x" * 2_000_000)
    transport = MaildirTransport(small_disk / "post")
    receipts = transport.deliver([mail("0"), large, mail("2")])
    assert [r.fate for r in receipts] == [
        DeliveryStatus.SENT,
        DeliveryStatus.DEFERRED,
        DeliveryStatus.SENT,
    ]
    assert receipts[1].reply.endswith("took nothing: the disk is full")
    assert kept(small_disk / "post") == [TEXT, TEXT]
    assert list((small_disk / "post" / "tmp").iterdir()) == []


def test_after_stopping_nothing_is_begun(folder: Path) -> None:
    transport = MaildirTransport(folder)
    transport.stop_within(5)
    [receipt] = transport.deliver([mail()])
    assert (receipt.fate, receipt.reply) == (DeliveryStatus.DEFERRED, STOPPING)
    assert not folder.exists()


# Taken away again


def test_copies_are_removed_wherever_they_were_put_and_no_others(folder: Path) -> None:
    transport = MaildirTransport(folder)
    transport.deliver([mail(str(n)) for n in range(4)])
    ours = sorted((folder / "new").iterdir())
    ours[0].rename(folder / "cur" / f"{ours[0].name}:2,FS")
    (folder / ".Filed.Here" / "cur").mkdir(parents=True)
    ours[1].rename(folder / ".Filed.Here" / "cur" / f"{ours[1].name}:2,S")
    (folder / "tmp" / f"{ours[2].name}.4711").write_bytes(TEXT)
    (folder / "new" / "somebody.elses").write_bytes(TEXT)
    assert remove_copies(folder, [f"<{n}@p.example>" for n in range(3)]) == 3
    [left, other] = sorted(path for path in folder.rglob("*") if path.is_file())
    assert other.name == "somebody.elses"
    assert remove_copies(folder, ["<3@p.example>", "<4@p.example>"]) == 1
    assert not left.exists()


def test_where_there_is_no_folder_nothing_is_to_be_removed(folder: Path) -> None:
    assert remove_copies(folder, ["<1@p.example>"]) == 0


def test_a_folder_that_cannot_be_read_is_told(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file")
    with pytest.raises(NotADirectoryError):
        remove_copies(folder, ["<1@p.example>"])
