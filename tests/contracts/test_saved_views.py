"""Views of the portfolio that a member keeps: for them alone, under a name, forgotten when they say so."""

import pytest
from django.urls import reverse

from portage.network.models import SavedView
from tests.cast import make_cast
from tests.contracts.door import text
from tests.contracts.portfolio import copies
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
SAVE = "/contracts/views/"


@pytest.fixture
def cast():
    return make_cast()


def kept(cast, name: str = "Germany", query: str = "law=DE&sort=agent&columns=law") -> SavedView:
    browse(cast.manager).post(SAVE, {"name": name, "query": query})
    return SavedView.objects.get(name=name)


def test_filters_are_kept_under_a_name_and_stand_among_the_tabs(cast):
    copies(cast, 1, law="DE")
    client = browse(cast.manager)
    answer = client.post(SAVE, {"name": "Germany", "query": "law=DE&sort=agent&columns=law&after=xyz"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/contracts/?law=DE&sort=agent&columns=law"
    assert answer.context["current"]["label"] == "Germany"
    assert "Germany 1" in text(client.get("/contracts/tabs/"))


def test_the_same_name_again_replaces_the_filters(cast):
    kept(cast)
    kept(cast, query="law=IT")
    assert list(SavedView.objects.values_list("name", "query")) == [("Germany", "law=IT")]


def test_a_view_without_a_name_is_refused_and_what_was_chosen_stays(cast):
    answer = browse(cast.manager).post(SAVE, {"name": "", "query": "law=DE"})
    assert (answer.status_code, SavedView.objects.count()) == (422, 0)
    assert 'value="law=DE"' in answer.content.decode()
    long = browse(cast.manager).post(SAVE, {"name": "x" * 61, "query": "law=DE"})
    assert long.status_code == 422
    assert "x" * 61 in long.content.decode()


def test_only_parameters_of_the_list_are_kept(cast):
    assert kept(cast, query="law=DE&next=https://elsewhere.example&evil=1").query == "law=DE"


def test_a_view_is_seen_and_forgotten_by_its_owner_alone(cast):
    view = kept(cast)
    assert "Germany" not in text(browse(cast.counsel).get("/contracts/"))
    drop = reverse("contracts:drop_view", args=[view.pk])
    others = [cast.counsel, cast.director, cast.rival_manager, None]
    told = {"Luc Carre": 404, "Diane Xavier": 404, "Karl Egger": 404, "": 302}
    assert answers(drop, others, method="post") == told
    assert SavedView.objects.count() == 1
    assert answers(drop, [cast.manager]) == {"Claire Roux": 405}
    answer = browse(cast.manager).post(drop, follow=True)
    assert SavedView.objects.count() == 0
    assert answer.redirect_chain[-1][0] == "/contracts/?law=DE&sort=agent&columns=law"
    assert "is forgotten" in text(answer)
