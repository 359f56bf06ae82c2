"""How many days, and how an obligation stands: a few words each, for tables and sentences."""

from __future__ import annotations

from datetime import datetime, tzinfo

from pathfinder_flow.domain.deadlines.periods import ObligationStatus
from pathfinder_flow.domain.reminders.ladder import Rung
from pathfinder_flow.words.catalog import counted, say, texts
from pathfinder_flow.words.dates import say_day, say_when


def say_days(days: int, lang: str) -> str:
    """Say how many days are left, or how late it is when ``days`` is negative."""
    if days == 0:
        return say("days.today", lang)
    return counted("days.late" if days < 0 else "days.left", abs(days), lang)


def say_standing(standing: ObligationStatus, days: int | None, lang: str) -> str:
    """Say in a few words how an obligation stands, ``days`` before its due date."""
    match standing.code:
        case "settled":
            outcome = str(standing.facts["outcome"])
            said = texts(lang).get(f"outcome.{outcome}", outcome)
            told = standing.facts.get("told_later")
            return say("standing.told_later", lang, outcome=said) if told else said
        case "suspended":
            since = say_when(str(standing.facts["since"]), lang, short=True)
            return say("standing.suspended_since", lang, since=since)
        case "not_asked" if standing.facts["why"] == "unreachable":
            return say("standing.not_asked_unreachable", lang)
        case "upcoming" | "open" | "overdue" if days is not None:
            return say_days(days, lang)
    return say(f"standing.{standing.code}", lang)


def say_rung_day(rung: Rung, lang: str) -> str:
    """Say when a rung is climbed: "30 days before the due date"."""
    if rung.days == 0:
        return say(f"rung.{rung.counted_from}", lang)
    side = "before" if rung.days < 0 else "after"
    return counted(f"rung.{side}_{rung.counted_from}", abs(rung.days), lang)


def say_local(moment: datetime, zone: tzinfo, name: str, lang: str) -> str:
    """Word a moment as clocks in a zone show it."""
    there = moment.astimezone(zone)
    return say(
        "when.local", lang, day=say_day(there.date(), lang), time=f"{there:%H:%M}", zone=name
    )


def language_name(code: str, lang: str) -> str:
    """Name a language by its code; the code itself where nobody has a name for it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_display_name(lang) or code
    except (ValueError, UnknownLocaleError):
        return code
