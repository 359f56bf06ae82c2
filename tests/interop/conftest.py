"""A ledger with the public record, its checkpoints, and two verifiers that others wrote."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pathfinder_flow.definitions.data_files import public_record
from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing.ed25519 import Signer, signer_of
from tests.conftest import DESK, Clock, make_desk
from tests.interop.material import Material, Stored, Verdict, Verifier, material, stored

HERE = Path(__file__).parent
GO_SOURCES = Path("/usr/share/gocode")
"""Where Debian puts what its packages of Go libraries hold."""


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]) -> Stored:
    """What a ledger with the public record in it stores."""
    folder = tmp_path_factory.mktemp("ledger")
    clock = Clock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    app = make_desk(f"sqlite:///{folder / 'ledger.sqlite'}", folder, clock)
    initialise(app, DESK, definitions)
    load_public_record(app)
    kept = stored(app)
    app.engine.dispose()
    return kept


def load_public_record(app: AppContext) -> None:
    staged = stage_file(public_record(), understanding(app))[0]
    import_facts(app, DESK, staged, dry_run=False)
    staged.close()


@pytest.fixture(scope="session")
def signer() -> Signer:
    # Always the same key, so that what fails once fails again.
    secret = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    return signer_of("ledger.example/pathfinders", secret)


@pytest.fixture(scope="session")
def sound(ledger: Stored, signer: Signer) -> Material:
    """The whole ledger, as it should be."""
    return material(ledger, signer, len(ledger.data))


def fed(command: list[str], materials: list[Material], **environment: str) -> list[Verdict]:
    """Run a verifier over materials."""
    done = subprocess.run(
        command,
        input=json.dumps(materials),
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    verdicts: list[Verdict] = json.loads(done.stdout)
    assert len(verdicts) == len(materials)
    return verdicts


@pytest.fixture(scope="session")
def go(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    """Judges by `x/mod/sumdb` of the Go project, built here into a small program."""
    compiler = shutil.which("go")
    if compiler is None:
        pytest.skip("the program go is not installed")
    if not (GO_SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.skip("Debian's package golang-golang-x-mod-dev is not installed")
    folder = tmp_path_factory.mktemp("go")
    # Only what is installed, and nobody's settings: nothing is downloaded, nothing left behind.
    offline = {"GOENV": "off", "GOPROXY": "off", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0"}
    places = {"HOME": folder, "GOCACHE": folder / "cache", "GOTMPDIR": folder, "GOPATH": GO_SOURCES}
    done = subprocess.run(
        [compiler, "build", "-o", folder / "verifier", HERE / "verifier.go"],
        env={"PATH": os.environ["PATH"], "GO111MODULE": "off", **offline, **places},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return lambda materials: fed([str(folder / "verifier")], materials)


@pytest.fixture(scope="session")
def sigstore() -> Verifier:
    """Judges by sigstore's verifier in JavaScript."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the program node is not installed")
    folder = os.environ.get("PATHFINDER_TEST_NODE_PATH")
    where = {"NODE_PATH": str(Path(folder) / "node_modules")} if folder else {}
    find = [node, "-e", "require('@sigstore/verify')"]
    environment = {"PATH": os.environ["PATH"], **where}
    if subprocess.run(find, env=environment, capture_output=True, check=False).returncode:
        pytest.skip(
            "the npm package @sigstore/verify is not installed; see PATHFINDER_TEST_NODE_PATH"
        )
    return lambda materials: fed([node, str(HERE / "verifier.js")], materials, **where)
