"""Amendments: the path of a contract, one at a time, in effect on its day and never otherwise; the past stays readable."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts.actions import amending, drafting, ending, negotiation, notice, renewal, taking_effect, versions
from contracts.assembly import articles_of
from contracts.documents.canonical import build
from contracts.models import Contract, Effect, Version
from contracts.paperwork import html_of
from contracts.queries import amendments as queries
from contracts.queries.counted import counted
from portage.core.models import Entry
from portage.core.refusals import Invalid, Refused, Several
from portage.network import access
from tests.cast import by, cleared, concluded, draft, make_cast, signed_by_both
from tests.contracts.amending import countries_of, signed, started

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
JULY = date(2024, 7, 1)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=AT)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def test_a_signed_amendment_changes_the_contract_on_its_day_and_not_before(cast, contract):
    amendment = signed(cast, started(cast, contract, JULY, at=NOW, countries=["PL", "CZ"]), at=NOW)
    renewal.run_day(at=on(JULY - timedelta(days=1)))
    assert (amendment.status, countries_of(contract)) == ("signed", {"PL"})
    for _ in range(3):
        renewal.run_day(at=on(JULY))
    contract.refresh_from_db()
    amendment.refresh_from_db()
    assert (amendment.status, countries_of(contract), contract.status) == ("in_effect", {"PL", "CZ"}, "in_force")
    assert (contract.version_number, contract.signed_number, Effect.objects.count()) == (2, 1, 1)
    assert contract.versions.get(number=2).articles == amendment.versions.get().articles
    assert Entry.objects.filter(kind="contracts.amended", scope_id=contract.pk).count() == 1


def test_every_past_day_reads_as_it_was(cast, contract):
    signed(cast, started(cast, contract, JULY, at=NOW, countries=["PL", "CZ"]), at=NOW)
    renewal.run_day(at=on(date(2024, 9, 15)))
    later = started(cast, contract, date(2024, 10, 1), at=on(date(2024, 9, 20)), countries=["HU"])
    signed(cast, later, at=on(date(2024, 9, 20)))
    renewal.run_day(at=on(date(2025, 1, 2)))
    contract.refresh_from_db()
    for day, expected in [
        (date(2024, 3, 1), ("PL",)), (date(2024, 6, 30), ("PL",)), (JULY, ("PL", "CZ")), (date(2024, 9, 30), ("PL", "CZ")),
        (date(2024, 10, 1), ("HU",)), (date(2030, 1, 1), ("HU",)),
    ]:  # fmt: skip
        assert build(queries.version_on(contract, day).data).territory.countries == expected
    assert queries.version_on(contract, date(2024, 2, 29)) is None


def test_only_one_amendment_at_a_time(cast, contract):
    started(cast, contract, JULY, at=NOW, countries=["CZ"])
    with pytest.raises(Refused, match="amendment_open"):
        amending.start_amendment(contract, by=by(cast.director), at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.create(
            reference="PC-0",
            amends=contract,
            amendment_number=2,
            principal=cast.sme,
            agent=cast.poland,
            group=cast.group,
            created_at=NOW,
        )
    assert contract.amendments.count() == 1


def test_the_database_refuses_an_amendment_in_force_and_a_contract_in_effect(cast, contract):
    amendment = started(cast, contract, JULY, at=NOW, countries=["CZ"])
    for row, status in [(amendment, "in_force"), (contract, "in_effect")]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.filter(pk=row.pk).update(status=status)


@pytest.mark.parametrize("verb", [drafting.set_duration, drafting.set_law])
def test_parties_law_and_duration_stay_with_the_reason(cast, contract, verb):
    amendment = started(cast, contract, JULY, at=NOW, countries=["CZ"])
    before = Contract.objects.values().get(pk=amendment.pk)
    duration = {
        "first_day": JULY,
        "first_months": 1,
        "renewal_months": 1,
        "notice_scale": [1],
        "notice_month_end": False,
    }
    law = {
        "law": "DE",
        "forum": "Berlin",
        "languages": "en",
        "prevailing": "en",
        "model_version": contract.model_version,
    }
    with pytest.raises(Refused, match="stays"):
        verb(amendment, **(duration if verb is drafting.set_duration else law), by=by(cast.manager), at=NOW)
    assert Contract.objects.values().get(pk=amendment.pk) == before


def test_an_amendment_that_changes_nothing_or_has_no_day_is_not_proposed(cast, contract):
    amendment = amending.start_amendment(contract, by=by(cast.director), at=NOW)
    with pytest.raises(Several) as refused:
        versions.propose(amendment, by=by(cast.manager), at=NOW)
    assert {one.code for one in refused.value.refusals} == {"nothing_changed", "no_effect"}
    assert not amendment.versions.exists()


@pytest.mark.parametrize(("day", "code"), [(date(2024, 2, 1), "ended_term"), (date(2024, 6, 2), "before_signature")])
def test_a_day_in_an_ended_term_or_before_signature_is_refused(cast, contract, day, code):
    amendment = amending.start_amendment(contract, by=by(cast.manager), at=NOW)
    with pytest.raises(Invalid) as refused:
        amending.set_effect(amendment, effective_from=day, by=by(cast.manager), at=NOW)
    amendment.refresh_from_db()
    assert (refused.value.code, amendment.effective_from) == (code, None)


def test_signed_late_it_takes_effect_on_the_day_of_the_last_signature(cast, contract):
    amendment = started(cast, contract, date(2024, 6, 10), at=NOW, countries=["CZ"])
    signed(cast, amendment, approved_at=NOW, at=on(date(2024, 6, 20)))
    assert Effect.objects.get().from_day == date(2024, 6, 20)


def test_both_may_agree_in_text_that_it_applies_earlier(cast, contract):
    reason = "The agent has worked in Czechia since May."
    amendment = started(cast, contract, date(2024, 5, 1), at=NOW, countries=["PL", "CZ"], earlier=reason)
    signed(cast, amendment, at=NOW)
    assert Effect.objects.get().from_day == date(2024, 5, 1)
    html = html_of(Version.objects.get(contract=amendment))
    assert "The agent has worked in Czechia since May." in html
    assert "demeurent inchangés" in html
    assert "<ins>" in html


def test_it_falls_when_the_contract_ended_before_its_day_and_says_so(cast, contract):
    amendment = signed(cast, started(cast, contract, date(2024, 9, 1), at=NOW, countries=["CZ"]), at=NOW)
    ending.end_for_serious_default(
        contract, grounds="Sold competing goods all over the territory.", by=by(cast.manager), at=on(JULY)
    )
    renewal.run_day(at=on(date(2024, 9, 10)))
    amendment.refresh_from_db()
    assert (amendment.status, countries_of(contract), Effect.objects.get().outcome) == ("fallen", {"PL"}, "fell")
    assert Entry.objects.filter(kind="contracts.amendment_fell", scope_id=contract.pk).exists()


def test_an_outage_over_both_days_gives_the_same_as_a_run_each_day(cast, contract):
    """The amendment came before the end: it takes effect though one late run finds both due."""
    signed(cast, started(cast, contract, date(2024, 9, 1), at=NOW, countries=["CZ"]), at=NOW)
    proposal = ending.propose_end(contract, last_day=date(2024, 9, 15), by=by(cast.manager), at=NOW)
    ending.accept_end(proposal, by=by(cast.director), at=NOW)
    renewal.run_day(at=on(date(2024, 12, 1)))
    contract.refresh_from_db()
    assert (contract.status, countries_of(contract)) == ("ended", {"CZ"})


def test_one_that_fails_halfway_leaves_nothing_done_and_is_tried_again(cast, contract, monkeypatch):
    amendment = signed(cast, started(cast, contract, JULY, at=NOW, countries=["CZ"]), at=NOW)
    monkeypatch.setattr(taking_effect, "consolidated", lambda *_: (_ for _ in ()).throw(MemoryError))
    renewal.run_day(at=on(JULY))
    amendment.refresh_from_db()
    contract.refresh_from_db()
    assert (amendment.status, countries_of(contract), contract.version_number) == ("signed", {"PL"}, 1)
    monkeypatch.undo()
    renewal.run_day(at=on(date(2024, 7, 9)))
    assert (countries_of(contract), Effect.objects.get().from_day) == ({"CZ"}, JULY)


def test_nothing_is_signed_for_a_contract_that_has_ended(cast, contract):
    amendment = started(cast, contract, JULY, at=NOW, countries=["CZ"])
    ending.end_for_serious_default(
        contract, grounds="Sold competing goods all over the territory.", by=by(cast.manager), at=NOW
    )
    with pytest.raises(Refused, match="contract_ended"):
        versions.propose(amendment, by=by(cast.manager), at=NOW)
    assert not amendment.versions.exists()


def test_no_notice_is_given_of_an_amendment(cast, contract):
    amendment = signed(cast, started(cast, contract, date(2024, 6, 3), at=NOW, countries=["CZ"]), at=NOW)
    assert amendment.status == "in_effect"
    with pytest.raises(Refused):
        notice.give_notice(amendment, by=by(cast.director), form="platform", served_on=JULY, at=NOW)
    assert not amendment.notices.exists()


def test_notice_and_renewal_go_on_as_if_there_were_no_amendment(cast, contract):
    signed(cast, started(cast, contract, JULY, at=NOW, countries=["CZ"]), at=NOW)
    renewal.run_day(at=on(date(2025, 3, 2)))
    contract.refresh_from_db()
    assert [term.last_day for term in contract.terms.all()] == [date(2025, 2, 28), date(2026, 2, 28)]


def test_the_commission_changes_whole_with_its_lines(cast, contract):
    amendment = started(cast, contract, JULY, at=NOW, countries=["PL"])
    lines = [{"product": cast.products[0], "up_to": Decimal(100000), "rate": Decimal("0.08")}, {"product": cast.products[0], "up_to": None, "rate": Decimal("0.05")}]  # fmt: skip
    drafting.set_commission(
        amendment,
        rate=Decimal("0.07"),
        event="invoiced",
        currency="EUR",
        statement_months=1,
        lines=lines,
        by=by(cast.manager),
        at=NOW,
    )
    signed(cast, amendment, at=NOW)
    renewal.run_day(at=on(JULY))
    contract.refresh_from_db()
    assert (contract.commission_rate, contract.commission_event, contract.commission_lines.count()) == (
        Decimal("0.07"),
        "invoiced",
        2,
    )
    assert queries.agreed_terms(contract) == queries.agreed_terms(amendment)


def test_those_named_on_a_confidential_contract_alone_see_its_amendments(cast):
    named = {"confidential_to": [cast.manager, cast.counsel, cast.subsidiary_manager, cast.director]}
    contract = concluded(cast, start=named)
    amendment = started(cast, contract, JULY, at=NOW, countries=["CZ"])
    for member, sees in [
        (cast.director, True),
        (cast.manager, True),
        (cast.auditor, False),
        (cast.rival_director, False),
    ]:
        by(member)
        assert access.visible(member.person, Contract.objects.filter(pk=amendment.pk)).exists() is sees


def test_amendments_are_not_counted_as_contracts(cast, contract):
    started(cast, contract, JULY, at=NOW, countries=["CZ"])
    assert (counted().count(), Contract.objects.count()) == (1, 2)


def negotiated(cast, words: dict[str, str], at: datetime) -> Contract:
    """A contract signed by both, in which some articles have a sentence more than its model."""
    contract = draft(cast, at=at)
    versions.propose(contract, by=by(cast.manager), at=at)
    for key, more in words.items():
        texts = {tag: "\n".join([*paragraphs(contract, key, tag), more]) for tag in articles_of(contract)}
        proposal = negotiation.propose_article(contract, key=key, texts=texts, base=0, by=by(cast.director), at=at)
        negotiation.accept(proposal, by=by(cast.manager), at=at)
    contract.refresh_from_db()
    cleared(cast, contract, at=at)
    for who in (cast.manager, cast.counsel, cast.director):
        versions.approve(contract, version=contract.version_number, by=by(who), at=at)
    contract.refresh_from_db()
    return signed_by_both(cast, contract, at=at)


def paragraphs(contract: Contract, key: str, tag: str) -> tuple[str, ...]:
    return next(article.paragraphs for article in articles_of(contract)[tag] if article.key == key)


def test_words_that_both_sides_agreed_on_stay_through_amendments(cast):
    """Those of an article that the amendment's own terms replace (exclusivity given up) go with it, and with it alone."""
    contract = negotiated(cast, {"reporting": "Le rapport est bref.", "exclusivity": "Elle se relit chaque année."}, AT)
    first = signed(cast, started(cast, contract, JULY, at=NOW, countries=["PL", "CZ"]), at=NOW)
    renewal.run_day(at=on(JULY))
    contract.refresh_from_db()
    for key, more in (("reporting", "Le rapport est bref."), ("exclusivity", "Elle se relit chaque année.")):
        assert more in html_of(first.versions.get())
        stands = contract.versions.get(number=contract.version_number).articles["fr"]
        assert next(row for row in stands if row["key"] == key)["paragraphs"][-1] == more
    later = started(cast, contract, date(2024, 8, 1), at=on(date(2024, 7, 20)), countries=["PL", "CZ"])
    drafting.set_territory(
        later, countries=["PL"], segments=["cosmetics"], exclusive=False, by=by(cast.manager), at=on(date(2024, 7, 20))
    )
    later.refresh_from_db()
    assert paragraphs(later, "reporting", "fr")[-1] == "Le rapport est bref."
    assert "Elle se relit chaque année." not in paragraphs(later, "exclusivity", "fr")
