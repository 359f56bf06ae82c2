"""What stands in the way outside the record: the database, the settings, the founding."""

from __future__ import annotations

from pathfinder_flow.domain.errors import PathfinderError


class DatabaseTrouble(PathfinderError):
    """The database cannot do its work: locked, full, read-only, not ours."""

    template = "The database {where} {why}. Nothing was recorded."


class DatabaseVersion(PathfinderError):
    """The database's schema is not the one this program speaks."""

    template = "The database {where} {why}."


class SettingsRefused(PathfinderError):
    """Settings that cannot be used; all problems together."""

    template = "The settings cannot be used: {problems}."


class NotInitialised(PathfinderError):
    """A database in which nobody may act yet."""

    template = "Nothing is set up in {where} yet: run 'pathfinder-flow init' (or 'demo') first."


class AlreadyInitialised(PathfinderError):
    """A database that has a Secretariat already."""

    template = "{where} is set up already ({size} entries); nothing was changed."
