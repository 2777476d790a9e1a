"""A second factor for whoever binds: who must have one, what answers until then, what it is kept as, how it is lost."""

import json
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portage.core import clock
from portage.core.journal import PORTAGE
from portage.core.models import Entry, Message
from portage.network.accounts.sealing import seal, unseal
from portage.network.actions import add_member, add_program, end_membership, make_token
from portage.network.models import ApiToken, Person
from portage.network.rules.accounts import Part, needs_second_factor, proved_enough
from tests.cast import AT, PASSWORD, SECRET, by, make_cast
from tests.every_address import addresses
from tests.pages import browse

pytestmark = pytest.mark.django_db
WALL = "/second-factor/"
SIGNING = {"portage_manager", "export_director"}


@pytest.fixture
def cast():
    return make_cast()


def without(membership) -> Client:
    """Signed in, without any factor."""
    client = browse(membership)
    Authenticator.objects.filter(user=membership.person).delete()
    return client


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(clock.now().timestamp()) // 30))


def type_password(person: Person, **more) -> Client:
    EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, **more})
    return client


@pytest.mark.parametrize(
    ("parts", "platform", "needed"),
    [
        ([], False, False),
        ([], True, True),
        ([Part("auditor", False)], False, False),
        ([Part("auditor", True)], False, True),
        ([Part("auditor", False), Part("export_director", False)], False, True),
    ],
)
def test_who_may_sign_keeps_members_or_administers_needs_one(parts, platform, needed):
    assert needs_second_factor(parts, signing=SIGNING, platform=platform) is needed


def test_a_provider_counts_only_when_the_operator_says_so_and_it_was_used():
    assert [
        proved_enough(has_factor=False, by_provider=used, provider_asks=asks)
        for used in (False, True)
        for asks in (False, True)
    ] == [False, False, False, True]


def test_who_needs_one_and_has_none_is_led_to_one_page_from_everywhere(cast):
    client = without(cast.director)
    page = client.get("/organisations/?kind=subsidiary")
    assert page.url == f"{WALL}?next=%2Forganisations%2F%3Fkind%3Dsubsidiary"
    for path in ("/", "/contracts/", "/settings/", "/contracts/export.csv", "/contracts/calendar/"):
        answer = client.get(path)
        assert answer.status_code == 404 or answer.url.startswith(WALL), path
    shown = client.get(WALL)
    assert shown.status_code == 200
    assert "/accounts/2fa/totp/activate/" in shown.content.decode()
    assert "/accounts/2fa/webauthn/add/" in shown.content.decode()
    assert "hx-get" not in shown.content.decode()


def test_a_piece_of_a_page_sends_the_whole_page_there_and_the_api_tells_a_code(cast):
    client = without(cast.director)
    piece = client.get(reverse("home:badges"), headers={"HX-Request": "true"})
    assert (piece.status_code, piece.headers["HX-Redirect"]) == (403, WALL)
    answer = client.get("/api/v1/contracts/")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_required")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_nothing_is_changed_without_it(cast):
    client = without(cast.director)
    answer = client.post(
        "/settings/", {"name": "Other", "language": "en", "time_zone": "Europe/Paris", "theme": "dark"}
    )
    assert answer.url == WALL
    assert Person.objects.get(pk=cast.director.person_id).name == "Diane Xavier"


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/", "/accounts/logout/", "/accounts/email/", "/accounts/sessions/", "/health/live"]
)
def test_account_pages_and_public_ones_answer_meanwhile(cast, path):
    assert without(cast.director).get(path).status_code == 200


def test_language_and_colours_may_be_chosen_meanwhile(cast):
    client = without(cast.director)
    assert client.post("/appearance/", {"theme": "dark"}).url != WALL
    assert Person.objects.get(pk=cast.director.person_id).theme == "dark"


def test_who_binds_nothing_needs_none(cast):
    assert without(cast.counsel).get("/organisations/").status_code == 200


def test_recovery_codes_alone_are_none(cast):
    client = without(cast.director)
    Authenticator.objects.create(
        user=cast.director.person, type="recovery_codes", data={"seed": seal("ab" * 40), "used_mask": 0}
    )
    assert client.get("/organisations/").url.startswith(WALL)


def test_any_membership_counts_not_only_the_one_acted_through(cast):
    other = add_member(cast.rival_group, email=cast.counsel.person.email, name="L", role="portage_manager", at=AT)
    client = without(cast.counsel)
    assert client.get("/organisations/").url.startswith(WALL)
    end_membership(other, by=PORTAGE, at=AT, successor=cast.rival_manager)
    assert client.get("/organisations/").status_code == 200


def test_optional_where_nothing_binds(cast, settings):
    settings.SECOND_FACTOR = "optional"
    assert without(cast.director).get("/organisations/").status_code == 200


def test_it_costs_no_query(cast, settings):
    client, counts = browse(cast.director), []
    client.get("/settings/")
    for said in ("optional", "required"):
        settings.SECOND_FACTOR = said
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/settings/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_setting_an_app_up_gives_recovery_codes_and_goes_on_to_where_they_wanted(
    cast, django_capture_on_commit_callbacks
):
    person = cast.director.person
    Authenticator.objects.all().delete()
    client = type_password(person)
    client.get("/contracts/calendar/", follow=True)
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    code = format_hotp_value(hotp_value(secret, int(clock.now().timestamp()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        codes = client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    assert len(codes.context["unused_codes"]) == 10
    assert client.get(WALL).url == "/contracts/calendar/"
    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert unseal(kept) == secret
    told = Entry.objects.filter(kind="network.account_changed", scope_id=person.pk)
    assert [entry.facts["what"] for entry in told] == ["totp_activated"]
    [letter] = Message.objects.filter(kind="account.changed")
    assert letter.address == person.email


def test_a_page_elsewhere_is_nowhere_to_go_on_to(cast):
    client = without(cast.director)
    client.get(f"{WALL}?next=//elsewhere.example/")
    Authenticator.objects.create(user=cast.director.person, type="totp", data={"secret": seal(SECRET)})
    assert client.get(WALL).url == "/"


def test_the_second_step_asks_for_the_code_once_each(cast):
    person, code = cast.director.person, code_now()
    client = type_password(person)
    assert client.get("/contracts/").url.startswith("/accounts/login/")
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/organisations/").status_code == 200
    again = type_password(person)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert again.get("/organisations/").url.startswith("/accounts/login/")


def test_the_last_factor_stays_with_who_needs_one(cast):
    client = browse(cast.director)
    sure(client, cast.director.person)
    page = client.get("/accounts/2fa/totp/deactivate/")
    assert "add another one before you take this one away" in page.content.decode()
    client.post("/accounts/2fa/totp/deactivate/", {})
    assert Authenticator.objects.filter(user=cast.director.person, type="totp").exists()
    key = Authenticator.objects.create(user=cast.director.person, type="webauthn", data={"name": "K", "credential": {}})
    client.post("/accounts/2fa/totp/deactivate/", {})
    assert not Authenticator.objects.filter(user=cast.director.person, type="totp").exists()
    answer = client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=False)
    assert answer.url == "/accounts/2fa/webauthn/"
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_who_needs_none_may_take_theirs_away(cast):
    client = browse(cast.counsel)
    sure(client, cast.counsel.person)
    client.post("/accounts/2fa/totp/deactivate/", {})
    assert not Authenticator.objects.filter(user=cast.counsel.person).exists()


def test_nobody_takes_the_key_of_another(cast):
    key = Authenticator.objects.create(user=cast.director.person, type="webauthn", data={"name": "K", "credential": {}})
    client = browse(cast.rival_director)
    sure(client, cast.rival_director.person)
    assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def sure(client: Client, person: Person) -> None:
    """They said a moment ago who they are."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_a_new_secret_key_opens_what_the_former_sealed_until_it_is_sealed_anew(settings):
    kept = seal("SECRET")
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another-" + "y" * 50
    assert unseal(kept) != "SECRET"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(kept) == "SECRET"


def test_everything_is_sealed_anew_by_a_command_or_nothing(cast, settings, capsys):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-" + "y" * 50
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("reseal_second_factors")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before
    settings.SECRET_KEY_FALLBACKS = [former]
    call_command("reseal_second_factors")
    settings.SECRET_KEY_FALLBACKS = []
    assert {unseal(data["secret"]) for data in Authenticator.objects.values_list("data", flat=True)} == {SECRET}


def test_the_operator_takes_a_lost_factor_away_closes_sessions_and_tells(cast, capsys):
    person = cast.director.person
    client = type_password(person)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert client.get("/organisations/").status_code == 200
    call_command("reset_second_factor", person.email.upper())
    assert not Authenticator.objects.filter(user=person).exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert client.get("/organisations/").url.startswith("/accounts/login/")
    assert Entry.objects.filter(kind="network.second_factor_reset", scope_id=person.pk).count() == 1
    [letter] = Message.objects.filter(kind="account.changed", address=person.email)
    assert "second factor" in letter.subject
    assert Authenticator.objects.filter(user=cast.manager.person).exists()


def test_with_the_factor_the_tokens_of_the_person_end_and_no_others(cast):
    me, at = by(cast.director), clock.now()
    asked = {"name": "Report", "scopes": ["network:read"], "days": 30, "at": at}
    own, text = make_token(cast.director, by=me, **asked)
    program = add_program(cast.sme, name="ERP", role="auditor", by=me, at=at)
    of_program, _text = make_token(program, by=me, **asked)
    of_another, _text = make_token(cast.manager, by=by(cast.manager), **asked)
    call = {"headers": {"Authorization": f"Bearer {text}"}}
    assert Client().get("/api/v1/organisations/", **call).status_code == 200
    call_command("reset_second_factor", cast.director.person.email)
    assert Client().get("/api/v1/organisations/", **call).status_code == 401
    assert set(ApiToken.objects.exclude(revoked_at=None)) == {own}
    assert set(ApiToken.objects.filter(revoked_at=None)) == {of_program, of_another}
    assert Entry.objects.get(kind="network.second_factor_reset").facts == {"taken": 1, "tokens": 1}
    assert Entry.objects.get(kind="network.token_revoked").facts["token"] == str(own.pk)
    assert "API tokens" in Message.objects.get(kind="account.changed", address=cast.director.person.email).text


def test_an_unknown_address_is_told_to_the_operator(cast):
    with pytest.raises(CommandError, match="nobody has the address"):
        call_command("reset_second_factor", "nobody@example.test")


def test_every_address_of_the_product_waits_for_it_but_those_that_are_named(cast):
    client, open_to = without(cast.director), set()
    for address in addresses():
        thing = uuid4() if address.thing else ""
        answer = client.get(address.of(thing))
        walled = answer.status_code == 302 and answer.url.startswith(WALL)
        if not walled and not (answer.status_code == 403 and b"second_factor_required" in answer.content):
            open_to.add(address.name.partition("_")[0] if ":" not in address.name else address.name)
    assert open_to == {
        *("account", "mfa", "usersessions", "socialaccount", "openid", "set"),
        *("core:health_live", "core:health_ready", "core:metrics", "core:mute", "contracts:feed", "contracts:verify"),
        *("network:second_factor", "network:invitation", "home:appearance"),
        *(
            "network:apply",
            "network:applied",
            "network:confirm_candidature",
            "network:own_candidature",
            "network:withdraw_candidature",
        ),
    }
