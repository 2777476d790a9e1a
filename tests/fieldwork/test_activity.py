"""The manager's month: every sum is what its reader can count by hand in the rows that they see, whatever they are grouped by."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from contracts.models import Contract
from portage.fieldwork.actions.following import acknowledge
from portage.fieldwork.actions.orders import withdraw_order
from portage.fieldwork.models import Order, Section
from portage.fieldwork.queries.activity import GROUPS, Asked, activity
from portage.fieldwork.rules.activity import COUNTED, Figures, month_of, reported_by, working_days_of
from portage.network import access
from tests.cast import by, make_cast
from tests.contracts.door import on, text
from tests.contracts.portfolio import copies
from tests.fieldwork.selling import recorded
from tests.fieldwork.visits import customer_of, filed, running, told
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
APRIL = month_of("2024-04", date(2024, 5, 20))


def test_a_month_typed_wrong_or_not_begun_is_the_present_one():
    today = date(2024, 5, 20)
    assert [str(month_of(typed, today)) for typed in ("2024-04", "2024-05", "2024-06", "0001-01", "x", "")] == [
        "2024-04", "2024-05", "2024-05", "2024-05", "2024-05", "2024-05",
    ]  # fmt: skip
    assert (APRIL.last, APRIL.until, month_of("", today).until) == (date(2024, 4, 30), date(2024, 4, 30), today)


def test_a_report_is_late_when_the_contract_s_working_days_are_over_everywhere_on_earth():
    friday = date(2024, 4, 12)
    assert reported_by(friday, 5) == datetime(2024, 4, 20, 12, tzinfo=UTC)
    for day in range(1, 29):
        visited, late = date(2024, 4, day), reported_by(date(2024, 4, day), 3)
        days = [visited + timedelta(days=n) for n in range(1, (late.date() - visited).days)]
        assert sum(one.weekday() < 5 for one in days) == 3
        assert days[-1].weekday() < 5
    assert [working_days_of(given) for given in ({}, {"visit_days": 7}, {"visit_days": "x"}, {"visit_days": 0})] == [
        5,
        7,
        5,
        5,
    ]


@pytest.fixture
def year():
    """Two subsidiaries, an SME and its rival, one confidential contract: reports, orders, readings at random."""
    cast, dice = make_cast(), random.Random(20240410)
    named = [cast.director, cast.subsidiary_manager, cast.manager]
    contracts = [running(cast), running(cast, start={"confidential_to": named}, countries=["CZ"])]
    Contract.objects.filter(pk=contracts[1].pk).update(clauses={"visit_days": 2})
    copies(cast, 2, agent=cast.japan, first_day=date(2023, 11, 1))
    customers = [
        customer_of(cast),
        customer_of(cast, "Praha", country="CZ"),
        customer_of(cast, "Budapest", country="HU"),
    ]
    for _turn in range(14):
        told_of = dice.sample(contracts, dice.randint(1, 2))
        day = date(2024, 3, 20) + timedelta(days=dice.randint(0, 50))
        sections = [told(one, actions=(), minutes=dice.choice([None, 15, 60, 125])) for one in told_of]
        at = datetime(day.year, day.month, day.day, 13, tzinfo=UTC) + timedelta(days=dice.choice([0, 1, 4, 6, 9]))
        kind = dice.choice(["visit", "fair", "call", "video"])
        who = cast.subsidiary_manager
        filed(cast, dice.choice(customers), *told_of, who=who, sections=sections, visited_on=day, kind=kind, at=at)
    for section in Section.objects.filter(contract__isnull=False)[::3]:
        acknowledge(section, by=by(cast.director), at=section.filed_at)
    for turn in range(6):
        order = recorded(
            cast,
            contracts[turn % 2],
            dice.choice(customers),
            who=cast.subsidiary_manager,
            received_on=date(2024, 4, 9) - timedelta(days=5 * turn),
        )
        if turn == 3:
            withdraw_order(order, reason="Twice.", by=by(cast.subsidiary_manager), at=order.at)
    return cast


def by_hand(person, month, silent_days: int) -> Figures:
    """The same, row by row, of what the access module lets this person see."""
    found = Figures()
    told = Section.objects.filter(contract__isnull=False).select_related("report", "contract")
    seen = list(access.visible(person, told))
    for section in seen:
        if month.first <= section.report.visited_on <= month.last:
            count_section(found, section)
    for order in access.visible(person, Order.objects.exclude(status="withdrawn").filter(side="agent")):
        found.orders += month.first <= order.received_on <= month.last
    for contract in access.visible(person, Contract.objects.filter(amends=None, first_day__isnull=False)):
        days = [section.report.visited_on for section in seen if section.contract_id == contract.pk]
        count_contract(found, contract, days, month.until, month.until - timedelta(days=silent_days))
    return found


def count_section(found: Figures, section) -> None:
    if section.report.kind in ("visit", "fair"):
        found.visits += 1
    else:
        found.calls += 1
    minutes = list(section.accounts.order_by("number"))[-1].minutes
    found.minutes += minutes or 0
    found.timed += minutes is not None
    found.unread += not hasattr(section, "acknowledgement")
    day, left = section.report.visited_on, section.contract.clauses.get("visit_days", 5)
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5
    found.late += section.filed_at - datetime(day.year, day.month, day.day, tzinfo=UTC) >= timedelta(hours=36)


def count_contract(found: Figures, contract, days, until: date, since: date) -> None:
    over = contract.ends_on is not None and contract.ends_on < until
    if contract.status not in ("in_force", "notice_given", "ended") or contract.first_day > until or over:
        return
    found.contracts += 1
    found.silent += contract.first_day < since and not any(since <= day <= until for day in days)


def test_the_sums_are_what_each_reader_counts_by_hand_whatever_the_grouping(year):
    cast = year
    for member in (
        cast.manager,
        cast.counsel,
        cast.subsidiary_manager,
        cast.sales_engineer,
        cast.sister_manager,
        cast.director,
        cast.rival_director,
    ):
        by(member)
        for month, silent in (
            (APRIL, 90),
            (month_of("2024-03", date(2024, 5, 20)), 30),
            (month_of("", date(2024, 5, 20)), 30),
        ):
            expected = by_hand(member.person, month, silent)
            for group in GROUPS:
                found = activity(member.person, month, group, Asked(silent_days=silent))
                assert found.total == expected, (member.person.name, str(month), group)
                for name in COUNTED:
                    if group != "country" or name not in ("contracts", "silent"):
                        assert sum(getattr(row.figures, name) for row in found.rows) == getattr(expected, name)
    assert by_hand(cast.manager.person, APRIL, 90) != by_hand(cast.counsel.person, APRIL, 90)


def test_who_is_not_named_reads_the_same_with_and_without_the_confidential_contract(monkeypatch):
    cast = make_cast()
    on(monkeypatch, "2024-05-20")
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract, who=cast.subsidiary_manager)
    addresses = [f"/activity/?month=2024-04&by={group}" for group in GROUPS]
    before = [text(browse(cast.counsel).get(one)) for one in addresses]
    named = [cast.director, cast.subsidiary_manager, cast.manager]
    secret = running(cast, start={"confidential_to": named}, countries=["CZ"])
    filed(cast, customer, secret, who=cast.subsidiary_manager)
    recorded(cast, secret, customer, who=cast.subsidiary_manager)
    assert [text(browse(cast.counsel).get(one)) for one in addresses] == before
    assert secret.reference in text(browse(cast.manager).get(addresses[1]))


def test_a_silent_contract_says_since_when(monkeypatch):
    cast = make_cast()
    contract = running(cast)
    address = "/activity/?month=2024-09&by=contract"
    on(monkeypatch, "2024-10-02")
    assert "silent no visit told" in text(browse(cast.manager).get(address))
    filed(cast, customer_of(cast), contract)
    assert "silent last visit 10 Apr 2024" in text(browse(cast.manager).get(address))
    assert "Silent contracts 1 " in text(browse(cast.manager).get(address))


def test_one_page_costs_at_most_twelve_queries_however_many_contracts(year, django_assert_max_num_queries, monkeypatch):
    cast = year
    on(monkeypatch, "2024-05-20")
    client, counted = browse(cast.manager), {}
    for turn in range(2):
        for group in GROUPS:
            address = f"/activity/?month=2024-04&by={group}"
            client.get(address)
            with django_assert_max_num_queries(12) as asked:
                client.get(address)
            assert counted.setdefault(group, len(asked)) == len(asked)
        if not turn:
            copies(cast, 300, agent=cast.japan)


def test_filters_narrow_and_what_cannot_be_read_narrows_nothing(year, monkeypatch):
    cast = year
    on(monkeypatch, "2024-05-20")
    by(cast.manager)
    whole = activity(cast.manager.person, APRIL, "country", Asked())
    poland = activity(cast.manager.person, APRIL, "country", Asked(country="PL"))
    assert [str(row.key) for row in poland.rows] == ["PL"]
    same = next(row for row in whole.rows if str(row.key) == "PL")
    assert poland.rows[0].figures == same.figures
    japan = activity(cast.manager.person, APRIL, "subsidiary", Asked(subsidiary=cast.japan.pk))
    assert [row.names for row in japan.rows] == [("Orvane Japan",)]
    assert activity(cast.manager.person, APRIL, "contract", Asked(words="rivales")).rows == []
    client = browse(cast.manager)
    for query in ("month=x&by=y&subsidiary=z&country=QQ&silent_days=7&sort=q", "subsidiary=&q=%00"):
        assert client.get(f"/activity/?{query}").status_code == 200


def test_the_file_says_what_the_page_says_and_a_confidential_line_is_a_reading(year, monkeypatch):
    cast = year
    on(monkeypatch, "2024-05-20")
    address = reverse("fieldwork:export_activity", args=["csv"])
    answer = browse(cast.manager).get(f"{address}?month=2024-04&by=contract")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    by(cast.manager)
    assert len(lines) == 1 + len(activity(cast.manager.person, APRIL, "contract", Asked()).rows)
    assert lines[0].startswith("\ufeffReference,Principal,Agent,Contracts in force,Visits")
    workbook = browse(cast.manager).get(reverse("fieldwork:export_activity", args=["xlsx"]))
    assert b"".join(workbook.streaming_content)[:2] == b"PK"
    assert browse(cast.manager).get(reverse("fieldwork:export_activity", args=["pdf"])).status_code == 404
    secret = Contract.objects.get(confidential=True)
    assert secret.reference in "".join(lines)
    assert "a file of a month's activity" in text(
        browse(cast.manager).get(f"/contracts/{secret.pk}/journal/?what=readings")
    )


def test_a_program_reads_the_same_month(year, monkeypatch):
    cast = year
    on(monkeypatch, "2024-05-20")
    told_by_api = call(cast.manager, "get", "/api/v1/activity/?month=2024-04&by=subsidiary").json()
    by(cast.manager)
    assert told_by_api["total"] == {name: getattr(by_hand(cast.manager.person, APRIL, 90), name) for name in COUNTED}
    assert call(cast.rival_director, "get", "/api/v1/activity/?month=2024-04").json()["rows"] == []
    assert call(cast.lone_director, "get", "/activity/").status_code == 200


def test_an_empty_month_says_so():
    cast = make_cast()
    assert "Nothing in this month" in text(browse(cast.rival_director).get("/activity/"))
    for address in ("/activity/", "/activity/export.csv", "/mirror/"):
        assert browse(cast.former).get(address).status_code == 404
