"""Where a country stands, in words: a few for a table, or sentences."""

from __future__ import annotations

from collections.abc import Mapping

from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.history.queries import CountryStatus
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import state_title


def stage_of(standing: CountryStatus, workflow: Workflow, lang: str) -> str:
    """Word the stage a country is at, with the furthest it may have reached."""
    stage = say("board.not_open", lang)
    if standing.state:
        stage = state_title(workflow, standing.state, lang)
    if standing.possible:
        furthest = state_title(workflow, standing.possible[-1], lang)
        stage += f" ({say('board.possibly', lang, states=furthest)})"
    return stage


def status_of(standing: CountryStatus, lang: str) -> str:
    """Word since when a country holds the status; disputed accounts side by side."""
    whens = say("board.or", lang).join(
        say_when(when, lang, short=True) for when in standing.status_since
    )
    if standing.status is None:
        return say("board.none", lang)
    if standing.status_disputed:
        return say("board.disputed", lang, whens=whens)
    if standing.status == "possible":
        return say("board.status_possible", lang, whens=whens)
    return whens


def briefly(standing: CountryStatus | None, workflows: Mapping[str, Workflow], lang: str) -> str:
    """Word stage and status in one cell; ``workflows`` are those that govern, by hash."""
    if standing is None:
        return say("board.none", lang)
    stage = stage_of(standing, workflows[standing.sha256], lang)
    return say("board.brief", lang, stage=stage, status=status_of(standing, lang))


def stage_sentences(standing: CountryStatus, workflow: Workflow, lang: str) -> list[str]:
    """Say at which stage a country stands, and which one it may have reached beyond it."""
    name = countries.name(standing.country, lang)
    said = [say("show.nowhere", lang, country=name)]
    if standing.state and standing.since:
        state, since = state_title(workflow, standing.state, lang), say_when(standing.since, lang)
        said = [say("show.stands", lang, country=name, state=state, since=since)]
    if standing.possible:
        furthest = state_title(workflow, standing.possible[-1], lang)
        said.append(say("show.possibly", lang, states=furthest))
    return said


def status_sentence(standing: CountryStatus, lang: str) -> str:
    """Say whether and since when a country holds the pathfinder status."""
    keys = {"certain": "show.status", "possible": "show.status_possible", None: "show.no_status"}
    return say(keys[standing.status], lang, when=status_of(standing, lang))
