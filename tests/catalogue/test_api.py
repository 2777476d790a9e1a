"""Products through the API: the same visibility and the same refusals as through the pages."""

from uuid import uuid4

import pytest

from contracts.actions import versions
from portage.catalogue.models import Product
from tests.cast import AT, by, draft, make_cast
from tests.pages import call

pytestmark = pytest.mark.django_db
API = "/api/v1/products/"
TARTARIC = {
    "code": "TA-1",
    "names": {"fr": "acide tartrique", "en": "tartaric acid"},
    "original": "fr",
    "hs_code": "2918.12",
}


def codes(response):
    return {row["code"] for row in response.json()["results"]}


def test_products_are_listed_and_filtered_for_those_who_see_them():
    cast = make_cast()
    for membership, seen in [
        (cast.director, {"AC-10", "PX-31"}),
        (cast.manager, {"AC-10", "PX-31"}),
        (cast.subsidiary_manager, set()),
        (cast.rival_director, set()),
    ]:
        assert codes(call(membership, "get", API)) == seen
    assert codes(call(cast.manager, "get", f"{API}?q=plant")) == {"PX-31"}
    assert call(cast.manager, "get", f"{API}?status=nonsense").status_code == 422


def test_a_director_adds_changes_and_shares_a_product():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    made = call(cast.director, "post", API, TARTARIC)
    assert made.status_code == 201
    url = f"{API}{made.json()['id']}/"
    assert (made.json()["hs_code"], made.json()["shared_with"]) == ("291812", [])
    assert call(cast.director, "patch", url, {"family": "acids"}).json()["family"] == "acids"
    assert call(cast.sales_engineer, "get", url).status_code == 404
    shared = call(cast.director, "post", f"{url}readers/", {"organisation": str(cast.poland.pk)})
    assert [reader["name"] for reader in shared.json()["shared_with"]] == ["Orvane Polska"]
    seen = call(cast.sales_engineer, "get", url).json()
    assert (seen["shared_with"], {verb["reason"] for verb in seen["verbs"]}) == (None, {"not_yours"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"hs_code": "999999"},
        {"names": {}},
        {"names": {"en": "x"}},
        {"countries_open": ["PL"], "countries_closed": ["PL"]},
        {"names": "x"},
        {"status": "gone"},
    ],
)
def test_what_cannot_be_right_is_told_and_nothing_is_made(wrong):
    cast = make_cast()
    response = call(cast.director, "post", API, {**TARTARIC, **wrong})
    assert response.status_code == 422
    assert response.json()["errors"]
    assert Product.objects.count() == 2


def test_foreign_products_and_readers_are_absent():
    cast = make_cast()
    product = cast.products[0]
    for method in ("get", "patch"):
        assert call(cast.rival_director, method, f"{API}{product.pk}/", {}).status_code == 404
    foreign = call(cast.director, "post", f"{API}{product.pk}/readers/", {"organisation": str(cast.rival_group.pk)})
    absent = call(cast.director, "post", f"{API}{product.pk}/readers/", {"organisation": str(uuid4())})
    assert foreign.status_code == absent.status_code == 422
    assert foreign.json()["errors"][0]["code"] == absent.json()["errors"][0]["code"] == "does_not_exist"
    assert call(cast.manager, "patch", f"{API}{product.pk}/", {"family": "x"}).status_code == 403
    assert (
        call(cast.manager, "post", f"{API}{product.pk}/readers/", {"organisation": str(cast.poland.pk)}).status_code
        == 403
    )


def test_hs_codes_are_found():
    cast = make_cast()
    found = call(cast.director, "get", "/api/v1/hs-codes/?q=tartaric").json()
    assert "291812" in {code["code"] for code in found}
