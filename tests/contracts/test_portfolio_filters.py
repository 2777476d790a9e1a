"""Filters of the portfolio: each narrows what I see, is told as a chip, and can be taken away."""

import pytest

from contracts.models import Contract
from tests.cast import by, cleared, draft, make_cast
from tests.contracts.door import on, text
from tests.contracts.portfolio import copies, references
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
LIST = "/contracts/"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def three(cast):
    """In force with Poland until January, with Japan until November, and a version on the table."""
    (poland,) = copies(cast, 1, next_day=["2027-01-31"])
    (japan,) = copies(cast, 1, next_day=["2026-11-30"], agent=cast.japan, law="DE", nature="indefinite")
    (talks,) = copies(cast, 1, next_day=[None], status="negotiating")
    return {"poland": poland, "japan": japan, "talks": talks}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["japan", "poland", "talks"]),
        ("state=in_force", ["japan", "poland"]),
        ("state=in_force&state=negotiating", ["japan", "poland", "talks"]),
        ("next_to=2026-12-31", ["japan"]),
        ("next_from=2026-12-01", ["poland"]),
        ("notice_until=2027-01-31", ["poland"]),
        ("notice_until=2027-01-30", []),
        ("kind=notice", ["japan", "poland"]),
        ("law=DE", ["japan"]),
        ("nature=renewable", ["poland", "talks"]),
        ("country=CZ", ["japan", "poland", "talks"]),
        ("country=FR", []),
        ("view=renewals", ["japan", "poland"]),
        ("view=waiting", ["talks"]),
        ("q=orvane+japan", ["japan"]),
        ("q=AROMES", ["japan", "poland", "talks"]),
        ("q=végétaux", ["japan", "poland", "talks"]),
        ("q=vegetaux+polska", ["poland", "talks"]),
        ("q=tchecoslovaquie", []),
        ("q=nothing+like+it", []),
        ("q=%25", []),
        ("q=%28", []),
    ],
)
def test_each_filter_narrows_the_list(cast, three, monkeypatch, query, found):
    on(monkeypatch, "2026-11-21")
    assert references(browse(cast.manager).get(f"{LIST}?{query}")) == [three[name].reference for name in found]


def test_parties_filter_by_who_they_are(cast, three):
    client = browse(cast.manager)
    assert references(client.get(f"{LIST}?agent={cast.japan.pk}")) == [three["japan"].reference]
    assert len(references(client.get(f"{LIST}?principal={cast.sme.pk}"))) == 3
    assert references(client.get(f"{LIST}?principal={cast.rival_sme.pk}")) == []


def test_a_reference_is_found_whole_or_in_part(cast, three):
    reference = three["poland"].reference
    for typed in (reference, reference.lower(), reference[3:]):
        assert references(browse(cast.manager).get(LIST, {"q": typed})) == [reference]


def test_a_country_is_found_by_its_name_in_my_language(cast, three):
    assert len(references(browse(cast.manager).get(LIST, {"q": "czechia"}))) == 3
    person = cast.manager.person
    person.language = "fr"
    person.save()
    assert len(references(browse(cast.manager).get(LIST, {"q": "tchequie"}))) == 3


def test_filters_that_are_set_are_told_and_can_be_taken_away(cast, three):
    answer = browse(cast.manager).get(f"{LIST}?state=in_force&agent={cast.japan.pk}&next_to=2026-12-31&sort=agent")
    chips = {chip["label"]: chip for chip in answer.context["chips"]}
    assert {label: chip["value"] for label, chip in chips.items()} == {
        "State": "In force",
        "Agent": "Orvane Japan",
        "Next date until": "31 Dec 2026",
    }
    without = browse(cast.manager).get(chips["Agent"]["remove_url"])
    assert {chip["label"] for chip in without.context["chips"]} == {"State", "Next date until"}
    assert "sort=agent" in chips["Agent"]["remove_url"]


def test_the_name_of_a_party_that_i_may_not_see_is_not_told(cast):
    page = text(browse(cast.lone_director).get(f"{LIST}?principal={cast.sme.pk}"))
    assert "Arômes du Val" not in page


def test_a_filter_that_is_not_understood_is_said_and_the_others_hold(cast, three):
    answer = browse(cast.manager).get(f"{LIST}?next_to=yesterday&law=DE&principal=x&state=gone")
    assert answer.status_code == 200
    assert references(answer) == [three["japan"].reference]
    assert "These filters were not understood and are left out" in text(answer)


def test_an_unknown_view_is_left_out_by_the_page_and_refused_by_the_api(cast, three):
    """A person is told and still sees a list; a program would take all contracts for those that it asked for."""
    query = "view=01a1ff56-0448-719b-ae8f-88189d8a4bf2&law=DE"
    answer = browse(cast.manager).get(f"{LIST}?{query}")
    assert (answer.status_code, references(answer)) == (200, [three["japan"].reference])
    assert "These filters were not understood and are left out: View: Select a valid choice" in " ".join(
        text(answer).split()
    )
    refused = call(cast.manager, "get", f"/api/v1/contracts/?{query}")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "view")


def test_nothing_found_says_what_to_do(cast, three):
    assert "No contract answers these filters" in text(browse(cast.manager).get(f"{LIST}?country=FR"))


def test_the_form_of_filters_names_only_parties_of_contracts_that_i_see(cast, three):
    page = text(browse(cast.manager).get("/contracts/filters/?law=DE"))
    assert "Orvane Japan" in page
    assert "Essences Rivales" not in page
    assert "Kestrel Polska" not in page
    assert "Orvane Japan" not in text(browse(cast.subsidiary_manager).get("/contracts/filters/"))


def test_columns_are_chosen_and_stay_while_filtering(cast, three):
    answer = browse(cast.manager).get(f"{LIST}?columns=law&columns=reference&q=polska")
    assert list(answer.context["table"].columns.names()) == ["principal", "law", "reference"]
    assert "columns=law" in answer.context["query"]
    usual = browse(cast.manager).get(f"{LIST}?columns=nonsense")
    assert list(usual.context["table"].columns.names()) == ["principal", "agent", "state", "term", "next", "reference"]


def test_what_waits_is_what_i_may_do_now(cast):
    drafted = draft(cast)
    waiting = f"{LIST}?view=waiting"
    assert references(browse(cast.manager).get(waiting)) == [drafted.reference]
    assert references(browse(cast.auditor).get(waiting)) == []
    assert references(browse(cast.subsidiary_manager).get(waiting)) == []
    from contracts.actions import versions

    version = versions.propose(drafted, by=by(cast.manager), at=drafted.created_at)
    assert references(browse(cast.director).get(waiting)) == [drafted.reference]
    cleared(cast, drafted, at=drafted.created_at)
    versions.approve(Contract.objects.get(), version=version.number, by=by(cast.director), at=drafted.created_at)
    assert references(browse(cast.director).get(waiting)) == []
    assert references(browse(cast.counsel).get(waiting)) == [drafted.reference]
