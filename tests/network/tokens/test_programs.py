"""Programs act for an organisation by tokens of their own, and count nowhere as people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portage.core.models import Entry
from portage.core.refusals import Forbidden, Refused
from portage.network.actions import add_member, add_program, change_member, end_membership
from portage.network.models import ApiToken, Membership, Organisation, Person
from tests.cast import by, concluded
from tests.contracts.door import visitor
from tests.network.tokens.asking import API, NOW, PRODUCT, TEXT, ask, made, making
from tests.pages import browse

pytestmark = pytest.mark.django_db


def test_an_administrator_adds_a_program_and_its_token(cast, boss):
    where = reverse("network:add_program", args=[cast.sme.pk])
    client = visitor(boss, sure=True)
    asked = client.post(where, {"name": "ERP", "role": "export_director"})
    program = Membership.objects.get(is_program=True)
    assert asked.url == reverse("network:make_program_token", args=[program.pk])
    [text] = set(TEXT.findall(client.post(asked.url, making(catalogue="write")).content.decode()))
    me = ask(text, "get", f"{API}/me/").json()
    assert (me["name"], me["email"], me["is_program"]) == ("ERP", None, True)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    entry = Entry.objects.get(kind="catalogue.product_added", at=NOW)
    assert (entry.actor.name, entry.on_behalf_of) == ("ERP", cast.sme.pk)
    page = client.get(reverse("network:organisation_tokens", args=[cast.sme.pk])).content.decode()
    assert "ERP" in page
    assert text not in page
    assert "ERP" not in client.get(reverse("network:members", args=[cast.sme.pk])).content.decode()
    assert client.post(where, {"name": "erp", "role": "auditor"}).status_code == 409


def test_two_tokens_of_a_program_live_at_once_and_it_outlives_its_maker(cast, boss, erp):
    (_first, old), (_second, new) = made(erp, maker=boss), made(erp, maker=boss)
    change_member(cast.director, role="export_director", is_administrator=True, title="", by=by(boss), at=NOW)
    end_membership(boss, by=by(cast.director), at=NOW, successor=cast.director)
    for text in (old, new):
        assert ask(text, "get", f"{API}/products/").status_code == 200
    end_membership(erp, by=by(cast.director), at=NOW)
    for text in (old, new):
        assert ask(text, "get", f"{API}/products/").status_code == 401


def test_programs_are_for_administrators_of_the_organisation(cast, boss, erp):
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    adding, listed = (reverse(f"network:{name}", args=[cast.sme.pk]) for name in ("add_program", "organisation_tokens"))
    making_one = reverse("network:make_program_token", args=[erp.pk])
    for member, status in ((plain, 403), (cast.manager, 403), (cast.rival_director, 404), (cast.former, 404)):
        client = visitor(member, sure=True)
        for where in (adding, listed):
            assert client.get(where).status_code == status
        assert client.post(adding, {"name": "X", "role": "auditor"}).status_code == status
        assert client.post(making_one, making()).status_code == 404
    assert visitor(boss, sure=True).get(reverse("network:make_program_token", args=[boss.pk])).status_code == 404
    assert Membership.objects.filter(is_program=True).count() == 1
    for member in (plain, cast.manager, cast.rival_manager):
        with pytest.raises(Forbidden):
            add_program(cast.sme, name="X", role="auditor", by=by(member), at=NOW)
        with pytest.raises(Forbidden):
            made(erp, maker=member)


def test_a_group_puts_no_program_into_an_organisation_that_it_may_begin(cast):
    """It invites the first administrator of a new SME; a program of its own there would act for the other party."""
    newcomer = Organisation.objects.get(pk=cast.japan.pk)
    with pytest.raises(Forbidden):
        add_program(newcomer, name="X", role="subsidiary_manager", by=by(cast.manager), at=NOW)


def test_a_program_counts_nowhere_as_a_person(cast, boss, erp):
    from contracts.queries import of_party, parties, people
    from portage.network import access

    contract = concluded(cast)
    only = add_program(cast.sme, name="Bot", role="legal_counsel", by=by(boss), at=NOW)
    told = access.readers(contract, organisations=[cast.sme.pk], roles=["export_director", "legal_counsel"])
    assert {one.pk for one in told} == {cast.director.pk}
    assert "legal_counsel" not in people.roles_present(contract)["principal"]
    assert erp not in of_party.possible_signatories(cast.sme)
    by(cast.manager)
    assert erp not in parties.nameable(cast.manager.person.acting, cast.sme, cast.poland)
    with pytest.raises(Forbidden, match="program"):
        access.share_with_people(contract, [cast.director, only])
    with pytest.raises(Refused, match="program"):
        change_member(erp, role="auditor", is_administrator=True, title="", by=by(boss), at=NOW)
    page = browse(boss).get(reverse("network:organisation", args=[cast.sme.pk])).content.decode()
    assert "ERP" not in page


def test_the_database_lets_no_program_sign_in_or_keep_members(cast, boss, erp):
    for change in ({"password": "md5$x"}, {"email": "p@example.test"}, {"is_platform_administrator": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=erp.person_id).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=erp.pk).update(is_administrator=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=erp.person, organisation=cast.rival_sme, role="auditor", started_at=NOW, is_program=True
        )
    token, _text = made(erp, maker=boss)
    for change in ({"scopes": []}, {"name": ""}, {"expires_at": NOW}, {"revoked_at": NOW - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).update(**change)


def test_a_program_changes_its_role_and_nothing_else(cast, boss, erp):
    where = reverse("network:change_member", args=[erp.pk])
    assert "is_administrator" not in browse(boss).get(where).content.decode()
    answer = browse(boss).post(where, {"role": "auditor", "is_administrator": "on", "title": "x"})
    assert answer.url == reverse("network:organisation_tokens", args=[cast.sme.pk])
    erp.refresh_from_db()
    assert (erp.role, erp.is_administrator, erp.title) == ("auditor", False, "")
