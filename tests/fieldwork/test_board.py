"""The state of prospecting through its doors: who reads, who moves, what is told when somebody else was first."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portage.fieldwork.actions.prospects import add_prospect, move_prospect
from portage.fieldwork.models import Prospect, StageMove
from portage.network.actions import add_member
from portage.network.models import Customer
from tests.cast import AT, by, in_force, make_cast
from tests.contracts.door import text
from tests.fieldwork.visits import BEGUN, NOON, customer_of, filed, running, told
from tests.pages import answers, browse, same_as_absent
from tests.replayed import every_row

pytestmark = pytest.mark.django_db
ABSENT = "01a1ff50-0000-4000-8000-000000000000"
MOST_QUERIES = 12


def door(name: str, pk=ABSENT, *more) -> str:
    return reverse(f"fieldwork:{name}", args=[pk, *more])


def begun(cast, stage="contacted", name="Kosmetyka Wisła"):
    contract, customer = running(cast), customer_of(cast, name)
    return add_prospect(contract, customer=customer, stage=stage, by=by(cast.sales_engineer), at=NOON)


def test_both_parties_and_the_group_read_the_board_and_others_get_the_404_of_what_is_not_there():
    cast = make_cast()
    prospect = begun(cast)
    addresses = {
        door("board", prospect.contract_id): door("board"),
        door("prospects_table", prospect.contract_id): door("prospects_table"),
        door("prospects_column", prospect.contract_id, "contacted"): door("prospects_column", ABSENT, "contacted"),
        door("export_prospects", prospect.contract_id, "csv"): door("export_prospects", ABSENT, "csv"),
        door("prospect", prospect.pk): door("prospect"),
    }
    readers = (cast.director, cast.sales_engineer, cast.manager, cast.auditor)
    assert set(answers(door("board", prospect.contract_id), readers).values()) == {200}
    for url, absent in addresses.items():
        for member in (cast.rival_director, cast.sister_manager):
            assert same_as_absent(browse(member), url, absent), (url, member.person.name)


def test_the_rail_leads_to_the_contract_under_which_something_moved_last():
    cast = make_cast()
    prospect = begun(cast)
    assert browse(cast.director).get("/prospects/").url == door("board", prospect.contract_id)
    assert "No contract binds yet" in text(browse(cast.rival_director).get("/prospects/"))


def test_the_board_tells_where_each_one_stands_and_what_is_to_be_done():
    cast = make_cast()
    contract = running(cast)
    filed(cast, customer_of(cast), contract)
    page = text(browse(cast.director).get(door("board", contract.pk)))
    for words in (
        "1 prospect,",
        "1 Visited",
        "Kosmetyka Wisła",
        "Toruń, cosmetics",
        "days late",
        "Interest: high",
        "1 late action",
    ):
        assert words in page, words
    assert "Add a prospect" not in page
    assert "The agent's people move prospects" in page


@pytest.mark.parametrize("who", ["director", "manager", "auditor", "sister_manager", "rival_director"])
def test_only_the_agents_people_move(who):
    cast = make_cast()
    prospect = begun(cast)
    before = StageMove.objects.count()
    answer = browse(getattr(cast, who)).post(door("move_prospect", prospect.pk), {"stage": "quoted", "seen": 1})
    assert answer.status_code == (404 if who in {"sister_manager", "rival_director"} else 403)
    added = browse(getattr(cast, who)).post(door("add_prospect", prospect.contract_id), {"stage": "visited"})
    assert added.status_code == answer.status_code
    prospect.refresh_from_db()
    assert (prospect.stage, StageMove.objects.count()) == ("contacted", before)


def test_a_plain_form_moves_and_lost_asks_why():
    cast = make_cast()
    prospect, client = begun(cast), browse(cast.sales_engineer)
    url = door("move_prospect", prospect.pk)
    moved = client.post(url, {"stage": "trial", "seen": 1}, follow=True)
    assert "Kosmetyka Wisła moved to Trial." in text(moved)
    asked = client.post(url, {"stage": "lost", "seen": 2})
    assert (asked.status_code, "Say why it is lost." in text(asked)) == (422, True)
    client.post(url, {"stage": "lost", "seen": 2, "why_lost": "price", "note": "14.20 a kg"})
    prospect.refresh_from_db()
    assert (prospect.stage, prospect.why_lost, prospect.moves.last().note) == ("lost", "price", "14.20 a kg")
    assert "1 Lost" in text(client.get(door("board", prospect.contract_id)))


def test_who_comes_second_is_told_and_sees_where_things_stand():
    cast = make_cast()
    prospect = begun(cast)
    move_prospect(prospect, stage="quoted", seen=1, by=by(cast.subsidiary_manager), at=NOON + timedelta(hours=1))
    client = browse(cast.sales_engineer)
    answer = client.post(
        door("move_prospect", prospect.pk), {"stage": "trial", "seen": 1}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409
    assert "Somebody moved this prospect meanwhile" in text(answer)
    assert "<html" not in answer.content.decode()
    assert re.search(r'data-stage="quoted".*Kosmetyka Wisła.*data-stage="ordered"', answer.content.decode(), re.DOTALL)
    plain = client.post(door("move_prospect", prospect.pk), {"stage": "trial", "seen": 1})
    assert "Somebody moved this prospect meanwhile" in text(plain)
    assert prospect.moves.count() == 2


def test_one_prospect_tells_its_life_under_this_contract_alone():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract)
    prospect = Prospect.objects.get()
    move_prospect(prospect, stage="trial", seen=1, note="2 kg sent", by=by(cast.sales_engineer), at=NOON)
    for member in (cast.director, cast.sales_engineer):
        page = text(browse(member).get(door("prospect", prospect.pk)))
        for words in ("Trial", "2 kg sent", "by a visit report", "VR-", "Interest last told High"):
            assert words in page, words


def test_another_principals_prospects_at_the_same_customer_change_no_byte_of_the_board(monkeypatch):
    """The same pages, before and after the agent tells another SME of the same customer."""
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract)
    other = of_the_rival(cast)
    paths = [
        door("board", contract.pk),
        door("prospects_table", contract.pk),
        door("prospect", Prospect.objects.get().pk),
        "/market/",
    ]
    before = read(cast.director, paths)
    filed(cast, customer, other, sections=[told(other, interest=4, needs="Rose note.")], at=NOON + timedelta(hours=1))
    assert Prospect.objects.count() == 2
    assert read(cast.director, paths) == before


def of_the_rival(cast):
    """A contract of Orvane Polska with the other SME of the group."""
    sme, director, products = cast.sme, cast.director, cast.products
    from portage.catalogue.actions import add_product, share_product
    from portage.core.journal import PORTAGE

    mine = add_product(
        cast.rival_sme,
        by=PORTAGE,
        at=AT,
        code="R-1",
        names={"fr": "rose", "en": "rose"},
        hs_code="330129",
        family="roses",
    )
    share_product(mine, with_=cast.group, by=PORTAGE, at=AT)
    cast.sme, cast.director, cast.products = cast.rival_sme, cast.rival_director, [mine]
    try:
        return in_force(cast, [BEGUN], products=[mine], segments=["food"])
    finally:
        cast.sme, cast.director, cast.products = sme, director, products


def read(member, paths) -> list[bytes]:
    client = browse(member)
    return [
        re.sub(rb'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', b"", client.get(path).content) for path in paths
    ]


def test_three_hundred_prospects_cost_as_many_queries_as_three():
    cast = make_cast()
    contract = running(cast)
    made = [Customer(owner=cast.poland, name=f"Klient {n}", country="PL") for n in range(300)]
    Customer.objects.bulk_create(made)
    rows = [
        Prospect(contract=contract, customer=one, stage=["identified", "visited"][n % 2], since=NOON.date())
        for n, one in enumerate(made)
    ]
    Prospect.objects.bulk_create(rows)
    StageMove.objects.bulk_create(
        StageMove(prospect=row, number=1, stage=row.stage, on=row.since, at=NOON) for row in rows
    )
    client = browse(cast.sales_engineer)
    client.get(door("board", contract.pk))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(door("board", contract.pk))
    page = answer.content.decode()
    assert page.count('class="pcard"') == 10
    assert "145 more" in text(answer)
    assert len(asked) <= MOST_QUERIES, [query["sql"][:90] for query in asked]
    assert client.get(door("prospects_column", contract.pk, "visited")).content.decode().count('class="pcard"') == 150


def test_the_table_is_narrowed_and_taken_along():
    cast = make_cast()
    contract = running(cast)
    filed(cast, customer_of(cast), contract)
    add_prospect(
        contract, customer=customer_of(cast, "=Duna", city="Győr"), stage="trial", by=by(cast.sales_engineer), at=NOON
    )
    client = browse(cast.director)
    for query, names in (
        ("", ["=Duna", "Kosmetyka Wisła"]),
        ("?late=on", ["Kosmetyka Wisła"]),
        ("?stage=trial", ["=Duna"]),
        ("?q=toru", ["Kosmetyka Wisła"]),
    ):
        rows = client.get(door("prospects_table", contract.pk) + query).context["page"].rows
        assert sorted(row.customer.name for row in rows) == names, query
    file = b"".join(
        client.get(door("export_prospects", contract.pk, "csv") + "?stage=trial").streaming_content
    ).decode()
    assert "'=Duna" in file
    assert "Wisła" not in file


def test_two_records_are_merged_by_who_may_after_they_read_what_will_happen():
    cast = make_cast()
    kept, gone = customer_of(cast), customer_of(cast, "KOSMETYKA WISLA SA")
    filed(cast, kept, running(cast))
    page = text(browse(cast.manager).get("/customers/duplicates/"))
    assert "KOSMETYKA WISLA SA" in page
    assert "No two records look alike" in text(browse(cast.sister_manager).get("/customers/duplicates/"))
    url = door("merge_customers", kept.pk, gone.pk)
    before = every_row()[0]
    for member, status in (
        (cast.director, 404),
        (cast.sister_manager, 404),
        (cast.auditor, 403),
        (cast.sales_engineer, 403),
    ):
        assert browse(member).post(url, {"agree": "on"}).status_code == status
    client = browse(cast.subsidiary_manager)
    assert "the record KOSMETYKA WISLA SA goes, for good" in text(client.get(url))
    assert client.post(url).status_code == 422
    after = every_row()[0]
    assert after["network_customer"] == before["network_customer"]
    client.post(url, {"agree": "on"})
    assert [one.pk for one in Customer.objects.all()] == [kept.pk]


def test_what_hangs_on_a_confidential_contract_is_handed_over_and_not_told():
    """Who merges is not named on it: the page counts nothing of it, and the merge is not refused, which would tell."""
    cast = make_cast()
    kept, gone = customer_of(cast), customer_of(cast, "KOSMETYKA WISLA SA")
    people = [cast.manager, cast.director, cast.subsidiary_manager, cast.counsel]
    secret = running(cast, start={"confidential_to": people})
    prospect = add_prospect(secret, customer=gone, stage="trial", by=by(cast.subsidiary_manager), at=NOON)
    other = add_member(cast.group, email="p@example.test", name="Paul Roy", role="portage_manager", at=AT)
    client, url = browse(other), door("merge_customers", kept.pk, gone.pk)
    assert client.get(door("prospect", prospect.pk)).status_code == 404
    page = text(client.get(url))
    assert "0 contacts, 0 reports, 0 prospects" in page
    assert "prospect goes to it" not in page
    client.post(url, {"agree": "on"})
    prospect.refresh_from_db()
    assert (prospect.customer, prospect.stage) == (kept, "trial")
    assert client.get(door("prospect", prospect.pk)).status_code == 404


def test_the_market_is_what_each_one_may_read():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract, sections=[told(contract, customs="Orders are placed in May.")])
    filed(cast, customer, contract, sections=[told(contract, growth="4 % a year.")], at=NOON + timedelta(hours=2))
    for member in (cast.director, cast.subsidiary_manager, cast.manager):
        page = text(browse(member).get("/market/"))
        for words in (
            "Aromatika Nord",
            "EUR 14.20 / kg",
            "Orders are placed in May.",
            "4 % a year.",
            "Poland, cosmetics",
        ):
            assert words in page, words
    for member in (cast.rival_director, cast.sister_manager, cast.rival_manager):
        page = text(browse(member).get("/market/?country=PL&segment=cosmetics"))
        assert "Nothing is known yet" in page
        assert "Aromatika" not in page
