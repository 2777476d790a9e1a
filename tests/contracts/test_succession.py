"""Succession: recorded once, contracts go on, the successor sees them, what was signed keeps the old names."""

from datetime import UTC, date, datetime

import pytest

from contracts.actions import succession
from contracts.models import Contract, PartyChange, Succession
from contracts.queries import changes as queries
from portage.core.models import Entry
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.actions import add_platform_administrator
from tests.cast import by, concluded, draft, make_cast

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4 extract of the register"
EVENT = {"from_day": date(2024, 6, 1), "ground": "Merger registered at Lyon, no. 12.", "proof": PDF, "at": NOW}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=datetime(2024, 3, 4, 9, 0, tzinfo=UTC))


def sees(membership, contract):
    by(membership)
    return access.visible(membership.person, Contract.objects.filter(pk=contract.pk)).exists()


def test_a_merger_transfers_the_contract_with_its_access(cast, contract):
    before = contract.versions.get().data
    assert not sees(cast.sister_manager, contract)
    succession.record_succession(cast.poland, kind="merger", successor=cast.japan, by=by(cast.manager), **EVENT)
    contract.refresh_from_db()
    assert (contract.agent, contract.status, contract.first_day) == (cast.japan, "in_force", date(2024, 3, 1))
    assert sees(cast.sister_manager, contract)
    assert sees(cast.subsidiary_manager, contract)  # until the membership ends
    assert contract.versions.get().data == before
    assert PartyChange.objects.get().old_name == "Orvane Polska"
    cast.poland.refresh_from_db()
    assert cast.poland.archived_at == NOW


def test_told_twice_it_is_done_once(cast, contract):
    facts = {"kind": "merger", "successor": cast.japan, "by": by(cast.manager), **EVENT}
    first = succession.record_succession(cast.poland, **facts)
    assert succession.record_succession(cast.poland, **facts) == first
    assert (Succession.objects.count(), PartyChange.objects.count()) == (1, 1)
    with pytest.raises(Refused, match="recorded_otherwise"):
        succession.record_succession(cast.poland, **{**facts, "successor": cast.rival_subsidiary, "by": _platform()})


def _platform():
    admin = add_platform_administrator(email="root@example.test", name="Root", at=NOW)
    from portage.core.journal import By

    return By(admin)


def test_what_leaves_the_group_is_recorded_by_the_platform_alone(cast, contract):
    facts = {"kind": "merger", "successor": cast.rival_subsidiary, **EVENT}
    for who in (cast.manager, cast.rival_manager, cast.director):
        with pytest.raises(Forbidden):
            succession.record_succession(cast.poland, by=by(who), **facts)
    assert not Succession.objects.exists()
    succession.record_succession(cast.poland, by=_platform(), **facts)
    contract.refresh_from_db()
    assert (contract.agent, contract.group) == (cast.rival_subsidiary, cast.rival_group)
    assert sees(cast.rival_manager, contract)


def test_the_products_of_an_absorbed_principal_pass_with_its_contracts(cast, contract):
    succession.record_succession(cast.sme, kind="merger", successor=cast.rival_sme, by=_platform(), **EVENT)
    contract.refresh_from_db()
    assert contract.principal == cast.rival_sme
    assert {product.owner_id for product in cast.rival_sme.products.all()} == {cast.rival_sme.pk}
    assert cast.rival_sme.products.count() == 2
    assert sees(cast.rival_director, contract)


def test_a_draft_that_was_never_proposed_is_not_shown_to_the_new_principal(cast):
    hidden = draft(cast)
    succession.record_succession(cast.sme, kind="merger", successor=cast.rival_sme, by=_platform(), **EVENT)
    assert not sees(cast.rival_director, hidden)


def test_a_sale_of_assets_waits_for_the_other_party(cast, contract):
    succession.record_succession(cast.poland, kind="asset_sale", successor=cast.japan, by=by(cast.manager), **EVENT)
    contract.refresh_from_db()
    assert contract.agent == cast.poland
    offer = queries.open_offer(contract)
    with pytest.raises(Refused, match="own_offer"):
        succession.answer_succession(offer, consent=True, by=by(cast.manager), at=NOW)
    succession.answer_succession(offer, consent=True, by=by(cast.director), at=NOW)
    contract.refresh_from_db()
    assert (contract.agent, queries.open_offer(contract)) == (cast.japan, None)
    with pytest.raises(Refused, match="answered"):
        succession.answer_succession(offer, consent=False, by=by(cast.director), at=NOW)


def test_refused_the_contract_stays_where_it_is(cast, contract):
    succession.record_succession(cast.poland, kind="asset_sale", successor=cast.japan, by=by(cast.manager), **EVENT)
    succession.answer_succession(queries.open_offer(contract), consent=False, by=by(cast.director), at=NOW)
    contract.refresh_from_db()
    assert (contract.agent, sees(cast.sister_manager, contract)) == (cast.poland, False)


def test_a_takeover_and_a_new_name_change_no_party(cast, contract):
    facts = {**EVENT, "ground": "Bid accepted."}
    succession.record_succession(cast.group, kind="takeover", successor=cast.rival_group, by=_platform(), **facts)
    succession.record_succession(cast.group, kind="rename", new_name="Orvane Kestrel", by=by(cast.manager), **facts)
    contract.refresh_from_db()
    cast.group.refresh_from_db()
    assert (contract.agent, contract.group, cast.group.parent) == (cast.poland, cast.group, cast.rival_group)
    assert cast.group.name == "Orvane Kestrel"
    assert [change.step for change in PartyChange.objects.order_by("at", "id")] == ["noted", "noted"]
    assert not sees(cast.rival_manager, contract)
    assert Entry.objects.filter(kind="contracts.party_noted", scope_id=contract.pk).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proof": b"MZ program"}, "proof_wrong_type"), ({"ground": "  "}, "no_ground"), ({"successor": None}, "no_successor"),
        ({"from_day": date(2024, 7, 1)}, "not_yet"), ({"kind": "takeover"}, "takeover_of_groups"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_changes_nothing(cast, contract, change, code):
    facts = {"kind": "merger", "successor": cast.japan, "by": _platform(), **EVENT, **change}
    with pytest.raises(Invalid, match=code):
        succession.record_succession(cast.poland, **facts)
    contract.refresh_from_db()
    assert (contract.agent, Succession.objects.count()) == (cast.poland, 0)


def test_the_administrators_of_the_successor_are_named_on_a_confidential_contract(cast):
    named = {"confidential_to": [cast.manager, cast.counsel, cast.subsidiary_manager, cast.director]}
    secret = concluded(cast, start=named)
    succession.record_succession(cast.sme, kind="merger", successor=cast.rival_sme, by=_platform(), **EVENT)
    assert not sees(cast.rival_director, secret)  # no administrator there: the platform names one first
    assert sees(cast.manager, secret)
