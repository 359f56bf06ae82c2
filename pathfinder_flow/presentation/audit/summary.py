"""What a report begins with, in words: where a country stands, how much is on record, the doubts.

Each fact comes with its label, for a terminal and for a page alike.
"""

from __future__ import annotations

from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.domain.workflow.gap_plan import Attested
from pathfinder_flow.presentation.cases.standing import stage_sentences, status_sentence
from pathfinder_flow.services.history.queries import Board
from pathfinder_flow.services.history.report import AuditReport
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.refusals import event_title, unseen_title


def title(report: AuditReport, lang: str) -> str:
    """Name the report."""
    if report.country is None:
        return say("report.title.programme", lang)
    return say("report.title", lang, country=countries.name(report.country, lang))


def summary(report: AuditReport, lang: str) -> list[tuple[str, str]]:
    """Give the facts with which a report begins, each with its label.

    One that goes on with what was told before has no label ("").
    """
    facts = _of_programme(report.board, lang) if report.board else _of_country(report, lang)
    day = say_day(report.as_of, lang) if report.as_of else say("report.all_recorded", lang)
    facts += [
        ("as_of", day),
        ("known_at", say_moment(report.known_at, lang)),
        ("entries", say("report.counts", lang, **report.counts)),
        *_listed("uncertain", _doubts(report, lang) or [say("report.nothing", lang)]),
        *_listed("unseen", [_unseen(one, lang) for one in report.unseen]),
    ]
    return [(say(f"label.{name}", lang) if name else "", fact) for name, fact in facts]


def _listed(name: str, facts: list[str]) -> list[tuple[str, str]]:
    return [(name if index == 0 else "", fact) for index, fact in enumerate(facts)]


def _of_country(report: AuditReport, lang: str) -> list[tuple[str, str]]:
    code, standing, workflow = str(report.country), report.standing, report.workflow
    name = countries.name(code, lang)
    if standing is None or workflow is None:
        stands, governed = [say("show.nowhere", lang, country=name)], say("board.none", lang)
    else:
        # That it may have come further is a doubt, and told with the others.
        stands = [stage_sentences(standing, workflow, lang)[0]]
        governed = workflow.name
        if standing.status != "possible":
            stands.append(status_sentence(standing, lang))
    facts = [("country", f"{name} ({code})"), ("stands", " ".join(stands))]
    return [*facts, ("workflow", governed)]


def _of_programme(board: Board, lang: str) -> list[tuple[str, str]]:
    def worded(count: Count) -> str:
        places = {"certain": count.certain, "possible": count.possible}
        return say("board.count", lang, **places) if count.possible else str(count.certain)

    places = {
        "manifested": worded(board.manifested),
        "holding": worded(board.holding_status),
        "implementing": worded(board.implementing),
    }
    return [("countries", say("report.board", lang, **places))]


def _doubts(report: AuditReport, lang: str) -> list[str]:
    said = []
    standing, workflow = report.standing, report.workflow
    if standing and workflow:
        said += stage_sentences(standing, workflow, lang)[1:]
        if standing.status == "possible":
            said.append(status_sentence(standing, lang))
    for certainty in ("possible", "disputed"):
        numbers = [str(number) for number in report.doubted(certainty)]
        if numbers:
            joined = join(numbers, lang)
            said.append(counted(f"report.{certainty}", len(numbers), lang, numbers=joined))
    return said


def _unseen(one: Attested, lang: str) -> str:
    things = join([unseen_title(thing, one.workflow, lang) for thing in one.missing], lang)
    event = event_title(one.workflow, one.move.event, lang)
    key = "show.unseen_line" if one.missing else "show.seen_line"
    return say(
        key, lang, event=event, when=say_when(one.move.account.when.text, lang), things=things
    )
