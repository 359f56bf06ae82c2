"""From end to end with a real mail server: a mail arrives, another comes back as a notice.

It needs Debian's postfix and root, because postfix's own processes change their user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from pathfinder_flow.domain.reminders.mail import Bounce, DeliveryStatus, Envelope
from pathfinder_flow.mail.bounces.notices import read_bounces
from pathfinder_flow.mail.smtp.server import Server
from pathfinder_flow.mail.smtp.transport import SmtpTransport

PATIENCE = 30
LIFE = 120
"""Seconds after which postfix ends by itself, should nobody be left to end it."""

US = "desk@pathfinder.example"
REACHED, GONE = "focal.point@ministry.example", "gone+1@ministry.example"
TEXT = (
    b"Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nFrom: desk@pathfinder.example\r\n"
    b"To: focal.point@ministry.example\r\nMessage-ID: <7@pathfinder.example>\r\n"
    b"Subject: Report\r\n\r\nDear colleague,\r\n.a dot\r\n"
)

# Unknown recipients are accepted and found out later, as by a server that only passes mail on.
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mx.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
default_transport = error:no mail leaves this machine
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {folder}/certificate.pem
virtual_mailbox_domains = pathfinder.example, ministry.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {{{us} = us/}}, {{{reached} = reached/}} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
recipient_delimiter =
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    folder: Path
    port: int

    @property
    def trusted(self) -> Path:
        return self.folder / "authority.pem"

    def arrived(self, whose: str) -> list[bytes]:
        """The mails in somebody's Maildir."""
        folder = self.folder / "mail" / whose / "new"
        return [file.read_bytes() for file in folder.iterdir()] if folder.is_dir() else []

    def log(self) -> str:
        log = self.folder / "log"
        return log.read_text(errors="replace") if log.exists() else "(nothing was logged)"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def configured(folder: Path) -> Postfix:
    """Write everything a postfix of its own needs into a folder."""
    folder.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    for name in ("queue", "data", "mail"):
        (folder / name).mkdir()
    for name in ("data", "mail"):
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "certificate.pem"))
    port = free_port()
    values = {"folder": folder, "uid": owner.pw_uid, "gid": owner.pw_gid}
    main = MAIN.format(us=US, reached=REACHED, **values)
    (folder / "main.cf").write_text(main)
    (folder / "master.cf").write_text(MASTER.format(port=port))
    return Postfix(folder, port)


def wait_for(what: Callable[[], bool], postfix: Postfix) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, postfix.log()
        time.sleep(0.05)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def postfix() -> Iterator[Postfix]:
    command = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if command is None:
        pytest.skip("postfix is not installed (on Debian: apt-get install postfix)")
    if os.geteuid() != 0:
        pytest.skip("postfix can only be started by root")
    # Not below pytest's own folder, into which postfix's user may not look.
    folder = Path(tempfile.mkdtemp(prefix="pf-postfix-"))
    try:
        server = configured(folder)
        yield from running(server, command)
    finally:
        shutil.rmtree(folder)


def running(server: Postfix, command: str) -> Iterator[Postfix]:
    """Run it in a process group of its own, and end the whole group whatever happens."""
    checked = subprocess.run(
        [command, "-c", str(server.folder), "check"], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr + server.log()
    postconf = str(Path(command).with_name("postconf"))
    where = [postconf, "-c", str(server.folder), "-h", "daemon_directory"]
    daemons = subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip()
    master = subprocess.Popen(
        [f"{daemons}/master", "-c", str(server.folder), "-d", "-e", str(LIFE)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "MAIL_CONFIG": str(server.folder), "MAIL_LOGTAG": "postfix"},
    )
    try:
        wait_for(lambda: answers(server.port) or master.poll() is not None, server)
        assert master.poll() is None, server.log()
        yield server
    finally:
        master.terminate()
        with suppress(subprocess.TimeoutExpired):
            master.wait(5)
        end_group(master)


def end_group(master: subprocess.Popen[bytes]) -> None:
    """End what is left of a process group: its id is that of its first process."""
    with suppress(ProcessLookupError):
        os.killpg(master.pid, signal.SIGKILL)
    master.wait(5)


def test_a_mail_arrives_and_one_that_cannot_comes_back_as_a_notice_we_can_match(
    postfix: Postfix,
) -> None:
    mail = Envelope("<7@pathfinder.example>", "pf+7=a", US, (REACHED, GONE), TEXT)
    settings = Server("127.0.0.1", postfix.port, ca_file=postfix.trusted, timeout=10)
    with SmtpTransport(settings) as transport:
        receipts = transport.deliver([mail])
    assert [r.fate for r in receipts] == [DeliveryStatus.SENT, DeliveryStatus.SENT], (
        receipts,
        postfix.log(),
    )

    wait_for(lambda: bool(postfix.arrived("reached") and postfix.arrived("us")), postfix)
    [arrived] = postfix.arrived("reached")
    assert arrived.endswith(TEXT.replace(b"\r\n", b"\n"))

    [bounce] = read_bounces(postfix.folder / "mail" / "us")
    assert isinstance(bounce, Bounce)
    assert bounce.envid == "pf+7=a"
    assert bounce.message == "<7@pathfinder.example>"
    assert bounce.recipient == GONE
    assert (bounce.permanent, bounce.status) == (True, "5.1.1")
    assert "unknown user" in bounce.said


def test_many_mails_at_once_all_arrive(postfix: Postfix) -> None:
    mails = [
        Envelope(f"<{n}@pathfinder.example>", f"E{n}", US, (REACHED,), TEXT) for n in range(40)
    ]
    settings = Server("127.0.0.1", postfix.port, ca_file=postfix.trusted, timeout=20)
    with SmtpTransport(settings) as transport:
        receipts = transport.deliver(mails)
    assert {r.fate for r in receipts} == {DeliveryStatus.SENT}, postfix.log()
    wait_for(lambda: len(postfix.arrived("reached")) == len(mails), postfix)
