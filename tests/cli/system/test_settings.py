"""Settings that cannot be used, and the secrets among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.app import build_transport
from pathfinder_flow.domain.errors.unavailable import SettingsRefused
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.mail.smtp.transport import SmtpTransport
from pathfinder_flow.settings import EXPLAINED, load
from tests.faults.running import DESK, Program, finish

PREFIX = "PATHFINDER_FLOW_"


def test_an_unknown_setting_is_refused_with_a_suggestion(peopled: Program) -> None:
    told = peopled.refused("board", env={f"{PREFIX}DATABSE_URL": "x"})
    assert f"there is no setting {PREFIX}DATABSE_URL (did you mean 'database_url'?)" in told


def test_all_bad_settings_are_told_at_once(peopled: Program) -> None:
    (peopled.home / "settings.toml").write_text("atcor = 'x'\nmax_evidence_mb = -1\n")
    told = peopled.refused(
        "board",
        env={
            f"{PREFIX}LANG": "de",
            f"{PREFIX}BUSY_SECONDS": "soon",
            f"{PREFIX}WORKFLOWS": "no/such/folder",
            f"{PREFIX}DATABASE_URL": "mysql://u:hidden-word@host/x",
            f"{PREFIX}NONSENSE": "1",
        },
    )
    for part in (
        "lang: 'de'", "busy_seconds: 'soon'", "max_evidence_mb: '-1'", "workflows: 'no/such",
        "database_url: it must begin with", "NONSENSE", "'atcor' in", "did you mean 'actor'",
    ):  # fmt: skip
        assert part in told
    assert "hidden-word" not in told


@pytest.mark.parametrize(
    "number", ["0", "-1", "1.5", "1e3", "\uff19", "99999999999", "9" * 5000, "x"]
)
@pytest.mark.parametrize("name", ["busy_seconds", "max_evidence_mb"])
def test_a_number_that_is_none_or_too_large_is_refused(
    peopled: Program, name: str, number: str
) -> None:
    told = peopled.refused("board", env={PREFIX + name.upper(): number})
    assert f"{name}: '{number[:40]}' is not a whole number from 1 to" in told


@pytest.mark.parametrize(
    "url",
    [
        "hidden-word",
        "mysql://u:hidden-word@host/x",
        "postgresql+asyncpg://u:hidden-word@host/x",
        "postgresql://u:hidden-word@host:port/x",
        "sqlite+aiosqlite:///hidden-word",
        "://hidden-word",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_told(peopled: Program, url: str) -> None:
    told = peopled.refused("board", env={f"{PREFIX}DATABASE_URL": url})
    assert "database_url" in told
    assert "hidden-word" not in told


def test_the_address_of_the_database_is_in_no_representation(tmp_path: Path) -> None:
    url = "postgresql://u:hidden-word@host/x"
    settings = load({f"{PREFIX}DATABASE_URL": url, f"{PREFIX}HOME": str(tmp_path)})
    assert settings.database_url == url
    assert "hidden-word" not in repr(settings)


@pytest.mark.parametrize(
    "given",
    [
        *("smtps://host", "smtp:/host", "smtp:host", "smtp//host", "http://host", "file:///srv/x"),
        *("host", "host:587", "mail/folder", "./mail", " /srv/mail", "/srv/a:/b", "~nobody-here/x"),
        *("smtp://", "smtp:///x", "smtp://host/", "smtp://host/x", "smtp://host?x=1", "smtp://a b"),
        *("smtp://host:", "smtp://host:abc", "smtp://host:0", "smtp://host:65536", "smtp://host:-1"),
        *("smtp://host#x", "smtp://a..b", "smtp://[::1", "smtp://[1:2]", "smtp://host:\uff11"),
        *("smtp://host\n", "smtp://ho\nst", "smtp://a\udcffb", "/srv/a\udcffb"),
    ],
)  # fmt: skip
def test_a_mail_setting_that_is_neither_server_nor_folder_is_refused_in_one_sentence(
    tmp_path: Path, given: str
) -> None:
    with pytest.raises(SettingsRefused) as caught:
        load({f"{PREFIX}HOME": str(tmp_path), f"{PREFIX}MAIL": given})
    [problem] = caught.value.facts["problems"].parts
    assert problem.startswith("mail: ")


@pytest.mark.parametrize(
    "given",
    [
        "smtp://desk:hidden-word@host", "smtp://desk:hidden-word@host:587", "smtp://hidden-word@host",
        "SMTPS://desk:hidden-word@host", "desk:hidden-word@host", "smtp://desk:hidden-word%40host",
        "smtp://desk:hidden-word", "smtp://host?password=hidden-word",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_mail_setting_with_a_password_is_refused_without_being_told(
    peopled: Program, given: str, lang: str
) -> None:
    told = peopled.refused("--lang", lang, "board", env={f"{PREFIX}MAIL": given})
    assert told.count("smtp://") == 1
    assert "hidden-word" not in told


@pytest.mark.parametrize(
    ("given", "read", "host", "port"),
    [
        ("smtp://mail.example", "smtp://mail.example", "mail.example", 587),
        ("SMTP://Mail.Example:25", "smtp://Mail.Example:25", "mail.example", 25),
        ("Smtp://mail_1:65535", "smtp://mail_1:65535", "mail_1", 65535),
        ("smtp://192.0.2.1:25", "smtp://192.0.2.1:25", "192.0.2.1", 25),
        ("smtp://[2001:DB8::1]:25", "smtp://[2001:DB8::1]:25", "2001:db8::1", 25),
    ],
)
def test_a_mail_server_is_read_whatever_the_case_of_its_scheme(
    tmp_path: Path, given: str, read: str, host: str, port: int
) -> None:
    office = "office@secretariat.example"
    settings = load({f"{PREFIX}HOME": str(tmp_path), f"{PREFIX}MAIL": given}, office=office)
    assert settings.mail == read
    transport = build_transport(settings)
    assert isinstance(transport, SmtpTransport)
    assert (transport._server.host, transport._server.port) == (host, port)


@pytest.mark.parametrize(
    ("given", "folder"),
    [("/srv/mail", "/srv/mail"), ("~/post", "{home}/post"), ("", "{home}/desk/mail")],
)
def test_mail_can_go_into_a_folder_named_by_its_full_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, folder: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = load({f"{PREFIX}HOME": str(tmp_path / "desk"), f"{PREFIX}MAIL": given})
    assert settings.mail == folder.format(home=tmp_path)
    assert isinstance(build_transport(settings), MaildirTransport)


BROKEN = {
    "not TOML": b"actor = \n",
    "not UTF-8": "actor = 'Côté'".encode("latin-1"),
    "twice the same": b"actor = 'a.b'\nactor = 'c.d'\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_settings_file_is_told_with_its_path(peopled: Program, content: bytes) -> None:
    file = peopled.home / "settings.toml"
    file.write_bytes(content)
    assert f"{file} cannot be read" in peopled.refused("board")


def test_a_settings_file_that_is_a_folder_is_told(peopled: Program) -> None:
    (peopled.home / "settings.toml").mkdir()
    assert "settings.toml cannot be read" in peopled.refused("board")


def test_what_is_given_beats_the_environment_and_that_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("actor = 'from.file'\nbusy_seconds = 7\nlang = 'es'\n")
    environ = {f"{PREFIX}HOME": str(tmp_path), f"{PREFIX}ACTOR": "from.environment"}
    settings = load(environ, actor=None, lang="fr")
    assert (settings.actor, settings.busy_seconds, settings.lang) == ("from.environment", 7, "fr")
    assert load(environ, actor="given").actor == "given"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr_FR.UTF-8", "fr"), ("es", "es"), ("C", "en"), ("de_DE.UTF-8", "en"), ("", "en")],
)
def test_the_language_is_that_of_the_shell_or_english(
    tmp_path: Path, lang: str, expected: str
) -> None:
    assert load({"LANG": lang, f"{PREFIX}HOME": str(tmp_path)}).lang == expected


def test_a_home_of_nobody_is_refused(program: Program) -> None:
    result = program.call("--home", "~nobody-of-that-name/x", "board")
    assert result.exit_code == 1
    assert "there is no such user" in result.stderr


def test_a_folder_whose_name_is_not_utf8_is_refused(program: Program) -> None:
    result = program.call("--home", "a\udcffb", "board")
    assert result.exit_code == 1
    assert "home: the name 'a\\udcffb' is not UTF-8" in result.stderr


def test_every_setting_is_explained(tmp_path: Path) -> None:
    settings = load({f"{PREFIX}HOME": str(tmp_path)})
    assert {*EXPLAINED} == {*settings.__dataclass_fields__}


def test_the_environment_says_who_acts(peopled: Program) -> None:
    process = peopled.start("country", "open", "KEN")
    assert finish(process)[0] == 0
    told = peopled.call("--as", "nobody.here", "country", "open", "UGA")
    assert told.exit_code == 1
    assert DESK not in told.stderr


ERRORS = [
    ("country", "open", "PER"),
    ("country", "show", "DEU"),
    ("advance", "DEU", "begin_planning"),
    ("correct", "999", "--reason", "x", "--withdraw"),
    ("history", "PER", "--as-of", "soon"),
    ("--as", "nobody.here", "country", "open", "DEU"),
    ("evidence", "add", "PER", "nonsense"),
]


@pytest.mark.parametrize("command", ERRORS, ids=" ".join)
@pytest.mark.parametrize("lang", ["fr", "es"])
def test_an_error_is_told_in_the_readers_language(
    peopled: Program, lang: str, command: tuple[str, ...]
) -> None:
    english = peopled.call(*command)
    other = peopled.call("--lang", lang, *command)
    assert (english.exit_code, other.exit_code) == (1, 1)
    assert other.stderr
    assert other.stderr != english.stderr


def test_no_server_gets_mail_from_an_address_that_is_nobodys(tmp_path: Path) -> None:
    settings = load({f"{PREFIX}HOME": str(tmp_path), f"{PREFIX}MAIL": "smtp://127.0.0.1"})
    with pytest.raises(SettingsRefused, match="set the Secretariat's address"):
        build_transport(settings)
