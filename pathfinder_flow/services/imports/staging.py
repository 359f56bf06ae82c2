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
from pathfinder_flow.domain.errors.invalid import ImportRefused
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry

Problem = Clause | PathfinderError
"""Why a row cannot be taken: a sentence in English that other languages know too."""

_COLUMNS = "id, line, country, event, date, certainty, institution, source, note"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a row; ``date`` is EDTF, ``line`` where the row ends in the file.

    ``twin`` is the line of the first row that says exactly the same, if that is another one;
    ``fields`` are those of the evidence that the row brings along; ``id`` tells it from the other
    facts of the file, of which one row may hold several.
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
    id: int = 0

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
    """What became of a fact of a row.

    ``problem`` says why it cannot be taken, and is empty when it can; ``cell`` is the address of
    the first cell that cannot be read, if there is one. ``entries`` are the numbers under which it
    was recorded, now or, when it was ``known`` already, earlier; ``twin`` is the line of the file
    that says the same. ``left_out`` rows have a problem, and keep no other row from being taken.
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
    cell: str = ""

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
        self.doubtful: dict[str, AmbiguousCountry] = {}
        """Names that mean several countries, each once."""
        self._db = sqlite3.connect("")
        self._db.execute(
            "CREATE TABLE facts (id INTEGER PRIMARY KEY, line, country, event, date, certainty,"
            " institution, source, note, fields DEFAULT '[]', day, problem, cell DEFAULT '',"
            " unknown, known BOOLEAN DEFAULT 0, entries DEFAULT '', twin)"
        )

    def close(self) -> None:
        """Remove the temporary database."""
        self._db.close()

    def add(self, fact: Fact, day: str | None, problem: str | None, *, cell: str = "") -> int:
        """Set a fact down; gives its id. ``day`` is where it stands in the order of dates."""
        made = self._db.execute(
            "INSERT INTO facts (line, country, event, date, certainty, institution, source, note,"
            " fields, day, problem, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (fact.line, *fact.columns[:7], json.dumps(fact.fields), day, problem, cell),
        )
        return int(made.lastrowid or 0)

    def note_unknown(
        self, fact: int, kind: str, why: Problem, *, said: Problem | None = None, cell: str = ""
    ) -> None:
        """Remember that nobody knows what a fact speaks of: it is left out, or a problem.

        ``said`` is what its row is told, if that is more than ``why``.
        """
        self.unknown_kinds.setdefault(kind, why)
        column = "unknown" if self.skip_unknown else "problem"
        self._db.execute(
            f"UPDATE facts SET {column} = trim(coalesce({column}, '') || ' ' || ?),"  # noqa: S608
            " cell = coalesce(nullif(cell, ''), ?) WHERE id = ?",
            (self.word(said or why), cell, fact),
        )

    def refuse(self, fact: int, why: Problem) -> None:
        """Remember that a fact cannot be taken."""
        self._db.execute("UPDATE facts SET problem = ? WHERE id = ?", (self.word(why), fact))

    def leave_out_bad(self) -> None:
        """Leave out every row with a fact that cannot be taken, whole as it is."""
        self._db.execute(
            "UPDATE facts SET unknown = coalesce(problem, ''), problem = NULL WHERE unknown IS NULL"
            " AND line IN (SELECT line FROM facts WHERE problem IS NOT NULL AND unknown IS NULL)"
        )
        self._db.execute("UPDATE facts SET entries = '', known = 0, twin = NULL")

    def note(self, fact: int, entries: list[int], *, known: bool = False) -> None:
        """Remember as which entries a fact was recorded, and whether that was so already."""
        told = ", ".join(map(str, entries))
        self._db.execute(
            "UPDATE facts SET entries = ?, known = ? WHERE id = ?", (told, known, fact)
        )

    def note_twin(self, fact: int, twin: int) -> None:
        """Remember that a fact says what another line says."""
        self._db.execute("UPDATE facts SET twin = ?, known = 1 WHERE id = ?", (twin, fact))

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
            " ORDER BY day, event, date, id LIMIT 1",
            (country, json.dumps(list(but))),
        )
        found = rows.fetchone()
        return _fact(found) if found else None

    def facts(self, country: str) -> Iterator[Fact]:
        """Give a country's facts by date, on one date in the order of the file."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS},"  # noqa: S608 - own words
            " CASE WHEN min(id) OVER same < id THEN min(line) OVER same END, fields FROM facts"
            " WHERE country = ? AND unknown IS NULL WINDOW same AS (PARTITION BY event, date,"
            " certainty, institution, source, note, fields) ORDER BY day, id",
            (country,),
        )
        for row in rows:
            yield _fact(row)

    def report(self) -> Iterator[RowReport]:
        """Give what became of each row, in the order of the file."""
        query = (
            "SELECT line, country, event, date, coalesce(unknown, problem, ''), known, entries,"
            " twin, unknown IS NOT NULL, cell FROM facts ORDER BY id"
        )
        for row in self._db.execute(query):
            line, country, event, when, problem, known, entries, twin, left_out, cell = row
            yield RowReport(
                line, country, event, when, problem, bool(known), entries, twin, bool(left_out),
                cell,
            )  # fmt: skip


def _fact(row: tuple[Any, ...]) -> Fact:
    pairs = tuple((str(name), str(value)) for name, value in json.loads(row[-1]))
    number, *told, _ = row
    return replace(Fact(*told), fields=pairs, id=number)


def refuse_bad_rows(staged: StagedFacts) -> None:
    """Raise :class:`ImportRefused` when any row cannot be taken."""
    bad = staged.count(refused=True)
    if bad:
        raise ImportRefused(path=staged.path, bad=bad, rows=staged.count())
