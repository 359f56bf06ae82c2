"""The facts of a file between reading and importing, and what became of each, in flat memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause

Problem = Clause | PathfinderError
"""Why a row cannot be taken: a sentence in English that other languages know too."""

_COLUMNS = "line, country, event, date, certainty, institution, source, note"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the file; ``date`` is EDTF, ``line`` where the row ends in the file.

    ``twin`` is the line of the first row that says exactly the same, if that is another one;
    ``fields`` are those of the evidence that the row brings along.
    """

    line: int
    country: str
    event: str
    date: str
    certainty: str
    institution: str
    source: str
    note: str
    twin: int | None = None
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The row as written, without its place; fields as ``name=value``."""
        return (
            self.country, self.event, self.date, self.certainty,
            self.institution, self.source, self.note,
            *(f"{name}={value}" for name, value in self.fields),
        )  # fmt: skip

    @property
    def given(self) -> dict[str, list[str]]:
        """The fields as evidence takes them."""
        return {name: [value] for name, value in self.fields}


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row.

    ``problem`` says why it cannot be taken, and is empty when it can. ``entries`` are the numbers
    under which it was recorded, now or, when it was ``known`` already, earlier; ``twin`` is the
    line of the file that says the same. ``left_out`` rows have a problem, and keep no other row
    from being taken.
    """

    line: int
    country: str
    event: str
    date: str
    problem: str
    known: bool
    entries: str
    twin: int | None

    left_out: bool = False

    @property
    def refused(self) -> bool:
        """Whether it cannot be taken."""
        return bool(self.problem) and not self.left_out


class StagedFacts:
    """The facts of a file, set down in a temporary database so that any number of them fits.

    Close it when done; the temporary database goes with it. ``word`` tells problems to the
    reader. With ``skip_unknown`` rows of a kind that nobody knows keep no other row back.
    """

    def __init__(
        self, path: Path = Path("facts.csv"), word: Callable[[Problem], str] = str,
        *, skip_unknown: bool = False,
    ) -> None:  # fmt: skip
        self.path, self.word, self.skip_unknown = path, word, skip_unknown
        self.unknown_kinds: dict[str, Problem] = {}
        """What no workflow knows, each kind once, with the nearest one that is known."""
        self._db = sqlite3.connect("")
        self._db.execute(
            "CREATE TABLE facts (line INTEGER PRIMARY KEY, country, event, date, certainty,"
            " institution, source, note, fields DEFAULT '[]', day, problem, unknown, known BOOLEAN"
            " DEFAULT 0, entries DEFAULT '', twin)"
        )

    def close(self) -> None:
        """Remove the temporary database."""
        self._db.close()

    def add(self, fact: Fact, day: str | None, problem: str | None) -> None:
        """Set a row down; ``day`` is where it stands in the order of dates."""
        self._db.execute(
            "INSERT INTO facts (line, country, event, date, certainty, institution, source, note,"
            " fields, day, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (fact.line, *fact.columns[:7], json.dumps(fact.fields), day, problem),
        )

    def note_unknown(self, line: int, kind: str, why: Problem) -> None:
        """Remember that nobody knows what a row speaks of: it is left out, or a problem."""
        said = self.word(why)
        self.unknown_kinds.setdefault(kind, why)
        column = "unknown" if self.skip_unknown else "problem"
        self._db.execute(
            f"UPDATE facts SET {column} = trim(coalesce({column}, '') || ' ' || ?)"  # noqa: S608
            " WHERE line = ?",
            (said, line),
        )

    def refuse(self, line: int, why: Problem) -> None:
        """Remember that a row cannot be taken."""
        self._db.execute("UPDATE facts SET problem = ? WHERE line = ?", (self.word(why), line))

    def note(self, line: int, entries: list[int], *, known: bool = False) -> None:
        """Remember as which entries a row was recorded, and whether that was so already."""
        told = ", ".join(map(str, entries))
        self._db.execute(
            "UPDATE facts SET entries = ?, known = ? WHERE line = ?", (told, known, line)
        )

    def note_twin(self, line: int, twin: int) -> None:
        """Remember that a row says what another line says."""
        self._db.execute("UPDATE facts SET twin = ?, known = 1 WHERE line = ?", (twin, line))

    def count(self, *, refused: bool = False) -> int:
        """Count all rows, or those that cannot be taken."""
        where = "WHERE problem IS NOT NULL AND unknown IS NULL" if refused else ""
        found = self._db.execute(f"SELECT count(*) FROM facts {where}")  # noqa: S608 - own words
        return int(found.fetchone()[0])

    def count_left_out(self) -> int:
        """Count the rows that are left out because nobody knows what they speak of."""
        found = self._db.execute("SELECT count(*) FROM facts WHERE unknown IS NOT NULL")
        return int(found.fetchone()[0])

    def count_known(self) -> int:
        """Count the rows that were imported before."""
        found = self._db.execute("SELECT count(*) FROM facts WHERE known")
        return int(found.fetchone()[0])

    def countries(self) -> list[str]:
        """Give the countries of the file, in order."""
        rows = self._db.execute(
            "SELECT DISTINCT country FROM facts WHERE unknown IS NULL ORDER BY country"
        )
        return [code for (code,) in rows]

    def first_fact(self, country: str, *, but: Sequence[str] = ()) -> Fact | None:
        """Give a country's first fact; of several on one day, the first by what they say.

        Of other kinds than those in ``but``; None if there is none.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, NULL, fields FROM facts WHERE country = ?"  # noqa: S608 - own
            " AND unknown IS NULL AND event NOT IN (SELECT value FROM json_each(?))"
            " ORDER BY day, event, date, line LIMIT 1",
            (country, json.dumps(list(but))),
        )
        found = rows.fetchone()
        return _fact(found) if found else None

    def facts(self, country: str) -> Iterator[Fact]:
        """Give a country's facts by date, on one date by line."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS},"  # noqa: S608 - own words
            " nullif(min(line) OVER (PARTITION BY event, date, certainty, institution, source,"
            " note, fields), line), fields FROM facts WHERE country = ? AND unknown IS NULL"
            " ORDER BY day, line",
            (country,),
        )
        for row in rows:
            yield _fact(row)

    def report(self) -> Iterator[RowReport]:
        """Give what became of each row, in the order of the file."""
        query = (
            "SELECT line, country, event, date, coalesce(unknown, problem, ''), known, entries,"
            " twin, unknown IS NOT NULL FROM facts ORDER BY line"
        )
        for row in self._db.execute(query):
            line, country, event, when, problem, known, entries, twin, left_out = row
            yield RowReport(
                line, country, event, when, problem, bool(known), entries, twin, bool(left_out)
            )


def _fact(row: tuple[Any, ...]) -> Fact:
    pairs = tuple((str(name), str(value)) for name, value in json.loads(row[-1]))
    return replace(Fact(*row[:-1]), fields=pairs)
