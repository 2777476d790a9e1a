"""The journals of organisations, products and the platform: who reads them, and what they say."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from contracts.actions.feed import make_feed
from portage.catalogue.actions import change_product
from portage.core.models import Entry
from portage.home.journals.words import SENTENCES
from portage.network.actions import add_member, add_platform_administrator, invite, rename_organisation
from tests.cast import AT, by, make_cast, second_factor
from tests.contracts.door import text
from tests.pages import browse, same_as_absent

pytestmark = pytest.mark.django_db
ABSENT = "01a1ff50-0000-7000-8000-000000000000"


@pytest.fixture
def cast():
    return make_cast()


def of_organisation(organisation) -> str:
    return reverse("home:organisation_journal", args=[organisation.pk])


def of_product(product) -> str:
    return reverse("home:product_journal", args=[product.pk])


def test_administrators_read_what_was_done_with_their_organisation_and_its_members(cast):
    me = by(cast.director)
    rename_organisation(cast.sme, name="Arômes SA", from_day=AT.date(), reason="brand", by=me, at=AT)
    invite(cast.sme, email="new@example.test", role="auditor", by=me, at=AT)
    make_feed(cast.director, by=me, at=AT)
    page = text(browse(cast.director).get(of_organisation(cast.sme)))
    for told in (
        "Diane Xavier, Arômes SA recorded a new name from 10 January 2024 on.",
        "Diane Xavier, Arômes SA invited somebody as auditor.",
        "Diane Xavier, Arômes SA made a secret address for their calendar.",
        "Portage let Diane Xavier join as export director, administrator.",
        "Portage recorded that Diane Xavier may sign from 1 January 2000 on.",
    ):
        assert told in page
    assert "new@example.test" not in page


def test_what_was_done_earlier_stands_below_also_when_it_was_written_later(cast):
    """A past that is loaded at once, or typed in a row, is told in the order of its days, on the page and in the file."""
    roles = {3: "auditor", 1: "export_director", 2: "managing_director"}
    for days, role in roles.items():
        at = AT + timedelta(days=days)
        invite(cast.sme, email=f"{days}@example.test", role=role, by=by(cast.director), at=at)
    client, told = browse(cast.director), re.compile("invited somebody as (\\w+)")
    page = text(client.get(of_organisation(cast.sme)))
    assert told.findall(page) == ["auditor", "managing", "export"]
    lines = b"".join(client.get(of_organisation(cast.sme) + "?as=csv").streaming_content).decode()
    assert told.findall(lines) == ["auditor", "managing", "export"]


def test_nobody_else_reads_it(cast):
    colleague = add_member(cast.sme, email="c@example.test", name="C", role="managing_director", at=AT)
    for who in (colleague, cast.manager, cast.counsel):
        answer = browse(who).get(of_organisation(cast.sme))
        assert answer.status_code == 403, who
        assert "Ask somebody of your organisation" in text(answer)
        assert "send again" not in text(answer)  # nothing was sent
    absent = reverse("home:organisation_journal", args=[ABSENT])
    for who in (cast.rival_director, cast.lone_director, cast.rival_manager):
        assert same_as_absent(browse(who), of_organisation(cast.sme), absent)
    assert browse(cast.former).get(of_organisation(cast.group)).status_code == 404


def test_one_organisation_never_reads_of_another(cast):
    add_member(cast.rival_sme, email="secret@example.test", name="Zyx Secret", role="auditor", at=AT)
    rows = browse(cast.director).get(of_organisation(cast.sme) + "?as=csv")
    assert b"Zyx" not in b"".join(rows.streaming_content)
    assert "Zyx" not in text(browse(cast.manager).get(of_organisation(cast.group)))


def test_the_journal_of_a_product_is_for_its_owner(cast):
    product = cast.products[0]
    change_product(product, by=by(cast.director), at=AT, family="resins")
    page = text(browse(cast.director).get(of_product(product)))
    assert "Diane Xavier, Arômes du Val changed the product: family." in page
    assert "shared the product with another organisation." in page
    assert browse(cast.manager).get(of_product(product)).status_code == 403
    assert same_as_absent(
        browse(cast.rival_director), of_product(product), reverse("home:product_journal", args=[ABSENT])
    )


def test_the_journal_of_the_platform_is_for_its_administrators_and_holds_nothing_of_organisations(cast):
    person = add_platform_administrator(email="admin@example.test", name="Ada Min", at=AT)
    second_factor(person)
    client = browse(None)
    client.force_login(person)
    page = text(client.get(reverse("home:platform_journal")))
    assert "made somebody an administrator of the platform." in page
    assert "Diane" not in page
    assert "Orvane" not in page
    for who in (cast.manager, cast.director):
        assert browse(who).get(reverse("home:platform_journal")).status_code == 404


def test_a_file_stops_when_the_membership_ends_meanwhile(cast):
    answer = browse(cast.director).get(of_organisation(cast.sme) + "?as=csv")
    cast.director.ended_at = AT
    cast.director.save()
    lines = b"".join(answer.streaming_content).decode()
    assert "your access ended" in lines
    assert "Diane" not in lines


def test_every_event_of_these_scopes_has_a_sentence(cast):
    kinds = Entry.objects.filter(scope_kind__in=["network.organisation", "network.membership", "catalogue.product"])
    assert set(kinds.values_list("kind", flat=True)) <= set(SENTENCES)
