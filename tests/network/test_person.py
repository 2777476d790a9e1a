"""What a person decides for themselves: for whom they act, and their settings."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portage.core.forms.fields import zone_choices
from portage.core.words import alphabetical
from portage.network.actions import add_member, end_membership
from tests.cast import AT, by, make_cast
from tests.pages import browse

pytestmark = pytest.mark.django_db


def test_a_person_of_two_organisations_switches_and_sees_what_the_other_sees():
    cast = make_cast()
    other = add_member(
        cast.rival_group, email=cast.director.person.email, name="Diane Xavier", role="portage_manager", at=AT
    )
    client = browse(cast.director)
    before = {row.name for row in client.get("/organisations/").context["page"].rows}
    assert client.post(reverse("network:act_for"), {"membership": str(other.pk)}).status_code == 302
    after = {row.name for row in client.get("/organisations/").context["page"].rows}
    assert before == {"Arômes du Val", "Orvane"}
    assert after == {"Kestrel", "Kestrel Polska", "Seule SARL"}


@pytest.mark.parametrize("membership", ["manager", "former", "nonsense", ""])
def test_nobody_acts_through_the_membership_of_another_or_one_that_ended(membership):
    cast = make_cast()
    pk = str(getattr(cast, membership).pk) if hasattr(cast, membership) else membership
    client = browse(cast.director)
    assert client.post(reverse("network:act_for"), {"membership": pk}).status_code == 404
    assert client.session["acting"] == str(cast.director.pk)


def test_switching_is_a_post():
    cast = make_cast()
    answer = browse(cast.director).get(reverse("network:act_for"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address answers a button" in answer.content.decode()
    assert browse(cast.director).delete("/api/v1/me/")["Content-Type"] == "application/problem+json"


def test_leaving_ends_access_at_the_next_request():
    cast = make_cast()
    colleague = add_member(cast.group, email="n@example.test", name="Nina", role="portage_manager", at=AT)
    client = browse(colleague)
    page = reverse("network:organisation", args=[cast.poland.pk])
    assert client.get(page).status_code == 200
    end_membership(colleague, by=by(cast.manager), at=AT, successor=cast.manager)
    assert client.get(page).status_code == 404
    listing = client.get("/organisations/")
    assert listing.context["page"].rows == []
    assert "You act for no organisation" in listing.content.decode()
    assert client.get(reverse("network:settings")).status_code == 200


def test_settings_are_kept_and_pages_speak_the_language_chosen():
    cast = make_cast()
    client, url = browse(cast.director), reverse("network:settings")
    chosen = {"name": "Diane X.", "language": "fr", "time_zone": "Asia/Tokyo", "theme": "dark"}
    assert client.post(url, chosen).status_code == 302
    body = client.get(url).content.decode()
    assert '<html lang="fr"' in body
    assert 'data-bs-theme="dark"' in body
    cast.director.person.refresh_from_db()
    assert (cast.director.person.name, cast.director.person.time_zone) == ("Diane X.", "Asia/Tokyo")


def test_settings_that_cannot_be_are_refused_and_change_nothing():
    cast = make_cast()
    client, url = browse(cast.director), reverse("network:settings")
    for wrong in ({"time_zone": "Mars/Base"}, {"language": "xx"}, {"theme": "neon"}, {"name": ""}):
        response = client.post(
            url, {"name": "Y", "language": "fr", "time_zone": "Asia/Tokyo", "theme": "dark", **wrong}
        )
        assert response.status_code == 422
    cast.director.person.refresh_from_db()
    assert (cast.director.person.name, cast.director.person.language) == ("Diane Xavier", "en")


def test_time_zones_are_chosen_by_city_in_the_readers_alphabet():
    cast = make_cast()
    client, url = browse(cast.director), reverse("network:settings")
    form = client.get(url).context["form"]
    labels = [label for _zone, label in form.fields["time_zone"].choices]
    assert ("Europe/London", "London, United Kingdom") in form.fields["time_zone"].choices
    assert labels == sorted(labels, key=alphabetical)
    assert len(labels) == len(set(labels)) > 400
    with translation.override("fr"):
        assert ("Europe/London", "Londres, Royaume-Uni") in zone_choices()


def test_a_zone_kept_under_an_old_name_can_be_kept_on():
    cast = make_cast()
    person = cast.director.person
    person.time_zone = "Asia/Calcutta"
    person.save()
    chosen = {"name": "Diane Xavier", "language": "en", "time_zone": "Asia/Calcutta", "theme": "auto"}
    assert browse(cast.director).post(reverse("network:settings"), chosen).status_code == 302


def test_the_page_to_sign_in_says_e_mail_in_french():
    body = Client().get("/accounts/login/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="fr"' in body
    assert "E-mail" in body
    assert "ourriel" not in body
