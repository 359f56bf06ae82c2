"""The composition root: from settings to a desk at which use cases work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from pathfinder_flow.services.desk import Desk
from pathfinder_flow.settings import Settings
from pathfinder_flow.store import migrate
from pathfinder_flow.store.engine import in_plain_words, open_engine, sqlite_path
from pathfinder_flow.store.files import EvidenceFiles


def utc_now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def build_desk(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Desk:
    """Build the desk. An embedded database that is older is upgraded; a server never is."""
    engine = open_engine(settings.database_url, busy_seconds=settings.busy_seconds)
    files = EvidenceFiles(settings.evidence, settings.max_evidence_mb << 20)
    if settings.is_embedded:
        _upgrade_if_older(engine)
    return Desk(engine, files, clock)


def _upgrade_if_older(engine: Engine) -> None:
    path = sqlite_path(engine)
    if path is None or not path.exists():
        return
    with in_plain_words(engine):
        with engine.connect() as conn:
            found = migrate.current(conn)
        if found in migrate.OLDER:
            migrate.upgrade(engine)
