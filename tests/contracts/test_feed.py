"""The calendar feed of a member: made, read by programs without a session, and never more than its member may see."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from icalendar import Calendar

from contracts.actions import ending, notice
from contracts.actions.feed import make_feed, revoke_feed
from contracts.actions.renewal import run_day
from contracts.models import CalendarFeed, Contract
from contracts.rules.feed import hashed
from contracts.views import feed as door
from portage.core.api.limits import FeedThrottle
from portage.core.logs import masked
from portage.core.models import Entry
from portage.network import access
from portage.network.actions import add_member, end_membership
from portage.network.models import Membership
from tests.cast import AT, by, make_cast
from tests.contracts.door import noon, on, text
from tests.contracts.portfolio import copies, running
from tests.pages import answers, browse, same_as_absent

pytestmark = pytest.mark.django_db
CALENDAR = "/contracts/calendar/"
MAKE, REVOKE = f"{CALENDAR}feed/", f"{CALENDAR}feed/revoke/"
ABSENT = f"{CALENDAR}feed/nothing-is-opened-by-this-key.ics"
NOW = noon("2026-11-21")


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2026-11-21")
    return make_cast()


def feed_of(member: Membership) -> str:
    """The path of a new feed of this member."""
    return f"{MAKE}{make_feed(member, by=by(member), at=NOW)}.ics"


def told(path: str, client: Client | None = None) -> dict[str, tuple[str, str]]:
    """{day: (summary, description)} of what a calendar program reads there."""
    return {str(one.start): (str(one["summary"]), str(one["description"])) for one in read(path, client).events}


def read(path: str, client: Client | None = None) -> Calendar:
    response = (client or Client()).get(path)
    assert response.status_code == 200, response.status_code
    return Calendar.from_ical(response.content)


def test_a_program_reads_the_dates_that_bind_without_a_session(cast):
    contract = running(cast)
    response = Client().get(feed_of(cast.director))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    calendar = Calendar.from_ical(response.content)
    assert (calendar.calendar_name, calendar.version) == ("Portage, Arômes du Val", "2.0")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in response.content
    assert b"\r\nX-PUBLISHED-TTL:PT6H\r\n" in response.content
    last, renewal = calendar.events
    assert (last.start, last.end, renewal.start) == (date(2026, 11, 30), date(2026, 12, 1), date(2027, 3, 1))
    assert last["summary"] == "Last day for notice: Arômes du Val and Orvane Polska"
    assert last["description"] == "Without notice it renews on 1 March 2027. Notice: 3 months, art. L134-11."
    assert renewal["summary"] == "Renewal, unless notice comes: Arômes du Val and Orvane Polska"
    assert renewal["description"] == "Notice can prevent it until 30 November 2026."
    assert last["url"] == renewal["url"] == f"http://localhost:8000/contracts/{contract.pk}/"
    assert (last["class"], last["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert last["uid"] == f"{contract.pk}-notice-3@localhost"
    assert contract.reference not in response.content.decode()


def test_it_speaks_the_language_of_its_member_whatever_the_program_asks(cast):
    running(cast)
    cast.director.person.language = "fr"
    cast.director.person.save()
    response = Client().get(feed_of(cast.director), headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "fr"
    says = [str(one["summary"]) for one in Calendar.from_ical(response.content).events]
    assert says == [
        "Dernier jour pour le préavis\xa0: Arômes du Val et Orvane Polska",
        "Reconduction, sauf préavis\xa0: Arômes du Val et Orvane Polska",
    ]
    assert next(iter(told(feed_of(cast.manager)).values()))[0].startswith("Last day for notice")


def test_a_notice_takes_the_renewal_away_and_leaves_the_end(cast):
    contract, path = running(cast), feed_of(cast.director)
    assert list(told(path)) == ["2026-11-30", "2027-03-01"]
    notice.give_notice(contract, form="platform", served_on=NOW.date(), by=by(cast.director), at=NOW)
    says = ("End of the contract: Arômes du Val and Orvane Polska", "This is its last day.")
    assert told(path) == {"2027-02-28": says}


def test_an_end_that_moves_moves_the_same_event(cast):
    contract, path = running(cast), feed_of(cast.director)
    notice.give_notice(contract, form="platform", served_on=NOW.date(), by=by(cast.director), at=NOW)
    [before] = read(path).events
    proposal = ending.propose_end(contract, last_day=date(2026, 12, 31), by=by(cast.director), at=NOW)
    ending.accept_end(proposal, by=by(cast.subsidiary_manager), at=NOW)
    [after] = read(path).events
    assert (before["uid"], before.start) == (f"{contract.pk}-end@localhost", date(2027, 2, 28))
    assert (after["uid"], after.start) == (before["uid"], date(2026, 12, 31))


def test_a_notice_that_came_too_late_leaves_the_renewal_before_the_end(cast, monkeypatch):
    contract, path = running(cast), feed_of(cast.director)
    late = on(monkeypatch, "2026-12-10")
    run_day(at=late)
    assert told(path)["2026-11-30"][1] == "No notice came: it renews on 1 March 2027."
    assert told(path)["2027-03-01"][1] == "It is certain: no notice came."
    notice.give_notice(contract, form="platform", served_on=late.date(), by=by(cast.director), at=late)
    assert {day: says for day, (_summary, says) in told(path).items()} == {
        "2027-03-01": "The next term begins; the contract ends on 29 February 2028.",
        "2028-02-29": "This is its last day.",
    }


def test_the_next_term_brings_new_events_and_those_of_the_last_month_stay(cast, monkeypatch):
    contract, path = running(cast), feed_of(cast.director)
    before = {one["uid"] for one in read(path).events}
    run_day(at=on(monkeypatch, "2027-03-02"))
    after = {one["uid"]: one.start for one in read(path).events}
    assert before.isdisjoint(after)
    assert after[f"{contract.pk}-renewal-4@localhost"] == date(2028, 3, 1)


@pytest.mark.parametrize(("day", "is_told"), [("2026-10-21", False), ("2026-10-22", True), ("2028-11-21", True), ("2028-11-22", False)])  # fmt: skip
def test_from_thirty_days_past_to_two_years_ahead(cast, day, is_told):
    row = copies(cast, 1, next_day=[day])[0]
    Contract.objects.filter(pk=row.pk).update(term_last_day=date(2040, 1, 1))
    assert (day in told(feed_of(cast.director))) is is_told


def test_a_contract_that_ended_stays_for_thirty_days(cast, monkeypatch):
    contract, path = running(cast), feed_of(cast.director)
    words = "Deliveries were refused for six months in a row."
    ending.end_for_serious_default(contract, grounds=words, by=by(cast.director), at=NOW)
    # what follows an end by law has days of its own, which stay (two years: the longest non-compete)
    assert list(told(path)) == ["2026-11-21", "2028-11-21"]
    on(monkeypatch, "2026-12-22")
    assert list(told(path)) == ["2028-11-21"]


def test_drafts_and_contracts_without_a_date_are_not_told(cast):
    copies(cast, 2, next_day=[None])
    assert told(feed_of(cast.director)) == {}


def test_each_reads_their_own_and_a_rival_reads_none_of_it(cast):
    running(cast)
    for member, count in [
        (cast.manager, 2), (cast.auditor, 2), (cast.subsidiary_manager, 2), (cast.director, 2), (cast.sister_manager, 0),
        (cast.rival_director, 0), (cast.rival_manager, 0), (cast.lone_director, 0),
    ]:  # fmt: skip
        assert len(told(feed_of(member))) == count, member


def test_a_confidential_contract_is_told_only_to_those_named_on_it(cast):
    running(cast, start={"confidential_to": [cast.manager, cast.counsel, cast.director, cast.subsidiary_manager]})
    assert len(told(feed_of(cast.director))) == 2
    assert len(told(feed_of(cast.counsel))) == 2
    assert told(feed_of(cast.auditor)) == told(feed_of(cast.sales_engineer)) == {}


def test_what_may_be_seen_is_asked_anew_at_each_reading(cast):
    contract, path = running(cast), feed_of(cast.auditor)
    assert len(told(path)) == 2
    access.unshare(contract, cast.group)
    assert told(path) == {}


def test_it_acts_for_its_own_membership_whoever_carries_it(cast):
    """A feed of one organisation tells nothing of the other one, nor of what the browser's own person sees."""
    running(cast)
    other = add_member(
        cast.rival_group, email=cast.director.person.email, name="Diane Xavier", role="portage_manager", at=AT
    )
    assert told(feed_of(other)) == {}
    assert told(feed_of(other), browse(cast.manager)) == {}
    assert len(told(feed_of(cast.director), browse(cast.rival_director))) == 2


def test_what_opens_nothing_is_answered_as_what_does_not_exist(cast):
    running(cast)
    revoked, suspended, stale, live = (feed_of(m) for m in (cast.counsel, cast.auditor, cast.director, cast.director))
    leaving = feed_of(cast.sales_engineer)
    revoke_feed(cast.counsel, by=by(cast.counsel), at=NOW)
    cast.auditor.person.is_active = False
    cast.auditor.person.save()
    end_membership(cast.sales_engineer, by=by(cast.manager), at=NOW, successor=cast.subsidiary_manager)
    for path in (
        revoked,
        suspended,
        stale,
        leaving,
        live.replace(".ics", "x.ics"),
        live.upper().replace(".ICS", ".ics"),
    ):
        assert same_as_absent(Client(), path, ABSENT), path
        assert same_as_absent(Client(), path, "/contracts/no-such-page/"), path
    assert Client().get(live).status_code == 200


def test_who_comes_back_needs_a_new_address(cast):
    path = feed_of(cast.sales_engineer)
    end_membership(cast.sales_engineer, by=by(cast.manager), at=NOW, successor=cast.subsidiary_manager)
    again = add_member(cast.poland, email=cast.sales_engineer.person.email, name="T", role="sales_engineer", at=NOW)
    assert Client().get(path).status_code == 404
    assert Client().get(feed_of(again)).status_code == 200


def test_nothing_changed_is_answered_in_a_word(cast, monkeypatch):
    contract, path = running(cast), feed_of(cast.director)
    first = Client().get(path)
    on(monkeypatch, "2026-11-22")
    unchanged = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])
    assert unchanged["Cache-Control"] == "private, no-store"
    notice.give_notice(contract, form="platform", served_on=NOW.date(), by=by(cast.director), at=NOW)
    changed = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_long_feed_is_sent_compressed(cast):
    copies(cast, 4)
    assert Client().get(feed_of(cast.director), headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_only_reading_is_possible(cast):
    path = feed_of(cast.director)
    assert Client().head(path).status_code == 200
    assert Client().post(path).status_code == 405


def test_who_asks_too_often_waits_and_the_others_do_not(cast, monkeypatch):
    monkeypatch.setattr(FeedThrottle, "rate", "2/hour", raising=False)
    path, other = feed_of(cast.director), feed_of(cast.manager)
    assert [Client().get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert 0 < int(Client().get(path)["Retry-After"]) <= 3601
    assert Client().get(other).status_code == 200


def test_statements_do_not_grow_with_the_contracts(cast, django_assert_max_num_queries):
    path = feed_of(cast.manager)
    copies(cast, 2)
    Client().get(path)
    with django_assert_max_num_queries(5) as few:
        Client().get(path)
    copies(cast, 80, next_day=[f"2026-12-{day:02}" for day in range(1, 29)])
    with django_assert_max_num_queries(5) as many:
        assert len(read(path).events) == 164
    assert len(many) == len(few)


def test_more_contracts_than_a_feed_holds_are_announced_on_their_day(cast, monkeypatch):
    monkeypatch.setattr(door, "MOST", 2)
    copies(cast, 3, next_day=["2026-12-01", "2026-12-10", "2026-12-20"])
    says = told(feed_of(cast.manager))
    assert says["2026-12-20"][0] == "Portage: more dates than this feed holds"
    assert "the 2 contracts whose dates come first" in says["2026-12-20"][1]


def test_the_address_is_shown_once_and_only_its_hash_is_kept(cast):
    client = browse(cast.director)
    assert "Make an address" in text(client.get(CALENDAR))
    page = client.post(MAKE)
    [feed] = CalendarFeed.objects.all()
    shown = page.context["address"]
    token = shown.removeprefix(f"http://localhost:8000{MAKE}").removesuffix(".ics")
    assert f'value="{shown}" readonly' in page.content.decode()
    assert len(token) >= 43
    assert feed.token_hash == hashed(token)
    assert token not in everything_kept()
    assert token not in client.get(CALENDAR).content.decode()
    assert masked(f"/contracts/calendar/feed/{token}.ics") == "/contracts/calendar/feed/<key>.ics"


def everything_kept() -> str:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return repr(rows)


def test_coming_back_to_that_page_makes_nothing(cast):
    client = browse(cast.director)
    client.post(MAKE)
    answer = client.get(MAKE)
    assert (answer.status_code, answer["Location"]) == (302, CALENDAR)
    assert CalendarFeed.objects.count() == 1


def test_the_page_says_when_it_was_made_and_last_read(cast, monkeypatch):
    client, path = browse(cast.director), feed_of(cast.director)
    assert "Made on 21 Nov 2026, 13:00 Last read not yet" in text(client.get(CALENDAR))
    on(monkeypatch, "2026-11-23")
    Client().get(path)
    assert "Last read 23 November 2026" in text(client.get(CALENDAR))
    assert "An address is in use" not in text(browse(cast.manager).get(CALENDAR))


def test_a_new_address_stops_the_old_one_and_the_rows_stay(cast):
    client, old = browse(cast.director), feed_of(cast.director)
    client.post(MAKE)
    assert Client().get(old).status_code == 404
    assert "revoked" in text(client.post(REVOKE, follow=True))
    assert list(CalendarFeed.objects.order_by("made_at").values_list("revoked_at", flat=True)) == [NOW, NOW]
    assert CalendarFeed.objects.filter(membership=cast.director, revoked_at__isnull=True).count() == 0
    kinds = Entry.objects.filter(scope_id=cast.director.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [f"contracts.feed_{what}" for what in ("made", "revoked", "made", "revoked")]


def test_the_database_allows_one_live_feed_for_each_membership(cast):
    feed_of(cast.director)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(membership=cast.director, token_hash="x" * 64, made_at=NOW)


def test_nobody_touches_the_feed_of_another(cast):
    path = feed_of(cast.director)
    browse(cast.manager).post(REVOKE)
    browse(cast.manager).post(MAKE)
    assert Client().get(path).status_code == 200
    assert answers(MAKE, [None, cast.former], method="post") == {"": 302, "Fred Ormer": 404}
    assert answers(REVOKE, [None, cast.former], method="post") == {"": 302, "Fred Ormer": 404}
    assert answers(REVOKE, [cast.director]) == {"Diane Xavier": 405}


def test_the_access_line_names_the_door_and_not_the_key(cast, caplog):
    path = feed_of(cast.director)
    with caplog.at_level("INFO"):
        Client().get(path)
    assert "GET contracts:feed 200" in [record.getMessage() for record in caplog.records]
    assert path.removeprefix(MAKE).removesuffix(".ics") not in caplog.text
