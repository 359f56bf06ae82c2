"""What tests of use cases begin with: desks on which something has happened already."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pathfinder_flow.domain.reminders.mail import Envelope
from pathfinder_flow.domain.roles import Role
from tests.conftest import START, Clock, make_desk
from tests.services.simulation import Reminders

Build = Callable[[Reminders], None]
"""Something done to a founded desk on SQLite, by a function that does the same each time."""


@dataclass(frozen=True)
class Begun:
    """A desk to begin with: its folder, the moment it has come to, and what was sent by then."""

    folder: Path
    now: datetime
    sent: tuple[tuple[str, Envelope], ...] = ()


class Beginnings:
    """What tests begin with, built once in a run and copied for each test."""

    def __init__(self, folder: Path, founded: Path) -> None:
        self._folder, self._founded = folder, founded
        self._begun: dict[Build, Begun] = {}

    def after(self, build: Build) -> Begun:
        if build not in self._begun:
            self._begun[build] = self._build(build)
        return self._begun[build]

    def _build(self, build: Build) -> Begun:
        folder = self._folder / str(len(self._begun))
        folder.mkdir()
        shutil.copy(self._founded, folder / "ledger.sqlite")
        made = open_reminders(Begun(folder, START))
        build(made)
        made.app.engine.dispose()
        return Begun(folder, made.clock.now, tuple(made.collector.sent))


def open_reminders(begun: Begun, **given: Any) -> Reminders:
    """Open a desk where it lies, with a clock of its own."""
    clock = Clock(begun.now)
    app = make_desk(f"sqlite:///{begun.folder / 'ledger.sqlite'}", begun.folder, clock)
    made = Reminders(app, clock, **given)
    made.collector.sent += begun.sent
    return made


class MakeReminders:
    """Makes founded desks on SQLite in a folder, each with a clock of its own."""

    def __init__(self, folder: Path, beginnings: Beginnings) -> None:
        self._folder, self._beginnings = folder, beginnings
        self._made: list[Reminders] = []

    def __call__(self, **given: Any) -> Reminders:
        return self.after(nothing, **given)

    def after(self, build: Build, **given: Any) -> Reminders:
        """Make a desk on which something has been done already."""
        begun = self._beginnings.after(build)
        own = shutil.copytree(begun.folder, self._folder / f"desk {len(self._made)}")
        self._made.append(open_reminders(replace(begun, folder=own), **given))
        return self._made[-1]

    def close(self) -> None:
        for made in self._made:
            made.app.engine.dispose()


def nothing(_made: Reminders) -> None:
    """Leave a desk as it was founded."""


def peru(make: MakeReminders, **given: Any) -> Reminders:
    """Peru with a focal point who reads Spanish, and a member of the MWG who reads French."""
    return make.after(with_peru, **given)


def with_peru(made: Reminders) -> None:
    made.country("PER")
    made.appoint("focal.per", country="PER", language="es", name="Oficina de Ñuñoa")
    made.appoint("member.mwg", Role.MWG, language="fr")
