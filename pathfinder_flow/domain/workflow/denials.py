"""Attempts that were refused, and go on record with the explanation given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.errors.base import Conflict, Forbidden, PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause, holder_terms, role_terms

if TYPE_CHECKING:
    from pathfinder_flow.domain.ledger.entries import Act
    from pathfinder_flow.domain.workflow.possibility import Answer


class Denied(PathfinderError):
    """An attempt that was refused, and is recorded as such with the explanation given.

    ``on_record`` holds, per country (None: the programme), the body of the refusal's entry. It
    names nobody: the ledger outlives the people in it.
    """

    template = "This was refused."

    def __init__(
        self, *, on_record: list[tuple[str | None, dict[str, Any]]], act: Act | None, **facts: Any
    ) -> None:
        self.on_record, self.act = on_record, act
        super().__init__(**facts)


class UnknownPerson(Forbidden):
    """An actor that nobody registered; nothing of the attempt goes on record."""

    template = (
        "'{given}' is not registered here: say who you are, or ask the Secretariat for a mandate."
    )

    @property
    def remedies(self) -> tuple[Action, ...]:
        """To say who one is, or what the Secretariat does for a newcomer."""
        return (action("sign_in"), action("mandate.add", person=self.facts["given"]))


class NotAuthorised(Denied, Forbidden):
    """An actor without the role that the act needs."""

    template = (
        "You ({actor}) may not {attempt}: it needs a mandate as {roles} in force on {day}. "
        "Ask {whom} to do it, or the Secretariat for such a mandate."
    )

    def __init__(
        self, *, actor: str, attempt: Clause, country: str | None, roles: list[str], day: str
    ) -> None:
        said = mandate_needed(roles, day)
        # With the English, what it takes to say the same in another language.
        body = {
            "attempt": str(attempt),
            "attempt_key": attempt.key,
            "attempt_places": dict(attempt.places),
            "roles": list(roles),
            "said": [str(said)],
        }
        super().__init__(
            on_record=[(country, body)], act=None, actor=actor, attempt=attempt, country=country,
            roles=role_terms(roles), whom=holder_terms(roles), day=day,
        )  # fmt: skip


def mandate_needed(roles: list[str], day: str) -> Clause:
    """Say that an act needs a mandate in one of some roles."""
    return Clause(
        "mandate_needed", "It needs a mandate as {roles} in force on {day}.",
        roles=role_terms(roles), day=day,
    )  # fmt: skip


class Refused(Denied, Conflict):
    """Moves that are not possible; ``answers`` say by country why not, and what to do about it."""

    template = "'{event}' is not possible for {countries}."

    def __init__(
        self,
        *,
        answers: dict[str, Answer],
        on_record: list[tuple[str | None, dict[str, Any]]],
        act: Act | None,
        event: str,
        **facts: Any,
    ) -> None:
        self.answers = answers
        countries = ", ".join(answers)
        super().__init__(on_record=on_record, act=act, event=event, countries=countries, **facts)


class DecisionRefused(Refused):
    """A decision on ``count`` countries, some of which cannot make the move it asks for."""

    template = (
        "'{event}' is not possible for {countries}, so the decision was not recorded for any "
        "country (countries in it: {count})."
    )
