"""Reading a CSV file of dated facts, with every problem of every row, in flat memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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

_FIELD = re.compile(r"field:[a-z][a-z0-9_]*", re.ASCII)
"""A further column: a field of the evidence, such as ``field:period``."""


def stage_facts(
    path: Path,
    *,
    today_in: Callable[[str], date],
    events: list[str],
    country_code: Callable[[str], str],
    word: Callable[[Problem], str] = str,
    skip_unknown: bool = False,
) -> StagedFacts:
    """Read and check a whole file.

    ``today_in`` gives the day that has begun in a country by its code, if it is one. With
    ``skip_unknown`` rows of a kind that no workflow knows are left out, and listed.

    Raises :class:`FileRefused` when it is not such a file at all. Rows with problems are staged
    with their problems as ``word`` tells them; :func:`refuse_bad_rows` turns them into one error.
    """
    staged = StagedFacts(path, word, skip_unknown=skip_unknown)
    try:
        _refuse_huge(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row, fields in _rows(path, file):
                read = _Row(line, row, fields, events)
                fact, day, problems = read.fact(today_in, country_code)
                staged.add(fact, day, " ".join(map(word, problems)) or None)
                if read.unknown:
                    staged.note_unknown(line, fact.event, read.unknown)
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


def _rows(path: Path, file: Iterator[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    reader = csv.reader(file, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            why = Clause("no_columns", "it is empty; its first line must name the columns")
            raise FileRefused(path=path, why=why)
        names = tuple(name.strip() for name in header)
        extra = names[len(COLUMNS) :]
        if names[: len(COLUMNS)] != COLUMNS or not all(map(_FIELD.fullmatch, extra)):
            why = Clause(
                "other_columns", "its first line must be {expected}, not {given}",
                expected=",".join(COLUMNS), given=printable(",".join(header)[:200]),
            )  # fmt: skip
            raise FileRefused(path=path, why=why)
        fields = [name.removeprefix("field:") for name in extra]
        for row in reader:
            if row:
                yield reader.line_num, row, fields
    except csv.Error as error:
        why = Clause(
            "bad_csv", "it is not well-formed CSV (line {line}: {said})",
            line=reader.line_num, said=error,
        )  # fmt: skip
        raise FileRefused(path=path, why=why) from error


@dataclass
class _Row:
    """One row as it is read: its cells, and every problem found with them."""

    line: int
    cells: list[str]
    fields: list[str]
    known_kinds: list[str]
    unknown: Clause | None = None
    problems: list[Problem] = field(default_factory=list)

    def fact(
        self, today_in: Callable[[str], date], country_code: Callable[[str], str]
    ) -> tuple[Fact, str | None, list[Problem]]:
        """Give the fact of the row, its day, and every problem but an unknown kind."""
        names = [*COLUMNS, *self.fields]
        if len(self.cells) != len(names):
            self.problems.append(_column_count(len(self.cells), len(names)))
        padded = (self.cells + [""] * len(names))[: len(names)]
        # What cannot be taken is only shown, and must not speak to the terminal.
        values = [
            self._try(partial(clean, name, value), printable(value))
            for name, value in zip(names, padded, strict=True)
        ]
        code, event, when, certainty, institution, source, note = values[: len(COLUMNS)]
        code = self._try(lambda: country_code(code), code)
        if event not in self.known_kinds:
            self.unknown = _unknown_kind(event, self.known_kinds)
        if certainty not in CERTAINTIES:
            self.problems.append(_unknown_certainty(certainty))
        if not is_web_address(source):
            needed = "It needs a source: a web address that begins with http."
            self.problems.append(Clause("needs_source", needed))
        day = self._try(lambda: _day(when, today_in(code)), "")
        given = zip(self.fields, values[len(COLUMNS) :], strict=True)
        fields = tuple((name, value) for name, value in given if value)
        fact = Fact(
            self.line, code, event, when, certainty, institution, source, note, fields=fields
        )
        return fact, day or None, self.problems

    def _try(self, read: Callable[[], str], otherwise: str) -> str:
        try:
            return read()
        except PathfinderError as error:
            self.problems.append(error)
            return otherwise


def _column_count(found: int, expected: int) -> Clause:
    return Clause(
        "column_count", "It has {found} columns instead of {expected}.",
        found=found, expected=expected,
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
