"""The door: what a person may not see does not exist for them, by either way of asking, in every list and fetch."""

from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from guardian.shortcuts import assign_perm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from contracts.actions import drafting, versions
from contracts.models import Approval, Contract, ModelVersion, TerritoryLine
from portage.catalogue.models import Product
from portage.core.journal import PORTAGE
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.actions import add_customer, add_member, end_membership, open_group
from portage.network.models import Circle, Customer, Membership, Organisation, Person
from portage.network.queries import heirs
from portage.network.roles import Family
from tests.cast import AT, by, draft, make_cast

pytestmark = pytest.mark.django_db

LIGHT, HEAVY = 1000, 0
BOTH = pytest.mark.parametrize("light", [LIGHT, HEAVY], ids=["by list", "by exists"])


def seen(membership, queryset, light=LIGHT):
    """The rows that a member sees, asked anew."""
    access.act(membership.person, membership)
    with patch.object(access, "LIGHT", light):
        return set(access.visible(membership.person, queryset))


@BOTH
def test_a_draft_is_seen_by_the_agents_side_only_until_it_is_proposed(light):
    cast = make_cast()
    contract = draft(cast)
    everybody = Contract.objects.all()
    for membership in (cast.manager, cast.counsel, cast.auditor, cast.subsidiary_manager, cast.sales_engineer):
        assert seen(membership, everybody, light) == {contract}
    for membership in (cast.director, cast.rival_director, cast.sister_manager, cast.rival_manager, cast.lone_director):
        assert seen(membership, everybody, light) == set()
    versions.propose(contract, by=by(cast.manager), at=AT)
    assert seen(cast.director, everybody, light) == {contract}
    assert seen(cast.rival_director, everybody, light) == set()


@BOTH
def test_another_permission_on_a_thing_does_not_show_it(light):
    cast = make_cast()
    contract = draft(cast)
    assign_perm("change_contract", access.circle(cast.rival_sme), contract)
    assert seen(cast.rival_director, Contract.objects.all(), light) == set()


@BOTH
def test_what_hangs_below_a_scope_is_seen_with_it_one_or_two_levels_down(light):
    cast = make_cast()
    contract = draft(cast)
    version = versions.propose(contract, by=by(cast.manager), at=AT)
    approval = versions.approve(contract, version=version.number, by=by(cast.counsel), at=AT)
    assert access.scope_of(TerritoryLine) == (Contract, "contract_id")
    assert access.scope_of(Approval) == (Contract, "version__contract")
    assert len(seen(cast.director, TerritoryLine.objects.all(), light)) == 1
    assert seen(cast.director, Approval.objects.all(), light) == {approval}
    for membership in (cast.rival_director, cast.sister_manager, cast.rival_manager):
        assert seen(membership, TerritoryLine.objects.all(), light) == set()
        assert seen(membership, Approval.objects.all(), light) == set()


@BOTH
def test_a_confidential_contract_is_seen_by_the_people_named_on_it_and_nobody_else(light):
    cast = make_cast()
    named = [cast.counsel, cast.director]
    contract = draft(cast, start={"confidential_to": [*named, cast.manager]})
    versions.propose(contract, by=by(cast.manager), at=AT)
    for membership in [*named, cast.manager]:
        assert seen(membership, Contract.objects.all(), light) == {contract}
    for membership in (cast.auditor, cast.subsidiary_manager, cast.sales_engineer, cast.rival_director):
        assert seen(membership, Contract.objects.all(), light) == set()
    told = access.readers(
        contract, organisations=[cast.group.pk, cast.sme.pk], roles=["legal_counsel", "export_director", "auditor"]
    )
    assert set(told) == set(named)


@BOTH
def test_leaving_ends_everything_at_once_named_circles_included(light):
    cast = make_cast()
    colleague = add_member(cast.group, email="n@example.test", name="Nina", role="portage_manager", at=AT)
    draft(cast)
    draft(cast, start={"confidential_to": [cast.manager, colleague]})
    assert len(seen(colleague, Contract.objects.all(), light)) == 2
    end_membership(colleague, by=by(cast.manager), at=AT, successor=cast.manager)
    for kind in (Contract, Organisation, Product, Customer):
        assert seen(colleague, kind.objects.all(), light) == set()
    assert not colleague.person.groups.exists()


@BOTH
def test_a_person_of_two_organisations_sees_only_those_of_the_one_acted_for(light):
    cast = make_cast()
    person = cast.director.person
    other = add_member(cast.rival_group, email=person.email, name=person.name, role="portage_manager", at=AT)
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    assert seen(cast.director, Contract.objects.all(), light) == {contract}
    assert seen(other, Contract.objects.all(), light) == set()
    assert cast.rival_subsidiary in seen(other, Organisation.objects.all(), light)
    assert cast.rival_subsidiary not in seen(cast.director, Organisation.objects.all(), light)


@BOTH
def test_those_who_watch_markets_see_their_own_organisation_and_no_contract(light):
    cast = make_cast()
    expert = add_member(cast.group, email="e@example.test", name="Expert", role="expert", at=AT)
    draft(cast)
    assert seen(expert, Contract.objects.all(), light) == set()
    assert seen(expert, Organisation.objects.all(), light) == {cast.group}
    access.share(Contract.objects.get(), cast.group, family=Family.WATCH)
    assert seen(expert, Contract.objects.all(), light) == {Contract.objects.get()}


@BOTH
def test_sisters_under_one_group_do_not_see_each_other_and_smes_of_one_group_neither(light):
    cast = make_cast()
    organisations = Organisation.objects.all()
    assert seen(cast.manager, organisations, light) == {cast.group, cast.poland, cast.japan, cast.sme, cast.rival_sme}
    assert seen(cast.subsidiary_manager, organisations, light) == {cast.poland, cast.group}
    assert seen(cast.director, organisations, light) == {cast.sme, cast.group}
    assert seen(cast.rival_director, organisations, light) == {cast.rival_sme, cast.group}


@BOTH
def test_products_are_seen_by_their_owner_and_by_those_they_were_shared_with(light):
    cast = make_cast()
    products = set(cast.products)
    assert seen(cast.director, Product.objects.all(), light) == products
    assert seen(cast.manager, Product.objects.all(), light) == products
    for membership in (cast.rival_director, cast.subsidiary_manager, cast.rival_manager):
        assert seen(membership, Product.objects.all(), light) == set()


@BOTH
def test_customers_are_seen_by_their_owner_and_its_group_not_by_partners(light):
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    me = by(cast.subsidiary_manager)
    customer = add_customer(cast.poland.pk, name="Polimer", country="PL", by=me, at=AT)
    assert seen(cast.subsidiary_manager, Customer.objects.all(), light) == {customer}
    assert seen(cast.manager, Customer.objects.all(), light) == {customer}
    assert cast.poland in seen(cast.director, Organisation.objects.all(), light)
    for membership in (cast.director, cast.sister_manager, cast.rival_manager):
        assert seen(membership, Customer.objects.all(), light) == set()


@BOTH
def test_what_belongs_to_the_platform_is_seen_by_every_organisation_also_by_later_ones(light):
    cast = make_cast()
    late = open_group(name="Latecomer", country="SE", by=PORTAGE, at=AT)
    newcomer = add_member(late, email="l@example.test", name="Late", role="portage_manager", at=AT)
    for membership in (cast.manager, cast.director, cast.rival_manager, newcomer):
        assert len(seen(membership, ModelVersion.objects.all(), light)) == 1
        assert len(seen(membership, type(cast.model).objects.all(), light)) == 1


def test_without_a_membership_nothing_is_seen_and_nothing_may_be_done():
    cast = make_cast()
    draft(cast)
    stranger = Person.objects.create(email="s@example.test", name="Stranger")
    for kind in (Contract, Organisation, Product, Customer, ModelVersion, TerritoryLine):
        assert not access.visible(stranger, kind.objects.all()).exists()
    assert not access.may(stranger, "contracts.draft_contract")
    with pytest.raises(Forbidden):
        access.demand(stranger, "contracts.draft_contract")
    with pytest.raises(Http404):
        access.fetch(stranger, None, Organisation.objects.all(), pk=cast.group.pk)


def test_fetch_answers_absent_for_foreign_and_for_nonsense_and_forbidden_only_for_what_is_seen():
    cast = make_cast()
    contract = draft(cast)
    access.act(cast.rival_director.person, cast.rival_director)
    for lookup in ({"pk": contract.pk}, {"pk": cast.sme.pk}, {"pk": "nonsense"}, {"pk": "\x00"}, {"pk": None}):
        with pytest.raises(Http404) as absent:
            access.fetch(cast.rival_director.person, "contracts.draft_contract", Contract.objects.all(), **lookup)
        assert str(absent.value) == ""
    access.act(cast.auditor.person, cast.auditor)
    assert access.fetch(cast.auditor.person, None, Contract.objects.all(), pk=contract.pk) == contract
    with pytest.raises(Forbidden):
        access.fetch(cast.auditor.person, "contracts.draft_contract", Contract.objects.all(), pk=contract.pk)


def test_unsharing_takes_back_what_sharing_gave_and_sharing_twice_changes_nothing():
    cast = make_cast()
    contract = draft(cast)
    access.share(contract, cast.sme)
    access.share(contract, cast.sme)
    assert seen(cast.director, Contract.objects.all()) == {contract}
    access.unshare(contract, cast.sme)
    assert seen(cast.director, Contract.objects.all()) == set()
    assert seen(cast.manager, Contract.objects.all()) == {contract}


@BOTH
def test_a_second_question_about_the_same_scopes_costs_one_query(light):
    cast = make_cast()
    draft(cast)
    access.act(cast.manager.person, cast.manager)
    with patch.object(access, "LIGHT", light):
        list(access.visible(cast.manager.person, Contract.objects.all()))
        with CaptureQueriesContext(connection) as asked:
            list(access.visible(cast.manager.person, TerritoryLine.objects.all()))
    assert len(asked) == 1


def test_the_door_survives_tables_that_were_emptied_and_filled_again():
    """The identifier of a permission is remembered by the process; a migration may give it another."""
    cast = make_cast()
    seen(cast.manager, Organisation.objects.all())
    assert access._view_permission.cache_info().currsize
    config = apps.get_app_config("network")
    post_migrate.send(
        sender=config, app_config=config, verbosity=0, interactive=False, using="default", plan=[], apps=apps
    )
    assert access._view_permission.cache_info().currsize == 0


PEOPLE, SCOPES = 4, 5
GRANTS = st.lists(
    st.one_of(
        st.tuples(st.just("family"), st.integers(0, 2), st.sampled_from(list(Family)), st.integers(0, SCOPES - 1)),
        st.tuples(st.just("named"), st.integers(0, PEOPLE - 1), st.none(), st.integers(0, SCOPES - 1)),
        st.tuples(st.just("taken"), st.integers(0, 2), st.sampled_from(list(Family)), st.integers(0, SCOPES - 1)),
        st.tuples(st.just("left"), st.integers(0, PEOPLE - 1), st.none(), st.none()),
    ),
    max_size=14,
)


def handed_over(who: int, named: set, left: set) -> set:
    """What the one colleague who works on contracts too takes over from who leaves now; 0 and 3 are of one organisation."""
    colleague = {0: 3, 3: 0}.get(who)
    if who in left or colleague is None or colleague in left:
        return set()
    return {(colleague, what) for someone, what in named if someone == who}


class AgainstSets(TestCase):
    """Random grants, named people, unsharing and leaving, held against plain sets."""

    @settings(max_examples=25)
    @given(GRANTS)
    def test_both_ways_of_asking_give_what_sets_give(self, steps):
        organisations = [
            Organisation.objects.create(kind="carrier_group", name=f"G{i}", country="FR") for i in range(3)
        ]
        scopes = [Organisation.objects.create(kind="carried_sme", name=f"S{i}", country="FR") for i in range(SCOPES)]
        roles = ["portage_manager", "expert", "auditor", "portage_manager"]
        members = [
            add_member(organisations[i % 3], email=f"p{i}@example.test", name=f"P{i}", role=roles[i], at=AT)
            for i in range(PEOPLE)
        ]
        families = {"portage_manager": "portage", "auditor": "portage", "expert": "watch"}
        shared, named, left = set(), set(), set()
        for kind, who, family, what in steps:
            if kind == "family":
                access.share(scopes[what], organisations[who], family=family)
                shared.add((who, str(family), what))
            elif kind == "taken":
                access.unshare(scopes[what], organisations[who], family=family)
                shared.discard((who, str(family), what))
            elif kind == "named" and who not in left:
                access.share_with_people(scopes[what], [members[who]])
                named.add((who, what))
            elif kind == "left":
                end_membership(members[who], by=PORTAGE, at=AT, successor=heirs(members[who]).first())
                named |= handed_over(who, named, left)
                left.add(who)
        for i, member in enumerate(members):
            wanted = {
                scopes[what]
                for what in range(SCOPES)
                if i not in left and ((i % 3, families[roles[i]], what) in shared or (i, what) in named)
            }
            for light in (LIGHT, 1, HEAVY):
                assert seen(member, Organisation.objects.filter(pk__in=[s.pk for s in scopes]), light) == wanted


def test_each_circle_is_a_family_or_the_people_named_on_one_scope():
    cast = make_cast()
    draft(cast, start={"confidential_to": [cast.manager, cast.director]})
    assert not Circle.objects.filter(family="", scope__isnull=True).exists()
    assert not Circle.objects.exclude(family="").filter(scope__isnull=False).exists()
    assert Membership.objects.filter(ended_at__isnull=True, person__groups__isnull=True).count() == 0


def test_a_verb_of_another_side_is_refused_even_to_those_who_see_the_contract():
    cast = make_cast()
    contract = draft(cast)
    access.share(contract, cast.rival_sme)
    with pytest.raises(Forbidden):
        drafting.withdraw(contract, by=by(cast.rival_director), at=AT)
    contract.refresh_from_db()
    assert contract.status == "draft"
