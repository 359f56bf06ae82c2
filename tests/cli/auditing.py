"""An auditor's access, given as docs/ says, and what commands come to with it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psycopg

from tests.cli.lived import AFTERWARDS, URL, live
from tests.faults.running import DESK, ROOT, finish
from tests.sentences import sentences

PAGE = ROOT / "docs" / "how-to" / "give-an-auditor-access.md"
SECTION = PAGE.read_text(encoding="utf-8")
ROLE, WITHHELD = re.findall(r"```sql\n(.*?)```", SECTION, re.DOTALL)
ON_SERVER, MAKE_COPY, ON_COPY = re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)


@dataclass(frozen=True)
class Outcome:
    """How a command came out; ``raised`` is an error that was not told as one."""

    line: str
    status: int
    stdout: str
    stderr: str
    raised: str

    @property
    def is_answer(self) -> bool:
        return (self.status, self.raised) == (0, "") and bool(self.stdout or self.stderr)

    @property
    def is_refusal(self) -> bool:
        """Whether one sentence says that the ledger is only read, and nothing else is printed."""
        one = len(sentences(self.stderr)) == 1 and "is open for reading only" in self.stderr
        return (self.status, self.raised, self.stdout) == (1, "", "") and one


@dataclass
class Access:
    """What somebody has of a ledger: a home, settings, and perhaps fewer rights than the tests.

    ``places`` fill the places of a line; ``contents`` gives all that must not change.
    """

    home: Path
    places: Mapping[str, str]
    contents: Callable[[], object]
    env: Mapping[str, str] = field(default_factory=dict)
    prefix: Sequence[str] = ()

    def outcomes(self, lines: Sequence[str], *first: str) -> list[Outcome]:
        """Run commands, all in one process; ``first`` are options of the program."""
        given = ["--home", str(self.home), "--as", DESK, *first]
        words = [[*given, *shlex.split(line.format(**self.places))] for line in lines]
        asked = json.dumps({"now": AFTERWARDS.isoformat(), "lines": words})
        told = self._done(self.start(sys.executable, "-m", "tests.cli.several"), asked)
        found = json.loads(told)
        return [Outcome(line, **one) for line, one in zip(lines, found, strict=True)]

    def shell(self, block: str, folder: Path) -> str:
        """Run a block of the page in a folder; every line must succeed."""
        program = folder / "bin" / "pathfinder-flow"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pathfinder_flow "$@"\n')
        program.chmod(0o755)
        path = f"{program.parent}:{os.environ['PATH']}"
        return self._done(self.start("sh", "-e", "-c", block, folder=folder, PATH=path))

    def start(self, *command: str, folder: Path | None = None, **env: str) -> subprocess.Popen[str]:
        """Start a process with these rights and settings."""
        known = {**os.environ, "PYTHONPATH": str(ROOT), "PATHFINDER_FLOW_ACTOR": DESK}
        return subprocess.Popen(
            [*self.prefix, *command], cwd=folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**known, "PATHFINDER_FLOW_HOME": str(self.home), **self.env, **env},
        )  # fmt: skip

    def _done(self, process: subprocess.Popen[str], said: str = "") -> str:
        status, told, errors = finish(process, said)
        assert status == 0, errors
        return told


def own(home: Path, places: Mapping[str, str], **env: str) -> Access:
    """Give the access of whoever keeps a ledger in a home."""
    return Access(home, places, lambda: files_of(home), env)


def files_of(folder: Path) -> dict[str, str]:
    """Give every file of a folder with the hash of its content.

    Without those that SQLite keeps beside a database while it is open to be written to.
    """
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def without_rights() -> list[str] | None:
    """Give what makes root keep to the rights of files; nothing for others; None if it cannot."""
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all"] if setpriv else None


@contextmanager
def role_on_server(server: str, home: Path, *more: str) -> Iterator[Access]:
    """Give the access of the page's role to a ledger on a server; ``more`` is further SQL."""
    url = server.replace("/postgres?", "/pathfinder?")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("CREATE DATABASE pathfinder")
    try:
        places = live(home, **{URL: url})
        for statements in (ROLE, *more):
            with psycopg.connect(url, autocommit=True) as owner:
                owner.execute(statements.encode())
        env = {URL: url.replace("postgres:", "auditor:")}
        yield Access(home, places, lambda: rows_of(url), env)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute("DROP DATABASE pathfinder WITH (FORCE)")
            admin.execute("DROP ROLE IF EXISTS auditor")


def rows_of(url: str) -> dict[str, list[object]]:
    """Give every row of every table of a database on a server."""
    with psycopg.connect(url) as conn:
        tables = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: sorted(conn.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in tables.fetchall()
        }
