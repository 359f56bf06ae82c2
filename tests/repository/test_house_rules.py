"""Rules of the house that no other tool holds.

The words looked for are put together here, so that this file does not name them itself.
"""

import os
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pathfinder_flow"
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))

LEFTOVERS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME")) + r")\b")
MACHINE_PATHS = re.compile(r"(?<![\w.}>)/-])/(work|root|home)" + "/")
CLOCK_READS = re.compile(
    r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|monotonic)(_ns)?)\b"
)
LONGEST_FILE = 300
MOST_MODULES = 16
NOT_OURS = {".git", "node_modules", "dist", "build", "site", "__pycache__"}


def listed_by_git() -> list[Path] | None:
    """What git tracks or would track, or None outside a checkout that git can read."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        result = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    if result.returncode != 0:
        return None
    return [ROOT / os.fsdecode(name) for name in result.stdout.split(b"\0") if name]


def found_by_walking() -> Iterator[Path]:
    """Every file of an unpacked source archive, without caches and environments."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f == ".ci" or not (f in NOT_OURS or f.startswith("."))]
        yield from (Path(folder) / name for name in names)


def project_texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the project with its text."""
    files = listed_by_git()
    for path in sorted(files or found_by_walking()):
        if not path.is_file():
            continue
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: re.Pattern[str], texts: Iterator[tuple[Path, str]]) -> list[str]:
    """`file:line: text` of every line in which the pattern occurs."""
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def python_files(*folders: str) -> Iterator[tuple[Path, str]]:
    """The package's own Python files, in all of it or in some of its folders."""
    for folder in folders or (".",):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def pinned(lock: Path) -> dict[str, str]:
    """Name and version of every requirement in a lock."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def test_the_project_is_not_empty() -> None:
    names = {str(path) for path, _ in project_texts()}
    assert {"pyproject.toml", "pathfinder_flow/__init__.py", "requirements/run.lock"} <= names


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATHS, project_texts()) == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert lines_with(LEFTOVERS, project_texts()) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE_PATHS, "see " + "/home" + "/someone/notes.txt"),
        (MACHINE_PATHS, '"' + "/root" + '/x"'),
        (LEFTOVERS, "# TO" + "DO: finish"),
        (CLOCK_READS, "now = datetime." + "now(UTC)"),
        (CLOCK_READS, "day = date." + "today()"),
    ],
)
def test_the_rules_see_a_breach(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


def test_a_web_address_is_not_a_machine_path() -> None:
    assert not MACHINE_PATHS.search("https://example.org" + "/home" + "/page")


def test_every_package_file_can_be_held_in_mind() -> None:
    lengths = {str(path): text.count("\n") for path, text in python_files()}
    assert {path: n for path, n in lengths.items() if n >= LONGEST_FILE} == {}


def test_no_name_of_a_class_means_two_things() -> None:
    classes = re.compile(r"^class ([A-Z]\w*)", re.MULTILINE)
    named = Counter(
        name for path in PACKAGE.rglob("*.py") for name in classes.findall(path.read_text("utf-8"))
    )
    assert {name: count for name, count in named.items() if count > 1} == {}


def test_no_folder_of_the_package_has_more_modules_than_one_sees_at_a_glance() -> None:
    folders = Counter(path.parent for path, _ in python_files() if path.stem != "__init__")
    assert {str(folder): n for folder, n in folders.items() if n > MOST_MODULES} == {}


def test_domain_and_services_are_told_the_time_and_never_read_a_clock() -> None:
    assert lines_with(CLOCK_READS, python_files("domain", "services")) == []


def test_there_is_a_lock_for_each_thing_that_is_done_with_the_project() -> None:
    assert [lock.stem for lock in LOCKS] == ["bench", "build", "dev", "docs", "run"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_host_and_no_option(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^-", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_requirement_is_exact_and_hashed(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    requirements = [line for line in text.splitlines() if line.strip() and line[0] != "#"]
    assert requirements
    wrong = [r for r in requirements if "==" not in r or "--hash=sha256:" not in r]
    assert wrong == []


def test_the_locks_agree_on_every_version() -> None:
    dev, *others = (pinned(ROOT / "requirements" / f"{n}.lock") for n in ("dev", "run", "build"))
    assert [lock.items() - dev.items() for lock in others] == [set(), set()]


@pytest.mark.parametrize(
    ("lock", "extra"),
    [("run", None), *((extra, extra) for extra in ("build", "dev", "bench", "docs"))],
)
def test_the_locks_satisfy_what_the_project_asks_for(lock: str, extra: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    wanted += project["optional-dependencies"][extra] if extra else []
    versions = pinned(ROOT / "requirements" / f"{lock}.lock")
    unmet = [
        str(need)
        for need in map(Requirement, wanted)
        if not need.specifier.contains(versions.get(canonicalize_name(need.name), "0"))
    ]
    assert unmet == []
