"""Every setting, from the environment and an optional file, in one frozen value."""

from __future__ import annotations

import getpass
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import quote, urlsplit

from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.unavailable import SettingsRefused
from pathfinder_flow.words.catalog import ENGLISH, languages

Word = TypeVar("Word", bound=str)

TLS: tuple[Literal["starttls", "implicit", "none"], ...] = ("starttls", "implicit", "none")
PREFIX = "PATHFINDER_FLOW_"
DATABASES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
MOST = 1_000_000
"""The largest number a setting may have; larger ones no database takes for a waiting time."""
NOBODY = "secretariat@pathfinder.example"
"""The Secretariat's address until it is set: no mail ever arrives there."""
_SERVER = re.compile(r"smtp://(\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)*\.?)(:[1-9][0-9]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """How the program is set up. Each field's help says what it does; see ``EXPLAINED``."""

    home: Path
    database_url: str = field(repr=False)
    evidence: Path
    workflows: Path | None
    notifications: Path | None
    actor: str
    lang: str
    max_evidence_mb: int
    busy_seconds: int
    office: str
    mail: str
    smtp_tls: Literal["starttls", "implicit", "none"]
    smtp_user: str | None
    smtp_password: str | None = field(repr=False)
    smtp_ca_file: Path | None
    smtp_timeout: int
    smtp_connections: int
    hold_mail: bool
    daily_limit: int
    give_up_days: int
    key_file: Path
    key_passphrase: str | None = field(repr=False)
    signing_key: str | None = field(repr=False)
    read_only: bool

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the default file inside ``home``."""
        return self.database_url == _embedded(self.home)


EXPLAINED = {
    "home": "folder for the database, evidence and settings.toml",
    "database_url": "postgresql://... or sqlite:///FILE; default: ledger.sqlite in home",
    "evidence": "folder in which evidence files are kept; default: evidence in home",
    "workflows": "your own folder of definitions, <id>/<version>.yaml; adds to the shipped ones",
    "notifications": "your own folder of ladders.yaml and templates; beats the shipped ones",
    "actor": "who acts: a sign-in name; default: the login name",
    "lang": "language of what people read, as en, fr or es; default: that of LANG, else en",
    "max_evidence_mb": "largest evidence file in MiB; default: 50",
    "busy_seconds": "how long to wait for another writer, in seconds; default: 30",
    "office": "the Secretariat's address: mails come from it, and replies go to it",
    "mail": "smtp://HOST:PORT, or a folder by its full path (a Maildir); default: mail in home",
    "smtp_tls": "starttls, implicit (usually port 465) or none; default: starttls",
    "smtp_user": "whom the mail server knows us as; default: nobody",
    "smtp_password": "the password for it; better in the environment than in a file",
    "smtp_ca_file": "certificates to trust, if the mail server's is signed privately",
    "smtp_timeout": "how long the mail server may take for one answer, in seconds; default: 30",
    "smtp_connections": "how many connections to the mail server at once; default: 10",
    "hold_mail": "yes: every mail waits until a person releases it; default: no",
    "daily_limit": "most mails to one address on one day; the rest waits; default: 20",
    "give_up_days": "after how many days an undelivered mail is given up, 3 or more; default: 5",
    "key_file": "file of the key that signs checkpoints; default: checkpoint.key in home",
    "key_passphrase": "what that file opens with, if anything; better in the environment",
    "signing_key": "the key itself, as its file has it, instead of a file; in the environment",
    "read_only": "yes: the ledger is only read, as by an auditor; default: no",
}
"""What each setting means, for docs/ and ``--help``; a test keeps it complete."""


def _embedded(home: Path) -> str:
    # Quoted, or a ? or % in the folder's name would lead to another file.
    return f"sqlite:///{quote(str(home / 'ledger.sqlite'))}"


def load(environ: Mapping[str, str], **given: str | None) -> Settings:
    """Read the settings: ``given`` beats the environment, which beats the file.

    Raises :class:`SettingsRefused` with all problems together, and the language to tell them in.
    """
    from_environ = {
        name: environ[PREFIX + name.upper()]
        for name in EXPLAINED
        if environ.get(PREFIX + name.upper())
    }
    direct = from_environ | {name: value for name, value in given.items() if value}
    problems: list[Clause] = []
    home = _folder("home", direct.get("home") or _default_home(environ), problems)
    problems += _unknown(environ)
    values = _from_file(home / "settings.toml", problems) | direct
    settings = Settings(
        home=home,
        database_url=_database(values.get("database_url"), problems) or _embedded(home),
        evidence=_folder("evidence", values.get("evidence") or str(home / "evidence"), problems),
        workflows=_path("workflows", values, problems),
        notifications=_path("notifications", values, problems),
        actor=values.get("actor") or _login(environ),
        lang=_language(values.get("lang"), environ, problems),
        max_evidence_mb=_number("max_evidence_mb", values, 50, problems),
        busy_seconds=_number("busy_seconds", values, 30, problems),
        office=_office(values.get("office"), problems),
        mail=_mail(values.get("mail"), problems) or str(home / "mail"),
        smtp_tls=_choice("smtp_tls", values, TLS, problems),
        smtp_user=values.get("smtp_user"),
        smtp_password=values.get("smtp_password"),
        smtp_ca_file=_path("smtp_ca_file", values, problems),
        smtp_timeout=_number("smtp_timeout", values, 30, problems),
        smtp_connections=_number("smtp_connections", values, 10, problems),
        hold_mail=_choice("hold_mail", values, ("no", "yes"), problems) == "yes",
        daily_limit=_number("daily_limit", values, 20, problems),
        give_up_days=_number("give_up_days", values, 5, problems, least=3),
        key_file=_path("key_file", values, problems) or home / "checkpoint.key",
        key_passphrase=values.get("key_passphrase"),
        signing_key=values.get("signing_key"),
        read_only=_choice("read_only", values, ("no", "yes"), problems) == "yes",
    )
    for name in ("workflows", "notifications"):
        folder = getattr(settings, name)
        if folder and not folder.is_dir():
            said = "{name}: '{given}' is not a folder"
            problems.append(Clause("no_folder", said, name=name, given=folder))
    if problems:
        raise SettingsRefused(problems=Joined("problems", problems), lang=settings.lang)
    return settings


def _default_home(environ: Mapping[str, str]) -> str:
    data = environ.get("XDG_DATA_HOME") or str(Path("~", ".local", "share"))
    return str(Path(data) / "pathfinder-flow")


def _folder(name: str, given: str, problems: list[Clause]) -> Path:
    try:
        given.encode()
        return Path(given).expanduser()
    except UnicodeEncodeError:
        said = "{name}: the name {given} is not UTF-8"
        problems.append(Clause("not_utf8_name", said, name=name, given=repr(given)))
        return Path("unusable")
    except RuntimeError:
        said = "{name}: there is no such user as in '{given}'"
        problems.append(Clause("no_user", said, name=name, given=given))
        return Path(given)


def _path(name: str, values: Mapping[str, str], problems: list[Clause]) -> Path | None:
    given = values.get(name)
    return _folder(name, given, problems) if given else None


def _database(given: str | None, problems: list[Clause]) -> str | None:
    # Never shown: it may hold a password.
    if given and given.partition("://")[0] not in DATABASES:
        said = (
            "database_url: it must begin with {postgresql} or {sqlite} (not shown here: it may "
            "hold a password)"
        )
        begins = {"postgresql": "postgresql://", "sqlite": "sqlite:///"}
        problems.append(Clause("other_database", said, **begins))
        return None
    return given


def _mail(given: str | None, problems: list[Clause]) -> str | None:
    """Read where mail goes; a mistyped server must be no folder, or all would count as sent."""
    if not given:
        return None
    if given.startswith(("/", "~")) and ":/" not in given:
        return str(_folder("mail", given, problems))
    if _is_server(given):
        return "smtp" + given[len("smtp") :]
    # Never shown: it may hold a password.
    said = (
        "mail: it must be {server} and no more (name, password and TLS have settings of "
        "their own), or a folder by its full path (not shown here: it may hold a password)"
    )
    problems.append(Clause("no_mail", said, server="smtp://HOST:PORT"))
    return None


def _is_server(given: str) -> bool:
    try:
        # It also looks whether there is such a port, and such a number in brackets.
        return urlsplit(given).port != 0 and bool(_SERVER.fullmatch(given))
    except ValueError:
        return False


def _login(environ: Mapping[str, str]) -> str:
    try:
        return environ.get("USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _unknown(environ: Mapping[str, str]) -> list[Clause]:
    names = [name.removeprefix(PREFIX).lower() for name in environ if name.startswith(PREFIX)]
    return [_unknown_setting(f"{PREFIX}{n.upper()}", n) for n in names if n not in EXPLAINED]


def _unknown_setting(shown: str, name: str) -> Clause:
    near = get_close_matches(name, EXPLAINED, n=1)
    hint = Clause("did_you_mean", " (did you mean '{name}'?)", name=near[0]) if near else ""
    return Clause("no_setting", "there is no setting {name}{near}", name=shown, near=hint)


def _in_file(name: str, path: Path) -> Clause:
    return Clause("setting_in_file", "'{name}' in {path}", name=name, path=path)


def _from_file(path: Path, problems: list[Clause]) -> dict[str, str]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        said = "{path} cannot be read ({said})"
        problems.append(Clause("unreadable", said, path=path, said=error))
        return {}
    problems += [_unknown_setting(_in_file(n, path), n) for n in read if n not in EXPLAINED]
    return {name: str(value) for name, value in read.items() if name in EXPLAINED}


def _language(given: str | None, environ: Mapping[str, str], problems: list[Clause]) -> str:
    if given in languages():
        return given
    if given:
        said = "lang: '{given}' is not one of {known}"
        problems.append(Clause("no_language", said, given=given, known=", ".join(languages())))
        return ENGLISH
    spoken = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or "en"
    language = re.split(r"[_.@-]", spoken)[0]
    return language if language in languages() else ENGLISH


def _number(
    name: str, values: Mapping[str, str], default: int, problems: list[Clause], *, least: int = 1
) -> int:
    given = values.get(name, str(default))
    if given.isascii() and given.isdigit() and len(given) <= len(str(MOST)):
        number = int(given)
        if least <= number <= MOST:
            return number
    said = "{name}: '{given}' is not a whole number from {least} to {most}"
    problems.append(Clause("no_number", said, name=name, given=given[:40], least=least, most=MOST))
    return default


def _choice(
    name: str, values: Mapping[str, str], known: tuple[Word, ...], problems: list[Clause]
) -> Word:
    """Read one of some words, the first if none is given; a TOML file may say true or false."""
    given = values.get(name, known[0]).lower()
    meant = {"true": "yes", "false": "no"}.get(given, given)
    for word in known:
        if word == meant:
            return word
    said = "{name}: '{given}' is not one of {known}"
    problems.append(Clause("no_choice", said, name=name, given=given[:40], known=", ".join(known)))
    return known[0]


def _office(given: str | None, problems: list[Clause]) -> str:
    """Read the Secretariat's address; one that can be none in the world is the default."""
    if given is None:
        return NOBODY
    name, sign, domain = given.partition("@")
    if name and sign and "." in domain and given.isascii() and given.isprintable():
        return given
    said = "office: '{given}' is not an e-mail address"
    problems.append(Clause("no_office", said, given=given[:80]))
    return NOBODY
