"""reminders: list, why, preview, forecast and ladder."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.years import LATE, NEXT_DAY, Owing, fits

MARCH = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
RUNGS = ["opening", "t_60", "t_30", "t_7", "due_today", "overdue_7", "overdue_30", "overdue_90"]


def why(owing: Owing, *args: str, lang: str = "en", on: datetime = NEXT_DAY) -> str:
    said = owing.well(on, "--lang", lang, "reminders", "why", *args).stdout
    return " ".join(said.split())


def test_every_rung_is_listed_with_how_it_ended_or_will(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "reminders", "list", "MWI", "2022").stdout
    assert fits(said)
    assert "opening     5 Jan 2023   sent, for the focal point" in said
    assert "t_30        1 Mar 2023   will go to the focal point" in said


def test_without_a_year_every_period_is_listed(owing: Owing) -> None:
    found = owing.told(LATE, "reminders", "list", "MWI")
    assert [one["rung"] for one in found] == [*RUNGS, *RUNGS]
    assert {one["period"] for one in found} == {"2022", "2023"}


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "sera adressé au point focal"), ("es", "se enviará al punto focal")]
)
def test_the_list_reads_in_every_language(owing: Owing, lang: str, said: str) -> None:
    shown = owing.well(NEXT_DAY, "--lang", lang, "reminders", "list", "MWI", "2022").stdout
    assert fits(shown)
    assert "{" not in shown
    assert said in shown


def test_a_country_that_owes_nothing_has_nothing_to_list(owing: Owing) -> None:
    assert owing.well(NEXT_DAY, "reminders", "list", "PER").stderr == "No report is owed.\n"


# Why


def test_a_reminder_that_was_sent_says_to_whom_when_and_with_what_reply(owing: Owing) -> None:
    said = why(owing, "MWI", "2022", "opening")
    for part in (
        "A mail to the focal point (focal.mwi) at focal.mwi@labour.example, in English",
        "was written on 5 January 2023",
        "It was sent on 5 January 2023",
        "Last answer: ",
    ):
        assert part in said


def test_the_same_as_json(owing: Owing) -> None:
    found = owing.told(NEXT_DAY, "reminders", "why", "ALB", "2022", "opening")
    [delivery] = found["deliveries"]
    assert (delivery["state"], delivery["language"]) == ("sent", "fr")
    assert found["ended"] is True
    assert found["reminders"][0]["served"][0]["message"] == delivery["message"]


@pytest.mark.parametrize(
    ("lang", "part"),
    [("en", "in French"), ("fr", "langue : français"), ("es", "idioma: francés")],
)
def test_why_answers_in_every_language(owing: Owing, lang: str, part: str) -> None:
    assert part in why(owing, "ALB", "2022", "opening", lang=lang)


def test_a_reminder_to_come_says_when_and_to_whom(owing: Owing) -> None:
    said = why(owing, "MWI", "2022", "t_30")
    assert "It will go to the focal point (focal.mwi)" in said
    assert "on 1 March 2023, 09:00 (Africa/Blantyre)" in said


def test_a_reminder_that_will_not_go_out_says_why_in_a_sentence(owing: Owing) -> None:
    owing.well(NEXT_DAY, "report", "record", "MWI", "2022", "--outcome", "exempt", "--reason", "x")
    assert "will be withheld as things stand: the country is exempt." in why(
        owing, "MWI", "2022", "t_30"
    )


def test_a_reminder_that_was_withheld_says_why_in_a_sentence(owing: Owing) -> None:
    owing.well(NEXT_DAY, "deadline", "suspend", "MWI", "--reason", "Cyclone")
    owing.well(MARCH, "run", "--once")
    assert "It was withheld on 1 March 2023" in why(owing, "MWI", "2022", "t_60", on=MARCH)
    assert "the obligation is suspended." in why(owing, "MWI", "2022", "t_60", on=MARCH)


def test_after_an_outage_the_older_of_two_rungs_is_foretold_as_superseded(owing: Owing) -> None:
    assert "superseded by the reminder 't_30'" in why(owing, "MWI", "2022", "t_60", on=MARCH)


def test_nobody_to_write_to_is_said_with_what_to_do(owing: Owing) -> None:
    said = why(owing, "MWI", "2022", "overdue_90")
    assert "Nobody holds a mandate as Monitoring Working Group" in said
    assert "the Secretariat's office will be told instead" in said


def test_a_contact_without_address_is_said_with_what_to_do(owing: Owing) -> None:
    owing.well(NEXT_DAY, "mandate", "contact", "focal.mwi", "--email", "")
    said = why(owing, "MWI", "2022", "t_30")
    assert "No address is known of the country's focal point (focal.mwi); add one." in said
    assert "pathfinder-flow mandate contact focal.mwi --email ADDRESS" in said


def test_a_country_without_time_zone_gets_no_reminder_and_is_told_why(owing: Owing) -> None:
    assert "in which of its time zones" in why(owing, "BRA", "2022", "t_30")


def test_a_period_that_is_not_owed_is_answered(owing: Owing) -> None:
    assert "PER owes no report for 2022" in why(owing, "PER", "2022", "t_30")


def test_a_rung_that_nobody_knows_is_refused_with_a_suggestion(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, "reminders", "why", "MWI", "2022", "t_31")
    assert "did you mean 't_30'?" in said


@pytest.mark.parametrize("command", ["why", "preview"])
def test_a_period_that_is_no_year_is_refused(owing: Owing, command: str) -> None:
    said = owing.denied(NEXT_DAY, "reminders", command, "MWI", "soon", "t_30")
    assert "calendar year" in said


# Contacts


def test_a_new_address_is_used_at_once(owing: Owing) -> None:
    owing.well(NEXT_DAY, "mandate", "contact", "focal.mwi", "--email", "new@labour.example")
    assert "new@labour.example" in why(owing, "MWI", "2022", "t_30")


def test_a_new_mandate_of_a_known_person_may_change_the_contact(owing: Owing) -> None:
    given = ("--role", "auditor", "--letter", "L/9", "--email", "b@labour.example")
    owing.well(NEXT_DAY, "mandate", "add", "focal.mwi", *given, "--language", "es")
    found = owing.told(NEXT_DAY, "reminders", "why", "MWI", "2022", "t_30")
    assert (found["to"][0]["address"], found["to"][0]["language"]) == ("b@labour.example", "es")


@pytest.mark.parametrize(
    "command",
    [
        ("mandate", "contact", "focal.mwi"),
        ("mandate", "add", "x.y", "--role", "auditor", "--letter", "L/1"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("email", ["nobody", "a@b@c.example", "a@labour.example, b@labour.example"])
def test_an_address_that_is_none_is_refused(
    owing: Owing, command: tuple[str, ...], email: str
) -> None:
    assert "is not a mail address" in owing.denied(NEXT_DAY, *command, "--email", email)


def test_a_language_without_templates_is_wrong_usage(owing: Owing) -> None:
    said = owing.misused(NEXT_DAY, "mandate", "contact", "focal.mwi", "--language", "de")
    assert "there are templates for en, es, fr" in said


def test_a_language_is_there_as_soon_as_its_templates_are(owing: Owing, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "templates" / "report_opens" / "pt"
    folder.mkdir(parents=True)
    for name in ("subject.txt.j2", "body.txt.j2"):
        (folder / name).write_text("Relatório", encoding="utf-8")
    env = {"PATHFINDER_FLOW_NOTIFICATIONS": str(tmp_path / "own")}
    owing.well(NEXT_DAY, "mandate", "contact", "focal.mwi", "--language", "pt", env=env)


def test_a_contact_of_nobody_is_refused(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, "mandate", "contact", "no.body", "--email", "a@b.example")
    assert "nobody is registered as 'no.body'" in said


# Preview


def test_a_preview_is_shown_and_written(owing: Owing, tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    asked = ("reminders", "preview", "MWI", "2022", "t_7", "--lang", "fr", "--output", str(path))
    result = owing.well(NEXT_DAY, *asked)
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert f"Subject: {mail['Subject']}" in result.stdout
    assert "31 mars 2023" in result.stdout
    assert str(path) in result.stderr


def test_a_preview_has_a_name_of_its_own_and_the_recipients_language(
    owing: Owing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    owing.well(NEXT_DAY, "reminders", "preview", "ALB", "2022", "t_7")
    assert (tmp_path / "ALB-2022-t_7-fr.eml").exists()


def test_a_preview_records_nothing_and_sends_nothing(owing: Owing, tmp_path: Path) -> None:
    before = owing.told(NEXT_DAY, "outbox", "list")
    asked = ("reminders", "preview", "MWI", "2022", "t_7", "--output", str(tmp_path / "x.eml"))
    owing.well(NEXT_DAY, *asked)
    assert owing.told(NEXT_DAY, "outbox", "list") == before


def test_a_preview_of_what_is_not_owed_is_refused(owing: Owing) -> None:
    said = owing.denied(NEXT_DAY, "reminders", "preview", "PER", "2022", "t_7")
    assert "owes no report" in said


def test_a_preview_that_cannot_be_written_is_refused(owing: Owing, tmp_path: Path) -> None:
    path = str(tmp_path / "no" / "x.eml")
    asked = ("reminders", "preview", "MWI", "2022", "t_7", "--output", path)
    assert "cannot be written" in owing.denied(NEXT_DAY, *asked)


# Forecast and ladder


def test_a_forecast_says_who_gets_what_when_in_which_language(owing: Owing) -> None:
    said = owing.well(NEXT_DAY, "reminders", "forecast", "--until", "2023-04-01").stdout
    assert fits(said)
    assert "30 Jan 2023  MWI   t_60       focal point, en" in said


def test_a_forecast_as_json_and_csv_has_the_same_lines(owing: Owing) -> None:
    asked = ("reminders", "forecast", "--until", "+3months")
    told = owing.told(NEXT_DAY, *asked)
    rows = list(csv.DictReader(owing.well(NEXT_DAY, *asked, "--csv").stdout.splitlines()))
    assert [row["moment"] for row in rows] == [one["moment"] for one in told] != []


def test_a_forecast_writes_every_mail(owing: Owing, tmp_path: Path) -> None:
    asked = ("reminders", "forecast", "--until", "2023-02-28", "--render", str(tmp_path / "mails"))
    owing.well(NEXT_DAY, *asked)
    names = [path.name for path in sorted((tmp_path / "mails").iterdir())]
    assert [name.split("-")[3:6] for name in names] == [["ALB", "2022", "t_60"],
                                                       ["MWI", "2022", "t_60"]]  # fmt: skip


def test_a_forecast_changes_nothing(owing: Owing) -> None:
    before = owing.database.read_bytes()
    owing.well(NEXT_DAY, "reminders", "forecast", "--until", "+18months")
    assert owing.database.read_bytes() == before


def test_a_forecast_of_nothing_says_so(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, "reminders", "forecast", "--until", "+1d")
    assert (result.stdout, result.stderr) == ("", "Nothing will be sent by then.\n")


@pytest.mark.parametrize(
    "until", ["soon", "2023-02-30", "2022-12-31", "+", "+x", "18months", "-3d"]
)
def test_a_day_that_is_none_to_come_is_wrong_usage(owing: Owing, until: str) -> None:
    owing.misused(NEXT_DAY, "reminders", "forecast", f"--until={until}")


def test_a_forecast_reaches_only_so_far(owing: Owing) -> None:
    said = owing.misused(NEXT_DAY, "reminders", "forecast", "--until", "+21years")
    assert "too far ahead" in said


def test_a_folder_that_cannot_be_made_is_refused(owing: Owing, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    asked = ("reminders", "forecast", "--until", "+3m", "--render", str(tmp_path / "file"))
    assert "cannot be written" in owing.denied(NEXT_DAY, *asked)


@pytest.mark.parametrize(
    ("lang", "when"),
    [("en", "60 days before"), ("fr", "60 jours avant"), ("es", "60 días antes")],
)
def test_the_ladder_is_shown_in_every_language(owing: Owing, lang: str, when: str) -> None:
    said = owing.well(NEXT_DAY, "--lang", lang, "reminders", "ladder").stdout
    assert when in said
    assert fits(said)


def test_the_ladder_as_json_has_every_rung(owing: Owing) -> None:
    [ladder] = owing.told(NEXT_DAY, "reminders", "ladder").values()
    assert list(ladder["rungs"]) == RUNGS
