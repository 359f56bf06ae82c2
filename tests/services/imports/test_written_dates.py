"""Dates as offices write them, in three languages; what is not precise stays so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.domain.errors.invalid import AmbiguousDay, BadDate
from pathfinder_flow.services.imports.written_dates import DayOrder, proposed_order, read_date

DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST

READ = {
    "2019-06-05": "2019-06-05",
    "2019": "2019",
    "../2025": "../2025",
    "2019-06-05/2019-06-07": "2019-06-05/2019-06-07",
    "2019-06-05 00:00:00": "2019-06-05",
    "2019-06-05T14:30Z": "2019-06-05",
    "2019/06/05": "2019-06-05",
    "2019-6-5": "2019-06-05",
    "43621": "2019-06-05",
    "13/05/2019": "2019-05-13",
    "05/13/2019": "2019-05-13",
    "5.6.2019": "2019-06-05",
    "05.06.19": "2019-06-05",
    "05/05/2019": "2019-05-05",
    "06/2019": "2019-06",
    "2019/06": "2019-06",
    "2018-2019": "2018/2019",
    "mai 2019": "2019-05",
    "Mai\u00a02019": "2019-05",
    "May 2019": "2019-05",
    "mayo de 2019": "2019-05",
    "sept. 2019": "2019-09",
    "août 2019": "2019-08",
    "déc. 2019": "2019-12",
    "3 May 2026": "2026-05-03",
    "May 3, 2026": "2026-05-03",
    "3rd of May 2026": "2026-05-03",
    "1er février 2026": "2026-02-01",
    "3 de mayo de 2026": "2026-05-03",
    "le 3 mai 2026": "2026-05-03",
    "3-6 December 2024": "2024-12-03/2024-12-06",
    "du 3 au 6 décembre 2024": "2024-12-03/2024-12-06",
    "del 3 al 6 de diciembre de 2024": "2024-12-03/2024-12-06",
    "2026-03-02\u20132026-03-03": "2026-03-02/2026-03-03",
    "May 2019 to June 2020": "2019-05/2020-06",
    "vers 2019": "2019~",
    "c. 2019": "2019~",
    "2019 ?": "2019?",
    "by May 2019": "../2019-05",
    "au plus tard en 2019": "../2019",
    "a más tardar el 3 de mayo de 2019": "../2019-05-03",
}


@pytest.mark.parametrize(("written", "kept"), READ.items(), ids=READ)
def test_a_date_is_kept_as_precisely_as_it_was_written(written: str, kept: str) -> None:
    assert read_date(written, lambda: None) == kept


@pytest.mark.parametrize(
    "written",
    ["", "soon", "31/02/2019", "13/13/2019", "Maytember 2019", "3 May", "May 3 4 2019", "99999999",
     "5 mai juin 2019", "2019-13-01", "Q1 2019", "12", "de 2019", "2020-2019", "by by 2019"],
)  # fmt: skip
def test_what_is_no_date_is_refused_as_it_was_written(written: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_date(written, lambda: DAY)
    assert refused.value.facts == {"given": written}


def test_day_and_month_are_never_taken_for_each_other() -> None:
    with pytest.raises(AmbiguousDay) as refused:
        read_date("05/06/2019", lambda: None)
    days = {"one": "2019-06-05", "other": "2019-05-06"}
    assert refused.value.facts == {"given": "05/06/2019", **days}
    assert read_date("05/06/2019", lambda: DAY) == "2019-06-05"
    assert read_date("05-06-2019", lambda: MONTH) == "2019-05-06"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["05/06/2019", "13/06/2019"], DAY),
        (["05/06/2019", "06/13/2019"], MONTH),
        (["13/06/2019", "06/13/2019"], None),
        (["05/06/2019", "mai 2019", "13.06.2019"], None),
        ([], None),
    ],
)
def test_the_dates_of_a_file_prove_their_order_or_nothing_does(
    texts: list[str], order: DayOrder | None
) -> None:
    assert proposed_order(texts) == order


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([DAY, MONTH]))
def test_every_way_of_writing_a_day_in_numbers_gives_that_day(day: date, order: DayOrder) -> None:
    first, second = (day.day, day.month) if order is DAY else (day.month, day.day)
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    slashed, dashed = f"{first:02}/{second:02}/{day.year}", f"{first}-{second}-{day.year}"
    for written in (slashed, dashed, str(serial)):
        assert read_date(written, lambda: order) == day.isoformat()


@given(st.text(alphabet="0123456789/.-? mayoctdeby\u2013", max_size=24))
def test_whatever_is_written_is_a_date_of_the_ledger_or_refused(written: str) -> None:
    try:
        kept = read_date(written, lambda: None)
    except (AmbiguousDay, BadDate):
        return
    assert parse_when(kept).text == kept
