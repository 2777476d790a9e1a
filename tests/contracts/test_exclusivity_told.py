"""What each side reads of exclusivity: a function of the rows that it may see, whatever else there is."""

import re
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.actions import exclusivity, negotiation, versions
from contracts.actions.exclusivity import settle
from contracts.models import Place, PlaceAsked, PlaceKept
from contracts.queries import exclusivity as queries
from portage.core.models import Entry, Message
from portage.core.refusals import Refused
from portage.network import access
from portage.network.actions import add_member
from tests.cast import AT, by, changed, cleared, draft, make_cast
from tests.contracts.door import visitor
from tests.contracts.places import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    made = make_cast()
    made.keeper = add_member(made.sme, email="k@example.test", name="Kim Eeper", role="managing_director", at=AT)
    return made


@pytest.fixture
def proposed(cast):
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    contract.refresh_from_db()
    return contract


def page(member, contract, name="contracts:checks") -> str:
    """What they receive, without what changes at every request."""
    body = visitor(member).get(reverse(name, args=[contract.pk])).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|"X-CSRFToken")(=|: )"[^"]*"', "", body)


def test_a_side_reads_the_contract_that_it_may_see_and_cannot_confirm(cast, proposed):
    other = standing(cast)
    assert other.reference in page(cast.director, proposed)
    with pytest.raises(Refused, match="overlap"):
        exclusivity.clear(proposed, by=by(cast.director), at=AT)
    assert other.reference not in page(cast.manager, proposed)
    assert exclusivity.clear(proposed, by=by(cast.manager), at=AT).side == "agent"


@pytest.mark.parametrize("reader", ["manager", "director"])
def test_an_unseen_contract_and_a_side_that_has_not_confirmed_are_the_same_bytes(cast, proposed, reader):
    me, other = getattr(cast, reader), cast.director if reader == "manager" else cast.manager
    exclusivity.clear(proposed, by=by(me), at=AT)
    names = ("contracts:checks", "contracts:contract", "contracts:journal", "api:checks", "api:contract")
    silent = [page(me, proposed, name) for name in names]
    assert "has not arrived yet" in silent[0]
    standing(cast, named=[cast.keeper, cast.rival_manager])
    assert [page(me, proposed, name) for name in names] == silent
    exclusivity.clear(proposed, by=by(other), at=AT)
    settle(proposed, at=AT)
    assert [page(me, proposed, name) for name in names] == silent


def test_the_last_approval_waits_in_the_same_words_whatever_is_missing(cast, proposed):
    for member in (cast.manager, cast.counsel):
        versions.approve(proposed, version=1, by=by(member), at=AT)
    said = []
    for prepare in (lambda: None, lambda: cleared(cast, proposed), lambda: None):
        prepare()
        if len(said) == 1:
            standing(cast, named=[cast.keeper, cast.rival_manager])
        with pytest.raises(Refused) as refusal:
            versions.approve(proposed, version=1, by=by(cast.director), at=AT)
        said.append((refusal.value.code, str(refusal.value.message), refusal.value.details))
    assert len(set(map(str, said))) == 1
    assert versions.approved_roles(proposed.versions.get(), "principal") == set()
    Place.objects.update(released_at=AT)
    versions.approve(proposed, version=1, by=by(cast.director), at=AT)
    proposed.refresh_from_db()
    assert proposed.status == "approved"


def test_who_is_named_on_it_is_asked_and_nobody_of_the_rival_group(cast, proposed):
    hidden = standing(cast, named=[cast.keeper, cast.rival_manager])
    cleared(cast, proposed)
    for _twice in range(2):
        settle(proposed, at=AT)
    asked = PlaceAsked.objects.get()
    assert (asked.contract, asked.side) == (hidden, "principal")
    told = Message.objects.filter(kind="contracts.places").values_list("recipient__name", flat=True)
    assert list(told) == ["Kim Eeper"]
    assert proposed.reference not in Message.objects.get(kind="contracts.places").text
    assert not Message.objects.filter(kind="contracts.exclusivity").exists()
    assert not Entry.objects.filter(scope_id=hidden.pk).exists()
    seen = page(cast.keeper, hidden, "contracts:contract")
    assert "Does this contract keep it?" in seen
    assert proposed.reference not in seen
    assert "Does this contract keep it?" not in page(cast.rival_manager, hidden, "contracts:contract")
    url = reverse("contracts:keep_places", args=[hidden.pk, asked.pk])
    for member in (cast.rival_manager, cast.director, cast.manager):
        assert visitor(member).post(url).status_code == 404
    assert not PlaceKept.objects.exists()
    assert visitor(cast.keeper).post(url).status_code == 302
    assert PlaceKept.objects.get().membership == cast.keeper
    assert visitor(cast.keeper).post(url).status_code == 404


def test_both_confirm_and_who_must_approve_is_told_once(cast, proposed):
    assert visitor(cast.director).post(reverse("contracts:clear", args=[proposed.pk])).status_code == 302
    assert visitor(cast.director).post(reverse("contracts:clear", args=[proposed.pk])).status_code == 409
    assert visitor(cast.auditor).post(reverse("contracts:clear", args=[proposed.pk])).status_code == 403
    assert visitor(cast.rival_manager).post(reverse("contracts:clear", args=[proposed.pk])).status_code == 404
    assert "has not arrived yet" in page(cast.director, proposed)
    exclusivity.clear(proposed, by=by(cast.manager), at=AT)
    for _twice in range(2):
        settle(proposed, at=AT)
    told = Message.objects.filter(kind="contracts.exclusivity").values_list("recipient__name", flat=True)
    assert sorted(told) == ["Claire Roux", "Diane Xavier", "Kim Eeper", "Luc Carre"]
    assert "Both sides have confirmed" in page(cast.director, proposed)


def test_a_version_that_claims_the_same_keeps_what_was_confirmed(cast, proposed):
    cleared(cast, proposed)
    changed(cast, proposed)
    proposed.refresh_from_db()
    assert queries.cleared(proposed) == {"principal", "agent"}
    wider = negotiation.propose_terms(
        proposed, step="territory", given={"countries": ["PL", "CZ"], "segments": [], "exclusive": True}, base=0,
        by=by(cast.director), at=AT,
    )  # fmt: skip
    negotiation.accept(wider, by=by(cast.manager), at=AT)
    proposed.refresh_from_db()
    assert queries.cleared(proposed) == set()


def ended(contract, *, on=date(2023, 12, 31), give_up=exclusivity.follow) -> list[tuple[str, list[str]]]:
    """The contract gives its places up from that day on; the jobs that this sends, which are then run."""
    before = set(DBTaskResult.objects.values_list("pk", flat=True))
    contract.ends_on = on
    give_up(contract, at=AT)
    sent = DBTaskResult.objects.filter(task_path="contracts.jobs.look_again").exclude(pk__in=before)
    found = [(job.args_kwargs["args"], job.run_after) for job in sent]
    for (waits, freed), _hour in found * 2:
        exclusivity.look(UUID(waits), freed=[UUID(one) for one in freed], at=AT)
    return found


def letters() -> list[tuple[str, ...]]:
    told = Message.objects.filter(kind="contracts.exclusivity")
    return sorted(told.values_list("key", "recipient__name", "subject", "text", "action"))


def test_sides_that_waited_for_a_hidden_contract_are_told_once_in_the_words_of_a_confirmation(cast, proposed):
    """Beside a draft for which nothing was ever in the way: the same letters to the same people, byte for byte."""
    with transaction.atomic():
        cleared(cast, proposed)
        settle(proposed, at=AT)
        expected = letters()
        assert len(expected) == 4
        transaction.set_rollback(True)
    hidden = standing(cast, named=[cast.keeper, cast.rival_manager])
    cleared(cast, proposed)
    settle(proposed, at=AT)
    assert letters() == []
    ((args, hour),) = ended(hidden)
    assert args == [str(proposed.pk), [str(hidden.pk)]]
    assert hour == AT.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    assert letters() == expected
    assert not any(hidden.reference in word for row in expected for word in row)


@pytest.mark.parametrize("give_up", [exclusivity.follow, exclusivity.release])
def test_who_saw_what_stood_in_the_way_is_told_that_it_does_no_more_and_nobody_else(cast, proposed, give_up):
    seen = standing(cast, named=[cast.director, cast.rival_manager])
    exclusivity.clear(proposed, by=by(cast.manager), at=AT)
    ended(seen, give_up=give_up)
    (letter,) = Message.objects.filter(kind="contracts.exclusivity")
    assert letter.recipient == cast.director.person
    assert proposed.reference in letter.subject
    assert seen.reference not in letter.subject + letter.text
    assert exclusivity.clear(proposed, by=by(cast.director), at=AT).side == "principal"


@pytest.mark.parametrize(
    "over",
    [
        {"on": date(2030, 1, 1)},
        {"country": "CZ"},
        {"exclusive": False, "segments": ["one that the draft leaves out"], "narrow": True},
        {"beside": True},
    ],
)
def test_nobody_is_told_while_something_is_in_the_way_or_when_it_never_was(cast, proposed, over):
    if over.pop("narrow", False):
        proposed.segments = ["another"]
        proposed.save()
    on = over.pop("on", date(2023, 12, 31))
    if over.pop("beside", False):
        standing(cast, named=[cast.director, cast.rival_manager], products=cast.products[1:2])
        over["products"] = cast.products[:1]
    seen = standing(cast, named=[cast.director, cast.rival_manager], **over)
    ended(seen, on=on)
    assert letters() == []


DAYS = [date(2024, 3, 1) + timedelta(days=n) for n in range(5)]
PLACES = st.tuples(
    st.sampled_from(["PL", "CZ"]), st.sets(st.sampled_from(["a", "b"])), st.booleans(), st.integers(0, 4), st.integers(0, 5),
    st.sampled_from(["seen by the SME", "seen by the group", "hidden"]),
)  # fmt: skip


def points(country, segments, first, last) -> set:
    """Every single thing held: a country, a segment (c: any that is not named), a day; day 5 and later are one."""
    return {(country, segment, day) for segment in segments or {"a", "b", "c"} for day in range(first, last + 1)}


@given(st.lists(PLACES, max_size=6), st.sets(st.sampled_from(["a", "b"])), st.booleans(), st.integers(0, 4))
@settings(max_examples=12)
def test_the_database_and_each_reading_agree_with_single_days(cast_of_module, rows, segments, exclusive, first):
    cast, contract = cast_of_module
    with transaction.atomic():
        contract.segments, contract.exclusive, contract.first_day = sorted(segments), exclusive, DAYS[first]
        held, mine = [], points("PL", segments, first, 5)
        for country, theirs, alone, begins, ends, who in rows:
            ends = max(begins, ends)
            want = points(country, theirs, begins, ends)
            free = not any(want & other and (alone or other_alone) for _c, other, other_alone, _w in held)
            last = None if ends == 5 else DAYS[ends]
            facts = {"country": country, "segments": theirs, "exclusive": alone, "first": DAYS[begins], "last": last}
            where = {
                "seen by the SME": {},
                "seen by the group": {"named": [cast.manager]},
                "hidden": {"named": [cast.keeper]},
            }[who]
            made = None
            with suppress(IntegrityError), transaction.atomic():
                made = standing(cast, **facts, **where, products=cast.products[:1])
            assert (made is not None) == free
            if made:
                held.append((made, want, alone, who))
        in_way = {c: who for c, other, alone, who in held if other & mine and (alone or exclusive)}
        for member, kind in ((cast.director, "seen by the SME"), (cast.manager, "seen by the group")):
            access.act(member.person, member)
            told = queries.told(contract, member.person)
            assert set(told.seen) == {c for c, who in in_way.items() if who == kind}
            assert told.reading.code == ("seen" if told.seen else "yours")
        assert queries.in_the_way(contract).exists() == bool(in_way)
        transaction.set_rollback(True)


@pytest.fixture
def cast_of_module(cast, proposed):
    proposed.product_lines.exclude(product=cast.products[0]).delete()
    return cast, proposed
