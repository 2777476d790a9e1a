"""A moral contract put in writing: each party may ask, the age stays, the moral contract goes on as the written one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from contracts.actions import drafting, moral, notice, signature, writing
from contracts.models import Ending, ModelVersion
from portage.core.refusals import Invalid, Refused
from portage.network import access
from tests.cast import approved, by, cleared, make_cast, signed_by_both

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
FIRST = date(2019, 4, 1)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def unwritten(cast):
    """A moral contract since 2019, confirmed by both."""
    me = by(cast.manager)
    made = drafting.start_draft(principal=cast.sme, agent=cast.poland, nature="moral", by=me, at=NOW)
    drafting.set_products(made, products=cast.products, by=me, at=NOW)
    drafting.set_territory(made, countries=["PL"], segments=[], exclusive=True, by=me, at=NOW)
    made.refresh_from_db()
    made.first_day = FIRST
    made.save()
    cleared(cast, made, at=NOW)
    for member in (cast.manager, cast.director):
        moral.confirm_moral(made, by=by(member), at=NOW)
    made.refresh_from_db()
    return made


def written(cast, unwritten):
    """The draft that the director asked for, with what a moral contract never said."""
    me = by(cast.manager)
    draft = writing.ask_in_writing(unwritten, by=by(cast.director), at=NOW)
    drafting.set_commission(
        draft, rate=Decimal("0.06"), event="paid", currency="EUR", statement_months=3, by=me, at=NOW
    )
    version = ModelVersion.objects.filter(model=cast.model).first()
    law = {"law": "FR", "forum": "Lyon", "languages": "fr", "prevailing": "fr"}
    drafting.set_law(draft, **law, model_version=version, by=me, at=NOW)
    draft.refresh_from_db()
    return draft


def both_sign(cast, draft):
    approved(cast, draft, at=NOW)
    signed_by_both(cast, draft, at=NOW)


def test_both_sides_see_at_once_a_draft_with_what_was_confirmed(cast, unwritten):
    draft = writing.ask_in_writing(unwritten, by=by(cast.director), at=NOW)
    assert (draft.first_day, draft.nature, draft.product_lines.count()) == (FIRST, "indefinite", 2)
    for member in (cast.director, cast.manager, cast.subsidiary_manager):
        by(member)
        assert access.visible(member.person, type(draft).objects.filter(pk=draft.pk)).exists()


def test_signed_the_written_contract_carries_the_moral_one_on_with_its_age(cast, unwritten):
    draft = written(cast, unwritten)
    both_sign(cast, draft)
    unwritten.refresh_from_db()
    assert (draft.status, draft.first_day, draft.ends_on) == ("in_force", FIRST, None)
    assert (unwritten.status, Ending.objects.get().reason) == ("ended", "formalised")
    told = notice.explain(draft, served_on=date(2024, 7, 10))
    assert told.day == date(2024, 10, 31)  # three months from the third year, to the end of the month


def test_a_notice_given_meanwhile_goes_on(cast, unwritten):
    draft = written(cast, unwritten)
    given = notice.give_notice(unwritten, by=by(cast.director), form="platform", served_on=NOW.date(), at=NOW)
    both_sign(cast, draft)
    assert (draft.status, draft.ends_on) == ("notice_given", given.ends_on)


def test_the_other_side_cannot_refuse_where_the_law_gives_the_right(cast, unwritten):
    draft = writing.ask_in_writing(unwritten, by=by(cast.director), at=NOW)
    with pytest.raises(Refused, match="cannot_be_refused"):
        drafting.withdraw(draft, by=by(cast.manager), at=NOW)
    draft.refresh_from_db()
    assert draft.status == "draft"
    drafting.withdraw(draft, by=by(cast.director), at=NOW)
    assert writing.ask_in_writing(unwritten, by=by(cast.manager), at=NOW).status == "draft"


def test_it_is_asked_once_and_its_first_day_stays(cast, unwritten):
    draft = writing.ask_in_writing(unwritten, by=by(cast.director), at=NOW)
    with pytest.raises(Refused, match="writing_asked"):
        writing.ask_in_writing(unwritten, by=by(cast.manager), at=NOW)
    duration = {"first_months": 12, "renewal_months": 12, "notice_scale": [1, 2, 3], "notice_month_end": False}
    with pytest.raises(Invalid, match="age_stays"):
        drafting.set_duration(draft, first_day=date(2024, 7, 1), **duration, by=by(cast.manager), at=NOW)
    draft.refresh_from_db()
    assert draft.first_day == FIRST


def test_the_writing_of_a_contract_that_ended_is_not_signed(cast, unwritten):
    draft = written(cast, unwritten)
    approved(cast, draft, at=NOW)
    document = signature.store_contract_document(draft.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=NOW)
    type(unwritten).objects.filter(pk=unwritten.pk).update(status="ended", ends_on=NOW.date())
    with pytest.raises(Refused, match="moral_is_over"):
        signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.director), at=NOW)
    assert not document.signatures.exists()
