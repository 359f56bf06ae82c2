"""Reading a CSV file of dated facts, with every problem of every row, in flat memory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused, ImportRefused
from pathfinder_flow.services.imports.staging import Fact, Problem, StagedFacts
from pathfinder_flow.services.validation import (
    clean,
    happened,
    is_web_address,
    printable,
    suggestion,
)

COLUMNS = ("iso3", "event", "date", "certainty", "institution", "source", "note")
CERTAINTIES = ("stated", "no_later_than", "derived", "disputed")
MAX_BYTES = 256 << 20


def stage_facts(
    path: Path,
    *,
    today: date,
    events: list[str],
    country_code: Callable[[str], str],
    word: Callable[[Problem], str] = str,
) -> StagedFacts:
    """Read and check a whole file.

    Raises :class:`FileRefused` when it is not such a file at all. Rows with problems are staged
    with their problems as ``word`` tells them; :func:`refuse_bad_rows` turns them into one error.
    """
    staged = StagedFacts(path, word)
    try:
        _refuse_huge(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in _rows(path, file):
                fact, day, problems = _read(line, row, today, events, country_code)
                staged.add(fact, day, " ".join(map(word, problems)) or None)
    except UnicodeDecodeError as error:
        staged.close()
        why = "line {line} is not UTF-8; save it as 'CSV UTF-8' and try again"
        found = Clause("not_utf8", why, line=_first_bad_line(path))
        raise FileRefused(path=path, why=found) from error
    except OSError as error:
        staged.close()
        why = Clause("check_it", "{said}; check it", said=of_system(error))
        raise FileRefused(path=path, why=why) from error
    except FileRefused:
        staged.close()
        raise
    return staged


def _first_bad_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _refuse_huge(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        why = Clause("split_it", "it is larger than {limit} MiB; split it", limit=MAX_BYTES >> 20)
        raise FileRefused(path=path, why=why)


def refuse_bad_rows(staged: StagedFacts) -> None:
    """Raise :class:`ImportRefused` when any row cannot be taken."""
    bad = staged.count(refused=True)
    if bad:
        raise ImportRefused(path=staged.path, bad=bad, rows=staged.count())


def _rows(path: Path, file: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            why = Clause("no_columns", "it is empty; its first line must name the columns")
            raise FileRefused(path=path, why=why)
        if tuple(name.strip() for name in header) != COLUMNS:
            why = Clause(
                "other_columns", "its first line must be {expected}, not {given}",
                expected=",".join(COLUMNS), given=printable(",".join(header)[:200]),
            )  # fmt: skip
            raise FileRefused(path=path, why=why)
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        why = Clause(
            "bad_csv", "it is not well-formed CSV (line {line}: {said})",
            line=reader.line_num, said=error,
        )  # fmt: skip
        raise FileRefused(path=path, why=why) from error


def _read(
    line: int,
    row: list[str],
    today: date,
    events: list[str],
    country_code: Callable[[str], str],
) -> tuple[Fact, str | None, list[Problem]]:
    """Give the fact of a row, its day, and every problem with it."""
    padded = (row + [""] * len(COLUMNS))[: len(COLUMNS)]
    problems: list[Problem] = []
    if len(row) != len(COLUMNS):
        problems.append(_column_count(len(row)))
    # What cannot be taken is only shown, and must not speak to the terminal.
    values = [
        _try(problems, partial(clean, name, value), printable(value))
        for name, value in zip(COLUMNS, padded, strict=True)
    ]
    code, event, when, certainty, institution, source, note = values
    code = _try(problems, lambda: country_code(code), code)
    if event not in events:
        problems.append(_unknown_kind(event, events))
    if certainty not in CERTAINTIES:
        problems.append(_unknown_certainty(certainty))
    if not is_web_address(source):
        needed = "It needs a source: a web address that begins with http."
        problems.append(Clause("needs_source", needed))
    day = _try(problems, lambda: _day(when, today), "")
    fact = Fact(line, code, event, when, certainty, institution, source, note)
    return fact, day or None, problems


def _column_count(found: int) -> Clause:
    return Clause(
        "column_count", "It has {found} columns instead of {expected}.",
        found=found, expected=len(COLUMNS),
    )  # fmt: skip


def _unknown_kind(given: str, known: list[str]) -> Clause:
    return Clause(
        "unknown_kind", "No published workflow knows evidence of kind '{given}'{near}.",
        given=given, near=suggestion(given, known),
    )  # fmt: skip


def _unknown_certainty(given: str) -> Clause:
    return Clause(
        "unknown_certainty", "'{given}' is not one of {known}{near}.",
        given=given, known=", ".join(CERTAINTIES), near=suggestion(given, list(CERTAINTIES)),
    )  # fmt: skip


def _day(text: str, today: date) -> str:
    return happened(text, today).order.isoformat()


def _try(problems: list[Problem], read: Callable[[], str], otherwise: str) -> str:
    try:
        return read()
    except PathfinderError as error:
        problems.append(error)
        return otherwise
