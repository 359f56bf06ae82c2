"""Time zones come from the package, whatever the machine has."""

import zoneinfo
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest

from pathfinder_flow.calendars import weekends, zones
from pathfinder_flow.calendars.almanac import Almanac


@pytest.mark.parametrize(
    ("country", "first", "count"),
    [
        ("PER", "America/Lima", 1),
        ("CHL", "America/Santiago", 4),
        ("COD", "Africa/Kinshasa", 2),
        ("CHE", "Europe/Zurich", 1),
        ("FJI", "Pacific/Fiji", 1),
    ],
)
def test_a_country_has_its_zones(country: str, first: str, count: int) -> None:
    found = zones.zones_of(country)
    assert (found[0], len(found)) == (first, count)


def test_every_country_has_a_zone_but_two_where_nobody_lives() -> None:
    without = {one.alpha_3 for one in pycountry.countries if not zones.zones_of(one.alpha_3)}
    assert without == {"BVT", "HMD"}


def test_every_zone_of_every_country_can_be_used() -> None:
    for country in pycountry.countries:
        for name in zones.zones_of(country.alpha_3):
            assert str(zones.zone(name)) == name


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("PER", "America/Lima"),
        ("DEU", "Europe/Berlin"),
        ("ARG", "America/Argentina/Buenos_Aires"),
        ("CHL", None),
        ("COD", None),
        ("BVT", None),
    ],
)
def test_zones_that_keep_the_same_time_are_one(country: str, zone: str | None) -> None:
    assert zones.only_zone(country) == zone


def test_a_code_of_ones_own_has_no_zone() -> None:
    assert zones.zones_of("XKX") == ()


def test_a_country_nobody_knows_has_a_sentence_instead_of_zones() -> None:
    with pytest.raises(ValueError, match=r"^'PRU' is not the code of a country we know: did you"):
        zones.zones_of("PRU")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Limma", ": did you mean 'America/Lima'?"),
        ("europe/zurich", ": did you mean 'Europe/Zurich'?"),
        ("Europe", ": did you mean 'Europe/Rome'?"),
        ("../../../etc/passwd", "."),
        ("", "."),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest_name(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="time zone") as caught:
        zones.zone(name)
    assert str(caught.value) == f"'{name}' is not a time zone we know{hint}"


def test_a_zone_is_the_same_object_each_time() -> None:
    assert zones.zone("America/Lima") is zones.zone("America/Lima")


def test_the_machines_own_zone_files_are_not_read(tmp_path: Path) -> None:
    fake = tmp_path / "America" / "Lima"
    fake.parent.mkdir()
    fake.write_bytes(files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes())
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(tmp_path)])
    zones.zone.cache_clear()
    try:
        moment = datetime(2027, 1, 1, tzinfo=UTC)
        theirs = moment.astimezone(zoneinfo.ZoneInfo.no_cache("America/Lima"))
        assert theirs.hour == 9
        assert moment.astimezone(zones.zone("America/Lima")).hour == 19
    finally:
        zoneinfo.reset_tzpath(before)


def test_the_almanac_gives_all_of_it() -> None:
    almanac = Almanac()
    assert almanac.calendar("CHE-GE").name == "CHE-GE"
    assert almanac.zones("PER") == ("America/Lima",)
    assert almanac.zone("America/Lima") is zones.zone("America/Lima")
    parts = [f"holidays {version('holidays')}", weekends.version(), f"tzdata {version('tzdata')}"]
    assert almanac.version == ", ".join(parts)
    assert almanac.only_zone("DEU") == "Europe/Berlin"
