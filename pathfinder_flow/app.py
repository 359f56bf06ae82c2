"""The composition root: from settings to the context in which use cases run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.unavailable import SettingsRefused
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.settings import NOBODY, Settings
from pathfinder_flow.store.database import migrate
from pathfinder_flow.store.database.engine import (
    in_plain_words,
    is_missing,
    is_read_only,
    open_engine,
)
from pathfinder_flow.store.files import EvidenceFiles

if TYPE_CHECKING:
    from pathfinder_flow.mail.transport import Transport
    from pathfinder_flow.services.audit.keys import KeyInUse
    from pathfinder_flow.services.context import NotificationContext
    from pathfinder_flow.signing.ed25519 import Signer

_IMPLICIT_TLS, _SUBMISSION = 465, 587


def utc_now() -> datetime:
    """The one clock of the program."""
    return datetime.now(UTC)


def build_app(settings: Settings, clock: Callable[[], datetime] = utc_now) -> AppContext:
    """Build the application context.

    An embedded database that is older is upgraded; a server never is, nor what can only be read.
    """
    engine = open_engine(
        settings.database_url, busy_seconds=settings.busy_seconds, read_only=settings.read_only
    )
    files = EvidenceFiles(settings.evidence, settings.max_evidence_mb << 20)
    if settings.is_embedded and not is_read_only(engine):
        _upgrade_if_older(engine)
    app = AppContext(engine, files, clock, mail_checkpoint=_mail_checkpoint)

    @cache
    def key() -> KeyInUse:
        # What signs is imported when something is to be signed.
        from pathfinder_flow.services.audit.keys import KeyInUse

        return KeyInUse(app, settings.key_file, settings.key_passphrase, settings.signing_key)

    def signer() -> Signer | None:
        return key()()

    app.signer = signer
    return app


def _mail_checkpoint(uow: UnitOfWork) -> str | None:
    from pathfinder_flow.services.audit.checkpoints import for_mails

    return for_mails(uow)


def build_notifications(settings: Settings) -> NotificationContext:
    """Build what notices need: ladders, calendars, templates; the user's before the shipped."""
    from hashlib import sha256

    from pathfinder_flow.calendars.almanac import Almanac
    from pathfinder_flow.definitions.data_files import ladders_file, template_folders
    from pathfinder_flow.definitions.ladders import parse_ladders
    from pathfinder_flow.mail.templates.render import Templates
    from pathfinder_flow.services.context import MailPolicy, NotificationContext
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.dates import say_day

    path = ladders_file(settings.notifications)
    data, almanac = path.read_bytes(), Almanac()
    templates = Templates(template_folders(settings.notifications), countries.name, say_day)
    return NotificationContext(
        ladders=parse_ladders(
            data,
            str(path),
            known_zone=lambda name: _is_known(almanac.zone, name),
            known_calendar=lambda name: _is_known(almanac.calendar, name),
            known_message=lambda name: bool(templates.languages(name)),
        ),
        fingerprint=f"{sha256(data).hexdigest()}, {almanac.version}",
        almanac=almanac,
        templates=templates,
        rules=MailPolicy(
            settings.office,
            settings.hold_mail,
            settings.daily_limit,
            settings.give_up_days,
            _lease(settings),
        ),
    )


def _lease(settings: Settings) -> int:
    """Give the minutes that handing over a batch can take at the very most.

    Each connection takes its share of the batch, one mail after another; a mail takes some
    answers and, at its end, four times as long for the verdict on it.
    """
    from pathfinder_flow.services.delivery.deliver import BATCH

    turns = -(-BATCH // settings.smtp_connections)
    return 5 + turns * 10 * settings.smtp_timeout // 60


def _is_known(find: Callable[[str], object], name: str) -> bool:
    try:
        find(name)
    except ValueError:
        return False
    return True


def build_transport(settings: Settings) -> Transport:
    """Build what mails are handed to: a mail server, or a Maildir where none is set."""
    from urllib.parse import urlsplit

    if settings.mail.startswith("smtp://") and settings.office == NOBODY:
        said = "office: set the Secretariat's address before mails go to a mail server"
        raise SettingsRefused(problems=Clause("office_unset", said), lang=settings.lang)
    if not settings.mail.startswith("smtp://"):
        from pathfinder_flow.mail.maildir import MaildirTransport

        return MaildirTransport(Path(settings.mail).expanduser())
    from pathfinder_flow.mail.smtp.server import Server
    from pathfinder_flow.mail.smtp.transport import SmtpTransport

    address = urlsplit(settings.mail)
    return SmtpTransport(
        Server(
            host=address.hostname or "localhost",
            port=address.port
            or (_IMPLICIT_TLS if settings.smtp_tls == "implicit" else _SUBMISSION),
            tls=settings.smtp_tls,
            username=settings.smtp_user,
            password=settings.smtp_password,
            timeout=settings.smtp_timeout,
            connections=settings.smtp_connections,
            ca_file=settings.smtp_ca_file,
        )
    )


def mail_folders(settings: Settings) -> list[Path]:
    """Give the folders that hold copies of mails: the one set, and that of before one was set."""
    folders = [settings.home / "mail"]
    if not settings.mail.startswith("smtp://"):
        folders.append(Path(settings.mail).expanduser())
    return list(dict.fromkeys(folders))


def _upgrade_if_older(engine: Engine) -> None:
    if is_missing(engine):
        return
    with in_plain_words(engine):
        with engine.connect() as conn:
            found = migrate.current(conn)
        if found in migrate.OLDER:
            migrate.upgrade(engine)
