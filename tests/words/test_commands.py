"""What the commands say is wholly in the reader's language."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from pathfinder_flow.app import build_app
from pathfinder_flow.domain.ledger.entries import PROGRAM, Act, Draft, Kind
from pathfinder_flow.settings import load
from tests.faults.running import Program, fact, write_facts
from tests.words.test_catalogues import ENGLISH_WORDS

TODAY = datetime.now(UTC).date().isoformat()
GOOD = fact("KEN", "expression_of_interest", "2018-05-01")
OPEN = ("country", "open")
DECIDE = ("decision", "record", "PER", "--meeting", "3", "--outcome")
MANDATE = ("mandate", "add", "new.one", "--letter", "L/1", "--role")
PAST = ("--from", "2019-01-01", "--to", "2019-12-31")
ROADMAP = ("evidence", "add", "PER", "roadmap", "--field")
CORRECT = ("correct", "--reason", "wrong")

REFUSED = {
    "a second case": (*OPEN, "PER"),
    "a case from the future": (*OPEN, "FRA", "--effective", "2999-01-01"),
    "a case of an unknown date": (*OPEN, "FRA", "--effective", "last May"),
    "a case under no workflow": (*OPEN, "FRA", "--workflow", "pathfinder/2013"),
    "a case by nobody": ("--as", "nobody", *OPEN, "FRA"),
    "a case by an auditor": ("--as", "an.auditor", *OPEN, "FRA"),
    "a case with a strange reason": (*OPEN, "FRA", "--reason", "\x1b[2J"),
    "a case with a long reason": (*OPEN, "FRA", "--reason", "x" * 5000),
    "the file of nobody": ("country", "show", "BRA"),
    "the file before the case": ("country", "show", "PER", "--as-of", "2001-01-01"),
    "the file of a strange day": ("country", "show", "PER", "--as-of", "May"),
    "a strange moment": ("history", "PER", "--known-at", "May"),
    "a move that is not possible": ("advance", "PER", "begin_planning"),
    "a move nobody knows": ("advance", "PER", "begin_plannin"),
    "a move of an imprecise day": ("advance", "PER", "begin_planning", "--effective", "2020"),
    "a move to the same workflow": (
        *("country", "migrate", "PER", "--to", "pathfinder/2019", "--reason", "x"),
    ),
    "a decision that some cannot follow": (*DECIDE, "granted", "--event", "grant_status"),
    "a decision nobody knows": (*DECIDE, "grantd"),
    "a decision with no address": (*DECIDE, "granted", "--source", "a letter"),
    "evidence of no kind": ("evidence", "add", "PER", "roadmp"),
    "evidence by an auditor": ("--as", "an.auditor", "evidence", "add", "PER", "roadmap"),
    "a field nobody knows": (*ROADMAP, "perio=x"),
    "a field given twice": (*ROADMAP, "period=2020/2030", "--field", "period=2021/2031"),
    "a field that is no period": (*ROADMAP, "period=2020"),
    "a field that takes no such value": (*ROADMAP, "groups=employer"),
    "a file that is not there": ("evidence", "add", "PER", "roadmap", "--file", "nowhere.pdf"),
    "a focal point of nowhere": (*MANDATE, "focal_point"),
    "an auditor of a country": (*MANDATE, "auditor", "--country", "PER"),
    "a mandate that ends too soon": (*MANDATE, "gcg", "--from", "2024-05-02", "--to", "2024-05-01"),
    "a mandate of an imprecise day": (*MANDATE, "gcg", "--from", "2024"),
    "a strange handle": ("mandate", "add", "x y", "--role", "gcg", "--letter", "L/1"),
    "an end of what is no mandate": ("mandate", "end", "2", "--reason", "x"),
    "a correction of nothing": (*CORRECT, "9999", "--withdraw"),
    "a correction of a workflow": (*CORRECT, "2", "--withdraw"),
    "a correction of fields of a case": (*CORRECT, "5", "--field", "a=b"),
    "a correction that says nothing": (*CORRECT, "5"),
    "an import of nothing": ("import", "nowhere.csv"),
    "an import of bad rows": ("import", "bad.csv"),
    "an import of other columns": ("import", "columns.csv"),
    "an import of an empty file": ("import", "empty.csv"),
    "an import of bytes": ("import", "bytes.csv"),
    "an import of what the procedure does not know": ("import", "unknown.csv"),
    "a backup into a full folder": ("db", "backup", "full"),
    "a check of no file": ("workflow", "check", "nowhere.yaml"),
    "a workflow nobody knows": ("workflow", "show", "pathfinder/2013"),
    "a second founding": ("init",),
    "moments the wrong way round": (
        *("audit", "diff", "--known-at", "2020-01-02", "--known-at", "2020-01-01"),
    ),
    "nobody": ("people", "show", "nobody"),
    "an erasing of nobody": ("people", "erase", "nobody", "--reason", "x", "--yes"),
    "an erasing of one who may act": (
        *("people", "erase", "an.auditor", "--reason", "x", "--yes"),
    ),
    "an erasing by an auditor": (
        *("--as", "an.auditor", "people", "erase", "gone.one", "--reason", "x", "--yes"),
    ),
    "an erasing with a name in the reason": (
        *("people", "erase", "gone.one", "--reason", "gone.one asked", "--yes"),
    ),
}
SETTINGS = {
    "an unknown setting": {"BUSY_SECOND": "3"},
    "no number": {"BUSY_SECONDS": "0"},
    "no folder": {"WORKFLOWS": "nowhere"},
    "no database of ours": {"DATABASE_URL": "mysql://host/name"},
    "an address nobody can read": {"DATABASE_URL": "postgresql://host:port/name"},
    "several at once": {"BUSY_SECONDS": "0", "MAX_EVIDENCE_MB": "x"},
}
DONE = {
    "opening": (*OPEN, "NPL"),
    "evidence": ("evidence", "add", "UGA", "roadmap_launched", "--url", "https://example.org/"),
    "a move": ("advance", "UGA", "begin_planning"),
    "a decision": ("decision", "record", "UGA", "--meeting", "3", "--outcome", "granted"),
    "a mandate": (*MANDATE, "gcg", "--country", "UGA"),
    "a correction": (*CORRECT, "7", "--effective", "2019-02-01"),
    "an import": ("import", "good.csv"),
    "an import again": ("import", "good.csv"),
    "a rehearsed import": ("import", "--dry-run", "twice.csv"),
    "another workflow": ("country", "migrate", "UGA", "--to", "pathfinder/2023", "--reason", "x"),
    "a check": ("db", "check"),
    "a rebuilding": ("db", "rebuild"),
    "an upgrade": ("db", "upgrade"),
    "a backup": ("db", "backup", "backup"),
    "a history": ("history", "PER"),
    "an auditor's report": ("audit", "report", "UGA", "--everything"),
    "a report as a sheet": ("audit", "report", "UGA", "--format", "xlsx", "-o", "report.xlsx"),
    "what became known": ("audit", "diff", *("--known-at", "2020-01-01", "--known-at", TODAY)),
    "nothing that became known": (
        *("audit", "diff", "--known-at", "2020-01-01", "--known-at", "2020-01-01"),
    ),
    "what was known of a case": ("audit", "who-knew", "5"),
    "what was known at the beginning": ("audit", "who-knew", "1"),
    "everybody": ("people", "list"),
    "a person": ("people", "show", "an.auditor"),
    "an erasing": ("people", "erase", "past.one", "--reason", "x", "--yes"),
    "a spreadsheet": ("history", "PER", "--format", "xlsx", "-o", "history.xlsx"),
}


class Speaking:
    """The program in one language."""

    def __init__(self, home: Path, lang: str) -> None:
        self.program, self.lang = Program(home), lang

    def call(self, *args: str, **env: str) -> Result:
        return self.program.call("--lang", self.lang, *args, env=env)

    def done(self, *args: str) -> Result:
        return self.program.done("--lang", self.lang, *args)


@pytest.fixture(scope="module", params=["fr", "es"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(lang: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files of facts, in which the commands of one language run."""
    folder = tmp_path_factory.mktemp(lang)
    bad = fact("PEX", "roadmp", "2999", certainty="statd", source="x", note="\0")
    write_facts(folder / "bad.csv", [GOOD, bad, GOOD[:3]])
    write_facts(folder / "good.csv", [GOOD])
    write_facts(folder / "twice.csv", [fact("MEX", *GOOD[1:3]), fact("MEX", *GOOD[1:3])])
    write_facts(folder / "unknown.csv", [fact("PER", "mwg_check", "2023-03-01")])
    (folder / "columns.csv").write_text("country,event\n", encoding="utf-8")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "bytes.csv").write_bytes("Côte".encode("latin-1"))
    (folder / "full").mkdir()
    (folder / "full" / "letter.txt").write_text("a letter", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def program(lang: str, tmp_path_factory: pytest.TempPathFactory) -> Speaking:
    """The program in one language, on a home where Peru and Uganda have cases."""
    made = Speaking(tmp_path_factory.mktemp("home"), lang)
    for args in [
        ("init",),
        (*OPEN, "PER", "--effective", "2019-01-01", "--workflow", "pathfinder/2019"),
        ("mandate", "add", "an.auditor", "--role", "auditor", "--letter", "L/1"),
        (*OPEN, "UGA", "--effective", "2019-01-01", "--workflow", "pathfinder/2019"),
        # All that beginning to plan takes: each test stands on its own.
        ("evidence", "add", "UGA", "expression_of_interest", "--effective", "2020-01-01"),
        ("evidence", "add", "UGA", "candidate_presented", "--effective", "2020-01-01"),
        *(
            ("mandate", "add", handle, "--role", "auditor", "--letter", "L/1", *PAST)
            for handle in ("gone.one", "past.one")
        ),
    ]:
        made.done(*args)
    return made


@pytest.fixture(autouse=True)
def _in_place(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PATHFINDER_FLOW_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(place)


def english_in(said: str) -> list[str]:
    """Give the English words of what was said, outside of what is quoted, as in commands."""
    plain = re.sub(r"«[^»]*»|--[\w-]+|https?://\S+|/\S+", "", said)
    return ENGLISH_WORDS.findall(plain)


@pytest.mark.parametrize("args", REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_in_the_readers_language(program: Speaking, args: tuple[str, ...]) -> None:
    result = program.call(*args)
    assert result.exit_code == 1
    assert result.stderr
    assert english_in(result.output) == []


@pytest.mark.parametrize("values", SETTINGS.values(), ids=SETTINGS)
def test_refused_settings_are_told_in_the_readers_language(
    program: Speaking, values: dict[str, str]
) -> None:
    env = {f"PATHFINDER_FLOW_{name}": value for name, value in values.items()}
    result = program.call("board", **env)
    assert result.exit_code == 1
    assert english_in(result.output) == []


@pytest.mark.parametrize("args", DONE.values(), ids=DONE)
def test_what_was_done_is_told_in_the_readers_language(
    program: Speaking, args: tuple[str, ...]
) -> None:
    result = program.done(*args)
    assert result.output
    assert english_in(result.output) == []


@pytest.mark.parametrize("name", ["Perv", "PEX", "Atlantis"])
def test_a_country_nobody_knows_is_told_in_the_readers_language(
    program: Speaking, name: str
) -> None:
    result = program.call("country", "show", name)
    assert result.exit_code == 2
    # What stands before it is click's own.
    assert english_in(result.stderr.partition("COUNTRY': ")[2]) == []


def test_a_history_tells_refusals_in_the_readers_language(program: Speaking) -> None:
    program.call("advance", "PER", "begin_planning")
    program.call("--as", "an.auditor", "evidence", "add", "PER", "roadmap")
    told = program.done("history", "PER").stdout
    assert english_in(told) == []
    refused = "Demande non aboutie" if "Historique" in told else "Solicitud no admitida"
    assert told.count(refused) >= 2


def test_what_the_program_did_of_itself_is_told_as_its_own(program: Speaking) -> None:
    app = build_app(load({}, home=str(program.program.home), actor=PROGRAM))
    body = {"zone": "America/Lima", "data": "2026a"}
    draft = Draft(Kind.ZONE, "PER", "2026-11-22", Act(PROGRAM), "", body)
    app.run(PROGRAM, lambda uow: uow.append(draft))
    app.engine.dispose()
    told = program.done("history", "PER").stdout
    assert ("le logiciel" if "Historique" in told else "el sistema") in told
    assert english_in(told) == []
    as_json = json.loads(program.done("history", "PER", "--json").stdout)
    assert [line["handle"] for line in as_json if line["kind"] == "zone"] == [PROGRAM]


def test_a_damaged_database_is_described_in_the_readers_language(
    program: Speaking, tmp_path: Path
) -> None:
    copy = Speaking(tmp_path, program.lang)
    copy.program.database.write_bytes(b"This is not a database" * 100)
    result = copy.call("board")
    assert result.exit_code == 1
    assert english_in(result.output) == []
