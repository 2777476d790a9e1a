"""Too many tries: counted by account and by address, one page for all, and nobody is counted under a header they wrote."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from portage.core.client_address import forwarded
from portage.network.keys.invitations import key_of
from portage.network.models import Person
from tests.cast import PASSWORD, make_cast
from tests.pages import browse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def told(answer) -> None:
    """The page of too many tries."""
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "300"
    assert "Come back in five minutes" in answer.content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_one_account_is_tried_five_times_from_anywhere_known_or_not(known):
    cast = make_cast()
    email = cast.director.person.email if known else "nobody@example.test"
    for number in range(5):
        wrong = Client(REMOTE_ADDR=f"192.0.2.{number}").post("/accounts/login/", {"login": email, "password": "x"})
        assert wrong.status_code == 200
    told(Client(REMOTE_ADDR="192.0.2.99").post("/accounts/login/", {"login": email, "password": PASSWORD}))
    assert Client().get("/accounts/login/").status_code == 200


def test_one_address_tries_twenty_times_whomever():
    for number in range(20):
        assert (
            Client().post("/accounts/login/", {"login": f"n{number}@example.test", "password": "x"}).status_code == 200
        )
    told(Client().post("/accounts/login/", {"login": "other@example.test", "password": "x"}))


def test_letters_for_a_forgotten_password_are_few():
    for _ in range(3):
        assert Client().post("/accounts/password/reset/", {"email": "n@example.test"}).status_code == 302
    told(Client().post("/accounts/password/reset/", {"email": "n@example.test"}))


def test_codes_of_the_second_step_are_tried_five_times():
    from tests.network.test_second_factor import type_password

    client = type_password(make_cast().director.person)
    for _ in range(5):
        assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    told(client.post("/accounts/2fa/authenticate/", {"code": "000000"}))


def test_a_letter_of_invitation_is_tried_ten_times():
    from portage.core import clock
    from portage.network.actions import invite
    from tests.cast import by

    cast = make_cast()
    found = invite(cast.sme, email="new@example.test", role="auditor", by=by(cast.director), at=clock.now())
    where = reverse("network:invitation", args=[key_of(found)])
    for _ in range(10):
        assert Client().post(where, {"name": "N", "password": "short"}).status_code == 422
    told(Client().post(where, {"name": "N", "password": "bright copper kettles 42"}))
    assert not Person.objects.filter(email="new@example.test").exists()


def test_the_page_speaks_french_and_the_api_its_own_shape(rf):
    from portage.core.refusals.pages import too_many

    answer = too_many(rf.get("/api/v1/contracts/"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert answer.headers["Content-Type"] == "application/problem+json"
    for _ in range(3):
        Client().post("/accounts/password/reset/", {"email": "n@example.test"})
    page = Client(headers={"Accept-Language": "fr"}).post("/accounts/password/reset/", {"email": "n@example.test"})
    assert "cinq minutes" in page.content.decode()


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("", 1, ""),
        ("203.0.113.7", 0, ""),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7"),
        ("203.0.113.7", 2, ""),
        ("rubbish", 1, ""),
        ("[2001:db8::1]", 1, "2001:db8::1"),
    ],
)
def test_only_what_the_operators_proxies_wrote_is_believed(header, proxies, address):
    assert forwarded(header, proxies) == address


def test_a_header_of_ones_own_neither_hides_nor_blames():
    with override_settings(TRUSTED_PROXIES=1):
        for number in range(20):
            written = f"6.6.6.{number}, 203.0.113.7"
            Client(headers={"X-Forwarded-For": written}).post(
                "/accounts/login/", {"login": f"n{number}@e.test", "password": "x"}
            )
        told(
            Client(headers={"X-Forwarded-For": "6.6.7.7, 203.0.113.7"}).post(
                "/accounts/login/", {"login": "a@e.test", "password": "x"}
            )
        )
        other = Client(headers={"X-Forwarded-For": "203.0.113.8"}).post(
            "/accounts/login/", {"login": "a@e.test", "password": "x"}
        )
        assert other.status_code == 200


def test_sessions_are_listed_closed_one_by_one_and_all_others_at_once():
    from allauth.usersessions.models import UserSession

    from tests.network.test_second_factor import type_password

    cast = make_cast()
    person = cast.counsel.person
    person.authenticator_set.all().delete()
    phone, tablet, desk = (type_password(person) for _ in range(3))
    rows = desk.get("/accounts/sessions/").context["rows"]
    assert [row["mine"] for row in rows].count(True) == 1
    assert len(rows) == 3
    of_phone = UserSession.objects.get(session_key=phone.session.session_key)
    assert browse(cast.director).post(reverse("usersessions_close", args=[of_phone.pk])).status_code == 404
    assert phone.get("/settings/").status_code == 200
    assert desk.post(reverse("usersessions_close", args=[of_phone.pk])).status_code == 302
    assert phone.get("/settings/").status_code == 302
    assert tablet.get("/settings/").status_code == 200
    desk.post("/accounts/sessions/")
    assert (tablet.get("/settings/").status_code, desk.get("/settings/").status_code) == (302, 200)


def test_another_password_closes_the_other_sessions_and_keeps_this_one():
    from tests.network.test_second_factor import type_password

    person = make_cast().counsel.person
    person.authenticator_set.all().delete()
    phone, desk = type_password(person), type_password(person)
    given = {
        "oldpassword": PASSWORD,
        "password1": "sept lanternes sous la pluie",
        "password2": "sept lanternes sous la pluie",
    }
    assert desk.post("/accounts/password/change/", given).status_code == 302
    assert (phone.get("/settings/").status_code, desk.get("/settings/").status_code) == (302, 200)
    assert len(desk.get("/accounts/sessions/").context["rows"]) == 1
