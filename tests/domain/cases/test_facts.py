"""When what entries say is possible, and when it is certain."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.cases.facts import Account, agreed, decision_of
from pathfinder_flow.domain.dates.edtf import parse_when
from tests.domain.values import Ledger, span

ANY, NEVER = date.min.isoformat(), date.max.isoformat()
LATE = "2026-01-01"

dates = st.one_of(
    st.dates(date(2018, 1, 1), date(2025, 12, 31)).map(date.isoformat),
    st.sampled_from(["2020", "2021-03", "../2025", "2022-11-21/..", "2018-10-25?", "2019~/2021"]),
)


def account(text: str, recorded: str = LATE, *, disputed: bool = False) -> Account:
    return Account(1, parse_when(text), date.fromisoformat(recorded), disputed)


def accounts_of(told: str) -> list[Account]:
    """Accounts as texts parted by spaces: an exclamation mark before a disputed one."""
    return [account(one.lstrip("!"), disputed=one[0] == "!") for one in told.split()]


@pytest.mark.parametrize(
    ("text", "recorded", "possible", "certain"),
    [
        ("2022-09-28", LATE, "2022-09-28", "2022-09-28"),
        ("2022-09-28", "2022-09-28", "2022-09-28", "2022-09-28"),
        ("2020-03", LATE, "2020-03-01", "2020-03-31"),
        ("2020-03", "2020-03-15", "2020-03-01", "2020-03-15"),
        ("2020-03", "2020-03-01", "2020-03-01", "2020-03-01"),
        ("2019-03-28/2019-03-29", LATE, "2019-03-28", "2019-03-29"),
        ("../2025", LATE, ANY, "2025-12-31"),
        ("../2025", "2025-06-01", ANY, "2025-06-01"),
        ("2022-11-21/..", LATE, "2022-11-21", LATE),
        ("2018-10-25?", LATE, "2018-10-25", LATE),
        ("2020~", "2024-01-01", "2020-01-01", "2024-01-01"),
        ("../2019?", LATE, ANY, LATE),
    ],
)
def test_an_account_is_possible_from_its_first_day_and_certain_from_its_last_or_its_recording(
    text: str, recorded: str, possible: str, certain: str
) -> None:
    assert account(text, recorded).span == span(possible, certain)


@pytest.mark.parametrize("disputed", [True, False])
def test_an_account_by_itself_does_not_know_that_others_contradict_it(disputed: bool) -> None:
    assert account("2020", disputed=disputed).span == span("2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    ("told", "possible", "certain"),
    [
        ("2020-03", "2020-03-01", "2020-03-31"),
        ("2020-03 2019", "2019-01-01", "2019-12-31"),
        ("2021-05-01 ../2025", "2021-05-01", "2021-05-01"),
        ("../2024-12-06 ../2025", ANY, "2024-12-06"),
        ("2018-10-25? 2020-03", "2018-10-25", "2020-03-31"),
        # One disputed account alone may be wrong altogether.
        ("!2021-11-09", "2021-11-09", NEVER),
        ("!../2019", ANY, NEVER),
        # Several disputed accounts differ about the date and agree about the fact.
        ("!2024 !2025-05-26", "2024-01-01", "2025-05-26"),
        ("!2025-05-26 !2024", "2024-01-01", "2025-05-26"),
        ("!2024 !2025-05-26 !2023-01-01", "2023-01-01", "2025-05-26"),
        ("!2024 !2022-11-21/..", "2022-11-21", LATE),
        # An account that nobody disputes outweighs those that are disputed.
        ("!2019-01-01 2020-03", "2020-03-01", "2020-03-31"),
        ("2020-03 !2019-01-01 !2024", "2020-03-01", "2020-03-31"),
        ("!2019-01-01 ../2025", ANY, "2025-12-31"),
    ],
)
def test_accounts_of_one_fact_agree_on_a_span(told: str, possible: str, certain: str) -> None:
    assert agreed(accounts_of(told)) == span(possible, certain)


def test_without_an_account_there_is_no_span() -> None:
    assert agreed([]) is None


@given(st.lists(st.tuples(dates, st.booleans()), min_size=1, max_size=5))
def test_nothing_is_certain_before_it_is_possible(told: list[tuple[str, bool]]) -> None:
    found = agreed(account(text, disputed=disputed) for text, disputed in told)
    assert found
    assert found.possible_from <= found.certain_from


@given(dates, st.dates(date(2018, 1, 1), date(2026, 12, 31)))
def test_what_happened_is_certain_by_the_day_it_was_written_down(text: str, day: date) -> None:
    when = parse_when(text)
    recorded = max(day, when.earliest or date.min)
    assert Account(1, when, recorded, disputed=False).span.certain_from <= recorded


@given(st.lists(st.tuples(dates, st.booleans()), min_size=1, max_size=5), st.randoms())
def test_the_order_of_accounts_does_not_matter(
    told: list[tuple[str, bool]], random: Random
) -> None:
    known = [account(text, disputed=disputed) for text, disputed in told]
    shuffled = random.sample(known, len(known))
    assert agreed(shuffled) == agreed(known)


def test_a_decision_says_nothing_of_a_country_it_does_not_name() -> None:
    entry = Ledger().decided("granted", "2020-01-01", about=("PER", "FRA")).entries[0]
    assert decision_of(entry, "CHL") is None
