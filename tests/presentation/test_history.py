"""A history is told in plain sentences, as a table that is safe to open, and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.ledger.entries import OWN_DOINGS, PROGRAM, Act, Draft, Entry, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised, Refused
from pathfinder_flow.domain.workflow.model import LANGUAGES
from pathfinder_flow.presentation.cases import history as telling
from pathfinder_flow.presentation.html import Row, Section, Source, page
from pathfinder_flow.services.history.queries import history, programme_history
from pathfinder_flow.services.history.timeline import TimelineEntry
from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.words.sheets import csv_text
from tests.services.beginnings import MakeReminders, peru
from tests.services.conftest import DESK, Office

WIDE = "\uff1d\uff0b\uff0d\uff20"
"""The signs a formula may begin with, as East Asian programs write them."""
OF_ITSELF = {"en": "of its own accord", "fr": "de lui-même", "es": "por sí mismo"}
HOSTILE = ["<script>alert(1)</script>", "\" onmouseover='x'", "&amp;", "{{ 7*7 }}", "</td></table>"]


def line_of(office: Office, entry: Entry, country: str = "PER") -> TimelineEntry:
    lines = history(office.app, country)
    return next(line for line in lines if line.entry.number == entry.number)


def told(office: Office, entry: Entry, lang: str = "en") -> str:
    return " ".join(telling.story_of(line_of(office, entry), lang))


# The story


def test_a_move_tells_on_what_it_rests_and_which_refusals_came_before(office: Office) -> None:
    office.submitted()
    for by in (DESK, "focal.per"):
        with pytest.raises(Refused):
            office.advance("PER", "grant_status", "2020-11-01", by)
    decision = office.decide("granted", "2020-11-01", "PER")
    move = office.advance("PER", "grant_status", "2020-11-01")
    line = line_of(office, move)
    assert decision.number in [one.number for one in line.relies_on]
    assert line.after_refusals == (decision.number - 2, decision.number - 1)
    said = told(office, move)
    assert said.startswith(
        "On 22 November 2026 the Secretariat moved the country from 'Designation' to "
        "'Implementation' ('Grant the status'). Effective 1 November 2020. Relying on 'Roadmap' ("
    )
    assert said.endswith(
        f"a decision of the Global Coordinating Group (entry {decision.number}) and the mandate of "
        f"entry {move.act.mandate}. After 2 refused attempts (entries {decision.number - 2} and "
        f"{decision.number - 1})."
    )


def test_a_focal_point_is_told_with_the_country_and_no_sign_in_name(office: Office) -> None:
    office.open("PER", "2020-01-10")
    roadmap = office.supply("PER", "roadmap", "2020-09-01")
    said = told(office, roadmap)
    assert "the country's focal point, on behalf of Peru, recorded the evidence 'Roadmap'." in said
    assert "focal.per" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_tells_the_answer_and_takes_effect_on_no_day(office: Office, lang: str) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(NotAuthorised):
        office.supply("PER", "roadmap", "2020-09-01", by="mwg.member")
    refusal = history(office.app, "PER")[-1].entry
    said = told(office, refusal, lang)
    answers = {"en": "It needs a mandate as", "fr": "mandat", "es": "mandato"}
    assert answers[lang] in said
    assert telling.story_of(line_of(office, refusal), lang)[1:] == [said[said.index(".") + 2 :]]


def test_a_corrected_date_is_told_with_the_one_recorded_first(office: Office) -> None:
    office.open("PER", "2020-01-10")
    letter = office.supply("PER", "expression_of_interest", "2020-01-10", by=DESK)
    [slip] = correct(office.app, DESK, NewCorrection(letter.number, "a slip", effective="2020"))
    said = told(office, letter)
    assert "Effective 2020; first recorded as effective 10 January 2020." in said
    assert said.endswith(f"Amended since (entry {slip.number}).")
    assert "New effective date: 2020." in told(office, slip)
    assert told(office, slip).endswith("Reason: a slip.")


def test_a_decision_of_the_programme_names_its_countries_and_who_stood_aside(
    office: Office, appoint: Callable[..., int]
) -> None:
    appoint("gcg.per", Role.GCG, "PER")
    office.submitted()
    entry = office.decide("granted", "2020-11-01", "PER")
    stood = replace(entry, draft=replace(entry.draft, body={**entry.body, "recused": ["PER"]}))
    line = programme_history(office.app)[-1]
    said = telling.story_of(line._replace(entry=stood, stands=stood), "en")
    assert said[1:3] == ["Concerns: Peru.", "Stood aside: Peru."]


def test_what_rests_on_an_entry_outside_the_record_is_still_told(office: Office) -> None:
    office.submitted()
    move = next(x for x in history(office.app, "PER") if x.entry.kind is Kind.TRANSITION)
    strange = replace(
        move.entry, draft=replace(move.entry.draft, body={**move.entry.body, "rests_on": [999]})
    )
    assert telling.story_of(move._replace(entry=strange), "en")


# By year, and the program's own doings


def own(office: Office, kind: Kind, day: str) -> None:
    """Record something of the program's own accord, as far as telling is concerned."""
    body = {"obligation": "annual_progress_report", "period": "2020", "because": "first"}
    more = {"due": "2021-03-31", "opens": "2021-01-01", "at": None, "zone": None, "steps": []}
    calendar = {"calendar": "PE", "calendar_version": "1", "status": []}
    draft = Draft(kind, "PER", day, Act(PROGRAM), "", {**body, **more, **calendar})
    office.app.run(DESK, lambda uow: uow.append(draft))


def test_the_programs_own_doings_are_counted_unless_everything_is_asked_for(
    office: Office,
) -> None:
    office.open("PER", "2020-01-10")
    own(office, Kind.DUE, "2020-05-01")
    lines = history(office.app, "PER")
    brief, whole = (telling.by_year(lines, everything=every) for every in (False, True))
    counted = next(year for year in brief if year.year == 2020)
    assert counted.own == {"due": 1}
    assert telling.own_doings(counted, "en") == (
        "Besides, the program recorded of its own accord: 1 due date."
    )
    assert sum(len(year.lines) + year.own.total() for year in brief) == len(lines)
    assert [line for year in whole for line in year.lines] == telling.by_date(lines)
    assert not any(year.own for year in whole)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_doing_of_the_programs_own_is_counted_in_words(lang: str) -> None:
    year = telling.Year(2020)
    for count, kind in enumerate(sorted(OWN_DOINGS), start=1):
        year.own[str(kind)] = count
    said = telling.own_doings(year, lang)
    assert all(str(count) in said for count in (1, 2, 3))


def test_a_real_year_of_reminders_is_told_in_every_language(maker: MakeReminders) -> None:
    notices = peru(maker)
    notices.run_until("2027-12-01")
    lines = history(notices.app, "PER")
    assert {line.entry.kind for line in lines} >= OWN_DOINGS
    for lang in LANGUAGES:
        for line in lines:
            if telling.is_own(line):
                assert OF_ITSELF[lang] in telling.story_of(line, lang)[0]


# As a sheet


def test_a_sheet_without_handles_names_nobody(office: Office) -> None:
    office.submitted()
    lines = history(office.app, "PER")
    columns, rows = telling.sheet(lines, "en", with_handles=False)
    text = csv_text(columns, rows)
    assert "handle" not in columns
    assert "focal.per" not in text
    assert DESK not in text
    columns, rows = telling.sheet(lines, "en", with_handles=True)
    assert DESK in [row[columns.index("handle")] for row in rows]


def test_new_columns_stand_after_those_that_were_there(office: Office) -> None:
    columns, _ = telling.sheet([], "en", with_handles=True)
    assert columns[:14] == [
        "entry", "kind", "effective", "recorded_at", "certainty", "said", "handle", "role",
        "on_behalf_of", "mandate", "reason", "withdrawn_by", "source", "body",
    ]  # fmt: skip
    assert columns[14:] == ["relies_on", "after_refusals", "story"]
    assert office


@given(st.lists(st.text(alphabet="=+-@\t\r\n\"',;ab " + WIDE, max_size=6), min_size=1, max_size=4))
def test_no_cell_is_taken_for_a_formula_and_none_is_lost(cells: list[str]) -> None:
    made = csv_text([f"c{index}" for index in range(len(cells))], [cells])
    [_, row] = csv.reader(io.StringIO(made, newline=""))
    for cell, given_cell in zip(row, cells, strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", *WIDE))
        assert cell in (given_cell, f"'{given_cell}")


def test_a_note_like_a_formula_stays_a_text(office: Office) -> None:
    office.open("PER", "2020-01-10")
    body = {"obligation": "annual_progress_report"}
    draft = Draft(Kind.SUSPENSION, "PER", "2020-02-01", Act("p-1", "secretariat"), "=1+1", body)
    entry = office.app.run(DESK, lambda uow: uow.append(draft))
    text = csv_text(*telling.sheet([line_of(office, entry)], "en", with_handles=True))
    [row] = csv.DictReader(io.StringIO(text))
    assert row["reason"] == "'=1+1"


# As a page


class Page(HTMLParser):
    """What a browser makes of a page: its tags in order, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_is_written_stays_text_on_the_page(hostile: str) -> None:
    row = Row(1, hostile, hostile, [hostile, hostile], Source(hostile))
    made = Page(page(hostile, [(hostile, hostile)], [Section(hostile, [row], hostile)], "en"))
    plain = Page(page("x", [("x", "x")], [Section("x", [Row(1, "x", "x", ["x", "x"], Source("x"))],
                                                  "x")], "en"))  # fmt: skip
    assert made.tags == plain.tags
    assert "".join(made.text).count(hostile) == 11
    assert made.open == []


@given(st.text())
def test_no_text_whatever_becomes_markup(text: str) -> None:
    made = page(text, [], [Section("2020", [Row(1, "x", "", [text], None)], "")], "fr")
    assert {tag for tag, _ in Page(made).tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "section", "h2", "table",
        "thead", "tbody", "tr", "th", "td", "p",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_needs_nothing_but_itself_and_says_its_language(office: Office, lang: str) -> None:
    office.submitted()
    made = telling.as_html("Peru", telling.by_year(history(office.app, "PER")), lang)
    read = Page(made)
    tags = [tag for tag, _ in read.tags]
    assert dict(read.tags)["html"] == {"lang": lang, "dir": "ltr"}
    assert not {"script", "link", "img", "iframe", "form", "object"} & {*tags}
    assert "url(" not in made
    assert "@import" not in made
    scopes = {attrs.get("scope") for tag, attrs in read.tags if tag == "th"}
    assert scopes == {"col", "row"}
    assert tags.count("h1") == 1
    assert read.open == []


def test_only_a_web_address_becomes_a_link(office: Office) -> None:
    office.open("PER", "2020-01-10")
    new = NewEvidence("roadmap", "2020-09-01", url="https://example.org/a?b=1&c=<2>")
    entry = add_evidence(office.app, "focal.per", "PER", new)
    line = line_of(office, entry)
    assert telling.source_of(line, "en") == Source(*2 * ["https://example.org/a?b=1&c=<2>"])
    body = {**entry.body, "source": {"url": "javascript:alert(1)"}}
    strange = replace(entry, draft=replace(entry.draft, body=body))
    assert telling.source_of(line._replace(stands=strange), "en") == Source("javascript:alert(1)")
    read = Page(telling.as_html("x", telling.by_year([line]), "en"))
    assert [a["href"] for t, a in read.tags if t == "a"] == ["https://example.org/a?b=1&c=<2>"]


def test_a_file_is_named_with_its_hash(office: Office) -> None:
    office.open("PER", "2020-01-10")
    entry = office.supply("PER", "roadmap", "2020-09-01")
    body = {**entry.body, "source": {"file": "map.pdf", "sha256": "ab" * 32, "size": 3}}
    filed = replace(entry, draft=replace(entry.draft, body=body))
    line = line_of(office, entry)._replace(stands=filed)
    assert telling.source_of(line, "en") == Source(f"map.pdf (SHA-256 {'ab' * 32})")
