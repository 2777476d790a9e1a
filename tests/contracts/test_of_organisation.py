"""The contracts of one organisation that I may see, and archiving one that no contract binds."""

import pytest
from django.urls import reverse

from contracts.actions.ending import end_for_serious_default
from contracts.actions.renewal import run_day
from tests.cast import by, concluded, draft, make_cast
from tests.contracts.test_main_job import noon
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db


def page_of(organisation, name="of_organisation"):
    return reverse(f"contracts:{name}", args=[organisation.pk])


def test_the_page_of_an_organisation_loads_its_contracts_that_i_may_see():
    cast = make_cast()
    contract, other = concluded(cast), draft(cast, agent=cast.japan, countries=["JP"])
    page = browse(cast.manager).get(reverse("network:organisation", args=[cast.sme.pk])).content.decode()
    assert f'hx-get="{page_of(cast.sme)}"' in page
    piece = browse(cast.manager, **{"HX-Request": "true"}).get(page_of(cast.sme)).content.decode()
    assert str(contract.pk) in piece
    assert str(other.pk) in piece
    assert "<html" not in piece
    assert str(contract.pk) in browse(cast.director).get(page_of(cast.sme)).content.decode()
    assert str(other.pk) not in browse(cast.director).get(page_of(cast.sme)).content.decode()


def test_an_organisation_that_i_do_not_see_has_no_contracts_for_me():
    cast = make_cast()
    concluded(cast)
    told = answers(
        page_of(cast.sme), [cast.subsidiary_manager, cast.rival_director, cast.sister_manager, cast.rival_manager, None]
    )
    assert list(told.values()) == [200, 404, 404, 404, 302]


def test_a_confidential_contract_is_neither_listed_nor_counted():
    cast = make_cast()
    secret = draft(cast, start={"confidential_to": [cast.counsel, cast.manager, cast.director]})
    body = browse(cast.auditor).get(page_of(cast.poland)).content.decode()
    assert str(secret.pk) not in body
    assert "No contract that you may see." in body


def test_the_piece_costs_at_most_twelve_queries(django_assert_max_num_queries):
    cast = make_cast()
    for _number in range(4):
        draft(cast)
    client = browse(cast.manager)
    with django_assert_max_num_queries(12):
        client.get(page_of(cast.poland))


def test_an_organisation_with_a_living_contract_is_not_archived_in_words_that_tell_nothing():
    cast = make_cast()
    concluded(cast)
    client = browse(cast.manager)
    response = client.post(page_of(cast.poland, "archive_organisation"), {"agree": "on"})
    assert response.status_code == 409
    assert "It cannot be archived yet: what binds it is not over." in response.content.decode()
    cast.poland.refresh_from_db()
    assert cast.poland.archived_at is None


def test_once_its_contracts_are_over_it_is_archived_and_leaves_the_list():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    end_for_serious_default(
        contract, grounds="Sold competing goods on 3 March.", by=by(cast.manager), at=noon("2024-03-05")
    )
    client = browse(cast.manager)
    assert client.post(page_of(cast.poland, "archive_organisation"), {}).status_code == 422
    assert client.post(page_of(cast.poland, "archive_organisation"), {"agree": "on"}).status_code == 302
    cast.poland.refresh_from_db()
    assert cast.poland.archived_at is not None
    assert cast.poland.name not in {row.name for row in client.get("/organisations/").context["page"].rows}


def test_only_its_own_managers_archive_an_organisation():
    cast = make_cast()
    told = answers(
        page_of(cast.japan, "archive_organisation"),
        [cast.auditor, cast.counsel, cast.director, cast.rival_manager, None],
        method="post",
        data={"agree": "on"},
    )
    assert list(told.values()) == [403, 403, 404, 404, 302]
    assert answers(page_of(cast.sme, "archive_organisation"), [cast.manager], method="post", data={"agree": "on"}) == {
        "Claire Roux": 403
    }
