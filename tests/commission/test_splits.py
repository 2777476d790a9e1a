"""An order is split between contracts of one SME, and the SME never pays twice."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from contracts.queries.law import law_of
from portage.commission.actions import splits
from portage.commission.models import Order, Share, ShareAnswer, Split, SplitOutcome
from portage.commission.queries.account import account, drafts, next_period
from portage.commission.queries.terms import AsTheyStood
from portage.core.models import Entry, EntryText, Message
from portage.core.refusals import Refused
from portage.network import access
from portage.network.actions import add_member
from tests.cast import by, make_cast
from tests.commission.selling import Sales, told_of
from tests.commission.splitting import AT, Two

pytestmark = pytest.mark.django_db
END = date(2026, 12, 31)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def two(cast) -> Two:
    return Two(cast)


def due(contract) -> list[tuple]:
    """(base, amount) of what is left to state."""
    return [(one.base, one.amount) for one in account(contract, AsTheyStood(contract), END, law_of(contract)).accruals]


def why(contract) -> list[str]:
    return [one.why for one in account(contract, AsTheyStood(contract), END, law_of(contract)).waiting]


def counted() -> list[int]:
    return [model.objects.count() for model in (Split, Share, ShareAnswer, SplitOutcome, Entry, Message)]


def refused(told, code: str) -> None:
    """The code of a refusal, and that nothing changed."""
    before = counted()
    with pytest.raises(Refused) as error:
        told()
    assert error.value.code == code
    assert counted() == before


def paid(two: Two) -> None:
    invoice = two.sales.invoice(two.order, "1000.01", "2024-04-10", "2024-05-10")
    two.sales.payment(invoice, "1000.01", "2024-05-02")


def test_an_agreed_split_gives_each_contract_its_part_at_its_own_rate_and_the_cents_add_up(two):
    two.agreed()
    paid(two)
    assert due(two.own) == [(D("500.01"), D("30.00"))]
    assert due(two.other) == [(D("500.00"), D("40.00"))]


def test_while_one_answer_is_missing_nothing_is_due_and_the_preview_of_each_says_why(two):
    paid(two)
    assert due(two.own) == [(D("1000.01"), D("60.00"))]
    split = two.propose()
    two.say(two.share(split, two.own), True, two.cast.subsidiary_manager)
    for contract in (two.own, two.other):
        assert (due(contract), why(contract)) == ([], ["split_waits"])
        (draft,) = drafts(contract, next_period(contract, AsTheyStood(contract)))
        assert [(line.why, line.amount) for line in draft.lines] == [("split_waits", 0)]


def test_what_was_stated_before_is_corrected_in_the_next_statement(two):
    paid(two)
    first = two.sales.issue("2024-06-30")
    two.agreed()
    second = two.sales.issue("2024-09-30")
    assert told_of(first)[0][1:4] == (D("1000.010"), D("0.06"), D("60.000"))
    assert [(section, base, amount) for section, base, _rate, amount, _why in told_of(second)] == [
        ("adjustment", D("-500.000"), D("-30.000"))
    ]
    other = Sales(two.cast, two.other).issue("2024-06-30")
    assert other.total == D("40.00")


def test_a_declined_part_keeps_the_order_waiting_until_the_principal_proposes_anew_or_withdraws(two):
    paid(two)
    split = two.propose()
    two.say(two.share(split, two.other), False, two.cast.sister_manager)
    assert why(two.own) == ["split_waits"]
    again = two.propose((D("70.5"), D("29.5")), rule="agreed")
    assert (again.number, split.outcome.kind) == (2, "withdrawn")
    splits.withdraw_split(two.order, by=by(two.cast.director), at=AT)
    assert due(two.own) == [(D("1000.01"), D("60.00"))]
    assert due(two.other) == why(two.other) == []


def test_a_part_of_an_order_that_came_after_the_end_or_without_the_agent_earns_because_it_is_agreed(cast):
    two = Two(cast, direct=True)
    two.other.ends_on = date(2024, 3, 31)
    two.other.status = "ended"
    two.other.save()
    two.agreed((D(0), D(100)), rule="agreed")
    paid(two)
    assert due(two.own) == []
    assert due(two.other) == [(D("1000.01"), D("80.00"))]


def test_each_agent_reads_its_own_part_alone(two):
    split = two.propose()
    own, other = two.share(split, two.own), two.share(split, two.other)
    cast = two.cast
    for member, seen in (
        (cast.subsidiary_manager, {own}), (cast.sister_manager, {other}), (cast.manager, {own, other}),
        (cast.director, {own, other}), (cast.rival_manager, set()), (cast.rival_director, set()),
    ):  # fmt: skip
        access.act(member.person, member)
        assert set(access.visible(member.person, Share.objects.all())) == seen
    access.act(cast.sister_manager.person, cast.sister_manager)
    for model in (Order, Split):
        assert not access.visible(cast.sister_manager.person, model.objects.all()).exists()


def test_nothing_that_one_agent_is_told_names_the_other_or_answers_in_its_place(two):
    cast = two.cast
    split = two.propose()
    two.say(two.share(split, two.other), False, cast.sister_manager, "Tokyo did it")
    again = two.propose((D(60), D(40)), rule="agreed")
    two.say(two.share(again, two.own), True, cast.subsidiary_manager)
    two.say(two.share(again, two.other), True, cast.sister_manager)
    foreign = ("Japan", "Tokyo", two.other.reference, str(two.other.pk), cast.sister_manager.person.name)
    entries = Entry.objects.filter(kind__startswith="commission.", scope_id=two.own.pk).exclude(kind__endswith="told")
    assert {one.kind for one in entries} == {
        "commission.part_proposed", "commission.part_agreed", "commission.part_withdrawn", "commission.split_holds",
    }  # fmt: skip
    assert cast.japan.pk not in {one.on_behalf_of for one in entries}
    told = [str(one.facts) for one in entries] + [
        str(one.content) for one in EntryText.objects.filter(entry__in=entries)
    ]
    mails = Message.objects.filter(kind="commission.part", recipient=cast.subsidiary_manager.person)
    told += [f"{one.subject} {one.text}" for one in mails]
    assert mails.count() == 3
    assert not [words for words in told if any(name in words for name in foreign)]


def test_only_the_principal_proposes_and_only_the_agent_of_a_part_answers(two):
    cast = two.cast
    refused(lambda: two.propose(by_whom=cast.subsidiary_manager), "not_the_principal")
    split = two.propose()
    own, other = two.share(split, two.own), two.share(split, two.other)
    refused(lambda: two.say(other, True, cast.director), "not_the_agent")
    refused(lambda: two.say(other, True, cast.subsidiary_manager), "not_a_party")
    refused(lambda: two.say(own, False, cast.subsidiary_manager, "  "), "no_reason")
    refused(lambda: two.propose(), "split_waits")
    refused(lambda: splits.withdraw_split(two.order, by=by(cast.subsidiary_manager), at=AT), "not_the_principal")
    two.say(own, True, cast.subsidiary_manager)
    refused(lambda: two.say(own, False, cast.subsidiary_manager), "part_answered")
    two.say(other, True, cast.sister_manager)
    refused(lambda: two.propose((D(90), D(10)), rule="agreed"), "split_holds")
    refused(lambda: splits.withdraw_split(two.order, by=by(cast.director), at=AT), "no_split")


def test_parts_that_are_not_of_one_whole_or_not_of_this_principal_are_refused(two):
    for percents, code in (
        ((D(50), D(49)), "not_a_whole"), ((D(150), D(-50)), "not_a_part"), ((D("NaN"), D(50)), "not_a_part"),
        ((D("33.33333"), D("66.66667")), "not_a_part"),
    ):  # fmt: skip
        refused(lambda percents=percents: two.propose(percents), code)
    refused(lambda: two.propose(rule="former"), "rule_does_not_apply")
    refused(lambda: two.propose(rule="lottery"), "unknown_rule")
    two.other, kept = two.own, two.other
    refused(lambda: two.propose(), "foreign_contract")
    two.other, two.own = kept, kept
    refused(lambda: two.propose(), "foreign_contract")
    refused(
        lambda: splits.propose_split(two.order, rule="agreed", parts=[(kept, D(100))], by=by(two.cast.director), at=AT),
        "too_few_parts",
    )


def test_a_second_split_of_one_order_is_refused_by_the_database(two):
    split = two.agreed()
    again = Split.objects.create(order=two.order, number=2, rule="agreed", membership=two.cast.director, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        SplitOutcome.objects.create(split=again, order=two.order, kind="holds", at=AT)
    assert SplitOutcome.objects.get(order=two.order).split == split


def test_a_part_of_a_confidential_contract_is_seen_by_the_named_alone_on_both_sides(two):
    cast = two.cast
    two.other.confidential = True
    two.other.save()
    access.unshare(two.other, cast.sme, cast.japan, cast.group)
    access.share_with_people(two.other, [cast.director, cast.sister_manager])
    colleague = add_member(cast.sme, email="c@example.test", name="Carl Ollegue", role="managing_director", at=AT)
    refused(lambda: two.propose(rule="agreed", by_whom=colleague), "foreign_contract")
    split = two.propose()
    own, other = two.share(split, two.own), two.share(split, two.other)
    for member, seen in (
        (colleague, {own}), (cast.manager, {own}), (cast.director, {own, other}), (cast.sister_manager, {other}),
    ):  # fmt: skip
        access.act(member.person, member)
        assert set(access.visible(member.person, Share.objects.all())) == seen
    mails = Message.objects.filter(kind="commission.part", key__contains=str(other.pk))
    assert {one.recipient for one in mails} == {cast.sister_manager.person}
