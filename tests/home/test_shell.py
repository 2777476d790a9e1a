"""The frame: places by role, nothing for what is not built, language and colours."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from portage.home import shell
from portage.home.appearance import appearance
from portage.network.access import PERMISSIONS
from portage.network.models import Person
from portage.network.roles import Kind, Role

JOINED = datetime(2026, 1, 5, tzinfo=UTC)


def door(request):
    return HttpResponse()


def doors(*names: str) -> list:
    return [path(f"{name}/", door, name=name) for name in names]


urlpatterns = [
    path("", include(([path("", door, name="today"), path("appearance/", appearance, name="appearance")], "home"))),
    path("contracts/", include(([path("", door, name="portfolio"), *doors("calendar", "models")], "contracts"))),
    path("network/", include((doors("organisations"), "network"))),
    path("platform/", include((doors("jobs"), "core"))),
]
built = override_settings(ROOT_URLCONF=__name__)
nothing_built = override_settings(ROOT_URLCONF="django.conf.urls.i18n")


@dataclass
class House:
    kind: str = Kind.CARRIER_GROUP


@dataclass
class Acting:
    role: str
    organisation: House = field(default_factory=House)

    def may(self, permission: str) -> bool:
        return self.role in PERMISSIONS[permission]


def request(address: str = "/", role: str | None = Role.PORTAGE_MANAGER, person: object = None, **cookies: str):
    made = RequestFactory().get(address)
    made.user = person or Person(name="Anna Ferrand", email="anna@example.org")
    made.acting = Acting(role) if role else None
    made.COOKIES.update(cookies)
    return made


def keys(made) -> list[str]:
    return [place.key for place in shell.places(made)]


@built
def test_a_place_that_is_not_built_is_not_drawn():
    assert keys(request()) == ["today", "contracts", "calendar", "network", "models"]


@nothing_built
def test_with_nothing_built_the_rail_is_empty():
    assert keys(request()) == []
    assert shell.frame(request(person=AnonymousUser()))["appearance_url"] == ""


@built
@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.LEGAL_COUNSEL, {"contracts", "calendar", "models"}),
        (Role.EXPORT_DIRECTOR, {"contracts", "calendar"}),
        (Role.AUDITOR, {"contracts", "calendar"}),
        (Role.EXPERT, set()),
        (Role.FACILITATOR, set()),
    ],
)
def test_the_role_decides_which_places_are_drawn(role, seen):
    assert {"contracts", "calendar", "models"} & set(keys(request(role=role))) == seen


@built
def test_jobs_are_for_platform_administrators_alone():
    operator = Person(name="Oda Pellier", email="oda@example.org", is_platform_administrator=True)
    assert keys(request(role=None, person=operator)) == ["jobs"]
    assert "jobs" not in keys(request())


@built
@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", "today"),
        ("/contracts/", "contracts"),
        ("/contracts/calendar/", "calendar"),
        ("/contracts/0192/", "contracts"),
        ("/x/", None),
    ],
)
def test_the_current_place_is_the_nearest_one(address, here):
    assert next((place.key for place in shell.places(request(address)) if place.current), None) == here


@built
def test_somebody_not_signed_in_is_shown_no_place():
    shown = shell.frame(request(person=AnonymousUser(), role=None))
    assert "places" not in shown
    assert "person" not in shown


def test_a_request_that_never_met_the_session_has_no_frame():
    assert shell.shell(RequestFactory().get("/")) == {}


@pytest.mark.parametrize(
    ("chosen", "cookie", "shown"), [("dark", "light", "dark"), ("", "dark", "dark"), ("", "pink", "auto")]
)
def test_the_persons_colours_win_over_the_browsers(chosen, cookie, shown):
    person = Person(name="A", email="a@example.org", theme=chosen) if chosen else AnonymousUser()
    assert shell.theme_of(request(person=person, theme=cookie)) == shown


@built
def test_a_choice_is_kept_in_the_browser(client):
    answer = client.post("/appearance/", {"theme": "dark", "language": "fr", "next": "/contracts/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/contracts/"
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["language"].value == "fr"
    assert answer.cookies["theme"]["httponly"]


@built
@pytest.mark.django_db
def test_a_choice_is_kept_with_the_person(client):
    person = Person.objects.create(
        email="anna@example.org", name="Anna Ferrand", language="en", theme="auto", joined_at=JOINED
    )
    client.force_login(person)
    client.post("/appearance/", {"theme": "dark"})
    person.refresh_from_db()
    assert (person.theme, person.language) == ("dark", "en")


@built
@pytest.mark.parametrize("data", [{"theme": "pink"}, {"language": "xx"}, {}])
def test_an_unknown_choice_changes_nothing(client, data):
    answer = client.post("/appearance/", data)
    assert not answer.cookies.keys() & {"theme", "language"}


@built
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:go()", "x y", "people"])
def test_a_choice_never_leads_elsewhere(client, elsewhere):
    assert client.post("/appearance/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


@built
def test_looking_changes_nothing(client):
    assert client.get("/appearance/?theme=dark").status_code == 405
