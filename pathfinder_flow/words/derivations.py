"""The steps by which a due date was computed, as sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from pathfinder_flow.words.catalog import join, say, texts
from pathfinder_flow.words.dates import say_day, say_when


def _of_rule(step: dict[str, Any], day: str, lang: str) -> str:
    """Say the first step: the day of the calendar, or what it is counted from."""
    if step["step"] == "after":
        start = say_when(step["from"], lang)
        months, days = step["months"], step["days"]
        key = "derive.before" if min(months, days) < 0 else "derive.after"
        places = {"entry": step["entry"], "months": abs(months), "days": abs(days)}
        return say(key, lang, start=start, day=day, **places)
    return say(
        "derive.rule", lang, rrule=step["rrule"], anchor=say_when(step["anchor"], lang), day=day
    )


def step_sentence(step: dict[str, Any], calendar: str, version: str, lang: str) -> str:
    """Say one step of a derivation, as it stands on record."""
    day = say_day(date.fromisoformat(step["day"]), lang) if "day" in step else ""
    match step["step"]:
        case "rule" | "after":
            return _of_rule(step, day, lang)
        case "working_day":
            skipped = join([_skipped(when, why, lang) for when, why in step["skipped"]], lang)
            places = {"day": day, "calendar": calendar, "version": version}
            return _capital(say("derive.working_day", lang, skipped=skipped, **places))
        case "extension":
            entry, decision = step["entry"], step["decision"]
            return say("derive.extension", lang, day=day, entry=entry, decision=decision)
        case "no_data":
            places = {"year": step["year"], "calendar": calendar, "version": version}
            return say("derive.no_data", lang, **places)
        case "suspension":
            places = {"days": step["days"], "entry": step["entry"], "until": step["resumed_by"]}
            return say("derive.suspension", lang, day=day, **places)
    why = texts(lang).get(f"because.{step.get('why')}", str(step.get("why")))
    return say("explain.fallen_away", lang, why=why, workflow=step.get("workflow", "—"))


def _skipped(day: str, why: str, lang: str) -> str:
    said = say("derive.weekend", lang) if why == "weekend" else why
    return say("derive.skipped", lang, day=say_when(day, lang), why=said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
