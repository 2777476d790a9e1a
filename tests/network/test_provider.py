"""Signing in with the operator's identity provider: it opens accounts that exist, and makes none. No network: the
provider is played here."""

from types import SimpleNamespace
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from requests import ConnectionError

from portage.core.models import Entry
from portage.network.models import Person
from tests.cast import PASSWORD, make_cast

pytestmark = pytest.mark.django_db
URL = "https://id.example.test"
BEGIN = "/accounts/oidc/provider/login/"


class Provider:
    """What its server answers; `says` are the claims about who signed in there."""

    def __init__(self) -> None:
        self.says: dict = {"sub": "1"}
        self.away = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def get(self, address, **_):
        if self.away:
            raise ConnectionError(address)
        config = {
            "issuer": URL,
            "authorization_endpoint": f"{URL}/authorize",
            "token_endpoint": f"{URL}/token",
            "userinfo_endpoint": f"{URL}/userinfo",
            "jwks_uri": f"{URL}/keys",
        }
        return answer(config if "well-known" in address else self.says)

    def request(self, method, address, **_):
        token = {"iss": URL, "aud": "portage", "exp": 4_000_000_000, "iat": 1_700_000_000, **self.says}
        return answer({"access_token": "a", "id_token": jwt.encode(token, "x" * 32, algorithm="HS256")})

    post = request


def answer(content):
    return SimpleNamespace(
        status_code=200,
        json=lambda: content,
        headers={"content-type": "application/json"},
        raise_for_status=lambda: None,
    )


@pytest.fixture
def provider(settings):
    settings.OIDC_URL, settings.OIDC_NAME = URL, "Atelier ID"
    app = {"provider_id": "provider", "name": "Atelier ID", "client_id": "portage", "secret": "s"}
    app["settings"] = {"server_url": URL, "email_authentication": True}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    played = Provider()
    with mock.patch("portage.network.accounts.provider.ProviderAdapter.get_requests_session", return_value=played):
        yield played


@pytest.fixture
def cast():
    return make_cast()


def come_back(client: Client, where: str = BEGIN):
    """Leave for the provider and come back with its word: the answer to that."""
    leaving = client.post(where)
    address = leaving.headers["Refresh"].partition("url=")[2]
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{URL}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(f"{BEGIN}callback/", {"state": asked["state"][0], "code": "c"})


def here(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_a_button_stands_on_the_page_only_when_the_operator_named_one(cast, provider, settings):
    assert "Sign in with Atelier ID" in Client().get("/accounts/login/").content.decode()
    settings.OIDC_URL = ""
    assert "Atelier" not in Client().get("/accounts/login/").content.decode()


def test_a_verified_address_opens_the_account_that_has_it(cast, provider):
    person = cast.counsel.person
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    provider.says = {"sub": "7", "email": person.email.upper(), "email_verified": True}
    client = Client()
    assert come_back(client).status_code == 302
    assert here(client)
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1])
def test_an_address_that_is_not_verified_opens_nothing(cast, provider, verified):
    provider.says = {"sub": "7", "email": cast.counsel.person.email, "email_verified": verified}
    client, before = Client(), Person.objects.count()
    told = come_back(client)
    assert told.status_code == 403
    assert "No account for this identity" in told.content.decode()
    assert not here(client)
    assert Person.objects.count() == before


def test_who_has_no_account_gets_none_and_the_same_words(cast, provider):
    provider.says = {"sub": "7", "email": "nobody@example.test", "email_verified": True}
    client, before = Client(), Person.objects.count()
    told = come_back(client)
    assert (told.status_code, Person.objects.count()) == (403, before)
    assert not here(client)


def test_an_address_that_somebody_else_claims_without_proof_opens_only_its_owner(cast, provider):
    owner, claims = cast.counsel.person, cast.rival_director.person
    EmailAddress.objects.create(user=claims, email=owner.email, verified=False)
    Authenticator.objects.filter(user=owner).delete()
    provider.says = {"sub": "7", "email": owner.email, "email_verified": True}
    client = Client()
    come_back(client)
    assert client.get("/settings/").context["request"].user.pk == owner.pk


def test_a_closed_account_stays_closed(cast, provider):
    Person.objects.filter(pk=cast.counsel.person_id).update(is_active=False)
    provider.says = {"sub": "7", "email": cast.counsel.person.email, "email_verified": True}
    client = Client()
    assert come_back(client).url == "/accounts/inactive/"
    assert not here(client)


def test_a_second_factor_is_asked_for_unless_the_operator_says_that_the_provider_does(cast, provider, settings):
    person = cast.director.person
    Authenticator.objects.filter(user=person).delete()
    provider.says = {"sub": "7", "email": person.email, "email_verified": True}
    client = Client()
    come_back(client)
    assert client.get("/settings/").url.startswith("/second-factor/")
    settings.OIDC_SECOND_FACTOR = True
    assert here(client)
    Person.objects.filter(pk=person.pk).update(password=person.password)
    by_password = Client()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    by_password.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert by_password.get("/settings/").url.startswith("/second-factor/")


def test_ones_own_factor_is_asked_for_after_the_provider_too(cast, provider):
    person = cast.director.person
    provider.says = {"sub": "7", "email": person.email, "email_verified": True}
    client = Client()
    assert come_back(client).url == "/accounts/2fa/authenticate/"
    assert not here(client)


def test_a_link_made_from_ones_settings_opens_whatever_address_it_gives(cast, provider):
    person = cast.counsel.person
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    provider.says = {"sub": "7", "email": "elsewhere@example.test"}
    again = come_back(client, f"{BEGIN}?process=connect")
    assert again.url == "/accounts/reauthenticate/"
    assert not SocialAccount.objects.exists()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user_id == person.pk
    other = Client()
    assert come_back(other).status_code == 302
    assert other.get("/settings/").context["request"].user.pk == person.pk
    assert "whatever address it gives" in client.get("/accounts/3rdparty/").content.decode()


def test_leaving_is_a_button_not_a_link_that_others_can_plant(cast, provider):
    asks = Client().get(BEGIN)
    assert asks.status_code == 200
    assert "Refresh" not in asks.headers
    assert 'method="post"' in asks.content.decode()


def test_a_provider_that_is_away_is_told_and_passwords_still_open(cast, provider):
    provider.away = True
    told = Client().post(BEGIN)
    assert told.status_code == 503
    assert "Atelier ID does not answer" in told.content.decode()


def test_a_word_that_nobody_asked_for_signs_nobody_in(cast, provider):
    client = Client()
    told = client.get(f"{BEGIN}callback/", {"state": "made-up", "code": "c"})
    assert "You are not signed in" in told.content.decode()
    assert not here(client)
    assert not Entry.objects.filter(kind="network.account_changed").exists()


def test_who_has_neither_password_nor_factor_signs_in_again_before_what_binds(cast, provider, settings):
    from portage.network.accounts.second_factor import is_sure

    settings.OIDC_SECOND_FACTOR = True
    person = cast.director.person
    Authenticator.objects.filter(user=person).delete()
    Person.objects.filter(pk=person.pk).update(password="!")
    provider.says = {"sub": "7", "email": person.email, "email_verified": True}
    client = Client()
    come_back(client)
    request = client.get("/settings/").context["request"]
    assert is_sure(request)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    request = client.get("/settings/").context["request"]
    assert not is_sure(request)
    assert client.get("/accounts/reauthenticate/?next=/settings/").url.startswith(BEGIN)
    come_back(client)
    assert is_sure(client.get("/settings/").context["request"])
