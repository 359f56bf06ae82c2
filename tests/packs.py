"""A record as an auditor may ask for it, and packs of it: whole, taken apart and put together."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.exports.pack import Packed, pack
from pathfinder_flow.exports.pack_contents import PackOptions
from pathfinder_flow.services.audit.checkpoints import make_checkpoint
from pathfinder_flow.services.audit.keys import create_key, rotate_key
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing import key_file
from pathfinder_flow.signing.ed25519 import Signer
from pathfinder_flow.verifier.files import TITLE
from pathfinder_flow.verifier.one_file import verify_py
from tests.conftest import DESK, Clock, make_desk
from tests.services.simulation import OFFICE, Reminders

LEDGER = "ledger.example"
NAMED = ("Oficina de Ñuñoa", "Labour Desk of the Ministry")
Members = dict[str, bytes]


@dataclass
class Audited:
    """A desk with Peru's record: evidence with a file, mails sent, and a key that was changed."""

    app: AppContext
    notices: Reminders
    key: Path
    first: Signer

    @property
    def signer(self) -> Signer:
        return key_file.read(self.key, None)

    def checkpoint(self) -> str:
        return make_checkpoint(self.app, self.signer).note

    def packed(self, target: Path, *, signed: bool = True, **wish: object) -> Packed:
        given = {"country": "PER", "lang": "en", **wish}
        signer = self.signer if signed else None
        return pack(self.app, PackOptions(**given), target, signer)  # type: ignore[arg-type]


def audit(app: AppContext, clock: Clock, folder: Path) -> Audited:
    """Let things happen to Peru, and to Colombia beside it."""
    key = folder / "checkpoint.key"
    first = create_key(app, DESK, key, None, name=LEDGER, office=OFFICE)
    app.signer = lambda: key_file.read(key, None)
    notices = Reminders(app, clock)
    notices.country("PER", "COL")
    notices.appoint("focal.per", country="PER", language="es", name=NAMED[0])
    notices.appoint("focal.col", country="COL", name=NAMED[1])
    notices.appoint("member.mwg", Role.MWG, language="fr")
    notices.run_until("2027-02-05T12:00:00")
    document = folder / "=Informe anual ../2026.PDF".replace("/", "_")
    document.write_bytes(b"%PDF-1.7 the report of the ministry")
    for name in ("annual_report", "annual_report"):
        report = NewEvidence(name, "2027-02-01", file=document)
        add_evidence(app, "focal.per", "PER", report)
    notices.extend("2027-04-30")
    rotate_key(app, DESK, key, None, lost=False)
    clock.forward(days=1)
    notices.tick()
    made = Audited(app, notices, key, first)
    made.checkpoint()
    return made


@contextmanager
def audited(folder: Path, definitions: list[Definition]) -> Iterator[Audited]:
    """The same on a desk of its own."""
    clock = Clock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    app = make_desk(f"sqlite:///{folder / 'ledger.sqlite'}", folder, clock)
    initialise(app, DESK, definitions)
    yield audit(app, clock, folder)
    app.engine.dispose()


def taken_apart(path: Path) -> Members:
    """Give what is in a pack, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(members: Mapping[str, bytes], path: Path) -> Path:
    """Make a zip file of files, whatever they hold."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    path.write_bytes(made.getvalue())
    return path


def listed_anew(members: Members) -> Members:
    """Give files with a manifest that lists them as they are, signed by nobody."""
    rest = {name: data for name, data in members.items() if name != "manifest.txt"}
    lines = [
        f"{sha256(rest[name]).hexdigest()} {len(rest[name])} {name}\n" for name in sorted(rest)
    ]
    return {**rest, "manifest.txt": f"{TITLE}\n{''.join(lines)}".encode()}


def run_alone(folder: Path, *args: str, python: str = sys.executable) -> tuple[int, str]:
    """Run verify.py by a bare Python in a folder; gives the exit code and all that was said."""
    (folder / "verify.py").write_bytes(verify_py())
    done = subprocess.run(
        [python, "-I", "-S", "-W", "error", "verify.py", *args],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr
