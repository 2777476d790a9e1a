"""The portfolio: who sees which lines, what a line says, its order, its pages, how many queries."""

import pytest
from django.urls import reverse

from contracts.actions.notice import give_notice
from contracts.actions.renewal import run_day
from contracts.models import Contract
from tests.cast import approved, by, concluded, draft, make_cast
from tests.contracts.door import noon, on, text, visitor
from tests.contracts.portfolio import copies, references, running
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
LIST = "/contracts/"
TABS = "/contracts/tabs/"


@pytest.fixture
def cast():
    return make_cast()


def test_a_line_says_principal_product_agent_territory_state_term_and_the_date_that_binds(cast, monkeypatch):
    on(monkeypatch, "2026-11-21")
    contract = running(cast)
    page = text(visitor(cast.manager).get(LIST))
    assert "Arômes du Val aromatic compositions and 1 more Orvane Polska Poland In force 3" in page
    assert "Notice until 30 Nov 2026 in 9 days; 3 months, art. L134-11" in page
    assert contract.reference in page


def test_each_party_sees_its_contracts_and_nobody_else_any(cast):
    approved(cast, draft(cast))
    members = [m for m in vars(cast).values() if hasattr(m, "role") and m != cast.former]
    seen = {m.person.name: len(browse(m).get(LIST).context["page"].rows) for m in members}
    assert {name for name, rows in seen.items() if rows == 1} == {
        "Claire Roux", "Luc Carre", "Ada Itor", "Marek Zielinski", "Tomek Wilk", "Diane Xavier",
    }  # fmt: skip
    assert {name for name, rows in seen.items() if rows == 0} == {"Aiko Mori", "Rene Vial", "Sol Tudor", "Karl Egger"}


def test_strangers_read_nothing_of_it_in_tabs_filters_and_files(cast):
    contract = approved(cast, draft(cast))
    for stranger in (cast.sister_manager, cast.rival_director, cast.rival_manager):
        client = browse(stranger)
        for address in (
            LIST,
            TABS,
            "/contracts/filters/",
            "/contracts/export.csv",
            f"{LIST}?principal={cast.sme.pk}",
            f"{LIST}?q=ar%C3%B4mes",
        ):
            body = b"".join(client.get(address))
            assert contract.reference.encode() not in body
            assert "Arômes du Val".encode() not in body
            assert b"Orvane Polska" not in body or stranger == cast.sister_manager


def test_whoever_is_not_signed_in_signs_in_first_and_whoever_left_finds_nothing(cast):
    for address in (
        LIST,
        TABS,
        "/contracts/filters/",
        "/contracts/export.csv",
        "/contracts/export.xlsx",
        "/contracts/views/",
        "/contracts/calendar/",
        "/contracts/map/",
    ):
        assert answers(address, [None, cast.former]) == {"": 302, "Fred Ormer": 404}


def test_a_confidential_contract_is_counted_for_the_people_named_on_it_only(cast):
    draft(cast, start={"confidential_to": [cast.manager, cast.subsidiary_manager]})
    assert "confidential" in text(browse(cast.manager).get(LIST))
    assert "All 1" in text(browse(cast.manager).get(TABS))
    for member in (cast.counsel, cast.auditor, cast.sales_engineer):
        assert browse(member).get(LIST).context["page"].rows == []
        assert "All 0" in text(browse(member).get(TABS))


def test_a_moral_contract_has_no_term_and_says_that_notice_is_possible_any_day(cast):
    contract = draft(cast, start={"nature": "moral"}, law={"law": "GB"})
    Contract.objects.filter(pk=contract.pk).update(status="in_force")
    page = text(visitor(cast.manager).get(LIST))
    assert "Arômes du Val moral" in page
    assert "In force – No date: notice is possible any day" in page


def test_each_kind_of_next_date_has_its_words(cast, monkeypatch):
    concluded(cast)
    on(monkeypatch, "2024-02-01")
    assert "Starts 1 Mar 2024 in 29 days" in text(browse(cast.manager).get(LIST))
    run_day(at=noon("2024-03-01"))
    run_day(at=noon("2025-02-10"))
    on(monkeypatch, "2025-02-10")
    assert "Renews 1 Mar 2025 in 19 days; certain, no notice came" in text(browse(cast.manager).get(LIST))
    give_notice(
        Contract.objects.get(),
        form="platform",
        served_on=noon("2025-02-10").date(),
        by=by(cast.director),
        at=noon("2025-02-10"),
    )
    assert "Notice given" in text(browse(cast.manager).get(LIST))
    assert "Ends 28 Feb 2026" in text(browse(cast.manager).get(LIST))


def test_next_dates_come_first_and_drafts_without_one_last(cast):
    first, second = copies(cast, 2, next_day=["2027-01-31", "2026-12-31"])
    waiting = draft(cast)
    assert references(browse(cast.manager).get(LIST)) == [second.reference, first.reference, waiting.reference]
    assert references(browse(cast.manager).get(f"{LIST}?sort=-next")) == [
        first.reference,
        second.reference,
        waiting.reference,
    ]


@pytest.mark.parametrize(
    "sort",
    ["next", "-next", "principal", "-principal", "agent", "state", "-state", "reference", "-reference", "nonsense"],
)
def test_following_the_pages_gives_each_contract_once_in_both_directions(cast, sort):
    made = copies(cast, 120, next_day=["2027-01-31", "2026-12-31", None])
    client = browse(cast.manager)
    forward, address = [], f"{LIST}?sort={sort}"
    while address:
        answer = client.get(address)
        forward += references(answer)
        address = answer.context["pager"]["next"]
    assert len(forward) == len(set(forward)) == len(made)
    backward, address = [], f"{LIST}?sort={sort}&last=1"
    while address:
        answer = client.get(address)
        backward = references(answer) + backward
        address = answer.context["pager"]["previous"]
    assert backward == forward


def test_a_page_holds_fifty_lines_and_says_where_it_stands(cast):
    copies(cast, 70)
    first = browse(cast.manager).get(LIST)
    assert (len(references(first)), first.context["pager"]["says"]) == (50, "1 to 50 of 70")
    last = browse(cast.manager).get(first.context["pager"]["last"])
    assert (len(references(last)), last.context["pager"]["says"]) == (50, "21 to 70 of 70")


def test_a_cursor_that_no_page_gave_is_refused_and_shows_nothing(cast):
    assert answers(f"{LIST}?after=nonsense", [cast.manager]) == {"Claire Roux": 422}


def test_the_number_of_queries_does_not_grow_with_the_rows(cast, django_assert_max_num_queries):
    client = browse(cast.manager)
    copies(cast, 3)
    client.get(LIST)
    with django_assert_max_num_queries(12) as few:
        client.get(LIST)
    copies(cast, 60)
    with django_assert_max_num_queries(12) as many:
        client.get(LIST)
    assert len(many) == len(few)
    second = client.get(LIST).context["pager"]["next"]
    with django_assert_max_num_queries(12):
        client.get(second)


def test_counts_of_tabs_and_parties_come_after_the_page(cast):
    copies(cast, 2)
    copies(cast, 1, status="negotiating")
    page = text(browse(cast.manager).get(TABS))
    assert "All 3 Renewals, 90 days" in page
    assert "Negotiating 1 Notice given 0" in page
    assert "3 contracts that you may see, 1 principal, 1 agent" in page


def test_an_empty_portfolio_says_what_to_do(cast):
    assert "Start one between a carried SME and one of your subsidiaries" in text(browse(cast.manager).get(LIST))
    assert "Contracts appear here as soon as one is proposed to your organisation" in text(
        browse(cast.director).get(LIST)
    )


def test_only_who_may_draft_is_offered_a_new_contract(cast):
    new = reverse("contracts:start")
    offered = {
        m.person.name
        for m in (cast.manager, cast.counsel, cast.director, cast.auditor, cast.sales_engineer)
        if new in browse(m).get(LIST).content.decode()
    }
    assert offered == {"Claire Roux", "Luc Carre"}


def test_the_list_alone_answers_htmx(cast):
    copies(cast, 1)
    body = browse(cast.manager).get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert 'id="list"' in body
    assert "<html" not in body


def test_an_sme_reads_agents_first_since_it_is_every_principal(cast):
    copies(cast, 1)
    answer = browse(cast.director).get(LIST)
    assert list(answer.context["table"].columns.names()) == ["agent", "products", "state", "term", "next", "reference"]
    assert "Orvane Polska Poland and 1 more aromatic compositions" in text(answer)
