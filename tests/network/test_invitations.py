"""Invitations and members: who is asked, what they see before, how they join, and who keeps whom."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from portage.core import clock
from portage.core.journal import By
from portage.core.models import Entry, Message
from portage.core.outbox import deliver_messages
from portage.core.refusals import Forbidden, Refused
from portage.network import access
from portage.network.actions import (
    accept_invitation,
    add_member,
    admit_sme,
    change_member,
    end_membership,
    invite,
    resend_invitation,
    revoke_invitation,
)
from portage.network.models import Invitation, Membership, Organisation, Person
from tests.cast import by, make_cast
from tests.pages import browse, same_as_absent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ABSENT = "01a1ff50-0000-7000-8000-000000000000"
TYPED = {"email": "New@Example.test", "role": "export_director", "language": "fr", "title": "directrice export"}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def boss(cast) -> Membership:
    """An administrator of the SME."""
    return add_member(
        cast.sme, email="boss@example.test", name="Bea Oss", role="managing_director", is_administrator=True, at=NOW
    )


def invited(boss, **more) -> Invitation:
    typed = {"email": "new@example.test", "role": "export_director"} | more
    return invite(boss.organisation, by=by(boss), at=NOW, **typed)


def letters() -> list[str]:
    """The letters that leave now; their text."""
    deliver_messages.call()
    return [letter.body for letter in mail.outbox]


def link(text: str) -> str:
    return re.search(r"https?://[^/\s]+(/join/\S+)", text)[1]


def test_who_is_invited_sees_who_and_what_before_joining_and_opens_an_account(cast, boss):
    page = browse(boss).post(reverse("network:invite", args=[cast.sme.pk]), TYPED, follow=True)
    assert "new@example.test" in page.content.decode()
    [letter] = letters()
    assert "Bea Oss" in letter
    where = link(letter)
    shown = Client().get(where).content.decode()
    for told in ("Bea Oss", "Arômes du Val", "new@example.test", "5 December 2026"):
        assert told in shown
    assert not Person.objects.filter(email="new@example.test").exists()
    client = Client()
    weak = client.post(where, {"name": "Nora Neuve", "password": "password1234"})
    assert weak.status_code == 422
    assert "Nora Neuve" in weak.content.decode()
    joined = client.post(where, {"name": "Nora Neuve", "password": "bright copper kettles 42"}, follow=True)
    assert joined.status_code == 200
    member = Membership.objects.get(person__email="new@example.test")
    assert (member.role, member.title, member.person.language) == ("export_director", "directrice export", "en")
    assert client.session["acting"] == str(member.pk)
    assert browse(boss).get(reverse("network:members", args=[cast.sme.pk])).content.decode().count("Nora Neuve") >= 1
    kinds = list(Entry.objects.filter(scope_id=cast.sme.pk, at=NOW).values_list("kind", flat=True))
    assert kinds[-2:] == ["network.invited", "network.member_joined"]


def test_a_key_opens_once(cast, boss):
    invited(boss)
    where = link(letters()[0])
    typed = {"name": "Nora", "password": "bright copper kettles 42"}
    assert Client().post(where, typed).status_code == 302
    again = Client().post(where, typed)
    assert again.status_code == 410
    assert "Arômes" not in again.content.decode()
    assert Membership.objects.filter(person__email="new@example.test").count() == 1


def test_an_existing_account_joins_without_a_second_password(cast, boss):
    invited(boss, email=cast.lone_director.person.email)
    where = link(letters()[0])
    page = Client().get(where).content.decode()
    assert 'type="password"' not in page
    client = browse(cast.lone_director)
    assert client.post(where, follow=True).status_code == 200
    assert cast.lone_director.person.memberships.filter(organisation=cast.sme, ended_at=None).count() == 1


def test_a_second_address_that_was_proved_is_the_same_account(cast, boss):
    EmailAddress.objects.create(user=cast.lone_director.person, email="second@example.test", verified=True)
    invited(boss, email="second@example.test")
    where = link(letters()[0])
    assert Client().post(where, {"name": "N", "password": "bright copper kettles 42"}).status_code == 200
    assert not Person.objects.filter(email="second@example.test").exists()
    browse(cast.lone_director).post(where)
    assert cast.lone_director.person.memberships.filter(organisation=cast.sme, ended_at=None).count() == 1


def test_somebody_else_who_holds_the_letter_does_not_join(cast, boss):
    invited(boss)
    where = link(letters()[0])
    client = browse(cast.rival_director)
    assert "another address" in client.get(where).content.decode()
    client.post(where)
    assert not cast.rival_director.person.memberships.filter(organisation=cast.sme).exists()


@pytest.mark.parametrize("what", ["revoked", "expired", "sent again"])
def test_a_letter_that_is_over_opens_nothing_and_names_nobody(cast, boss, monkeypatch, what):
    invitation = invited(boss)
    where = link(letters()[0])
    later = NOW + timedelta(minutes=11)
    if what == "revoked":
        revoke_invitation(invitation, by=by(boss), at=later)
    if what == "sent again":
        resend_invitation(invitation, by=by(boss), at=later)
    if what == "expired":
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=15))
    for answer in (Client().get(where), Client().post(where, {"name": "N", "password": "bright copper kettles 42"})):
        assert answer.status_code == 410
        assert "Arômes" not in answer.content.decode()
    assert not Person.objects.filter(email="new@example.test").exists()


def test_a_key_that_is_not_ours_is_absent(cast, boss):
    invitation = invited(boss)
    for key in ("x", str(invitation.pk), invitation.pk.hex + ":1:abc", "a" * 300):
        assert Client().get(reverse("network:invitation", args=[key])).status_code == 404


def test_a_revoked_letter_that_waits_is_not_sent_and_a_sent_one_leaves_no_key_behind(cast, boss):
    first = invited(boss)
    revoke_invitation(first, by=by(boss), at=NOW)
    assert letters() == []
    invited(boss, email="other@example.test")
    assert len(letters()) == 1
    assert not Message.objects.exclude(action="").filter(status="sent").exists()


def test_letters_are_few(cast, boss):
    invitation = invited(boss)
    with pytest.raises(Refused, match="too_soon"):
        resend_invitation(invitation, by=by(boss), at=NOW + timedelta(minutes=9))
    for number in range(1, 5):
        resend_invitation(invitation, by=by(boss), at=NOW + timedelta(minutes=11 * number))
    with pytest.raises(Refused, match="too_often"):
        resend_invitation(invitation, by=by(boss), at=NOW + timedelta(days=1))
    for number in range(49):
        invited(boss, email=f"n{number}@example.test")
    with pytest.raises(Refused, match="too_many"):
        invited(boss, email="one-more@example.test")


def test_a_member_or_an_address_that_is_asked_already_is_refused(cast, boss):
    with pytest.raises(Refused, match="already_member"):
        invited(boss, email=cast.director.person.email.upper())
    invited(boss)
    with pytest.raises(Refused, match="already_invited"):
        invited(boss)
    page = browse(boss).post(reverse("network:invite", args=[cast.sme.pk]), {**TYPED, "role": "sales_engineer"})
    assert page.status_code == 422
    assert Invitation.objects.count() == 1


def test_known_and_unknown_addresses_are_invited_alike(cast, boss):
    """Whether an address has an account elsewhere is told to nobody."""
    where = reverse("network:invite", args=[cast.sme.pk])
    answers = [
        browse(boss).post(where, {**TYPED, "email": email}) for email in (cast.lone_director.person.email, "z@z.test")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("network:members", args=[cast.sme.pk]))
    }
    page = browse(boss).get(reverse("network:members", args=[cast.sme.pk])).content.decode()
    assert cast.lone_director.person.name not in page


def test_administrators_keep_their_own_members_and_nobody_elses(cast, boss):
    invitation = invited(boss)
    members, asking = (reverse(f"network:{name}", args=[cast.sme.pk]) for name in ("members", "invite"))
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    for member in (plain, cast.manager):  # they see the organisation
        for where in (members, asking):
            assert browse(member).get(where).status_code == 403
        assert browse(member).post(asking, TYPED).status_code == 403
    for member in (cast.rival_director, cast.rival_manager, cast.sister_manager, cast.former):
        for where in (members, asking):
            assert browse(member).get(where).status_code == 404
    other = add_member(
        cast.rival_sme, email="b2@example.test", name="B", role="managing_director", is_administrator=True, at=NOW
    )
    for member in (plain, cast.manager, cast.rival_director, other):
        for name, pk in (
            ("resend_invitation", invitation.pk), ("revoke_invitation", invitation.pk),
            ("change_member", boss.pk), ("end_membership", boss.pk),
        ):  # fmt: skip
            answer = browse(member).post(reverse(f"network:{name}", args=[pk]), {"agree": "on"})
            assert answer.status_code == 404, (member, name)
    absent = reverse("network:change_member", args=[ABSENT])
    assert same_as_absent(browse(other), reverse("network:change_member", args=[boss.pk]), absent)
    invitation.refresh_from_db()
    assert (invitation.round, invitation.revoked_at) == (1, None)
    with pytest.raises(Forbidden):
        invite(cast.sme, email="x@x.test", role="export_director", by=by(cast.manager), at=NOW)


def test_the_group_invites_the_first_administrator_and_no_other(cast):
    newcomer = admit_sme(cast.group, name="Neuve SAS", country="FR", by=by(cast.manager), at=NOW)
    asking = reverse("network:invite", args=[newcomer.pk])
    assert browse(cast.rival_manager).get(asking).status_code == 404
    typed = {**TYPED, "role": "managing_director"}
    refused = browse(cast.manager).post(asking, typed)
    assert refused.status_code == 409
    assert browse(cast.manager).post(asking, {**typed, "is_administrator": "on"}).status_code == 302
    person = Person.objects.create(email="new@example.test", name="Nora")
    row = Invitation.objects.get()
    accept_invitation(row, round=1, person=person, by=By(), at=NOW)
    assert browse(cast.manager).get(asking).status_code == 403


def test_a_change_holds_from_the_next_page_and_the_last_administrator_stays(cast, boss):
    where = reverse("network:change_member", args=[cast.director.pk])
    answer = browse(boss).post(where, {"role": "legal_counsel", "title": "juriste"})
    assert answer.status_code == 302
    cast.director.refresh_from_db()
    assert (cast.director.role, cast.director.title) == ("legal_counsel", "juriste")
    own = reverse("network:change_member", args=[boss.pk])
    assert browse(boss).post(own, {"role": "managing_director"}).status_code == 409
    assert (
        browse(boss)
        .post(reverse("network:end_membership", args=[boss.pk]), {"agree": "on", "successor": cast.director.pk})
        .status_code
        == 409
    )
    boss.refresh_from_db()
    assert boss.is_administrator
    assert boss.ended_at is None


def test_a_change_made_meanwhile_is_not_undone_by_an_old_page(cast, boss):
    where = reverse("network:change_member", args=[cast.director.pk])
    page = browse(boss).get(where)
    change_member(cast.director, role="auditor", is_administrator=False, title="", by=by(boss), at=NOW)
    stale = {"role": "export_director", "is_administrator": "on", "was": page.context["form"]["was"].value()}
    answer = browse(boss).post(where, stale)
    assert answer.status_code == 409
    assert "meanwhile" in answer.content.decode()
    cast.director.refresh_from_db()
    assert (cast.director.role, cast.director.is_administrator) == ("auditor", False)


def test_a_role_of_another_family_sees_what_that_family_sees(cast, boss):
    client = browse(cast.director)
    before = access.act(cast.director.person, cast.director).circles
    change_member(
        cast.director, role="facilitator", is_administrator=False, title="", by=by(boss), at=NOW, successor=boss
    )
    after = access.act(cast.director.person, cast.director).circles
    assert set(before).isdisjoint(after)
    assert client.get("/").status_code == 200


def test_leaving_ends_access_at_the_next_request(cast, boss):
    client = browse(cast.director)
    assert client.get(reverse("network:organisation", args=[cast.sme.pk])).status_code == 200
    where = reverse("network:end_membership", args=[cast.director.pk])
    assert browse(boss).post(where).status_code == 422
    assert browse(boss).post(where, {"agree": "on"}).status_code == 422
    assert browse(boss).post(where, {"agree": "on", "successor": boss.pk}).status_code == 302
    assert client.get(reverse("network:organisation", args=[cast.sme.pk])).status_code == 404
    with pytest.raises(Refused, match="left"):
        change_member(cast.director, role="auditor", is_administrator=False, title="", by=by(boss), at=NOW)
    end_membership(cast.director, by=by(boss), at=NOW, successor=boss)


def test_the_table_of_roles_is_the_one_the_code_obeys_and_for_administrators(cast, boss):
    page = browse(boss).get(reverse("network:roles"))
    told = {str(words): held for part in page.context["parts"] for words, held in part.rows}
    assert len(told) == len(access.PERMISSIONS)
    assert told["Sign, if recorded as a signatory"] == ("export_director", "managing_director")
    assert told["Start a draft"] == ("legal_counsel",)
    assert browse(cast.counsel).get(reverse("network:roles")).status_code == 403


# What somebody who means harm would try


def test_who_keeps_members_no_more_leaves_no_open_letter_behind(cast, boss):
    own = invited(boss, email="boss-at-home@example.test", role="managing_director", is_administrator=True)
    change_member(boss, role="managing_director", is_administrator=False, title="", by=by(cast.director), at=NOW)
    own.refresh_from_db()
    assert own.revoked_at == NOW
    change_member(boss, role="managing_director", is_administrator=True, title="", by=by(cast.director), at=NOW)
    other = invited(boss, email="another-home@example.test")
    end_membership(boss, by=by(cast.director), at=NOW, successor=cast.director)
    other.refresh_from_db()
    assert other.revoked_at == NOW


def test_who_left_does_not_come_back_by_a_letter_sent_before(cast, boss):
    row = invited(boss, email="new@example.test")
    second = invited(boss, email="new-at-home@example.test")
    person = Person.objects.create(email="new@example.test", name="N")
    EmailAddress.objects.create(user=person, email="new-at-home@example.test", verified=True)
    member = accept_invitation(row, round=1, person=person, by=By(), at=NOW)
    end_membership(member, by=by(boss), at=NOW + timedelta(hours=1), successor=boss)
    with pytest.raises(Refused, match="over"):
        accept_invitation(second, round=1, person=person, by=By(), at=NOW + timedelta(hours=2))


def test_a_right_taken_meanwhile_no_longer_counts(cast, boss):
    """The verb reads it anew under the lock: what the door read before may be old."""
    old = by(boss)
    end_membership(boss, by=by(cast.director), at=NOW, successor=cast.director)
    for verb in (
        lambda: invite(cast.sme, email="x@x.test", role="auditor", by=old, at=NOW),
        lambda: end_membership(cast.director, by=old, at=NOW),
        lambda: change_member(cast.director, role="auditor", is_administrator=True, title="", by=old, at=NOW),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_the_group_has_nothing_to_do_with_the_members_of_an_sme_that_has_some(cast):
    """It is the other party to its contracts: with an administrator of its own there, it would sign for both sides."""
    plain = add_member(cast.rival_sme, email="p@example.test", name="P", role="auditor", at=NOW)
    assert not cast.rival_sme.memberships.filter(is_administrator=True).exists()
    for name in ("members", "invite"):
        assert browse(cast.manager).get(reverse(f"network:{name}", args=[cast.rival_sme.pk])).status_code == 403
    assert browse(plain).get(reverse("network:members", args=[cast.rival_sme.pk])).status_code == 403


def test_what_the_group_sent_opens_nothing_once_somebody_administers(cast):
    newcomer = admit_sme(cast.group, name="Neuve SAS", country="FR", by=by(cast.manager), at=NOW)
    rows = [
        invite(newcomer, email=email, role="managing_director", is_administrator=True, by=by(cast.manager), at=NOW)
        for email in ("new@example.test", "mole@example.test")
    ]
    person = Person.objects.create(email="new@example.test", name="Nora")
    accept_invitation(rows[0], round=1, person=person, by=By(), at=NOW)
    rows[1].refresh_from_db()
    assert rows[1].revoked_at == NOW


def test_a_group_that_does_not_see_an_sme_invites_nobody_into_it(cast):
    newcomer = admit_sme(cast.group, name="Neuve SAS", country="FR", by=by(cast.manager), at=NOW)
    with pytest.raises(Forbidden):
        invite(
            newcomer,
            email="x@x.test",
            role="managing_director",
            is_administrator=True,
            by=by(cast.rival_manager),
            at=NOW,
        )


def test_another_address_of_an_account_is_not_told(cast, boss):
    """It may name a rival."""
    person = cast.rival_director.person
    EmailAddress.objects.create(user=person, email="at-home@example.test", verified=True)
    row = invited(boss, email="at-home@example.test")
    member = accept_invitation(row, round=1, person=person, by=By(), at=NOW)
    for where in (reverse("network:members", args=[cast.sme.pk]), reverse("network:change_member", args=[member.pk])):
        page = browse(boss).get(where).content.decode()
        assert "at-home@example.test" in page
        assert person.email not in page
    assert invited(boss, email=person.email).pk


def test_revoking_and_inviting_again_is_no_way_to_send_more_letters(cast, boss):
    for number in range(5):
        row = invite(
            cast.sme, email="v@example.test", role="auditor", by=by(boss), at=NOW + timedelta(minutes=11 * number)
        )
        with pytest.raises(Refused):
            resend_invitation(row, by=by(boss), at=NOW + timedelta(minutes=11 * number + 1))
        revoke_invitation(row, by=by(boss), at=NOW + timedelta(minutes=11 * number + 1))
    with pytest.raises(Refused, match="too_often"):
        invite(cast.sme, email="v@example.test", role="auditor", by=by(boss), at=NOW + timedelta(minutes=60))


def test_a_title_that_was_typed_can_be_erased(cast, boss):
    change_member(cast.director, role="export_director", is_administrator=True, title="Mme X", by=by(boss), at=NOW)
    entry = Entry.objects.filter(kind="network.member_changed").last()
    assert "Mme X" not in str(entry.facts)


def test_an_archived_organisation_is_left_and_joined_by_nobody(cast, boss):
    row = invited(boss)
    Organisation.objects.filter(pk=cast.sme.pk).update(archived_at=NOW)
    person = Person.objects.create(email="new@example.test", name="N")
    with pytest.raises(Refused, match="archived"):
        accept_invitation(row, round=1, person=person, by=By(), at=NOW)
    with pytest.raises(Refused, match="archived"):
        invited(boss, email="other@example.test")
    revoke_invitation(row, by=by(boss), at=NOW)
    end_membership(cast.director, by=by(boss), at=NOW, successor=boss)
