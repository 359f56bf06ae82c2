"""A small ledger with some of everything in it, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from tests.cli.years import FIRST_DAY, Owing
from tests.faults.running import ROOT, fact, write_facts

AFTERWARDS = FIRST_DAY + timedelta(minutes=5)
"""Before the scheduler would be missed."""

URL = "PATHFINDER_FLOW_DATABASE_URL"


def live(home: Path, **env: str) -> dict[str, str]:
    """Fill a ledger; gives what commands may be asked about: entries, a mail, files."""
    owing = Owing(home)

    def act(*args: str) -> str:
        return owing.well(FIRST_DAY, *args, env=env).stderr

    def entry(*args: str) -> str:
        return act(*args).split()[1].rstrip(":")

    act("init")
    places = _files(home)
    act("import", places["facts"])
    for country, handle in (("MWI", "focal.mwi"), ("ALB", "focal.alb")):
        places["mandate"] = entry(
            "mandate", "add", handle, "--role", "focal_point", "--country", country,
            "--letter", "L/1", "--email", f"{handle}@labour.example", "--language", "fr",
            "--name", "Bureau du travail",
        )  # fmt: skip
    evidence = places["evidence"] = entry(
        "evidence", "add", "PER", "expression_of_interest", "--effective", "2018-05-01",
        "--file", places["letter"],
    )  # fmt: skip
    act(
        "evidence", "add", "PER", "roadmap", "--effective", "2019-05-01", "--url",
        "https://example.org/roadmap", "--table", f"indicators={places['indicators']}",
    )  # fmt: skip
    act("correct", evidence, "--withdraw", "--reason", "Recorded twice")
    assert owing.on(FIRST_DAY, "advance", "PER", "decline", env=env).exit_code == 1
    places["decision"] = entry(
        "decision", "record", "MWI", "--meeting", "20", "--on", "2023-01-03",
        "--outcome", "deadline_extended",
    )  # fmt: skip
    act("meeting", "open", "gcg", "21", "--from", "2023-02-01", "--to", "2023-02-02")
    act("audit", "key", "create")
    act("run", "--once")
    checkpoint = owing.well(AFTERWARDS, "audit", "checkpoint", env=env).stdout
    Path(places["checkpoint"]).write_text(checkpoint, encoding="utf-8")
    listed = owing.well(AFTERWARDS, "outbox", "list", "--json", env=env).stdout
    return places | {"mail": json.loads(listed)[0]["id"]}


def _files(home: Path) -> dict[str, str]:
    facts = [fact(code, "status_granted", "2020-03-02") for code in ("MWI", "ALB")]
    facts += [fact("PER", "expression_of_interest", "2018-05-01")]
    write_facts(home / "facts.csv", facts)
    (home / "letter.txt").write_text("The letter of the ministry.\n", encoding="utf-8")
    table = "id,title,unit,baseline,target,shared\nI1,Child labour,per cent,20,10,8.7.1\n"
    (home / "indicators.csv").write_text(table, encoding="utf-8")
    notice = "From nobody Thu Jan  5 08:30:00 2023\nSubject: Hello\n\nHello\n"
    (home / "notices").write_text(notice, encoding="utf-8")
    names = {
        "facts": "facts.csv",
        "letter": "letter.txt",
        "notices": "notices",
        "indicators": "indicators.csv",
    }
    files = {name: home / file for name, file in {**names, "checkpoint": "signed"}.items()}
    files["workflow"] = ROOT / "workflows" / "pathfinder" / "2023.yaml"
    return {name: str(path) for name, path in files.items()}
