"""A language takes files only: a copy of the program gets a sixth one and speaks it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tools.catalogues import brought_up, new, path_of, read, write

ROOT = Path(__file__).parents[2]
SAID = {
    "days.left": ("restas {count} tago", "restas {count} tagoj"),
    "error.case_exists": "{country} jam havas dosieron ({workflow}, ero {number}).",
    "label.story": "Kio okazis",
}


class Copy:
    """The program in a folder of its own, without anything that was compiled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("*.mo", "__pycache__")
        package = folder / "pathfinder_flow"
        shutil.copytree(ROOT / "pathfinder_flow", package, ignore=ignored)
        for name in ("notifications", "workflows"):
            shutil.copytree(ROOT / name, package / "_data" / name)

    def add(self, name: str, text: str) -> None:
        """Add a file to the program."""
        path = self.folder / "pathfinder_flow" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run a command in Esperanto."""
        return subprocess.run(
            [sys.executable, "-m", "pathfinder_flow", "--lang", "eo", *args],
            cwd=self.folder,
            env={"PATHFINDER_FLOW_HOME": str(self.folder / "home")},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = Copy(tmp_path_factory.mktemp("copy"))
    esperanto = brought_up(new("eo"), read(path_of("en")))
    for message in esperanto:
        message.string = SAID.get(message.context or "", message.string)
    write(path_of("eo", made.folder / "pathfinder_flow" / "locales"), esperanto)
    for message in ("report_opens", "report_reminder", "deadline"):
        letter = f"_data/notifications/templates/{message}/eo"
        made.add(f"{letter}/subject.txt.j2", "{{ country|country }}: memorigo")
        made.add(f"{letter}/body.txt.j2", "La raporto estas atendata je {{ due|day }}.")
    assert made.run("demo").returncode == 0
    return made


def test_it_is_offered_and_speaks(copy: Copy) -> None:
    assert "restas" in copy.run("deadlines").stdout
    assert "'eo'" in copy.run("--lang", "xx", "board").stderr


def test_a_refusal_is_in_it(copy: Copy) -> None:
    result = copy.run("country", "open", "BRA")
    assert result.returncode == 1
    assert result.stderr.startswith("BRA jam havas dosieron (pathfinder/2023.2, ero ")


def test_a_page_is_in_it_and_says_what_is_not(copy: Copy) -> None:
    path = copy.folder / "page.html"
    copy.run("history", "BRA", "--format", "html", "--output", str(path))
    page = path.read_text(encoding="utf-8")
    assert '<html lang="eo" dir="ltr">' in page
    assert "Kio okazis" in page
    assert '<span lang="en" dir="ltr">[en] ' in page


def test_a_mail_is_in_it(copy: Copy) -> None:
    owed = json.loads(copy.run("deadlines", "--json").stdout)
    country, period = next((one["country"], one["period"]) for one in owed if one["due"])
    path = copy.folder / "letter.eml"
    asked = ("reminders", "preview", country, period, "t_7", "--lang", "eo", "--output", str(path))
    copy.run(*asked)
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["Content-Language"] == "eo"
    assert mail["Subject"].endswith(": memorigo")
    assert "La raporto estas atendata je 20" in mail.get_body(("plain",)).get_content()
