"""API tokens: made by who is there, shown once, narrower than their person, and ended at the next request."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core import clock
from portage.core.models import Entry, EntryText, Message
from portage.core.outbox import deliver_messages
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.actions import (
    add_member,
    add_program,
    change_member,
    end_membership,
    invite,
    make_token,
    remind,
    revoke_token,
)
from portage.network.jobs import remind_of_tokens
from portage.network.keys.tokens import is_ours, new_text
from portage.network.models import ApiToken, Membership, Organisation, Person
from portage.network.rules import tokens as rules
from tests.cast import by, concluded, make_cast
from tests.contracts.door import visitor
from tests.pages import browse, call, same_as_absent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ALL = rules.SCOPES
READS = tuple(scope for scope in ALL if scope.endswith("read"))
TEXT = re.compile(r"portage_[0-9a-z]{8}_[0-9A-Za-z]{49}")
TYPED = {"name": "Monthly report", "contracts": "read", "catalogue": "", "network": "", "days": "90"}
PRODUCT = {"code": "T-1", "names": {"en": "made by a token"}, "original": "en", "hs_code": "330290"}
API = "/api/v1"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    caches["limits"].clear()
    at(monkeypatch, NOW)


def at(monkeypatch, moment) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def boss(cast) -> Membership:
    """An administrator of the SME."""
    return add_member(
        cast.sme, email="boss@example.test", name="Bea Oss", role="managing_director", is_administrator=True, at=NOW
    )


def made(membership, *, scopes=ALL, days=90, maker=None) -> tuple[ApiToken, str]:
    return make_token(membership, name="Report", scopes=scopes, days=days, by=by(maker or membership), at=NOW)


def ask(text: str, method: str, url: str, data=None, **more):
    """One request by a program that shows `text`."""
    client = Client(headers={"Authorization": f"Bearer {text}"})
    return getattr(client, method)(url, data, content_type="application/json", **more)


def code(response) -> tuple[int, str]:
    return response.status_code, response.json().get("code", "")


def making(number="01a1ff50-0000-4000-8000-000000000000", **more) -> dict:
    return {**TYPED, "number": number, **more}


# Making


def test_a_token_is_shown_once_to_who_has_just_said_who_they_are(cast):
    where = reverse("network:make_token")
    unsure = browse(cast.director).get(where).content.decode()
    assert reverse("account_reauthenticate") in unsure
    assert 'name="days"' not in unsure
    assert browse(cast.director).post(where, making()).url.startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()
    client = visitor(cast.director, sure=True)
    assert client.get(where).status_code == 200
    answer = client.post(where, making())
    [text] = set(TEXT.findall(answer.content.decode()))
    assert "no-store" in answer.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.scopes, token.membership) == (["contracts:read"], cast.director)
    assert token.expires_at.date() == (NOW + timedelta(days=90)).date()
    later = client.get(reverse("network:tokens")).content.decode()
    assert token.prefix in later
    assert text not in later
    assert text not in str(dict(client.session))
    assert ask(text, "get", f"{API}/contracts/").status_code == 200


def test_nothing_that_is_kept_holds_the_secret(cast):
    _token, text = made(cast.director)
    secret = text.split("_")[2]
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in str(cursor.fetchall()), table


def test_the_same_page_sent_twice_makes_one_token(cast):
    client = visitor(cast.director, sure=True)
    first, second = (client.post(reverse("network:make_token"), making()) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert not TEXT.search(second.content.decode())
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"contracts": ""}, {"days": "400"}, {"days": "x"}, {"name": " "}, {"contracts": "all"}, {"number": "1"}]
)
def test_what_cannot_be_right_is_refused(cast, wrong):
    answer = visitor(cast.director, sure=True).post(reverse("network:make_token"), making(**wrong))
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()


def test_the_verb_refuses_what_a_form_would_not_send(cast, boss):
    for scopes, days, why in (
        ([], 90, "unknown_scope"),
        (["all"], 90, "unknown_scope"),
        (READS, 366, "unknown_length"),
    ):
        with pytest.raises(Invalid, match=why):
            made(cast.director, scopes=scopes, days=days)
    for maker in (boss, cast.manager):
        with pytest.raises(Forbidden, match="not_yours"):
            made(cast.director, maker=maker)
    for _ in range(rules.MOST_TOKENS):
        made(cast.director)
    with pytest.raises(Refused, match="too_many_tokens"):
        made(cast.director)
    end_membership(cast.director, by=by(boss), at=NOW, successor=boss)
    with pytest.raises(Refused, match="left"):
        made(cast.director)


def test_its_person_is_told_by_mail_without_the_token(cast):
    _token, text = made(cast.director)
    deliver_messages.call()
    [letter] = mail.outbox
    assert letter.to == [cast.director.person.email]
    assert "Report" in letter.body
    assert text not in letter.body


def test_the_journal_tells_who_made_and_revoked_it_and_by_which_token_something_was_done(cast):
    token, text = made(cast.director)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    revoke_token(token, by=by(cast.director), at=NOW)
    told = dict(Entry.objects.filter(at=NOW).values_list("kind", "facts"))
    assert told["network.token_made"]["token"] == str(token.pk)
    assert told["catalogue.product_added"]["by_token"] == str(token.pk)
    assert "by_token" not in told["network.token_revoked"]
    everything = str(list(Entry.objects.values())) + str(list(EntryText.objects.values()))
    assert text.split("_")[2] not in everything
    assert token.digest not in everything


# What it opens


def test_it_sees_what_its_person_sees_and_nothing_more(cast):
    contract = concluded(cast)
    for member in (
        cast.director,
        cast.manager,
        cast.sales_engineer,
        cast.auditor,
        cast.rival_director,
        cast.rival_manager,
    ):
        _token, text = made(member, scopes=READS)
        for url in ("contracts", "organisations", "products", "customers", "models", f"contracts/{contract.pk}"):
            page, told = call(member, "get", f"{API}/{url}/"), ask(text, "get", f"{API}/{url}/")
            bodies = [re.sub(r'"instance": "[^"]*"', "", one.content.decode()) for one in (page, told)]
            assert (told.status_code, bodies[1]) == (page.status_code, bodies[0]), (member, url)


def test_a_foreign_thing_is_absent_for_a_token_too(cast):
    contract = concluded(cast)
    _token, text = made(cast.rival_director)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    for url in (f"contracts/{contract.pk}", f"organisations/{cast.sme.pk}", f"products/{cast.products[0].pk}"):
        absent = re.sub(r"[0-9a-f-]{36}", "01a1ff50-0000-7000-8000-000000000000", url)
        assert same_as_absent(client, f"{API}/{url}/", f"{API}/{absent}/"), url


def test_a_scope_opens_its_part_and_no_other(cast):
    _token, text = made(cast.director, scopes=["catalogue:read"])
    assert ask(text, "get", f"{API}/products/").status_code == 200
    for method, url in (
        ("get", "contracts"),
        ("get", "organisations"),
        ("post", "products"),
        ("post", "explain-dates"),
    ):
        assert code(ask(text, method, f"{API}/{url}/", {})) == (403, "scope"), url
    _token, writes = made(cast.director, scopes=["catalogue:write"])
    assert ask(writes, "post", f"{API}/products/", PRODUCT).status_code == 201
    assert code(ask(writes, "get", f"{API}/products/")) == (403, "scope")
    for opened in ("me", "schema"):
        assert ask(text, "get", f"{API}/{opened}/").status_code == 200


def test_a_scope_gives_nothing_that_the_role_does_not(cast):
    _token, text = made(cast.auditor)
    before = Product.objects.count()
    assert code(ask(text, "post", f"{API}/products/", PRODUCT)) == (403, "role")
    assert Product.objects.count() == before


def test_the_answer_to_a_missing_scope_is_the_same_for_what_exists_and_what_does_not(cast):
    contract = concluded(cast)
    _token, text = made(cast.rival_director, scopes=["catalogue:read"])
    told = [
        {**ask(text, "get", f"{API}/contracts/{pk}/").json(), "instance": ""} for pk in (contract.pk, cast.director.pk)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "verb",
    [
        "approve",
        "sign",
        "sign/refuse",
        "sign/elsewhere",
        "sign/paper",
        "sign/paper/confirm",
        "confirm",
        "notice",
        "end/propose",
        "end/accept",
        "end/default",
        "withdraw",
        "choices",
    ],
)
def test_what_binds_is_never_done_by_a_token(cast, verb):
    contract = concluded(cast)
    before = Entry.objects.count(), Contract.objects.values().get(pk=contract.pk)
    for member in (cast.director, cast.manager, cast.subsidiary_manager):
        _token, text = made(member)
        entries = Entry.objects.count()
        assert code(ask(text, "post", f"{API}/contracts/{contract.pk}/{verb}/", {})) == (403, "not_by_token")
        assert Entry.objects.count() == entries
    assert Contract.objects.values().get(pk=contract.pk) == before[1]


def test_members_are_read_but_never_kept_by_a_token(cast, boss):
    _token, text = made(boss)
    assert ask(text, "get", f"{API}/members/").status_code == 200
    asked = invite(cast.sme, email="x@example.test", role="auditor", by=by(boss), at=NOW)
    for method, url in (
        ("post", f"organisations/{cast.sme.pk}/invitations"), ("post", f"invitations/{asked.pk}/resend"),
        ("post", f"invitations/{asked.pk}/revoke"), ("patch", f"members/{cast.director.pk}"),
        ("post", f"members/{cast.director.pk}/end"),
    ):  # fmt: skip
        assert code(ask(text, method, f"{API}/{url}/", {})) == (403, "not_by_token"), url
    cast.director.refresh_from_db()
    asked.refresh_from_db()
    assert (cast.director.ended_at, asked.round, asked.revoked_at) == (None, 1, None)


def test_the_verbs_that_keep_members_refuse_a_token_themselves(cast, boss):
    token, _text = made(boss)
    from portage.network import access

    by_token = access.act(boss.person, boss, token=token).by()
    for verb in (
        lambda: invite(cast.sme, email="y@example.test", role="auditor", by=by_token, at=NOW),
        lambda: end_membership(cast.director, by=by_token, at=NOW, successor=boss),
        lambda: make_token(boss, name="More", scopes=ALL, days=30, by=by_token, at=NOW),
        lambda: revoke_token(token, by=by_token, at=NOW),
        lambda: add_program(cast.sme, name="P", role="auditor", by=by_token, at=NOW),
    ):
        with pytest.raises(Forbidden, match="not_by_token"):
            verb()


def test_me_tells_the_token_and_no_other_organisation(cast):
    add_member(cast.lone_sme, email=cast.director.person.email, name="", role="export_director", at=NOW)
    token, text = made(cast.director, scopes=["catalogue:read"])
    me = ask(text, "get", f"{API}/me/")
    assert cast.lone_sme.name not in me.content.decode()
    assert me.json()["token"]["scopes"] == ["catalogue:read"]
    assert me.json()["token"]["prefix"] == token.prefix
    assert me.json()["acting"]["organisation"]["name"] == cast.sme.name
    by_session = call(cast.director, "get", f"{API}/me/").json()
    assert (len(by_session["memberships"]), by_session["token"]) == (2, None)


# What it does not open


def bad_texts(text: str) -> dict[str, str]:
    another = "portage_" + new_text()[1].split("_", 1)[1]
    return {
        "empty": "", "word": "x", "no checksum": text[:-6], "typing error": text[:-1] + ("a" if text[-1] != "a" else "b"),
        "unknown": another, "two": f"{text} {text}", "long": "portage_" + "a" * 5000, "not ascii": "portage_é",
    }  # fmt: skip


def test_every_token_that_opens_nothing_has_the_same_answer(cast, boss, monkeypatch, settings):
    token, text = made(cast.director)
    revoked, revoked_text = made(cast.director)
    revoke_token(revoked, by=by(cast.director), at=NOW)
    bad = [one.encode().decode("latin-1") for one in (*bad_texts(text).values(), revoked_text)]
    told = [ask(one, "get", f"{API}/contracts/") for one in bad]
    at(monkeypatch, token.expires_at)
    told.append(ask(text, "get", f"{API}/contracts/"))
    for one in told:
        assert one.status_code == 401
        assert one.headers["WWW-Authenticate"] == "Bearer"
        assert one.headers["Content-Type"] == "application/problem+json"
    assert len({str({**one.json(), "instance": ""}) for one in told}) == 1
    assert told[0].json()["code"] == "invalid_token"


def test_a_typing_error_asks_the_database_nothing(cast, django_assert_num_queries):
    _token, text = made(cast.director)
    with django_assert_num_queries(0):
        ask(text[:-1] + "-", "get", f"{API}/contracts/")
        ask("portage_" + "a" * 58, "get", f"{API}/contracts/")
    assert is_ours(text)


def test_a_cookie_sent_along_is_not_read_and_none_is_set(cast):
    _token, text = made(cast.rival_director, scopes=READS)
    client = browse(cast.director)
    sessions = client.session.session_key
    told = client.get(f"{API}/me/", headers={"Authorization": f"bearer {text}"})
    assert told.json()["name"] == cast.rival_director.person.name
    wrong = client.get(f"{API}/me/", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401
    assert not told.cookies
    assert not wrong.cookies
    assert client.session.session_key == sessions
    broken = Client(headers={"Authorization": f"Bearer {text}"})
    broken.cookies["sessionid"] = "x" * 32
    assert not broken.get(f"{API}/me/").cookies


def test_a_token_asks_for_no_csrf_token_and_a_session_still_does(cast):
    _token, text = made(cast.director)
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {text}"})
    assert strict.post(f"{API}/products/", PRODUCT, content_type="application/json").status_code == 201
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(cast.director.person)
    answer = signed_in.post(f"{API}/products/", {**PRODUCT, "code": "T-2"}, content_type="application/json")
    assert answer.status_code == 403


def test_a_token_opens_no_page(cast):
    _token, text = made(cast.director)
    for page in ("/", "/contracts/", "/settings/tokens/"):
        assert ask(text, "get", page).status_code == 302


# Its end


def ended(what: str, cast, boss, token, monkeypatch) -> None:
    """End the token in one of the ways in which it ends."""
    later = NOW + timedelta(hours=1)
    at(monkeypatch, later)
    if what == "revoked":
        revoke_token(token, by=by(cast.director), at=later)
    if what == "revoked by an administrator":
        revoke_token(token, by=by(boss), at=later)
    if what == "expired":
        at(monkeypatch, token.expires_at)
    if what == "membership ended":
        end_membership(cast.director, by=by(boss), at=later, successor=boss)
    if what == "left and came back":
        end_membership(cast.director, by=by(boss), at=later, successor=boss)
        add_member(cast.sme, email=cast.director.person.email, name="", role="export_director", at=later)
    if what == "deactivated":
        Person.objects.filter(pk=cast.director.person_id).update(is_active=False)
    if what == "archived":
        Organisation.objects.filter(pk=cast.sme.pk).update(archived_at=later)


WAYS = (
    "revoked", "revoked by an administrator", "expired", "membership ended", "left and came back", "deactivated", "archived",
)  # fmt: skip


@pytest.mark.parametrize("what", WAYS)
def test_its_end_holds_from_the_next_request(cast, boss, monkeypatch, what):
    contract = concluded(cast)
    document = contract.documents.first()
    token, text = made(cast.director)
    doors = (
        ("get", f"{API}/contracts/"), ("get", f"{API}/contracts/{contract.pk}/"),
        ("get", f"{API}/documents/{document.pk}/file/"), ("post", f"{API}/products/"),
    )  # fmt: skip
    for number, (method, url) in enumerate(doors):
        answer = ask(text, method, url, {**PRODUCT, "code": f"N-{number}"} if method == "post" else None)
        assert answer.status_code in {200, 201}, url
    before = Product.objects.count()
    ended(what, cast, boss, token, monkeypatch)
    for method, url in doors:
        answer = ask(text, method, url, {**PRODUCT, "code": "N-9"} if method == "post" else None)
        assert code(answer) == (401, "invalid_token"), url
    assert Product.objects.count() == before


def test_another_role_changes_its_rights_at_the_next_request(cast, boss):
    _token, text = made(cast.director)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    change_member(cast.director, role="auditor", is_administrator=False, title="", by=by(boss), at=NOW)
    assert code(ask(text, "post", f"{API}/products/", {**PRODUCT, "code": "T-2"})) == (403, "role")
    change_member(
        cast.director, role="facilitator", is_administrator=False, title="", by=by(boss), at=NOW, successor=boss
    )
    assert ask(text, "get", f"{API}/products/").json()["results"] == []


def test_the_page_revokes_mine_and_an_administrator_those_of_the_organisation(cast, boss):
    token, text = made(cast.director)
    where = reverse("network:revoke_token", args=[token.pk])
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    for stranger in (plain, cast.manager, cast.rival_director, cast.rival_manager, cast.former):
        assert browse(stranger).post(where).status_code == 404
    assert ask(text, "get", f"{API}/me/").status_code == 200
    assert browse(cast.director).post(where).url == reverse("network:tokens")
    assert ask(text, "get", f"{API}/me/").status_code == 401
    token, text = made(cast.director)
    where = reverse("network:revoke_token", args=[token.pk])
    assert browse(boss).get(where).status_code == 405
    back = browse(boss).post(where)
    assert back.url == reverse("network:organisation_tokens", args=[cast.sme.pk])
    assert ask(text, "get", f"{API}/me/").status_code == 401
    again = browse(boss).post(where)
    assert again.status_code == 302
    assert Entry.objects.filter(kind="network.token_revoked").count() == 2


# Programs


@pytest.fixture
def erp(cast, boss) -> Membership:
    return add_program(cast.sme, name="ERP", role="export_director", by=by(boss), at=NOW)


def test_an_administrator_adds_a_program_and_its_token(cast, boss):
    where = reverse("network:add_program", args=[cast.sme.pk])
    client = visitor(boss, sure=True)
    asked = client.post(where, {"name": "ERP", "role": "export_director"})
    program = Membership.objects.get(is_program=True)
    assert asked.url == reverse("network:make_program_token", args=[program.pk])
    [text] = set(TEXT.findall(client.post(asked.url, making(catalogue="write")).content.decode()))
    me = ask(text, "get", f"{API}/me/").json()
    assert (me["name"], me["email"], me["is_program"]) == ("ERP", None, True)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    entry = Entry.objects.get(kind="catalogue.product_added", at=NOW)
    assert (entry.actor.name, entry.on_behalf_of) == ("ERP", cast.sme.pk)
    page = client.get(reverse("network:organisation_tokens", args=[cast.sme.pk])).content.decode()
    assert "ERP" in page
    assert text not in page
    assert "ERP" not in client.get(reverse("network:members", args=[cast.sme.pk])).content.decode()
    assert client.post(where, {"name": "erp", "role": "auditor"}).status_code == 409


def test_two_tokens_of_a_program_live_at_once_and_it_outlives_its_maker(cast, boss, erp):
    (_first, old), (_second, new) = made(erp, maker=boss), made(erp, maker=boss)
    change_member(cast.director, role="export_director", is_administrator=True, title="", by=by(boss), at=NOW)
    end_membership(boss, by=by(cast.director), at=NOW, successor=cast.director)
    for text in (old, new):
        assert ask(text, "get", f"{API}/products/").status_code == 200
    end_membership(erp, by=by(cast.director), at=NOW)
    for text in (old, new):
        assert ask(text, "get", f"{API}/products/").status_code == 401


def test_programs_are_for_administrators_of_the_organisation(cast, boss, erp):
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    adding, listed = (reverse(f"network:{name}", args=[cast.sme.pk]) for name in ("add_program", "organisation_tokens"))
    making_one = reverse("network:make_program_token", args=[erp.pk])
    for member, status in ((plain, 403), (cast.manager, 403), (cast.rival_director, 404), (cast.former, 404)):
        client = visitor(member, sure=True)
        for where in (adding, listed):
            assert client.get(where).status_code == status
        assert client.post(adding, {"name": "X", "role": "auditor"}).status_code == status
        assert client.post(making_one, making()).status_code == 404
    assert visitor(boss, sure=True).get(reverse("network:make_program_token", args=[boss.pk])).status_code == 404
    assert Membership.objects.filter(is_program=True).count() == 1
    for member in (plain, cast.manager, cast.rival_manager):
        with pytest.raises(Forbidden):
            add_program(cast.sme, name="X", role="auditor", by=by(member), at=NOW)
        with pytest.raises(Forbidden):
            made(erp, maker=member)


def test_a_group_puts_no_program_into_an_organisation_that_it_may_begin(cast):
    """It invites the first administrator of a new SME; a program of its own there would act for the other party."""
    newcomer = Organisation.objects.get(pk=cast.japan.pk)
    with pytest.raises(Forbidden):
        add_program(newcomer, name="X", role="subsidiary_manager", by=by(cast.manager), at=NOW)


def test_a_program_counts_nowhere_as_a_person(cast, boss, erp):
    from contracts.queries import of_party, parties, people
    from portage.network import access

    contract = concluded(cast)
    only = add_program(cast.sme, name="Bot", role="legal_counsel", by=by(boss), at=NOW)
    told = access.readers(contract, organisations=[cast.sme.pk], roles=["export_director", "legal_counsel"])
    assert {one.pk for one in told} == {cast.director.pk}
    assert "legal_counsel" not in people.roles_present(contract)["principal"]
    assert erp not in of_party.possible_signatories(cast.sme)
    by(cast.manager)
    assert erp not in parties.nameable(cast.manager.person.acting, cast.sme, cast.poland)
    with pytest.raises(Forbidden, match="program"):
        access.share_with_people(contract, [cast.director, only])
    with pytest.raises(Refused, match="program"):
        change_member(erp, role="auditor", is_administrator=True, title="", by=by(boss), at=NOW)
    page = browse(boss).get(reverse("network:organisation", args=[cast.sme.pk])).content.decode()
    assert "ERP" not in page


def test_the_database_lets_no_program_sign_in_or_keep_members(cast, boss, erp):
    for change in ({"password": "md5$x"}, {"email": "p@example.test"}, {"is_platform_administrator": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=erp.person_id).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=erp.pk).update(is_administrator=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=erp.person, organisation=cast.rival_sme, role="auditor", started_at=NOW, is_program=True
        )
    token, _text = made(erp, maker=boss)
    for change in ({"scopes": []}, {"name": ""}, {"expires_at": NOW}, {"revoked_at": NOW - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).update(**change)


def test_a_program_changes_its_role_and_nothing_else(cast, boss, erp):
    where = reverse("network:change_member", args=[erp.pk])
    assert "is_administrator" not in browse(boss).get(where).content.decode()
    answer = browse(boss).post(where, {"role": "auditor", "is_administrator": "on", "title": "x"})
    assert answer.url == reverse("network:organisation_tokens", args=[cast.sme.pk])
    erp.refresh_from_db()
    assert (erp.role, erp.is_administrator, erp.title) == ("auditor", False, "")


# Reminders, traces, limits


def test_a_reminder_comes_once_a_week_before(cast, boss, erp, monkeypatch):
    token, _text = made(cast.director, days=30)
    made(erp, maker=boss, days=30)
    ended_one, _text = made(cast.director, days=30)
    revoke_token(ended_one, by=by(cast.director), at=NOW)
    Message.objects.all().delete()
    assert remind(at=token.expires_at - timedelta(days=8)) == 0
    near = token.expires_at - timedelta(days=6)
    at(monkeypatch, near)
    assert remind_of_tokens.call() == 2
    assert remind_of_tokens.call() == 0
    deliver_messages.call()
    assert {tuple(letter.to) for letter in mail.outbox} == {(cast.director.person.email,), (boss.person.email,)}
    assert "expires soon" in mail.outbox[0].subject


def test_a_reminder_that_waits_is_not_sent_once_the_token_is_revoked(cast, monkeypatch):
    token, _text = made(cast.director, days=30)
    Message.objects.all().delete()
    near = token.expires_at - timedelta(days=6)
    at(monkeypatch, near)
    remind(at=near)
    revoke_token(token, by=by(cast.director), at=near)
    deliver_messages.call()
    assert mail.outbox == []


def test_its_last_day_of_use_is_written_once_a_day(cast, monkeypatch, django_assert_max_num_queries):
    token, text = made(cast.director)

    def writes() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert ask(text, "get", f"{API}/me/").status_code == 200
        return sum(not query["sql"].startswith("SELECT") for query in asked)

    assert (writes(), writes(), writes()) == (1, 0, 0)
    token.refresh_from_db()
    assert token.last_used_on == NOW.date()
    at(monkeypatch, NOW + timedelta(days=1))
    assert (writes(), writes()) == (1, 0)


def test_a_key_of_a_repeated_write_belongs_to_the_member_and_is_replayed_within_the_scopes(cast, boss):
    _token, first = made(cast.director)
    _token, second = made(cast.director)
    _token, narrow = made(cast.director, scopes=["catalogue:read"])
    _token, other = made(boss)
    key = {"Idempotency-Key": "order-0001"}

    def post(text, **more):
        return ask(text, "post", f"{API}/products/", {**PRODUCT, **more}, headers=key)

    made_id = post(first).json()["id"]
    again = post(second)
    assert (again.json()["id"], again.headers["Idempotency-Replayed"]) == (made_id, "true")
    assert code(post(second, code="T-7"))[1] == "idempotency_key_reused"
    assert code(post(narrow)) == (403, "scope")
    assert post(other, code="T-8").json()["id"] != made_id


def test_one_token_does_not_use_up_what_its_person_may_ask(cast, monkeypatch):
    """However long it goes on asking: what its own limit refuses is not counted for its person."""
    from portage.core.api.limits import AccountThrottle, TokenThrottle

    monkeypatch.setattr(TokenThrottle, "THROTTLE_RATES", {"token": "3/minute"})
    monkeypatch.setattr(AccountThrottle, "THROTTLE_RATES", {"account": "5/minute", "write": "5/minute"})
    (_one, first), (_two, second) = made(cast.director), made(cast.director)
    told = [ask(first, "get", f"{API}/me/").status_code for _ in range(10)]
    assert told == [200] * 3 + [429] * 7
    assert ask(second, "get", f"{API}/me/").status_code == 200
    assert call(cast.director, "get", f"{API}/me/").status_code == 200
    assert call(cast.director, "get", f"{API}/me/").status_code == 429


def test_wrong_tokens_from_one_address_are_slowed_down_and_right_ones_are_not(cast):
    _token, text = made(cast.director)
    told = [ask("portage_wrong", "get", f"{API}/me/").status_code for _ in range(32)]
    assert told == [401] * 30 + [429] * 2
    assert ask(text, "get", f"{API}/me/").status_code == 200
    assert ask("wrong", "get", f"{API}/me/", REMOTE_ADDR="10.9.9.9").status_code == 401


def test_logs_hide_a_token(cast):
    from portage.core.logs import masked

    _token, text = made(cast.director)
    assert text.split("_")[2] not in masked(f"asked with {text}, then again")
    assert masked(f"Authorization: Bearer {text}") == masked(f"Authorization: Bearer {new_text()[1]}")
