"""why: what may happen next, what is missing, who can supply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.domain.workflow.answers import Refusal, Step
    from pathfinder_flow.domain.workflow.model import Workflow
    from pathfinder_flow.domain.workflow.possibility import Answer

# What follows from evidence not being there at all is not worth a line of its own.
_UNSEEN = ("fields_unseen", "period_unseen", "groups_missing", "framework_missing")


@click.command()
@click.argument("country", type=COUNTRY)
@click.argument("event", required=False)
@click.option("--on", metavar="DAY", help="For a move on this day; default: today.")
@json_option
@pass_shell
def why(
    shell: Shell,
    *,
    country: str,
    event: str | None = None,
    on: str | None = None,
    as_json: bool = False,
) -> None:
    """Say what may happen next to a country, what is missing, and who can supply it."""
    from pathfinder_flow.cli.cases.never_seen import print_unseen, unseen_as_json
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.history.queries import attested_moves
    from pathfinder_flow.services.lifecycle.advance import why as ask
    from pathfinder_flow.services.validation import as_of_day

    day = as_of_day(on) if on else None
    case, answers = ask(shell.app, shell.actor, country, event, on=day)
    if as_json:
        found = [answer_as_json(answer, shell.lang) for answer in answers]
        unseen = unseen_as_json(attested_moves(shell.app, case))
        told = {"country": country, "state": case.state, "events": found, "never_seen": unseen}
        print_json(told)
        return
    _print_head(shell, country, case.state, answers)
    for answer in answers:
        print_answer(shell, answer)
    if event is None and answers:
        print_unseen(shell, attested_moves(shell.app, case))


def _print_head(shell: Shell, country: str, state: str | None, answers: list[Answer]) -> None:
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import state_title

    lang, name = shell.lang, countries.name(country, shell.lang)
    if not answers:
        click.echo(say("why.nothing", lang))
        return
    at = state_title(answers[0].workflow, state, lang) if state else say("board.none", lang)
    click.echo(say("why.next", lang, country=name, state=at))


def print_answer(shell: Shell, answer: Answer) -> None:
    """Print one event: possible, or why not and what to do."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.refusals import event_title, title

    lang = shell.lang
    transition = answer.workflow.transitions[answer.event]
    worded = event_title(answer.workflow, answer.event, lang)
    roles = join([say(f"by.{role}", lang) for role in transition.by], lang, "or")
    key = "why.ready" if answer.move else "why.not_yet"
    click.echo()
    print_wrapped(say(key, lang, title=worded, event=answer.event, roles=roles))
    print_wrapped(title(transition.explanation, lang), indent=2)
    print_refusals(answer.refusals, answer.workflow, lang)
    print_plan(answer.plan, answer.workflow, lang)


def print_refusals(
    refusals: tuple[Refusal, ...], workflow: Workflow, lang: str, *, err: bool = False
) -> None:
    """Print every reason why not."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import refusal_sentence

    if refusals:
        print_wrapped(say("why.because", lang), indent=2, err=err)
    missing = {r.facts["kind"] for r in refusals if r.code == "evidence_missing"}
    for refusal in refusals:
        if refusal.code in _UNSEEN and refusal.facts["kind"] in missing:
            continue
        print_wrapped(refusal_sentence(refusal, workflow, lang), indent=4, first="- ", err=err)


def print_plan(plan: tuple[Step, ...], workflow: Workflow, lang: str, *, err: bool = False) -> None:
    """Print what to do about it."""
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import step_sentence

    if plan:
        print_wrapped(say("why.to_do", lang), indent=2, err=err)
    for number, step in enumerate(plan, start=1):
        said = step_sentence(step, workflow, lang)
        print_wrapped(said, indent=4, first=f"{number}. ", err=err)


def answer_as_json(answer: Answer, lang: str) -> dict[str, Any]:
    """Give an answer as JSON values, with its sentences."""
    from pathfinder_flow.words.refusals import refusal_sentence, step_sentence

    return {
        "event": answer.event,
        "possible": answer.move is not None,
        "refusals": [
            {
                "code": refusal.code,
                "question": refusal.question,
                "facts": dict(refusal.facts),
                "said": refusal_sentence(refusal, answer.workflow, lang),
            }
            for refusal in answer.refusals
        ],
        "plan": [
            {
                "act": step.act,
                "target": step.target,
                "by": [str(role) for role in step.by],
                "demands": dict(step.demands),
                "said": step_sentence(step, answer.workflow, lang),
            }
            for step in answer.plan
        ],
    }
