"""What an organisation keeps no longer: the preview shows it, the daily run forgets exactly that, once, whatever dies."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from portage.core.journal import chain
from portage.core.journal import proof as journal_proof
from portage.core.models import Entry, EntryText, Message
from portage.core.refusals import Forbidden, Invalid
from portage.network.actions import change_contact, invite, refuse_candidature, revoke_invitation, use_contact
from portage.network.models import Candidature, Contact, Invitation
from portage.privacy import jobs
from portage.privacy.actions import forget_due, retaining, set_periods
from portage.privacy.models import Period
from portage.privacy.queries import retention
from portage.privacy.rules.periods import PERIODS, before
from tests.cast import AT, by, concluded
from tests.network import candidates
from tests.pages import answers, browse

from . import people
from .people import MONTH

pytestmark = pytest.mark.django_db
NOW = AT + 40 * MONTH


def one_of_each(cast, at):
    """One row of each kind that belongs to Orvane (the contact: to Orvane Polska)."""
    contact = people.known(cast, people.customer_of(cast), at=at)
    member = people.left(cast, cast.group, email="nina@example.test", at=at, until=at)
    people.acted(cast.manager, at=at)
    contract = concluded(cast, at=at)
    applied = candidates.received(cast.group, at=at)
    refuse_candidature(applied, reason="Not our customers.", by=by(cast.manager), at=at)
    Message.objects.all().delete()
    message = people.mailed(cast.manager.person, about=contract, at=at, key="m")
    asked = invite(cast.group, email="other@example.test", role="auditor", by=by(cast.manager), at=at)
    Message.objects.exclude(pk=message.pk).delete()
    revoke_invitation(asked, by=by(cast.manager), at=at)
    return contact, member, message, asked


def test_each_kind_is_forgotten_when_its_time_has_come_and_not_the_day_before():
    cast = people.with_administrators()
    contact, member, message, asked = one_of_each(cast, AT)
    there = {
        "contacts": lambda: Contact.objects.filter(pk=contact.pk).exists(),
        "former": lambda: bool(Invitation.objects.get(accepted_as=member).email),
        "journal": lambda: EntryText.objects.filter(content__address="203.0.113.9", entry__at=AT).exists(),
        "messages": lambda: bool(Message.objects.get(pk=message.pk).text),
        "candidatures": lambda: Candidature.objects.exclude(person="").exists(),
        "invitations": lambda: Invitation.objects.filter(pk=asked.pk).exists(),
    }
    days = [AT + timedelta(days=number) for number in range(2000)]
    first = {kind: next(day for day in days if before(day, bounds.usual) > AT) for kind, bounds in PERIODS.items()}
    for day in sorted(set(first.values())):
        kinds = [kind for kind in first if first[kind] == day]
        forget_due(at=day - timedelta(days=1))
        assert [there[kind]() for kind in kinds] == [True] * len(kinds), kinds
        forget_due(at=day)
        assert [there[kind]() for kind in kinds] == [False] * len(kinds), kinds


def test_the_run_forgets_exactly_what_the_preview_showed():
    """Random rows of many ages in four organisations, some with periods of their own; whatever is not shown stays."""
    cast, chance = people.with_administrators(), random.Random(7)
    keepers = [cast.manager, cast.keeper, cast.sister_keeper, cast.rival_keeper, cast.director]
    customers = {cast.poland: people.customer_of(cast), cast.japan: people.customer_of(cast, "japan", "sister_manager")}
    for number in range(60):
        at = NOW - timedelta(days=chance.randrange(1400))
        keeper = chance.choice(keepers)
        text = chance.choice([{}, {"reason": "told"}, {"email": "x@example.test"}])
        people.acted(keeper, at=at, text=text)
        owner = chance.choice(list(customers))
        Contact.objects.create(
            customer=customers[owner], name=f"C{number}", phone="1", source="visit", recorded_at=at, used_on=at.date()
        )
        asked = Invitation.objects.create(
            organisation=keeper.organisation, email=f"i{number}@example.test", role="auditor", language="fr",
            invited_by=keeper, made_at=at, sent_at=at, expires_at=at + timedelta(days=14),
        )  # fmt: skip
        if chance.random() < 0.4:
            Invitation.objects.filter(pk=asked.pk).update(revoked_at=at)
        people.mailed(keeper.person, about=asked, at=at, key=f"m{number}")
        if number % 3 == 0:
            applied = candidates.received(
                cast.group, at=at, email=f"a{number}@example.test", siren="", registration=f"R{number}"
            )
            if chance.random() < 0.7:
                refuse_candidature(applied, reason="No.", by=by(cast.manager), at=at)
    mailed = Message.objects.filter(key__regex="^m[0-9]+$").values("pk")
    Message.objects.exclude(pk__in=mailed).delete()
    for keeper in keepers[:3]:
        months = {kind: chance.randint(bounds.least, bounds.most) for kind, bounds in PERIODS.items()}
        set_periods(keeper.organisation, months, by=by(keeper), at=AT)
    shown = {
        kind: {row.pk for keeper in keepers for row in retention.due(kind, keeper.organisation, at=NOW)}
        for kind in PERIODS
    }
    everything = {kind: {row.pk for row in rows(kind)} for kind in PERIODS}
    counts = forget_due(at=NOW)
    assert counts == {kind: len(pks) for kind, pks in shown.items()}
    assert all(counts[kind] for kind in ("contacts", "journal", "messages", "candidatures", "invitations"))
    for kind, pks in shown.items():
        assert {row.pk for row in rows(kind)} == everything[kind] - pks, kind
    assert forget_due(at=NOW) == dict.fromkeys(PERIODS, 0)


def rows(kind):
    """What stands now of one kind, old or not."""
    if kind == "journal":
        return EntryText.objects.all()
    if kind == "messages":
        return Message.objects.exclude(text="")
    if kind == "candidatures":
        return Candidature.objects.filter(erased_at=None)
    return {"contacts": Contact.objects.all(), "former": Invitation.objects.filter(accepted_as__ended_at__isnull=False).exclude(email=""), "invitations": Invitation.objects.filter(accepted_as=None)}[kind]  # fmt: skip


def test_the_chain_still_verifies_and_the_events_count_without_naming():
    cast = people.with_administrators()
    one_of_each(cast, AT)
    chain.link_entries()
    forget_due(at=AT + 61 * MONTH)
    chain.link_entries()
    assert journal_proof.verify().broken is None
    call_command("verify_journal", verbosity=0)
    told = Entry.objects.filter(kind="privacy.forgotten").values_list("facts", flat=True)
    assert {fact["kind"] for fact in told} == set(PERIODS)
    assert "nina" not in str(list(Entry.objects.values())).lower()


def test_a_run_that_dies_in_the_middle_has_forgotten_what_it_said_and_the_next_goes_on(monkeypatch):
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    for number in range(7):
        people.known(cast, customer, email=f"e{number}@polimer.example")
    monkeypatch.setattr(retaining, "BATCH", 2)
    forgotten, counted = retaining.ERASE["contacts"], []

    def dies(due, at):
        counted.append(1)
        if len(counted) == 3:
            forgotten(due, at)
            raise KeyboardInterrupt
        return forgotten(due, at)

    monkeypatch.setitem(retaining.ERASE, "contacts", dies)
    with pytest.raises(KeyboardInterrupt):
        forget_due(at=NOW)
    assert Contact.objects.count() == 3
    said = Entry.objects.filter(kind="privacy.forgotten").values_list("facts__count", flat=True)
    assert sum(said) == 4
    monkeypatch.setitem(retaining.ERASE, "contacts", forgotten)
    assert forget_due(at=NOW)["contacts"] == 3


def test_who_was_in_touch_meanwhile_keeps_the_contact():
    cast = people.with_administrators()
    contact = people.known(cast, people.customer_of(cast))
    use_contact(contact, by=by(cast.sales_engineer), at=NOW)
    assert forget_due(at=NOW)["contacts"] == 0
    change_contact(contact, function="head", by=by(cast.sales_engineer), at=NOW + MONTH)
    assert forget_due(at=NOW + 36 * MONTH)["contacts"] == 0


def test_what_explains_an_act_stays_and_so_does_an_address_in_use():
    cast = people.with_administrators()
    people.acted(cast.manager, at=AT, kind="contracts.withdrawn", text={"reason": "no agreement"})
    member = people.left(cast, cast.group, email="nina@example.test", at=AT, until=AT)
    again = people.left(cast, cast.group, email="nina@example.test", at=AT + 30 * MONTH, until=AT + 31 * MONTH)
    forget_due(at=AT + 40 * MONTH)
    assert EntryText.objects.filter(content__reason="no agreement").exists()
    assert Invitation.objects.get(accepted_as=member).email == ""
    assert Invitation.objects.get(accepted_as=again).email == "nina@example.test"


def test_mail_about_confidential_contracts_is_in_nobodys_preview_and_forgotten_by_the_platform():
    cast = people.with_administrators()
    contract = concluded(cast)
    Message.objects.all().delete()
    type(contract).objects.filter(pk=contract.pk).update(confidential=True)
    message = people.mailed(cast.manager.person, about=contract, at=AT, key="secret")
    for organisation in (cast.group, cast.poland, cast.sme):
        assert not retention.due("messages", organisation, at=NOW).exists()
    assert forget_due(at=NOW)["messages"] == 1
    message.refresh_from_db()
    assert (message.subject, message.text) == ("", "")


def test_mail_that_waits_is_left_alone():
    cast = people.with_administrators()
    asked = invite(cast.group, email="n@example.test", role="auditor", by=by(cast.manager), at=AT)
    assert forget_due(at=AT + 10 * MONTH)["messages"] == 0
    assert Message.objects.get(scope_id=asked.pk).text


def test_administrators_set_the_periods_within_their_bounds():
    cast = people.with_administrators()
    url = reverse("privacy:periods")
    usual = {kind: bounds.usual for kind, bounds in PERIODS.items()}
    assert browse(cast.manager).post(url, {**usual, "contacts": 12}).status_code == 302
    assert list(Period.objects.values_list("organisation", "kind", "months")) == [(cast.group.pk, "contacts", 12)]
    refused = browse(cast.manager).post(url, {**usual, "contacts": 61})
    assert refused.status_code == 422
    assert Period.objects.get().months == 12
    with pytest.raises(Invalid):
        set_periods(cast.group, {"journal": 1}, by=by(cast.manager), at=AT)
    with pytest.raises(Forbidden):
        set_periods(cast.group, {"journal": 7}, by=by(cast.director), at=AT)
    with pytest.raises(Forbidden):
        set_periods(cast.group, {"journal": 7}, by=by(cast.counsel), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.create(organisation=cast.group, kind="contacts", months=9)


def test_the_preview_shows_what_is_due_today_and_tomorrow_to_administrators_of_that_organisation_only():
    cast = people.with_administrators()
    people.known(cast, people.customer_of(cast), at=AT - 6 * MONTH)
    url = reverse("privacy:preview", args=["contacts"])
    mine = browse(cast.keeper).get(url)
    assert "Ewa Lisowska" in mine.content.decode()
    for other in (cast.manager, cast.sister_keeper, cast.rival_keeper, cast.director):
        page = browse(other).get(url)
        assert (page.status_code, "Ewa" in page.content.decode()) == (200, False)
    assert answers(url, [cast.subsidiary_manager, cast.auditor, cast.counsel, None]) == {
        "Marek Zielinski": 403, "Ada Itor": 403, "Luc Carre": 403, "": 302,
    }  # fmt: skip
    assert browse(cast.keeper).get(reverse("privacy:preview", args=["nothing"])).status_code == 404


def test_the_schedule_runs_it_every_day():
    from portage.core.jobs.schedule import collect

    cast = people.with_administrators()
    people.known(cast, people.customer_of(cast), at=AT - 36 * MONTH)
    assert collect()[jobs.RUN].cron == "50 2 * * *"
    assert jobs.forget.call()["contacts"] == 1
