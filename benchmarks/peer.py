"""The peer: the same move with django-fsm-2 and django-fsm-log, on SQLite as durable as ours.

Its guard asks the database for a letter of the country, as ours asks for evidence. In the kinder
form the guard only reads the row it has loaded anyway. Either way the log is neither hashed nor
guarded, and nobody asks who may act.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

Mover = Callable[[int, str], None]


def prepare(database: Path, countries: int, letters: int) -> tuple[Mover, Mover]:
    """Set Django up on a database file; gives what moves a country: as ours, and the kinder form.

    The kinder form has countries of its own.
    """
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
    return _movers(countries, letters)


def _database(path: Path) -> dict[str, object]:
    pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": 30}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _movers(countries: int, letters: int) -> tuple[Mover, Mover]:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection, models, transaction
    from django_fsm import FSMField
    from django_fsm import transition as move
    from django_fsm_log.decorators import fsm_log_by

    class Country(models.Model):
        code = models.CharField(max_length=8)
        asked = models.BooleanField()
        state = FSMField(default="implementation")

        class Meta:
            app_label = "benchmarks"

        def has_letter(self) -> bool:
            return not self.asked or Letter.objects.filter(country=self).exists()

        @fsm_log_by
        @move(field=state, source="implementation", target="monitoring", conditions=[has_letter])
        def report_progress(self, by: User) -> None:
            """Go on to monitoring."""

        @fsm_log_by
        @move(field=state, source="monitoring", target="implementation", conditions=[has_letter])
        def conclude_review(self, by: User) -> None:
            """Go back to implementation."""

    class Letter(models.Model):
        country = models.ForeignKey(Country, on_delete=models.CASCADE)

        class Meta:
            app_label = "benchmarks"

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Country)
        editor.create_model(Letter)
    actor = User.objects.create(username="desk")

    def mover(*, asked: bool) -> Mover:
        made = [Country.objects.create(code=f"{n}", asked=asked) for n in range(countries)]
        Letter.objects.bulk_create(Letter(country=one) for one in made for _ in range(letters))
        keys = [one.pk for one in made]

        def make(number: int, event: str) -> None:
            with transaction.atomic():
                country = Country.objects.get(pk=keys[number])
                getattr(country, event)(by=actor)
                country.save()

        return make

    return mover(asked=True), mover(asked=False)
