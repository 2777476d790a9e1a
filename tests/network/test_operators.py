"""How a platform begins: what an operator types, and the first key that lets a person in."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from portage.network.models import Membership, Organisation, Person
from tests.cast import make_cast, second_factor
from tests.pages import browse

pytestmark = pytest.mark.django_db
GROUP = ("Vireo", "--country", "FR", "--administrator", "Anna@vireo.example", "--administrator-name", "Anna Petit")
PASSWORD = "sept lanternes sous la pluie"


def typed(capsys, *words: str) -> str:
    call_command(*words)
    return capsys.readouterr().out


def choose_password(said: str) -> Client:
    """Open the first key and choose; the browser it was done in."""
    browser = Client()
    page = browser.get(re.search(r"http://\S+", said)[0], follow=True)
    done = browser.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    return browser


def sign_in(email: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": email, "password": PASSWORD})
    return browser


def test_a_group_begins_with_a_manager_who_signs_in_and_adds_a_subsidiary(capsys):
    said = typed(capsys, "open_group", *GROUP)
    choose_password(said)
    member = Membership.objects.get(organisation__name="Vireo")
    assert (member.person.email, member.role, member.is_administrator) == (
        "anna@vireo.example",
        "portage_manager",
        True,
    )
    browser = sign_in("anna@vireo.example")
    assert browser.get("/").url.startswith("/second-factor/")
    second_factor(member.person)
    assert browser.get("/").status_code == 200
    browser.post(
        "/organisations/add-subsidiary/",
        {"name": "Vireo Polska", "country": "PL", "language": "en", "currency": "PLN", "time_zone": "Europe/Warsaw"},
    )
    assert Organisation.objects.get(name="Vireo Polska").parent == member.organisation


def test_a_first_key_opens_once(capsys):
    said = typed(capsys, "open_group", *GROUP)
    choose_password(said)
    again = Client().get(re.search(r"http://\S+", said)[0], follow=True)
    assert b"password1" not in again.content


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("open_group", *GROUP), "there is a carrier group of the name Vireo"),
        (("open_group", "Other", *GROUP[1:2], "France", *GROUP[3:]), "country"),
        (("add_member", "Vireo", "b@vireo.example", "--name", "B", "--role", "export_director"), "role_of_kind"),
        (("add_member", "Nobody", "b@vireo.example", "--name", "B", "--role", "auditor"), "0 organisations"),
        (("add_member", "Vireo", "anna@vireo.example", "--name", "A", "--role", "auditor"), "already_member"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(capsys, words, why):
    typed(capsys, "open_group", *GROUP)
    before = (Organisation.objects.count(), Person.objects.count(), Membership.objects.count())
    with pytest.raises(CommandError, match=why):
        call_command(*words)
    assert (Organisation.objects.count(), Person.objects.count(), Membership.objects.count()) == before


def test_a_member_is_added_to_the_one_organisation_meant(capsys):
    cast = make_cast()
    said = typed(
        capsys, "add_member", str(cast.sme.pk), "c@sme.example", "--name", "C. Noir", "--role", "legal_counsel"
    )
    assert cast.sme.name in said
    choose_password(said)
    assert cast.sme.name in sign_in("c@sme.example").get("/").content.decode()


def test_a_platform_administrator_sees_jobs_and_no_contract(capsys):
    make_cast()
    said = typed(capsys, "add_administrator", "ops@portage.example", "--name", "Ops")
    choose_password(said)
    browser = sign_in("ops@portage.example")
    second_factor(Person.objects.get(email="ops@portage.example"))
    assert browser.get("/platform/jobs/").status_code == 200
    assert browser.get("/contracts/").status_code in (302, 403, 404)


def test_the_shipped_model_is_published_once_and_named_in_the_readers_language(capsys):
    assert typed(capsys, "publish_models") == typed(capsys, "publish_models") == "Agent contract: version 1\n"


def test_the_platforms_model_has_a_name_in_the_readers_language():
    cast = make_cast()
    cast.counsel.person.language = "fr"
    cast.counsel.person.save()
    page = browse(cast.counsel).get("/contracts/models/").content.decode()
    translation.activate("en")
    assert "Contrat d’agent commercial" in page
