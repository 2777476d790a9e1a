"""Extension: one draft for each chosen subsidiary, in one step that can be repeated and doubles nothing."""

from datetime import UTC, datetime

import pytest

from contracts.actions import drafting, extension
from contracts.models import Contract
from contracts.queries import changes as queries
from contracts.queries.checks import gaps
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.actions import add_subsidiary
from tests.cast import by, concluded, make_cast

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=datetime(2024, 3, 4, 9, 0, tzinfo=UTC))


def test_a_draft_has_what_is_the_same_and_asks_what_differs(cast, contract):
    [row] = extension.extend(contract, [cast.japan], by=by(cast.manager), at=NOW)
    draft = row.draft
    assert (draft.status, draft.commission_rate, draft.product_lines.count()) == ("draft", contract.commission_rate, 2)
    assert {gap.code for gap in gaps(draft)} >= {"no_territory", "no_first_day", "no_forum", "no_model"}
    assert draft.extends == contract


def test_a_subsidiary_of_the_same_country_and_currency_keeps_law_and_event(cast, contract):
    facts = {"street": "2 rue", "postcode": "1", "city": "Gdansk", "registration": "KRS 2", "legal_form": "SA"}
    north = add_subsidiary(cast.group, name="Orvane Polnoc", country="PL", by=by(cast.manager), at=NOW, **facts)
    [row] = extension.extend(contract, [north], by=by(cast.manager), at=NOW)
    assert {gap.code for gap in gaps(row.draft)} == {"no_territory", "no_first_day", "no_agent_signatory"}


def test_repeated_it_doubles_nothing_and_one_refusal_leaves_the_others(cast, contract):
    chosen = [cast.japan, cast.rival_subsidiary, cast.poland]
    first = extension.extend(contract, chosen, by=by(cast.manager), at=NOW)
    again = extension.extend(contract, chosen, by=by(cast.manager), at=NOW)
    assert [(row.made, row.code) for row in first] == [(True, ""), (False, "not_a_sister"), (False, "not_a_sister")]
    assert again[0].draft == first[0].draft
    assert not again[0].made
    assert contract.extensions.count() == 1


def test_a_withdrawn_draft_can_be_made_again(cast, contract):
    [row] = extension.extend(contract, [cast.japan], by=by(cast.manager), at=NOW)
    drafting.withdraw(row.draft, by=by(cast.manager), at=NOW)
    assert extension.extend(contract, [cast.japan], by=by(cast.manager), at=NOW)[0].made


def test_the_principal_extends_nothing(cast, contract):
    with pytest.raises(Forbidden):
        extension.extend(contract, [cast.japan], by=by(cast.director), at=NOW)
    assert Contract.objects.count() == 1


def test_lineage_is_told_only_to_who_sees_the_other(cast, contract):
    [row] = extension.extend(contract, [cast.japan], by=by(cast.manager), at=NOW)
    by(cast.manager)
    assert queries.origin_seen(cast.manager.person, row.draft) == contract
    by(cast.sister_manager)
    assert access.visible(cast.sister_manager.person, Contract.objects.filter(pk=row.draft.pk)).exists()
    assert queries.origin_seen(cast.sister_manager.person, row.draft) is None
    by(cast.director)  # the SME sees the draft once it is proposed
    assert queries.extensions_seen(cast.director.person, contract) == []
