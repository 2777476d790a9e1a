"""One person searched in what one organisation holds: its own texts only, and each erased by hand."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from portage.core.journal import chain
from portage.core.models import Entry, EntryText, Message
from portage.core.refusals import Forbidden, Refused
from portage.network.actions import invite, keep_view, revoke_invitation
from portage.network.models import Contact, Invitation, SavedView
from portage.privacy.actions import erase_row, redact
from portage.privacy.models import Erasure
from portage.privacy.queries.search import Asked, refusal, search
from tests.cast import AT, by, concluded
from tests.network.candidates import received
from tests.pages import answers, browse

from . import people

pytestmark = pytest.mark.django_db
ANNA = Asked("Anna Ferrand", "anna@ferrand.example", "+48 22 555 01 17")
URL = "/personal-data/search/"


@pytest.fixture
def sure(monkeypatch):
    """Whoever asks has just said who they are."""
    for where in ("people", "contacts", "account", "doors"):
        monkeypatch.setattr(f"portage.privacy.views.{where}.is_sure", lambda request: True)


def hits(cast, member, asked=ANNA):
    from portage.network import access

    person = access.act(member.person, member).person
    return search(member.organisation, person, asked)[0]


def named_everywhere(cast, organisation, keeper, customer=None):
    """Anna Ferrand in each kind of text of one organisation."""
    if customer:
        people.known(cast, customer, email="x@polimer.example", note="Knows FERRAND Anna, 22.555.01.17")
    people.acted(keeper, at=AT, kind="network.member_changed", text={"title": "after A. Ferrand"})
    keep_view(keeper, page="contracts", name="Anna Ferrand", query="q=anna")
    asked = invite(organisation, email="anna@ferrand.example", role="auditor", by=by(keeper), at=AT)
    revoke_invitation(asked, by=by(keeper), at=AT)
    people.mailed(keeper.person, about=asked, at=AT, key=f"m{organisation.pk}", text="Ask Anna Ferrand.")


def test_only_the_texts_of_the_own_organisation_are_found():
    cast = people.with_administrators()
    mine, theirs = people.customer_of(cast), people.customer_of(cast, "japan", "sister_manager")
    named_everywhere(cast, cast.poland, cast.keeper, mine)
    assert {hit.label for hit in hits(cast, cast.keeper)} == {
        "network.Contact", "core.EntryText", "network.SavedView", "network.Invitation", "core.Message",
    }  # fmt: skip
    for other in (cast.sister_keeper, cast.rival_keeper, cast.director, cast.manager):
        assert hits(cast, other) == [], other.person
    named_everywhere(cast, cast.sme, cast.director)
    assert {hit.label for hit in hits(cast, cast.director)} == {
        "core.EntryText", "network.SavedView", "network.Invitation", "core.Message",
    }  # fmt: skip
    assert hits(cast, cast.manager) == []
    assert theirs.contacts.count() == 0


def test_words_of_a_shared_contract_belong_to_who_wrote_them_and_stay():
    from contracts.actions.ending import propose_end

    cast = people.with_administrators()
    contract = concluded(cast)
    from contracts.actions.renewal import run_day
    from portage.core import clock

    run_day(at=clock.now())
    contract.refresh_from_db()
    day = contract.term_last_day
    propose_end(contract, last_day=day, reason="Agreed with Anna Ferrand.", by=by(cast.director), at=clock.now())
    mine = [hit for hit in hits(cast, cast.director) if hit.label == "contracts.EndProposal"]
    assert [(hit.field, hit.does) for hit in mine] == [("reason", "signed")]
    assert not [hit for hit in hits(cast, cast.manager) if hit.label == "contracts.EndProposal"]
    with pytest.raises(Refused):
        redact(cast.sme, mine[0].key, ANNA, by=by(cast.director), at=AT)


def test_an_administrator_who_may_not_see_a_confidential_contract_finds_nothing_of_it():
    from contracts.actions.ending import propose_end
    from contracts.actions.renewal import run_day
    from contracts.models import ContractGrant
    from portage.core import clock

    cast = people.with_administrators()
    contract = concluded(cast)
    run_day(at=clock.now())
    contract.refresh_from_db()
    propose_end(contract, last_day=contract.term_last_day, reason="Anna Ferrand", by=by(cast.director), at=clock.now())
    people.journal.record("contracts.withdrawn", contract, by=by(cast.director), at=AT, text={"reason": "Anna Ferrand"})
    assert {hit.label for hit in hits(cast, cast.director)} == {"contracts.EndProposal", "core.EntryText"}
    ContractGrant.objects.all().delete()
    assert hits(cast, cast.director) == []


def test_words_are_taken_out_by_hand_one_text_at_a_time(sure):
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    one = people.known(cast, customer, email="a@x.example", note="Ask Anna FERRAND (anna@ferrand.example).")
    other = people.known(cast, customer, email="b@x.example", note="Anna Ferrand again")
    page = browse(cast.keeper).post(URL, {"name": "ferrand anna", "email": "anna@ferrand.example"}).content.decode()
    assert page.count("<mark>") == 2
    key = f"network.Contact|{one.pk}|note"
    asked = {"name": "ferrand anna", "email": "anna@ferrand.example", "phone": ""}
    answer = browse(cast.keeper).post(reverse("privacy:erase_text"), {**asked, "key": key, "does": "words"})
    assert answer.status_code == 200
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.note == "Ask [erased] ([erased])."
    assert other.note == "Anna Ferrand again"
    assert Erasure.objects.get().row == str(one.pk)
    event = Entry.objects.get(kind="privacy.redacted")
    assert not EntryText.objects.filter(entry=event).exists()
    assert "ferrand" not in str([*Erasure.objects.values(), event.facts]).lower()


def test_a_candidature_that_waits_is_answered_or_withdrawn_and_not_erased_by_a_search():
    cast = people.with_administrators()
    cast.manager.is_administrator = True
    cast.manager.save()
    candidature = received(cast.group, at=AT, person="Anna Ferrand")
    hit = next(hit for hit in hits(cast, cast.manager) if hit.label == "network.Candidature")
    assert refusal(hit) == "open_candidature"
    with pytest.raises(Refused):
        erase_row(cast.group, hit.key, by=by(cast.manager), at=AT)
    candidature.refresh_from_db()
    assert (candidature.status, candidature.person) == ("received", "Anna Ferrand")


def test_the_mark_speaks_the_language_of_the_organisation():
    cast = people.with_administrators()
    type(cast.poland).objects.filter(pk=cast.poland.pk).update(language="fr")
    cast.poland.refresh_from_db()
    contact = people.known(cast, people.customer_of(cast), note="Anna Ferrand")
    redact(cast.poland, f"network.Contact|{contact.pk}|note", ANNA, by=by(cast.keeper), at=AT)
    contact.refresh_from_db()
    assert contact.note.startswith("[")
    assert "Ferrand" not in contact.note


def test_texts_that_are_erased_whole():
    cast = people.with_administrators()
    named_everywhere(cast, cast.poland, cast.keeper)
    Message.objects.update(status=Message.Status.SENT)
    chain.link_entries()
    for hit in hits(cast, cast.keeper):
        erase_row(cast.poland, hit.key, by=people.from_somewhere(cast.keeper), at=AT)
    assert hits(cast, cast.keeper) == []
    assert not SavedView.objects.exists()
    assert not Invitation.objects.exists()
    assert not Message.objects.filter(text__contains="Anna").exists()
    chain.link_entries()
    call_command("verify_journal", verbosity=0)
    erased = Entry.objects.filter(kind__in=("privacy.text_erased", "core.text_erased"))
    assert not EntryText.objects.filter(entry__in=erased).exists()


def test_what_is_in_use_says_why_it_stays(sure):
    cast = people.with_administrators()
    asked = invite(cast.poland, email="anna@ferrand.example", role="auditor", by=by(cast.keeper), at=AT)
    page = browse(cast.keeper).post(URL, {"email": "anna@ferrand.example"}).content.decode()
    assert "This invitation is open" in page
    assert "This e-mail waits" in page
    with pytest.raises(Refused):
        erase_row(cast.poland, f"network.Invitation|{asked.pk}|email", by=by(cast.keeper), at=AT)
    assert Invitation.objects.filter(pk=asked.pk).exists()


def test_nobody_erases_a_text_of_another_organisation_nor_who_is_no_administrator(sure):
    cast = people.with_administrators()
    contact = people.known(cast, people.customer_of(cast), note="Anna Ferrand")
    key = f"network.Contact|{contact.pk}|note"
    url = reverse("privacy:erase_text")
    data = {"name": "Anna Ferrand", "key": key, "does": "words"}
    assert answers(url, [cast.manager, cast.sister_keeper, cast.rival_keeper, cast.director], method="post", data=data) == {
        "Claire Roux": 409, "Sister_Keeper": 409, "Rival_Keeper": 409, "Diane Xavier": 409,
    }  # fmt: skip
    assert set(answers(url, [cast.subsidiary_manager, cast.auditor, cast.counsel, cast.former], method="post", data=data).values()) == {403}  # fmt: skip
    assert set(answers(URL, [cast.subsidiary_manager, cast.auditor, cast.former]).values()) == {403}
    assert answers(URL, [None]) == {"": 302}
    with pytest.raises(Forbidden):
        redact(cast.poland, key, ANNA, by=by(cast.subsidiary_manager), at=AT)
    with pytest.raises(Forbidden):
        redact(cast.poland, key, ANNA, by=by(cast.manager), at=AT)
    contact.refresh_from_db()
    assert contact.note == "Anna Ferrand"
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(
    "key",
    ["", "x", "network.Contact|x|note", "network.Person|1|password", "core.Entry|1|facts", "network.Contact|1|email|x"],
)
def test_a_key_of_nothing_is_refused(sure, key):
    cast = people.with_administrators()
    data = {"name": "Anna Ferrand", "key": key, "does": "words"}
    assert browse(cast.keeper).post(reverse("privacy:erase_text"), data).status_code == 409


def test_who_i_am_is_asked_before_reading_and_erasing():
    cast = people.with_administrators()
    contact = people.known(cast, people.customer_of(cast), note="Anna Ferrand")
    page = browse(cast.keeper).post(URL, {"name": "Anna Ferrand"}).content.decode()
    assert "Confirm who I am" in page
    assert "<mark>" not in page
    data = {"name": "Anna Ferrand", "key": f"network.Contact|{contact.pk}|note", "does": "words"}
    answer = browse(cast.keeper).post(reverse("privacy:erase_text"), data)
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert Contact.objects.get().note == "Anna Ferrand"


@pytest.mark.parametrize("typed", [{}, {"name": "A"}, {"phone": "12"}, {"email": "ewa"}])
def test_too_little_to_find_one_person_is_told(sure, typed):
    cast = people.with_administrators()
    assert browse(cast.keeper).post(URL, typed).status_code == 422
