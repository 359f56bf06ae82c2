"""What the README and docs/ show is what the program prints and what its code says.

``python -m tests.repository.test_documents`` writes all of them anew. A page with the line
``<!-- after PAGE -->`` goes on from the ledger that the examples of PAGE have made.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest

from tests.repository.console import run_anew
from tests.repository.generated import GENERATED, every_command

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LONGEST_README = 250
MARK = re.compile(r"^<!-- (?!after )([a-z-]+)\b[^>\n]*-->$", re.MULTILINE)
AFTER = re.compile(r"^<!-- after (\S+) -->$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def written_anew(page: Path) -> str:
    """Give a page with everything in it that is generated made anew."""
    text = page.read_text(encoding="utf-8")
    earlier = [(page.parent / name).read_text(encoding="utf-8") for name in AFTER.findall(text)]
    text = run_anew(text, "\n".join(earlier))
    for name in MARK.findall(text):
        text = _between(text, name, GENERATED[name]())
    return text


def _between(text: str, name: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {name}\b[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    assert pattern.search(text), name
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_shows_what_the_program_prints_and_says(page: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    assert written_anew(page) == shown, "write it anew: python -m tests.repository.test_documents"


def test_whatever_is_generated_is_shown_once() -> None:
    marks = [name for page in PAGES for name in MARK.findall(page.read_text(encoding="utf-8"))]
    assert sorted(marks) == sorted(GENERATED)


def test_the_readme_can_be_read_in_one_go() -> None:
    assert PAGES[0].read_text(encoding="utf-8").count("\n") < LONGEST_README


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    paths = [urlsplit(link).path for link in links if not urlsplit(link).scheme]
    assert [path for path in paths if path and not (page.parent / path).exists()] == []


def test_every_command_and_every_option_has_help() -> None:
    for name, command in every_command():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written_anew(page), encoding="utf-8")
