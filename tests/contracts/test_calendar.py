"""The calendar of renewals: load by month, groups by last day for notice, rows on demand, and only what I see."""

import pytest

from tests.cast import make_cast
from tests.contracts.door import on, text
from tests.contracts.portfolio import copies
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
CALENDAR = "/contracts/calendar/"


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2026-11-21")
    return make_cast()


def test_contracts_are_grouped_by_their_last_day_for_notice(cast):
    copies(cast, 3, next_day=["2026-11-30", "2026-11-30", "2027-01-31"])
    page = text(browse(cast.manager).get(CALENDAR))
    assert "November 2026 to October 2027, 3 contracts in force that renew or may be left" in page
    assert "2 last days for notice in the next 30 days, 3 in the next 90." in page
    assert "Until 30 November 2026 in 9 days 2" in page
    assert "Until 31 January 2027 in 71 days 1" in page


def test_the_load_counts_last_days_and_renewals_by_month(cast):
    copies(cast, 3, next_day=["2026-11-30", "2026-11-30", "2027-01-31"])
    load = browse(cast.manager).get(CALENDAR).context["load"]
    counted = {one.month.isoformat()[:7]: (one.notices, one.renewals) for one in load if one.notices or one.renewals}
    assert counted == {"2026-11": (2, 0), "2027-01": (1, 0), "2027-03": (0, 2), "2027-05": (0, 1)}


def test_those_that_renew_for_certain_stand_apart(cast):
    copies(cast, 2, next_kind="renews")
    page = text(browse(cast.manager).get(CALENDAR))
    assert "Renew for certain 2" in page
    assert "Until" not in page


def test_rows_of_the_first_groups_are_there_and_the_others_come_on_demand(cast):
    copies(cast, 4, next_day=["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"])
    answer = browse(cast.manager).get(CALENDAR)
    shown = [len(one["group"].lines) for one in answer.context["groups"]]
    assert shown == [1, 1, 0, 0]
    rows = text(browse(cast.manager).get(answer.context["groups"][2]["rows_url"]))
    assert "Arômes du Val Orvane Polska, 3 months, art. L134-11 renews 2 May 2027" in rows


def test_many_last_days_are_grouped_by_month_and_the_list_shows_the_same_contracts(cast):
    days = [f"2026-12-{day:02}" for day in range(1, 29)] + [f"2027-01-{day:02}" for day in range(1, 29)]
    copies(cast, len(days), next_day=days)
    groups = browse(cast.manager).get(CALENDAR).context["groups"]
    assert [(one["says"], one["group"].count) for one in groups] == [("December 2026", 28), ("January 2027", 28)]
    assert browse(cast.manager).get(groups[1]["list_url"]).context["page"].total == 28


def test_twelve_other_months_are_one_step_away(cast):
    copies(cast, 1, next_day=["2027-12-31"])
    assert "Nothing renews in these twelve months" in text(browse(cast.manager).get(CALENDAR))
    assert "Until 31 December 2027" in text(browse(cast.manager).get(f"{CALENDAR}?from=2027-11"))
    for nonsense in ("2026-13", "x", "0000-01", "99999-01"):
        assert "November 2026 to October 2027" in text(browse(cast.manager).get(f"{CALENDAR}?from={nonsense}"))


def test_each_sees_only_their_own(cast):
    copies(cast, 2)
    for member, expected in [
        (cast.director, True),
        (cast.auditor, True),
        (cast.sister_manager, False),
        (cast.rival_manager, False),
    ]:
        assert ("Until 30 November 2026" in text(browse(member).get(CALENDAR))) is expected
    rows = f"{CALENDAR}rows/?first=2026-11-30&last=2026-11-30"
    assert "Arômes" in text(browse(cast.director).get(rows))
    assert "Arômes" not in text(browse(cast.rival_director).get(rows))


def test_rows_of_no_day_do_not_exist(cast):
    told = {"Claire Roux": 404}
    for query in ("", "?first=x&last=y", "?first=2026-02-31&last=2026-03-01"):
        assert answers(f"{CALENDAR}rows/{query}", [cast.manager]) == told


def test_queries_do_not_grow_with_the_contracts(cast, django_assert_max_num_queries):
    client = browse(cast.manager)
    copies(cast, 2)
    client.get(CALENDAR)
    with django_assert_max_num_queries(12) as few:
        client.get(CALENDAR)
    copies(cast, 80, next_day=[f"2026-12-{day:02}" for day in range(1, 29)])
    with django_assert_max_num_queries(12) as many:
        client.get(CALENDAR)
    assert len(many) == len(few)
