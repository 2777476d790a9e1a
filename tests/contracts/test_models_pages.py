"""Models of contracts: read side by side, copied and published by counsel of a carrier group."""

from uuid import uuid4

import pytest
from django.urls import reverse

from contracts.actions.models import duplicate_model, publish_model
from contracts.models import ContractModel, ModelVersion
from portage.core.models import Entry
from portage.core.refusals import Forbidden
from tests.cast import AT, by, make_cast, shipped
from tests.pages import answers, browse, same_as_absent

pytestmark = pytest.mark.django_db
LIST = "/contracts/models/"


def page_of(model, name="model"):
    return reverse(f"contracts:{name}", args=[model.pk])


def own_model(cast):
    return publish_model(owner=cast.group, name="Orvane standard", texts=shipped(), by=by(cast.counsel), at=AT).model


def typed(**over):
    return {**shipped(), **over}


def test_everybody_reads_the_platforms_model_and_only_the_house_reads_a_groups_own():
    cast = make_cast()
    own = own_model(cast)
    everybody = [
        cast.manager,
        cast.counsel,
        cast.auditor,
        cast.subsidiary_manager,
        cast.director,
        cast.rival_director,
        cast.rival_manager,
        cast.former,
        None,
    ]
    assert list(answers(page_of(cast.model), everybody).values()) == [200, 200, 200, 200, 200, 200, 200, 404, 302]
    assert list(answers(page_of(own), everybody).values()) == [200, 200, 200, 200, 404, 404, 404, 404, 302]
    assert same_as_absent(browse(cast.rival_manager), page_of(own), reverse("contracts:model", args=[uuid4()]))
    assert "Orvane standard" not in browse(cast.rival_manager).get(LIST).content.decode()
    assert "Orvane standard" in browse(cast.subsidiary_manager).get(LIST).content.decode()


def test_a_version_is_read_side_by_side_or_in_one_language():
    cast = make_cast()
    client = browse(cast.manager)
    both = client.get(page_of(cast.model)).content.decode()
    assert '<h2 lang="fr">Objet</h2><h2 lang="en">Object</h2>' in both
    assert '<span class="hole">carrier.name</span>' in both
    assert "{{" not in both
    english = client.get(page_of(cast.model), {"language": "en"}).content.decode()
    assert ">Objet<" not in english
    assert client.get(page_of(cast.model), {"language": "xx"}).status_code == 200


def test_the_page_of_a_model_costs_at_most_twelve_queries(django_assert_max_num_queries):
    cast = make_cast()
    client = browse(cast.manager)
    client.get(page_of(cast.model))
    for url in (page_of(cast.model), LIST):
        with django_assert_max_num_queries(12):
            client.get(url)


def test_counsel_copy_the_platforms_model_and_then_publish_their_own_version():
    cast = make_cast()
    client = browse(cast.counsel)
    response = client.post(
        page_of(cast.model, "duplicate_model"), {"name": "Orvane Europe", "purpose": "agents in Europe"}
    )
    own = ContractModel.objects.get(name="Orvane Europe")
    assert response.url == page_of(own)
    assert (own.owner, own.versions.get().articles) == (cast.group, cast.model.versions.get().articles)
    changed = typed(fr=shipped()["fr"].replace("## Objet", "## Objet du contrat"))
    assert client.post(page_of(own, "publish_model"), changed).status_code == 302
    assert list(own.versions.values_list("number", flat=True)) == [2, 1]
    newest, first = client.get(page_of(own)), client.get(reverse("contracts:model_version", args=[own.pk, 1]))
    assert ">Objet du contrat<" in newest.content.decode()
    assert ">Objet du contrat<" not in first.content.decode()
    assert "Replaced" in first.content.decode()
    assert client.get(reverse("contracts:model_version", args=[own.pk, 3])).status_code == 404
    assert Entry.objects.filter(kind="contracts.model_published", scope_id=own.pk).count() == 2


def test_a_copy_needs_a_name_of_its_own_and_the_same_name_twice_is_refused():
    cast = make_cast()
    own_model(cast)
    client, url = browse(cast.counsel), page_of(cast.model, "duplicate_model")
    refused = client.post(url, {"name": "Orvane standard", "purpose": "again"})
    assert refused.status_code == 409
    assert "already has a model of that name" in refused.content.decode()
    assert 'value="again"' in refused.content.decode()
    assert ModelVersion.objects.filter(model__owner=cast.group).count() == 1


@pytest.mark.parametrize(
    ("tag", "change", "told"),
    [
        ("fr", ("{{ carrier.name }}", "{{ carrier.nam }}"), "Article “Objet”: there is no name “carrier.nam”."),
        ("en", ("{{ carrier.name }}", "{ carrier.name }"), "is a brace that belongs to no name"),
        ("en", ("{{ commission.rate|percent }}", "{{ commission.rate|date }}"), "cannot be written in that form"),
        ("en", ("## Object {#object .fixed}", "## Object"), "a title reads"),
        (
            "en",
            ("## Products {#products .negotiable}", "## Products {#goods .negotiable}"),
            "stand in one language only: goods, products",
        ),
        ("en", ("{#object .fixed}", "{#object .negotiable}"), "negotiable in one language, fixed in the other"),
        ("en", ("## Object {", "## Object 𒀀 {"), "no font of ours draws these characters: 𒀀"),
    ],
)
def test_what_is_wrong_in_a_text_is_told_beside_it_with_its_article_and_nothing_is_kept(tag, change, told):
    cast = make_cast()
    own = own_model(cast)
    wrong = typed(**{tag: shipped()[tag].replace(*change)})
    response = browse(cast.counsel).post(page_of(own, "publish_model"), wrong)
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) <= {"fr", "en"}
    assert tag in form.errors
    assert told in " ".join(str(error) for errors in form.errors.values() for error in errors)
    assert form["fr"].value().splitlines()[0] in response.content.decode().replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&#x27;", "'")
    assert own.versions.count() == 1


def test_publishing_the_same_text_is_refused():
    cast = make_cast()
    own = own_model(cast)
    response = browse(cast.counsel).post(page_of(own, "publish_model"), typed())
    assert response.status_code == 409
    assert own.versions.count() == 1


def test_only_counsel_of_the_group_publish_and_copy():
    cast = make_cast()
    own = own_model(cast)
    others = [cast.manager, cast.auditor, cast.subsidiary_manager, cast.director, cast.rival_manager, None]
    changed = typed(en=shipped()["en"] + "One more.\n", fr=shipped()["fr"] + "Un de plus.\n")
    assert list(answers(page_of(own, "publish_model"), others, method="post", data=changed).values()) == [
        403,
        403,
        403,
        404,
        404,
        302,
    ]
    assert list(
        answers(page_of(cast.model, "duplicate_model"), others, method="post", data={"name": "x"}).values()
    ) == [403, 403, 403, 403, 403, 302]
    assert answers(page_of(cast.model, "publish_model"), [cast.counsel], method="post", data=changed) == {
        "Luc Carre": 403
    }
    assert ModelVersion.objects.count() == 2


def test_the_page_says_why_a_verb_is_refused():
    cast = make_cast()
    assert {verb["why"] for verb in browse(cast.manager).get(page_of(cast.model)).context["refused"]} == {
        "Only legal counsel keep models."
    }
    assert [verb["label"] for verb in browse(cast.counsel).get(page_of(cast.model)).context["may"]] == [
        "Copy it for our group"
    ]
    assert {verb["why"] for verb in browse(cast.director).get(page_of(cast.model)).context["refused"]} == {
        "Models are kept by carrier groups."
    }


def test_the_verbs_refuse_another_owner():
    cast = make_cast()
    version = cast.model.versions.get()
    for owner, membership in [(cast.rival_group, cast.counsel), (cast.sme, cast.director), (None, cast.counsel)]:
        with pytest.raises(Forbidden):
            publish_model(owner=owner, name="x", texts=shipped(), by=by(membership), at=AT)
    with pytest.raises(Forbidden):
        duplicate_model(version, owner=cast.rival_group, name="x", by=by(cast.counsel), at=AT)
