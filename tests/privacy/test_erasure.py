"""A person is erased: a contact with each mention, what is held of a former member, an account. What was signed stays."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.urls import reverse

from contracts.actions.feed import make_feed
from contracts.models import CalendarFeed, Document, Signature
from portage.core import outbox
from portage.core.journal import PORTAGE, By, chain
from portage.core.journal import proof as journal_proof
from portage.core.models import Entry, EntryText, Message
from portage.core.refusals import Forbidden, Refused
from portage.network.actions import add_member, add_platform_administrator, end_membership, keep_view, remove_contact
from portage.network.models import Contact, Invitation, Membership, Person, SavedView
from portage.privacy.actions import erase_account, erase_contact, erase_member, redact, replay
from portage.privacy.models import Erasure
from portage.privacy.queries.search import Asked
from tests.cast import AT, PASSWORD, by, concluded, second_factor
from tests.pages import answers, browse

from . import people
from .people import EWA, MONTH

pytestmark = pytest.mark.django_db
ACCOUNT = "/settings/erase-account/"


@pytest.fixture
def sure(monkeypatch):
    """Whoever asks has just said who they are."""
    for where in ("people", "contacts", "account", "doors"):
        monkeypatch.setattr(f"portage.privacy.views.{where}.is_sure", lambda request: True)


def verified():
    """The chain holds, every entry linked."""
    chain.link_entries()
    call_command("verify_journal", verbosity=0)
    return journal_proof.verify()


# Contacts


def test_a_contact_goes_with_the_mentions_that_were_chosen_and_with_no_other(sure):
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    ewa = people.known(cast, customer)
    one = people.known(cast, customer, name="Jan Kot", email="j@x.example", note="Ewa Lisowska is his chief.")
    other = people.known(cast, customer, name="Ola Mak", email="o@x.example", note="Knows Lisowska Ewa.")
    url = reverse("privacy:erase_contact", args=[ewa.pk])
    page = browse(cast.keeper).get(url).content.decode()
    assert page.count('name="key"') == 2
    assert "checked" not in page
    chosen = f"network.Contact|{one.pk}|note"
    wrong = browse(cast.keeper).post(url, {"typed": "Ewa", "key": chosen})
    assert wrong.status_code == 422
    assert "checked" in wrong.content.decode()
    assert Contact.objects.count() == 3
    assert browse(cast.keeper).post(url, {"typed": "ewa lisowska", "key": chosen}).status_code == 302
    assert not Contact.objects.filter(pk=ewa.pk).exists()
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.note == "[erased] is his chief."
    assert other.note == "Knows Lisowska Ewa."
    assert verified().broken is None


def test_who_keeps_contacts_and_administers_nothing_erases_the_contact_alone(sure):
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    ewa = people.known(cast, customer)
    one = people.known(cast, customer, name="Jan Kot", email="j@x.example", note="Ewa Lisowska")
    url = reverse("privacy:erase_contact", args=[ewa.pk])
    assert 'name="key"' not in browse(cast.sales_engineer).get(url).content.decode()
    forged = {"typed": "Ewa Lisowska", "key": f"network.Contact|{one.pk}|note"}
    assert browse(cast.sales_engineer).post(url, forged).status_code == 302
    one.refresh_from_db()
    assert one.note == "Ewa Lisowska"
    with pytest.raises(Forbidden):
        erase_contact(one, keys=[forged["key"]], by=by(cast.sales_engineer), at=AT)
    assert Contact.objects.filter(pk=one.pk).exists()


def test_a_mention_that_is_gone_leaves_everything_as_it_was(sure):
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    ewa = people.known(cast, customer)
    one = people.known(cast, customer, name="Jan Kot", email="j@x.example", note="nothing of hers")
    url = reverse("privacy:erase_contact", args=[ewa.pk])
    data = {"typed": "Ewa Lisowska", "key": f"network.Contact|{one.pk}|note"}
    assert browse(cast.keeper).post(url, data).status_code == 409
    assert Contact.objects.count() == 2


def test_contacts_are_erased_and_told_only_by_those_who_keep_them(sure):
    cast = people.with_administrators()
    ewa = people.known(cast, people.customer_of(cast))
    for name in ("contact", "contact_file", "erase_contact"):
        url = reverse(f"privacy:{name}", args=[ewa.pk])
        assert answers(url, [cast.manager, cast.sales_engineer, cast.auditor, cast.director, cast.rival_keeper, cast.sister_keeper, cast.former, None]) == {
            "Claire Roux": 200, "Tomek Wilk": 200, "Ada Itor": 403, "Diane Xavier": 404, "Rival_Keeper": 404, "Sister_Keeper": 404,
            "Fred Ormer": 404, "": 302,
        }  # fmt: skip
    url = reverse("privacy:erase_contact", args=[ewa.pk])
    strangers = [cast.auditor, cast.director, cast.rival_keeper, cast.sister_keeper]
    answers(url, strangers, method="post", data={"typed": "Ewa Lisowska"})
    assert Contact.objects.filter(pk=ewa.pk).exists()


def test_the_data_of_a_contact_are_a_page_and_a_file():
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    ewa = people.known(cast, customer, note="Likes samples.")
    people.known(cast, customer, name="Jan Kot", email="j@x.example", phone="1", note="Secretary of Ewa Lisowska.")
    told = json.loads(browse(cast.keeper).get(reverse("privacy:contact_file", args=[ewa.pk])).content)
    assert told["record"]["email"] == EWA["email"]
    assert told["record"]["kept_by"] == "Orvane Polska"
    assert [event["kind"] for event in told["events"]] == ["network.contact_added"]
    assert [mention["where"] for mention in told["mentions"]] == ["network.Contact"]
    assert "Likes samples." in browse(cast.keeper).get(reverse("privacy:contact", args=[ewa.pk])).content.decode()
    assert "mentions" not in json.loads(
        browse(cast.sales_engineer).get(reverse("privacy:contact_file", args=[ewa.pk])).content
    )


# Former members


def nina_left(cast):
    member = people.left(cast, cast.group, email="nina@example.test", at=AT, until=AT + MONTH)
    people.acted(member, at=AT, text={"title": "head"})
    keep_view(member, page="contracts", name="Mine", query="q")
    invitation = Invitation.objects.get(accepted_as=member)
    people.mailed(member.person, about=invitation, at=AT, key="n")
    return member


def test_what_is_held_of_a_former_member_goes_and_the_account_stays(sure):
    cast = people.with_administrators()
    member = nina_left(cast)
    elsewhere = add_member(cast.rival_sme, email="nina@example.test", name="x", role="auditor", at=AT)
    people.acted(elsewhere, at=AT)
    url = reverse("privacy:erase_member", args=[member.pk])
    assert browse(cast.manager).post(url, {"typed": "somebody"}).status_code == 422
    assert Invitation.objects.get(accepted_as=member).email
    chain.link_entries()
    assert browse(cast.manager).post(url, {"typed": "Nina Marchal"}).status_code == 302
    assert Invitation.objects.get(accepted_as=member).email == ""
    assert not EntryText.objects.filter(entry__actor=member.person, entry__on_behalf_of=cast.group.pk).exists()
    assert EntryText.objects.filter(entry__actor=member.person, entry__on_behalf_of=cast.rival_sme.pk).exists()
    assert not SavedView.objects.filter(membership=member).exists()
    assert Message.objects.get(key="n").text == ""
    person = Person.objects.get(pk=member.person_id)
    assert (person.name, person.email, person.is_active) == ("Nina Marchal", "nina@example.test", True)
    assert verified().broken is None


def test_only_administrators_of_that_organisation_erase_its_former_members(sure):
    cast = people.with_administrators()
    member = nina_left(cast)
    url = reverse("privacy:erase_member", args=[member.pk])
    strangers = [cast.counsel, cast.auditor, cast.director, cast.keeper, cast.rival_keeper, cast.former]
    assert set(answers(url, strangers, method="post", data={"typed": "Nina Marchal"}).values()) == {404}
    assert set(answers(reverse("privacy:former"), [cast.counsel, cast.auditor, cast.subsidiary_manager]).values()) == {
        403
    }
    assert "Nina" not in browse(cast.keeper).get(reverse("privacy:former")).content.decode()
    with pytest.raises(Forbidden):
        erase_member(member, by=by(cast.rival_keeper), at=AT)
    assert Invitation.objects.get(accepted_as=member).email
    assert not Erasure.objects.exists()


def test_a_present_member_is_not_erased(sure):
    cast = people.with_administrators()
    assert browse(cast.manager).get(reverse("privacy:erase_member", args=[cast.counsel.pk])).status_code == 404
    with pytest.raises(Refused):
        erase_member(cast.counsel, by=by(cast.manager), at=AT)


# Accounts


def lived(cast):
    """The director of the SME with everything that an account may hold, and then without membership."""
    contract = concluded(cast)
    person = cast.director.person
    EmailAddress.objects.create(user=person, email="d.xavier@home.test", verified=True, primary=False)
    make_feed(cast.director, by=people.from_somewhere(cast.director), at=AT)
    keep_view(cast.director, page="contracts", name="Mine", query="q")
    people.mailed(person, about=contract, at=AT, key="d")
    outbox.send(person, kind="tests.told", key="waits", subject="s", text="t", at=AT, about=contract)
    outbox.mute(str(person.pk), "tests.told", at=AT)
    people.acted(cast.director, at=AT, text={"title": "export director"})
    other = add_member(
        cast.sme, email="o@example.test", name="Other", role="managing_director", is_administrator=True, at=AT
    )
    end_membership(cast.director, by=by(other), at=AT + MONTH, successor=other)
    return person, contract


def test_an_account_is_erased_and_what_was_signed_stays(sure):
    cast = people.with_administrators()
    person, contract = lived(cast)
    sealed = Document.objects.get(contract=contract).sha256
    client = browse(cast.director)
    assert contract.reference in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, {"typed": "someone@else.test"}).status_code == 422
    assert Person.objects.get(pk=person.pk).is_active
    chain.link_entries()
    assert "Your account is erased" in client.post(ACCOUNT, {"typed": person.email}).content.decode()
    erased = Person.objects.get(pk=person.pk)
    assert erased.name.startswith("Erased person ")
    assert erased.email == f"{person.pk.hex}@erased.invalid"
    assert (erased.is_active, erased.has_usable_password(), erased.groups.count()) == (False, False, 0)
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user=person).exists()
    assert not SavedView.objects.filter(membership__person=person).exists()
    assert not CalendarFeed.objects.filter(membership__person=person, revoked_at=None).exists()
    assert not EntryText.objects.filter(entry__actor=person).exists()
    assert set(Message.objects.filter(recipient=person).values_list("text", "subject")) == {("", "")}
    assert not Message.objects.filter(recipient=person, status="waiting").exists()
    assert Signature.objects.filter(membership__person=person).exists()
    assert Document.objects.get(contract=contract).sha256 == sealed
    assert verified().broken is None
    event = Entry.objects.get(kind="privacy.account_erased")
    assert (event.facts, EntryText.objects.filter(entry=event).exists()) == ({}, False)
    kept = str([*Entry.objects.values(), *EntryText.objects.values(), *Erasure.objects.values()]).lower()
    assert "xavier" not in kept


def test_whoever_was_signed_in_is_signed_out_and_signs_in_no_more():
    cast = people.with_administrators()
    person, _contract = lived(cast)
    from django.test import Client

    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.filter(user=person).delete()
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert client.get("/settings/").status_code == 200
    assert UserSession.objects.filter(user=person).exists()
    erase_account(person, by=By(person), at=AT)
    assert client.get("/settings/").status_code == 302
    again = Client()
    again.post("/accounts/login/", {"login": "diane.xavier@example.test", "password": PASSWORD})
    assert again.get("/settings/").status_code == 302


def test_while_a_membership_is_active_the_account_stays(sure):
    cast = people.with_administrators()
    client = browse(cast.counsel)
    assert "ends your membership first" in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, {"typed": cast.counsel.person.email}).status_code == 409
    assert Person.objects.get(pk=cast.counsel.person_id).is_active


def test_nobody_erases_the_account_of_another_but_the_operator(sure):
    cast = people.with_administrators()
    person = cast.former.person
    with pytest.raises(Forbidden):
        erase_account(person, by=by(cast.manager), at=AT)
    url = reverse("privacy:of_platform")
    assert answers(url, [cast.manager, cast.director, cast.former, None], method="post", data={"email": person.email}) == {
        "Claire Roux": 404, "Diane Xavier": 404, "Fred Ormer": 404, "": 302,
    }  # fmt: skip
    operator = add_platform_administrator(email="ops@example.test", name="Ops", at=AT)
    from django.test import Client

    client = Client()
    second_factor(operator)
    client.force_login(operator)
    assert client.post(url, {"email": person.email}).status_code == 422
    assert client.post(url, {"email": "nobody@example.test", "agree": "on"}).status_code == 409
    assert client.post(url, {"email": person.email, "agree": "on"}).status_code == 302
    assert not Person.objects.get(pk=person.pk).is_active
    with pytest.raises(Refused):
        erase_account(operator, by=By(operator), at=AT)


def test_the_command_asks_for_a_yes(capsys):
    cast = people.with_administrators()
    email = cast.former.person.email
    with pytest.raises(CommandError):
        call_command("erase_account", email)
    assert Person.objects.get(pk=cast.former.person_id).is_active
    call_command("erase_account", email, yes=True)
    assert capsys.readouterr().out.startswith("Erased person ")
    with pytest.raises(CommandError):
        call_command("erase_account", email, yes=True)


def test_who_i_am_is_asked_before_anything_is_erased():
    cast = people.with_administrators()
    member, ewa = nina_left(cast), people.known(cast, people.customer_of(cast))
    for membership, url, typed in (
        (cast.former, ACCOUNT, cast.former.person.email),
        (cast.manager, reverse("privacy:erase_member", args=[member.pk]), "Nina Marchal"),
        (cast.manager, reverse("privacy:erase_contact", args=[ewa.pk]), "Ewa Lisowska"),
    ):
        answer = browse(membership).post(url, {"typed": typed})
        assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Erasure.objects.exists()
    assert Contact.objects.exists()


# A restored backup


def test_a_restored_backup_loses_again_what_was_erased(sure, tmp_path, capsys):
    """Everything is erased and listed; then it stands again, as after a restore; then the list is replayed."""
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    ewa = people.known(cast, customer)
    jan = people.known(
        cast,
        customer,
        name="Jan Kot",
        email="j@x.example",
        note="Ewa Lisowska, ewa@polimer.example, 225550117: ask her.",
    )
    member, person = nina_left(cast), cast.former.person
    before = {"note": jan.note, "email": "nina@example.test", "name": person.name, "address": person.email}
    erase_contact(ewa, keys=[f"network.Contact|{jan.pk}|note"], by=by(cast.keeper), at=AT)
    jan.refresh_from_db()
    erased = jan.note
    erase_member(member, by=by(cast.manager), at=AT)
    erase_account(person, by=By(person), at=AT)
    call_command("list_erasures")
    listed = capsys.readouterr().out
    assert {json.loads(line)["kind"] for line in listed.splitlines()} == {"contact", "words", "member", "account"}
    assert not any(word in listed.lower() for word in ("ewa", "lisowska", "nina", "ormer", "225550117"))
    _as_restored(cast, ewa, jan, member, person, before)
    file = tmp_path / "erasures.jsonl"
    file.write_text(listed)
    call_command("replay_erasures", file)
    assert capsys.readouterr().out.startswith("4 erased again")
    jan.refresh_from_db()
    assert jan.note == erased == "[erased], [erased]: ask her."
    assert not Contact.objects.filter(pk=ewa.pk).exists()
    assert Invitation.objects.get(accepted_as=member).email == ""
    assert not Person.objects.get(pk=person.pk).is_active
    call_command("replay_erasures", file)
    assert capsys.readouterr().out.startswith("0 erased again")


def _as_restored(cast, ewa, jan, member, person, before):
    """The rows as they stood in the backup, which knew no erasure."""
    from django.db import connection

    from portage.core.triggers import lifted

    with lifted(connection, [Erasure]), connection.cursor() as cursor:
        cursor.execute("DELETE FROM privacy_erasure")
    Contact.objects.create(pk=ewa.pk, customer=ewa.customer, **EWA, recorded_at=AT, used_on=AT.date())
    Contact.objects.filter(pk=jan.pk).update(note=before["note"])
    Invitation.objects.filter(accepted_as=member).update(email=before["email"])
    Person.objects.filter(pk=person.pk).update(name=before["name"], email=before["address"], is_active=True)


def test_a_list_of_something_else_is_refused(tmp_path):
    file = tmp_path / "x"
    file.write_text('{"kind": "everything"}\n')
    with pytest.raises(CommandError):
        call_command("replay_erasures", file)
    file.write_text("no json")
    with pytest.raises(CommandError):
        call_command("replay_erasures", file)


def test_history_of_erasures_only_grows():
    from portage.core.append_only import HistoryChanged

    cast = people.with_administrators()
    remove_contact(people.known(cast, people.customer_of(cast)), by=PORTAGE, at=AT)
    contact = people.known(cast, people.customer_of(cast, name="Two"), note="Anna Ferrand")
    redact(cast.poland, f"network.Contact|{contact.pk}|note", Asked("Anna Ferrand"), by=by(cast.keeper), at=AT)
    with pytest.raises(HistoryChanged):
        Erasure.objects.all().delete()


def test_replaying_spares_who_acts_for_somebody_again():
    cast = people.with_administrators()
    line = {
        "kind": "account",
        "model": "network.Person",
        "row": str(cast.counsel.person_id),
        "field": "",
        "digests": [],
    }
    assert replay([line], at=AT + timedelta(days=1)) == {"erased": 0, "gone": 0, "spared": 1}
    assert Membership.objects.get(pk=cast.counsel.pk).ended_at is None
