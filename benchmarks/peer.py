"""The peer: the same move with django-fsm-2 and django-fsm-log, on SQLite as durable as ours.

Kind to the peer: its guard reads the row it has loaded anyway, its log row is not hashed, and
nothing but the row itself says where the country stands.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings


def prepare(database: Path, countries: int) -> Callable[[int, str], None]:
    """Set Django up on a database file; gives the function that moves the country of a number."""
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django_fsm",
            "django_fsm_log",
            "benchmarks",
        ],
        DATABASES={"default": _database(database)},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
    )
    django.setup()
    return _mover(countries)


def _database(path: Path) -> dict[str, object]:
    pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": 30}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _mover(countries: int) -> Callable[[int, str], None]:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection, models, transaction
    from django_fsm import FSMField
    from django_fsm import transition as fsm_transition
    from django_fsm_log.decorators import fsm_log_by

    class Country(models.Model):
        code = models.CharField(max_length=3)
        letter = models.BooleanField(default=True)
        state = FSMField(default="implementation")

        class Meta:
            app_label = "benchmarks"

        def has_letter(self) -> bool:
            return bool(self.letter)

        @fsm_log_by
        @fsm_transition(field=state, source="implementation", target="monitoring", conditions=[has_letter])
        def report_progress(self, by: User) -> None:
            """Go on to monitoring."""

        @fsm_log_by
        @fsm_transition(field=state, source="monitoring", target="implementation", conditions=[has_letter])
        def conclude_review(self, by: User) -> None:
            """Go back to implementation."""

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Country)
    actor = User.objects.create(username="desk")
    keys = [Country.objects.create(code=f"{n:03}").pk for n in range(countries)]

    def move(number: int, event: str) -> None:
        with transaction.atomic():
            country = Country.objects.get(pk=keys[number])
            getattr(country, event)(by=actor)
            country.save()

    return move
