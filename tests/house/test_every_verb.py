"""Every verb refuses who acts for another house, on another side or in another role, whatever door they came by.

The doors ask first (`test_every_door.py`); the verb asks again, under its lock. One line a verb: who, and the refusal.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from contracts.actions import authority, drafting, extension, law, models, notice, succession, working
from contracts.models import Contract as AContract
from contracts.models import ContractModel, Notice, SigningAuthority, WorkingArticle
from portage.catalogue import actions as catalogue
from portage.catalogue.models import Product
from portage.commission.actions import (
    answering,
    billing,
    issuing,
    mandates,
    own_invoices,
    paying,
    rates,
    splits,
    telling,
    together,
)
from portage.commission.models import CommissionInvoice, Dispute, Mandate, Share, Statement
from portage.core import clock
from portage.core.refusals import Forbidden
from portage.fieldwork.actions import correcting, following
from portage.fieldwork.actions.attaching import attach
from portage.fieldwork.actions.companies import part_companies, say_same_company
from portage.fieldwork.actions.merging import merge_customers
from portage.fieldwork.actions.prospects import add_prospect, move_prospect
from portage.fieldwork.models import NextAction, Prospect, Report, SameCompany, Section
from portage.fieldwork.rules.content import Told
from portage.forum.actions import keeping as talk
from portage.forum.actions.attaching import attach as attach_to_post
from portage.forum.actions.order import flag, rule
from portage.forum.actions.spaces import change_space, name_moderator, open_space
from portage.forum.actions.writing import reply, start_thread
from portage.forum.models import Post, Space, Thread
from portage.forum.rules.writing import Words
from portage.needs.actions import answering as needs
from portage.needs.actions.attaching import attach_to
from portage.needs.actions.opening import ask_need, forward_complaint
from portage.needs.actions.pricing import write_price
from portage.needs.actions.quoting import give_quote, order_quote
from portage.needs.actions.sampling import receive_sample, send_sample, tell_trial
from portage.needs.models import Matter, Said, Sample
from portage.needs.rules.asked import Fault, Parcel, Prices
from portage.needs.rules.quoting import Offer
from portage.network import actions as network
from portage.network.models import ApiToken, Candidature, Contact, Customer, Invitation, Membership
from portage.privacy import actions as privacy
from portage.privacy.actions.retaining import set_periods
from tests.cast import by
from tests.every_address import world
from tests.replayed import every_row, replayed

pytestmark = pytest.mark.django_db
THINGS = {
    "candidature": Candidature, "contact": Contact, "contract": AContract, "customer": Customer, "invitation": Invitation,
    "membership": Membership, "model": ContractModel, "notice": Notice, "product": Product, "program": Membership,
    "statement": Statement, "dispute": Dispute, "section": Section, "report": Report, "action": NextAction,
    "prospect": Prospect, "token": ApiToken, "matter": Matter, "quote": Matter, "complaint": Matter, "said": Said,
    "sample": Sample, "commission_invoice": CommissionInvoice, "mandate": Mandate,
    "share": Share, "same_company": SameCompany, "space": Space, "thread": Thread, "post": Post,
}  # fmt: skip
OF_A_COMPANY = {"name": "Neuf", "country": "FR"}
MEMBER = {"role": "auditor", "is_administrator": False, "title": "new"}
RULE = {"value": 1, "status": "sourced", "source": "x", "checked_on": date(2024, 1, 1), "reason": "x"}
EVENT = {"kind": "merger", "from_day": date(2024, 1, 1), "ground": "x", "proof": b"%PDF-1.7"}
ORDER = {
    "source": uuid4(), "reference": "O", "customer": "x", "city": "x", "currency": "EUR", "lines": {},
    "received_on": date(2024, 4, 1), "accepted_on": date(2024, 4, 1),
}  # fmt: skip
INVOICE = {
    "source": uuid4(), "number": "F", "day": date(2024, 4, 1), "due_on": date(2024, 4, 1), "currency": "EUR", "lines": {},
}  # fmt: skip
PAID = {"source": uuid4(), "amount": Decimal(1), "paid_on": date(2024, 4, 1)}
CREDIT = {"source": uuid4(), "number": "AV", "day": date(2024, 4, 1), "lines": {}, "cause": "customer"}
WORDS = {"text": "N", "language": "fr"}
PRICES = Prices(uuid4(), "PL", "EUR", "kg", Decimal(1), Decimal(2), date(2024, 4, 1))
SAID = Words(uuid4(), "N")
OFFER = Offer("PL", "EUR", date(2024, 5, 1))
Tried = tuple[str, Callable[[Any], object]]

# {what is kept: [(the refusal, the verb, tried by somebody who may not)]}
REFUSED: dict[str, list[Tried]] = {
    "products": [
        ("not_yours", lambda t: catalogue.add_product(t.sme, by=t.by_manager, at=t.now, code="N", names={"en": "new"})),
        ("not_yours", lambda t: catalogue.add_product(t.poland, by=t.by_agent, at=t.now, code="N", names={"en": "new"})),
        ("not_yours", lambda t: catalogue.change_product(t.product, by=t.by_manager, at=t.now, code="N")),
        ("not_yours", lambda t: catalogue.share_product(t.product, with_=t.japan, by=t.by_manager, at=t.now)),
    ],
    "organisations": [
        ("not_your_group", lambda t: network.add_subsidiary(t.group, by=t.by_director, at=t.now, **OF_A_COMPANY)),
        ("not_your_group", lambda t: network.add_subsidiary(t.sme, by=t.by_director, at=t.now, **OF_A_COMPANY)),
        ("not_your_group", lambda t: network.admit_sme(t.rival_group, by=t.by_manager, at=t.now, **OF_A_COMPANY)),
        ("not_yours", lambda t: network.change_organisation(t.sme, by=t.by_manager, at=t.now, city="Nantes")),
        ("not_yours", lambda t: network.rename_organisation(t.sme, name="N", from_day=t.day, reason="", by=t.by_manager, at=t.now)),
        ("not_yours", lambda t: network.archive_organisation(t.sme, lives=False, by=t.by_manager, at=t.now)),
    ],
    "customers": [
        ("not_yours", lambda t: network.add_customer(t.poland.pk, name="N", country="PL", by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.change_customer(t.customer, name="N", by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.add_contact(t.customer, name="N", phone="1", source="visit", by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.change_contact(t.contact, name="N", by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.use_contact(t.contact, by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.remove_contact(t.contact, by=t.by_director, at=t.now)),
    ],
    "prospects": [
        ("not_the_agent", lambda t: add_prospect(t.contract, customer=t.customer, stage="trial", by=t.by_director, at=t.now)),
        ("not_the_agent", lambda t: add_prospect(t.contract, customer=t.customer, stage="trial", by=t.by_manager, at=t.now)),
        ("not_the_agent", lambda t: move_prospect(t.prospect, stage="trial", seen=1, by=t.by_director, at=t.now)),
        ("not_the_agent", lambda t: move_prospect(t.prospect, stage="trial", seen=1, by=t.by_manager, at=t.now)),
        ("not_yours", lambda t: merge_customers(t.customer, t.customer, by=t.by_director, at=t.now)),
        ("not_your_group", lambda t: say_same_company(t.customer, t.customer, by=t.by_agent, at=t.now)),
        ("not_your_group", lambda t: say_same_company(t.customer, t.customer, by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: part_companies(t.same_company, by=t.by_agent, at=t.now)),
        ("not_yours", lambda t: network.hand_contacts(t.customer, t.customer, by=t.by_director, at=t.now)),
        ("not_yours", lambda t: network.drop_merged_customer(t.customer, kept=t.customer, by=t.by_director, at=t.now)),
    ],
    "candidatures": [
        ("not_your_group", lambda t: network.write_candidature_page(t.group, by=t.by_rival, at=t.now, sectors=[])),
        ("not_your_group", lambda t: network.open_candidature_page(t.group, by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: network.close_candidature_page(t.group, by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: network.renew_candidature_page(t.group, by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: network.refuse_candidature(t.candidature, reason="no", by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: network.keep_candidature(t.candidature, by=t.by_rival, at=t.now)),
        ("not_your_group", lambda t: network.accept_candidature(t.candidature, role="export_director", by=t.by_rival, at=t.now)),
    ],
    "members": [
        ("not_keeper", lambda t: network.invite(t.sme, email="n@example.test", role="auditor", by=t.by_manager, at=t.now)),
        ("not_keeper", lambda t: network.invite(t.sme, email="n@example.test", role="auditor", by=t.by_reader, at=t.now)),
        ("not_by_token", lambda t: network.invite(t.sme, email="n@example.test", role="auditor", by=t.by_token, at=t.now)),
        ("not_keeper", lambda t: network.resend_invitation(t.invitation, by=t.by_manager, at=t.now)),
        ("not_keeper", lambda t: network.revoke_invitation(t.invitation, by=t.by_reader, at=t.now)),
        ("other_address", lambda t: network.accept_invitation(t.invitation, round=t.invitation.round, person=t.manager.person, by=t.by_manager, at=t.now)),
        ("not_keeper", lambda t: network.end_membership(t.reader, by=t.by_manager, at=t.now)),
        ("not_keeper", lambda t: network.change_member(t.reader, by=t.by_manager, at=t.now, **MEMBER)),
    ],
    "tokens": [
        ("not_yours", lambda t: t.token_for(t.director, by=t.by_manager)),
        ("not_keeper", lambda t: t.token_for(t.program, by=t.by_manager)),
        ("not_by_token", lambda t: t.token_for(t.director, by=t.by_token)),
        ("not_keeper", lambda t: network.revoke_token(t.token, by=t.by_manager, at=t.now)),
        ("not_by_token", lambda t: network.revoke_token(t.token, by=t.by_token, at=t.now)),
        ("not_keeper", lambda t: network.add_program(t.sme, name="N", role="auditor", by=t.by_reader, at=t.now)),
        ("not_keeper", lambda t: network.add_program(t.japan, name="N", role="auditor", by=t.by_manager, at=t.now)),
    ],
    "personal data": [
        ("not_administrator", lambda t: privacy.erase_member(t.former, by=t.by_director, at=t.now)),
        ("not_administrator", lambda t: privacy.redact(t.sme, "free", t.nobody, by=t.by_reader, at=t.now)),
        ("not_administrator", lambda t: privacy.erase_row(t.sme, "whole", by=t.by_reader, at=t.now)),
        ("not_administrator", lambda t: set_periods(t.sme, {}, by=t.by_manager, at=t.now)),
        ("not_administrator", lambda t: set_periods(t.sme, {}, by=t.by_reader, at=t.now)),
        ("not_yours", lambda t: privacy.erase_account(t.former.person, by=t.by_director, at=t.now)),
    ],
    "authorities": [
        ("not_yours", lambda t: authority.record_authority(t.sme, membership=t.director, from_day=t.day, by=t.by_manager, at=t.now)),
        ("role", lambda t: authority.record_authority(t.sme, membership=t.director, from_day=t.day, by=t.by_reader, at=t.now)),
        ("not_yours", lambda t: authority.end_authority(t.authority, until_day=t.day, by=t.by_manager, at=t.now)),
        ("not_yours_to_record", lambda t: succession.record_succession(t.sme, successor=t.rival_sme, by=t.by_manager, at=t.now, **EVENT)),
        ("not_platform_administrator", lambda t: law.correct_rule("FR", "notice_months", by=t.by_manager, at=t.now, **RULE)),
    ],
    "models": [
        ("not_yours", lambda t: models.publish_model(owner=t.group, name="N", texts=t.texts, by=t.by_rival, at=t.now)),
        ("not_yours", lambda t: models.publish_model(owner=None, name="N", texts=t.texts, by=t.by_manager, at=t.now)),
        ("not_yours", lambda t: models.duplicate_model(t.version, owner=t.sme, name="N", by=t.by_director, at=t.now)),
        ("not_yours", lambda t: models.rename_model(t.model, name="N", purpose="", by=t.by_rival, at=t.now)),
        ("not_yours", lambda t: models.bring_back_model(t.model, by=t.by_rival, at=t.now)),
        ("not_yours", lambda t: working.begin_copy(t.version, by=t.by_rival, at=t.now)),
        ("not_yours", lambda t: working.discard_copy(t.article.copy, by=t.by_rival, at=t.now)),
        ("not_yours", lambda t: working.put_back(t.article, by=t.by_rival)),
    ],
    "commission": [
        ("not_a_party", lambda t: telling.tell_order(t.contract, by=t.by_rival, at=t.now, **ORDER)),
        ("not_the_principal", lambda t: telling.tell_invoice(t.order, by=t.by_agent, at=t.now, **INVOICE)),
        ("not_the_principal", lambda t: telling.tell_payment(t.bill, by=t.by_agent, at=t.now, **PAID)),
        ("not_the_principal", lambda t: telling.tell_credit(t.bill, by=t.by_agent, at=t.now, **CREDIT)),
        ("not_the_principal", lambda t: telling.tell_lost(t.bill, source=uuid4(), day=t.day, proof="x", by=t.by_agent, at=t.now)),
        ("not_the_principal", lambda t: rates.tell_rates(t.contract, rates=[], source="x", by=t.by_agent, at=t.now)),
        ("not_the_principal", lambda t: issuing.issue_statement(t.contract, last_day=date(2024, 9, 30), by=t.by_manager, at=t.now)),
        ("not_the_principal", lambda t: together.issue_together([(t.contract, date(2024, 9, 30))], by=t.by_manager, at=t.now)),
        ("not_the_agent", lambda t: answering.accept_statement(t.statement, by=t.by_director, at=t.now)),
        ("not_the_agent", lambda t: answering.dispute_line(t.dispute.line, reason="x", by=t.by_director, at=t.now)),
        ("not_the_principal", lambda t: answering.answer_dispute(t.dispute, uphold=True, by=t.by_agent, at=t.now)),
        ("not_the_agent", lambda t: answering.withdraw_dispute(t.dispute, by=t.by_director, at=t.now)),
        ("not_the_agent", lambda t: billing.make_invoice(t.statement, by=t.by_director, at=t.now)),
        ("not_the_principal", lambda t: billing.self_bill(t.statement, by=t.by_agent, at=t.now)),
        ("not_the_principal", lambda t: billing.credit_invoice(t.commission_invoice, by=t.by_agent, at=t.now)),
        ("not_the_agent", lambda t: own_invoices.record_own_invoice(t.statement, number="F", day=t.day, vat=Decimal(0), by=t.by_director, at=t.now)),
        ("not_the_agent", lambda t: mandates.give_mandate(t.contract, from_day=t.day, contest_days=9, by=t.by_director, at=t.now)),
        ("not_signatory", lambda t: mandates.give_mandate(t.contract, from_day=t.day, contest_days=9, by=t.by_manager, at=t.now)),
        ("not_a_party", lambda t: mandates.end_mandate(t.mandate, from_day=t.day, by=t.by_rival, at=t.now)),
        ("not_the_agent", lambda t: mandates.contest_invoice(t.commission_invoice, reason="x", by=t.by_director, at=t.now)),
        ("not_the_principal", lambda t: paying.record_payment(t.statement, amount=Decimal(1), paid_on=t.day, by=t.by_agent, at=t.now)),
        ("not_the_principal", lambda t: splits.propose_split(t.order, rule="agreed", parts=[], by=t.by_agent, at=t.now)),
        ("not_the_principal", lambda t: splits.withdraw_split(t.order, by=t.by_manager, at=t.now)),
        ("not_the_agent", lambda t: splits.answer_share(t.share, agrees=True, by=t.by_director, at=t.now)),
        ("not_a_party", lambda t: splits.answer_share(t.share, agrees=True, by=t.by_rival, at=t.now)),
    ],
    "visit reports": [
        ("not_yours_to_correct", lambda t: correcting.correct_section(t.section, told=Told(t.contract.pk, needs="N"), reason="x", seen=1, by=t.by_director, at=t.now)),
        ("not_yours_to_correct", lambda t: correcting.correct_section(t.section, told=Told(t.contract.pk, needs="N"), reason="x", seen=1, by=t.by_manager, at=t.now)),
        ("not_yours_to_correct", lambda t: correcting.correct_head(t.report, customer=t.customer, kind="call", visited_on=t.day, place="", seen=0, by=t.by_manager, at=t.now)),
        ("not_yours_to_correct", lambda t: attach(t.report, key=uuid4(), content=b"%PDF-1.7", name="n.pdf", by=t.by_manager, at=t.now)),
        ("not_the_principal", lambda t: following.acknowledge(t.section, by=t.by_agent, at=t.now)),
        ("not_a_party", lambda t: following.acknowledge(t.section, by=t.by_rival, at=t.now)),
        ("not_a_party", lambda t: following.remark(t.section, text="N", by=t.by_rival, at=t.now)),
        ("not_a_party", lambda t: following.ask_action(t.section, text="N", side="agent", due_on=t.day, by=t.by_rival, at=t.now)),
        ("not_your_side", lambda t: following.take_action(t.action, by=t.by_agent, at=t.now)),
        ("not_your_side", lambda t: following.move_action(t.action, due_on=t.day, by=t.by_agent, at=t.now)),
        ("not_your_side", lambda t: following.finish_action(t.action, by=t.by_manager, at=t.now)),
        ("not_a_party", lambda t: following.drop_action(t.action, reason="N", by=t.by_rival, at=t.now)),
    ],
    "needs and quotes": [
        ("not_your_side", lambda t: ask_need(t.contract, key=uuid4(), **WORDS, by=t.by_director, at=t.now)),
        ("not_a_party", lambda t: ask_need(t.contract, key=uuid4(), **WORDS, by=t.by_rival, at=t.now)),
        ("not_your_side", lambda t: ask_need(t.contract, key=uuid4(), **WORDS, by=t.by_manager, at=t.now)),
        ("not_your_side", lambda t: forward_complaint(t.contract, key=uuid4(), fault=Fault(t.day), **WORDS, by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: give_quote(t.contract, key=uuid4(), customer=t.customer, offer=OFFER, items=[], by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: order_quote(t.quote, by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: needs.answer(t.matter, answer="yes", by=t.by_agent, at=t.now)),
        ("not_a_party", lambda t: needs.answer(t.matter, answer="yes", by=t.by_rival, at=t.now)),
        ("not_a_party", lambda t: needs.write(t.matter, **WORDS, by=t.by_rival, at=t.now)),
        ("not_your_side", lambda t: needs.withdraw(t.matter, **WORDS, by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: needs.close_complaint(t.complaint, **WORDS, by=t.by_director, at=t.now)),
        ("not_a_party", lambda t: needs.translate(t.said, **WORDS, by=t.by_rival, at=t.now)),
        ("not_your_side", lambda t: attach_to(t.matter, key=uuid4(), content=b"%PDF-1.7", name="n.pdf", by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: write_price(t.contract, key=uuid4(), prices=PRICES, by=t.by_agent, at=t.now)),
        ("not_your_side", lambda t: send_sample(t.contract, key=uuid4(), parcel=Parcel(uuid4(), "L", Decimal(1), "kg", t.day), by=t.by_agent, at=t.now)),
        ("not_your_side", lambda t: receive_sample(t.sample, on=t.day, by=t.by_director, at=t.now)),
        ("not_your_side", lambda t: tell_trial(t.sample, key=uuid4(), on=t.day, result="good", by=t.by_manager, at=t.now)),
    ],
    "forum": [
        ("not_a_group", lambda t: open_space(t.group, name="N", by=t.by_agent, at=t.now)),
        ("not_a_group", lambda t: open_space(t.group, name="N", by=t.by_rival, at=t.now)),
        ("not_a_moderator", lambda t: change_space(t.space, name="N", about="", by=t.by_director, at=t.now)),
        ("not_a_moderator", lambda t: name_moderator(t.space, membership=t.auditor, by=t.by_reader, at=t.now)),
        ("role", lambda t: start_thread(t.space, title="N", words=SAID, by=t.by_reader, at=t.now)),
        ("role", lambda t: reply(t.thread, words=SAID, by=t.by_reader, at=t.now)),
        ("not_the_author", lambda t: talk.edit(t.post, text="N", seen=1, by=t.by_manager, at=t.now)),
        ("not_the_author", lambda t: talk.take_back(t.post, by=t.by_agent, at=t.now)),
        ("role", lambda t: talk.react(t.post, "thanks", on=True, by=t.by_reader, at=t.now)),
        ("not_the_author", lambda t: talk.rename(t.thread, title="N", by=t.by_director, at=t.now)),
        ("not_the_author", lambda t: talk.mark_answer(t.thread, 1, by=t.by_director, at=t.now)),
        ("not_a_moderator", lambda t: talk.pin(t.thread, on=True, by=t.by_director, at=t.now)),
        ("not_a_moderator", lambda t: talk.lock(t.thread, on=True, by=t.by_rival, at=t.now)),
        ("not_a_moderator", lambda t: talk.move(t.thread, to=t.space, by=t.by_rival, at=t.now)),
        ("not_a_moderator", lambda t: rule(t.post, "hide", reason="N", by=t.by_rival, at=t.now)),
        ("role", lambda t: flag(t.post, reason="N", by=t.by_reader, at=t.now)),
        ("not_the_author", lambda t: attach_to_post(t.post, key=uuid4(), content=b"%PDF-1.7", name="n.pdf", by=t.by_manager, at=t.now)),
    ],
    "contracts": [
        ("not_your_agent", lambda t: drafting.start_draft(principal=t.sme, agent=t.poland, by=t.by_rival, at=t.now)),
        ("not_your_agent", lambda t: extension.extend(t.contract, [t.japan], by=t.by_director, at=t.now)),
        ("own_notice", lambda t: notice.acknowledge_notice(t.notice, received_on=t.day, by=t.by_director, at=t.now)),
    ],
}  # fmt: skip


@pytest.fixture
def there() -> SimpleNamespace:
    """Everybody and one of each thing, by name; `by_...` acts for one of them."""
    cast, things = replayed("one of each thing", world)
    found = {name: kind.objects.get(pk=things[name]) for name, kind in THINGS.items()}
    now = clock.now()
    acting = {
        "by_manager": by(cast.manager), "by_agent": by(cast.subsidiary_manager), "by_director": by(cast.director),
        "by_reader": by(cast.reader), "by_rival": by(cast.rival_manager),
        "by_token": replace(by(cast.director), token=uuid4()),
    }  # fmt: skip
    version = found["model"].versions.get()

    def token_for(membership: Membership, *, by: Any) -> object:
        return network.make_token(membership, name="N", scopes=["contracts:read"], days=3, by=by, at=now)

    return SimpleNamespace(
        **vars(cast) | found | acting, now=now, day=clock.day_in("Europe/Paris", now), version=version,
        texts=version.articles, article=WorkingArticle.objects.filter(copy__model=found["model"]).first(),
        authority=SigningAuthority.objects.get(organisation=cast.sme), token_for=token_for, nobody=None,
        order=found["dispute"].line.order, bill=found["dispute"].line.invoice,
    )  # fmt: skip


def refusal(tried: Callable[[Any], object], there: SimpleNamespace) -> str:
    """The code of the refusal; what else came of it."""
    try:
        with transaction.atomic():
            tried(there)
    except Forbidden as refused:
        return refused.code
    except Exception as error:  # whatever stops a verb after the check that it should not have passed
        return f"{type(error).__name__}: {error}"[:120]
    return "nothing: it was done"


@pytest.mark.parametrize("kept", REFUSED)
def test_a_verb_refuses_who_may_not_whatever_the_door(kept: str, there: SimpleNamespace) -> None:
    before = every_row()[0]
    found = [(turn, refusal(tried, there)) for turn, (_code, tried) in enumerate(REFUSED[kept])]
    assert found == [(turn, code) for turn, (code, _tried) in enumerate(REFUSED[kept])]
    assert every_row()[0] == before
