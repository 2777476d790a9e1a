"""Renewals of the same last day, decided together: effects first, one confirmation, the outcome of each row."""

import pytest
from django.urls import reverse

from contracts.actions import notice as notices
from contracts.actions.deciding import Wish, decide_each
from contracts.actions.renewal import run_day
from contracts.models import Contract, Notice, RenewalDecision
from tests.cast import by, concluded, make_cast
from tests.contracts.door import counts, noon, on, text, visitor

pytestmark = pytest.mark.django_db
TABLE = reverse("contracts:renewals", args=["2026-11-30"])


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def two(cast, monkeypatch) -> list[Contract]:
    """Two contracts of the SME with Orvane Polska, for one product each, in term 3 with the same last day for notice."""
    made = [
        concluded(cast, products=[product], countries=[code])
        for product, code in zip(cast.products, ("PL", "CZ"), strict=True)
    ]
    run_day(at=noon("2024-03-01"))
    run_day(at=on(monkeypatch, "2026-11-21"))
    for contract in made:
        contract.refresh_from_db()
    return made


def chosen(contracts, *choices, **more):
    return {f"choice-{one.pk}": choice for one, choice in zip(contracts, choices, strict=True)} | more


def read(*contracts, day="2027-02-28"):
    return {f"ends-{one.pk}": day for one in contracts}


def test_effects_are_shown_and_nothing_is_done_before_the_confirmation(cast, two):
    page = text(visitor(cast.manager).get(TABLE))
    assert "Renewals to decide on by 30 November 2026" in page
    before = counts()
    effects = text(visitor(cast.manager).post(TABLE, chosen(two, "notice", "renew", show="1")))
    assert "Ends on 28 February 2027 The renewal after term 3 is refused." in effects
    assert "One notice is served at once" in effects
    assert counts() == before
    assert not RenewalDecision.objects.exists()


def test_one_confirmation_carries_out_every_row_and_sending_it_twice_serves_nothing_again(cast, two):
    client = visitor(cast.manager, sure=True)
    sent = chosen(two, "notice", "renew", confirm="1", agree="on") | read(two[0])
    done = client.post(TABLE, sent)
    assert done.status_code == 200
    assert "2 decisions are carried out." in text(done)
    again = client.post(TABLE, sent)
    assert again.status_code == 200
    assert "Notice given" in text(again)
    assert (Notice.objects.count(), RenewalDecision.objects.count()) == (1, 1)
    two[0].refresh_from_db()
    two[1].refresh_from_db()
    assert (two[0].status, two[1].status) == ("notice_given", "in_force")


def test_a_row_that_is_refused_leaves_the_others_done_and_says_why(cast, two):
    sent = chosen(two, "notice", "notice", confirm="1", agree="on") | read(two[0]) | read(two[1], day="2027-03-31")
    response = visitor(cast.manager, sure=True).post(TABLE, sent)
    page = text(response)
    assert response.status_code == 409
    assert "One decision is carried out. One was refused: its row says why." in page
    assert "The end has changed since you read it: read it and confirm again." in page
    assert [notice.contract_id for notice in Notice.objects.all()] == [two[0].pk]


def test_nobody_gives_notices_without_confirming_who_they_are_nor_without_the_box(cast, two):
    client = visitor(cast.manager)
    sent = chosen(two, "notice", "open", confirm="1", agree="on") | read(two[0])
    assert client.post(TABLE, sent).url.startswith("/accounts/reauthenticate/")
    assert 'value="notice" checked' in client.get(TABLE).content.decode()
    unticked = {name: value for name, value in sent.items() if name != "agree"}
    response = visitor(cast.manager, sure=True).post(TABLE, unticked)
    assert response.status_code == 422
    assert "Tick the box to give these notices" in text(response)
    assert not Notice.objects.exists()


def test_letting_renew_needs_no_proof_and_only_ones_own_side_reads_it(cast, two):
    done = visitor(cast.manager).post(TABLE, chosen(two, "renew", "open", confirm="1"))
    assert "One decision is carried out." in text(done)
    journal = reverse("contracts:journal", args=[two[0].pk])
    assert "decided to let the contract renew after term 3." in text(visitor(cast.subsidiary_manager).get(journal))
    assert "decided to let" not in text(visitor(cast.director).get(journal))
    assert 'value="renew" checked' not in visitor(cast.director).get(TABLE).content.decode()


def test_today_stops_asking_once_every_renewal_of_the_day_is_decided(cast, two):
    today = reverse("home:today")
    assert "Decide on 2 renewals with the same last day" in text(visitor(cast.manager).get(today))
    visitor(cast.manager).post(TABLE, chosen(two, "renew", "renew", confirm="1"))
    assert "Decide on 2 renewals" not in text(visitor(cast.manager).get(today))
    assert "Decide on 2 renewals" in text(visitor(cast.director).get(today))


def test_a_table_holds_only_what_one_may_see_and_decide(cast, two):
    for who in (cast.sister_manager, cast.rival_manager, cast.rival_director):
        assert "Nothing to decide on that day" in text(visitor(who).get(TABLE))
        response = visitor(who, sure=True).post(
            TABLE, chosen(two, "notice", "notice", confirm="1", agree="on") | read(*two)
        )
        assert response.status_code == 200
    assert visitor(cast.counsel, sure=True).post(TABLE, chosen(two, "renew", "open", confirm="1")).status_code == 403
    assert visitor(cast.manager).get("/contracts/renewals/yesterday/").status_code == 404
    assert not Notice.objects.exists()
    assert not RenewalDecision.objects.exists()


def test_the_other_sides_notice_meanwhile_is_told_and_not_passed_over(cast, two):
    notices.give_notice(
        two[0], form="platform", served_on=noon("2026-11-21").date(), by=by(cast.director), at=noon("2026-11-21")
    )
    wishes = [Wish(two[0], "renew"), Wish(two[1], "renew")]
    first, second = decide_each(wishes, by=by(cast.manager), at=noon("2026-11-21"))
    assert (first.refusal.code, second.done) == ("nothing_to_decide", True)
