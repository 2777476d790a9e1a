"""Products: who reads which, what their owner says of them, and with whom they are shared."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracts.actions import versions
from portage.catalogue.actions import add_product, share_product
from portage.catalogue.models import Product
from portage.core.models import Entry
from portage.network import access
from portage.network.actions import add_member, admit_sme
from tests.cast import AT, by, draft, make_cast
from tests.pages import answers, browse, same_as_absent

pytestmark = pytest.mark.django_db
LIST = "/products/"
TARTARIC = {
    "name_fr": "acide tartrique",
    "name_en": "tartaric acid",
    "original": "fr",
    "code": "TA-1",
    "hs_code": "2918.12",
    "status": "offered",
}


def page_of(product, name="product"):
    return reverse(f"catalogue:{name}", args=[product.pk])


def codes_in(response):
    return {row.code for row in response.context["page"].rows}


def test_products_are_listed_for_their_owner_and_those_they_were_shared_with():
    cast = make_cast()
    for membership, codes in [
        (cast.director, {"AC-10", "PX-31"}),
        (cast.manager, {"AC-10", "PX-31"}),
        (cast.auditor, {"AC-10", "PX-31"}),
        (cast.subsidiary_manager, set()),
        (cast.rival_director, set()),
        (cast.rival_manager, set()),
    ]:
        assert codes_in(browse(membership).get(LIST)) == codes
    assert browse(None).get(LIST).status_code == 302


def test_one_product_is_absent_for_those_it_was_not_shared_with():
    cast = make_cast()
    url = page_of(cast.products[0])
    everybody = [
        cast.director,
        cast.manager,
        cast.subsidiary_manager,
        cast.rival_director,
        cast.rival_manager,
        cast.former,
        None,
    ]
    assert list(answers(url, everybody).values()) == [200, 200, 404, 404, 404, 404, 302]
    absent = reverse("catalogue:product", args=[uuid4()])
    assert same_as_absent(browse(cast.rival_director), url, absent)


def test_the_list_is_searched_by_name_in_each_language_code_segment_and_country():
    cast = make_cast()
    add_product(
        cast.sme,
        by=by(cast.director),
        at=AT,
        code="EX-9",
        names={"fr": "résine é", "en": "resin"},
        hs_code="130190",
        segments=["paint"],
        countries_open=["PL"],
        countries_closed=[],
    )
    client = browse(cast.director)
    for query, codes in [
        ({"q": "résine"}, {"EX-9"}),
        ({"q": "plant extracts"}, {"PX-31"}),
        ({"q": "px-"}, {"PX-31"}),
        ({"q": "3302.90"}, {"AC-10"}),
        ({"segment": "paint"}, {"EX-9"}),
        ({"country": "JP"}, {"AC-10", "PX-31"}),
        ({"country": "PL"}, {"AC-10", "PX-31", "EX-9"}),
        ({"status": "withdrawn"}, set()),
    ]:
        assert codes_in(client.get(LIST, query)) == codes, query


def test_the_list_costs_the_same_with_many_rows(django_assert_max_num_queries):
    cast = make_cast()
    for number in range(60):
        add_product(cast.sme, by=by(cast.director), at=AT, code=f"N-{number}", names={"fr": "n"})
    client = browse(cast.director)
    with django_assert_max_num_queries(12):
        assert len(client.get(LIST).context["page"].rows) == 40


def test_a_director_adds_a_product_and_the_code_is_kept_without_its_dot():
    cast = make_cast()
    response = browse(cast.director).post(
        reverse("catalogue:add_product"),
        {
            **TARTARIC,
            "certifications": "ISO 9001\nBRC\nISO 9001",
            "segments": ["wine", "food"],
            "countries_closed": ["US"],
        },
    )
    product = Product.objects.get(code="TA-1")
    assert response.url == page_of(product)
    assert (product.owner, product.hs_code, product.names["en"], product.original) == (
        cast.sme,
        "291812",
        "tartaric acid",
        "fr",
    )
    assert (product.certifications, product.segments, product.countries_closed) == (
        ["ISO 9001", "BRC"],
        ["wine", "food"],
        ["US"],
    )
    assert page_of(product) in browse(cast.director).get(LIST).content.decode()
    assert browse(cast.manager).get(page_of(product)).status_code == 404


def test_what_cannot_be_is_told_beside_the_field_and_what_was_typed_stays():
    cast = make_cast()
    client, url = browse(cast.director), reverse("catalogue:add_product")
    for wrong, told in [
        ({"hs_code": "123456"}, "is not a six-digit code"),
        ({"original": "en", "name_en": ""}, "Give the name in the original language."),
        ({"countries_open": ["PL", "CZ"], "countries_closed": ["PL"]}, "Poland: open and closed at once."),
        ({"code": "AC-10"}, "AC-10"),
        ({"status": "withdrawn"}, "Select a valid choice"),
    ]:
        response = client.post(url, {**TARTARIC, **wrong})
        body = response.content.decode()
        assert response.status_code == 422
        assert told in body
        assert 'value="acide tartrique"' in body
    assert Product.objects.count() == 2


def test_the_code_is_searched_with_script_and_without():
    cast = make_cast()
    client = browse(cast.director)
    piece = client.get(reverse("catalogue:hs_codes"), {"hs_q": "tartaric"}).content.decode()
    assert 'value="291812"' in piece
    assert "<html" not in piece
    page = client.post(reverse("catalogue:add_product"), {**TARTARIC, "hs_code": "", "hs_q": "tartaric", "find": "1"})
    body = page.content.decode()
    assert page.status_code == 200
    assert 'name="hs_pick" value="291812"' in body
    assert 'value="acide tartrique"' in body
    assert Product.objects.count() == 2
    client.post(reverse("catalogue:add_product"), {**TARTARIC, "hs_code": "", "hs_pick": "291812"})
    assert Product.objects.get(code="TA-1").hs_code == "291812"
    assert browse(None).get(reverse("catalogue:hs_codes"), {"hs_q": "tartaric"}).status_code == 302


def test_only_the_owner_changes_a_product():
    cast = make_cast()
    url = page_of(cast.products[0], "change_product")
    others = [cast.manager, cast.auditor, cast.subsidiary_manager, cast.rival_director, cast.rival_manager]
    assert list(answers(url, others, method="post", data=TARTARIC).values()) == [403, 403, 404, 404, 404]
    assert Product.objects.get(pk=cast.products[0].pk).code == "AC-10"
    assert browse(cast.director).post(url, {**TARTARIC, "status": "withdrawn"}).status_code == 302
    changed = Product.objects.get(pk=cast.products[0].pk)
    assert (changed.code, changed.status) == ("TA-1", "withdrawn")
    assert Entry.objects.filter(kind="catalogue.product_changed").count() == 1


def test_a_product_is_shared_with_organisations_that_the_director_sees():
    cast = make_cast()
    product = cast.products[0]
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    client, url = browse(cast.director), page_of(product, "share_product")
    offered = client.get(url).context["form"].partners
    assert set(offered) == {str(cast.poland.pk)}
    foreign = client.post(url, {"with_": str(cast.rival_group.pk)})
    assert foreign.status_code == 422
    assert "Kestrel" not in foreign.content.decode()
    assert client.post(url, {"with_": str(cast.poland.pk)}).status_code == 302
    assert browse(cast.sales_engineer).get(page_of(product)).status_code == 200
    assert browse(cast.sister_manager).get(page_of(product)).status_code == 404


def test_only_the_owner_is_told_with_whom_it_is_shared():
    cast = make_cast()
    url = page_of(cast.products[0])
    assert {str(reader) for reader in browse(cast.director).get(url).context["readers"]} == {"Orvane"}
    assert browse(cast.manager).get(url).context["readers"] is None


def test_a_draft_or_withdrawn_product_is_not_shared_and_the_page_says_why():
    cast = make_cast()
    product = add_product(cast.sme, by=by(cast.director), at=AT, names={"fr": "x"}, status="draft")
    client = browse(cast.director)
    assert {verb["why"] for verb in client.get(page_of(product)).context["refused"]} == {
        "Only a product that is offered can be shared."
    }
    refused = client.post(page_of(product, "share_product"), {"with_": str(cast.group.pk)})
    assert refused.status_code == 409
    assert browse(cast.manager).get(page_of(product)).status_code == 404


def test_an_sme_never_shares_with_another_sme():
    from portage.core.refusals import Invalid

    cast = make_cast()
    other = admit_sme(cast.group, name="Other", country="FR", by=by(cast.manager), at=AT)
    with pytest.raises(Invalid):
        share_product(cast.products[0], with_=other, by=by(cast.director), at=AT)


def test_roles_that_only_read_and_subsidiaries_do_not_add_products():
    cast = make_cast()
    told = answers(
        reverse("catalogue:add_product"),
        [cast.auditor, cast.counsel, cast.subsidiary_manager, cast.former, None],
        method="post",
        data=TARTARIC,
    )
    assert list(told.values()) == [403, 403, 403, 403, 302]
    assert Product.objects.count() == 2


def test_who_only_reads_is_not_led_to_add_a_first_product():
    cast = make_cast()
    reader = add_member(cast.rival_sme, email="reads@example.test", name="Rita Eads", role="auditor", at=AT)
    add = reverse("catalogue:add_product")
    assert add in browse(cast.rival_director).get(LIST).content.decode()
    assert add not in browse(reader).get(LIST).content.decode()


def test_a_director_who_reads_the_product_of_another_sme_does_not_open_its_sharing():
    cast = make_cast()
    access.share(cast.products[0], cast.rival_sme)
    assert browse(cast.rival_director).get(page_of(cast.products[0])).status_code == 200
    assert browse(cast.rival_director).get(page_of(cast.products[0], "share_product")).status_code == 403


@pytest.mark.parametrize(
    "names",
    [
        {"fr": "é", "<b>": "x"},
        {"fr": "é", "x" * 500: "y"},
        {"fr": "\u200b"},
        {"fr": "a\u202eb"},
        {"fr": "😀"},
        {"zz": "a", "fr": "b"},
    ],
)
def test_a_name_that_cannot_be_seen_or_has_no_language_is_refused(names):
    cast = make_cast()
    with pytest.raises(ValidationError):
        add_product(cast.sme, by=by(cast.director), at=AT, names=names)
    names = {"fr": "acide n° 3", "ar": "حمض", "pt-BR": "ácido", "fa": "نمی\u200cخواهم"}
    assert add_product(cast.sme, by=by(cast.director), at=AT, names=names).pk
