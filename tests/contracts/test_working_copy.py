"""The working copy of a model: counsel write the next version article by article, and lose nothing."""

import re

import pytest
from django.urls import reverse

from contracts.actions import working as verbs
from contracts.actions.models import archive_model, publish_model
from contracts.documents import articles
from contracts.models import Contract, ModelVersion, WorkingArticle, WorkingCopy
from contracts.queries import models as models_read
from contracts.queries import working as queries
from portage.core.refusals import Forbidden, Refused, Several
from tests.cast import AT, by, draft, make_cast, shipped
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
HIDDEN = "\u202e"


@pytest.fixture
def cast():
    cast = make_cast()
    cast.version = publish_model(owner=cast.group, name="Orvane standard", texts=shipped(), by=by(cast.counsel), at=AT)
    cast.own = cast.version.model
    return cast


@pytest.fixture
def copy(cast):
    return verbs.begin_copy(cast.version, by=by(cast.counsel), at=AT)


def page(model, name, *more):
    return reverse(f"contracts:{name}", args=[model.pk, *more])


def row(copy, key="object"):
    return WorkingArticle.objects.get(copy=copy, key=key)


def words(copy, key="object", **over):
    """What the page of an article posts."""
    one = row(copy, key)
    said = {f"{kind}_{tag}": one.texts[tag][kind] for tag in copy.languages for kind in ("title", "text")}
    temper = "negotiable" if one.negotiable else "fixed"
    return {**said, "temper": temper, "only_if": one.only_if, "edition": one.edition, **over}


def keys(copy):
    return [one.key for one in queries.standing(copy)]


def test_a_copy_holds_the_version_and_publishing_it_unchanged_is_refused(cast, copy):
    assert articles.digest(queries.parsed(queries.standing(copy), copy.languages)) == cast.version.digest
    with pytest.raises(Refused) as refused:
        verbs.publish_copy(copy, by=by(cast.counsel), at=AT)
    assert refused.value.code == "nothing_changed"
    assert WorkingCopy.objects.get() == copy


def test_counsel_write_an_article_and_publish_the_next_version(cast, copy):
    client = browse(cast.counsel)
    url = page(cast.own, "write_article", "object")
    assert client.post(url, words(copy, title_fr="Objet du contrat", next="products")).url.endswith("/products/")
    assert client.post(page(cast.own, "publish_copy")).status_code == 302
    newest = cast.own.versions.first()
    assert (newest.number, newest.prevailing) == (2, "fr")
    assert articles.parse(newest.articles["fr"])[0].title == "Objet du contrat"
    assert not WorkingCopy.objects.exists()
    assert cast.own.versions.last().articles == cast.version.articles


def test_two_counsels_on_one_article_lose_nothing(cast, copy):
    client = browse(cast.counsel)
    url = page(cast.own, "write_article", "object")
    opened = words(copy, text_en="Mine.")
    verbs.save_article(
        row(copy), edition=1, texts={"en": {"title": "Object", "text": "Theirs."}}, by=by(cast.counsel), at=AT
    )
    late = client.post(url, opened, headers={"HX-Request": "true"})
    assert late.status_code == 409
    told = late.content.decode()
    assert "<del>Theirs</del> <ins>Mine</ins>" in told
    assert row(copy).texts["en"]["text"] == "Theirs."
    again = client.post(url, {**opened, "over": row(copy).edition})
    assert again.status_code == 302
    assert row(copy).texts["en"]["text"] == "Mine."


def test_the_same_words_from_two_counsels_are_no_clash(cast, copy):
    for _again in range(2):
        said = {"en": {"title": "Object", "text": "The same."}}
        verbs.save_article(row(copy), edition=1, texts=said, by=by(cast.counsel), at=AT)
    assert row(copy).edition == 2


@pytest.mark.parametrize(
    ("tag", "text", "told"),
    [
        ("en", "Fine.\nThe {{ agent.bank }} pays.", "there is no name “agent.bank”. Line 2, character 5."),
        ("fr", "Un {% load x %}", "is a brace that belongs to no name. Line 1, character 4."),
        ("en", "{{ x.__class__ }}", "is a brace that belongs to no name. Line 1, character 1."),
        ("en", f"pay {HIDDEN}01", "U+202E RIGHT-TO-LEFT OVERRIDE cannot be seen"),
        ("en", "zero\u200bwidth", "U+200B ZERO WIDTH SPACE cannot be seen"),
        ("en", "<!-- lost", "would begin a comment that nobody prints"),
        ("en", "", "has no text in this language"),
        ("en", "One.\nTwo.", "paragraphs"),
        ("fr", "{?rich} Un.", "there is no condition “rich”"),
    ],
)
def test_what_is_wrong_is_kept_told_at_its_place_and_never_published(cast, copy, tag, text, told):
    client = browse(cast.counsel)
    posted = words(copy, **{f"text_{tag}": text})
    answer = client.post(page(cast.own, "write_article", "object"), posted, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert told in answer.content.decode().replace("&#x27;", "'")
    assert row(copy).texts[tag]["text"] == text
    assert HIDDEN not in answer.content.decode()
    assert client.post(page(cast.own, "publish_copy")).status_code == 422
    assert (cast.own.versions.count(), WorkingCopy.objects.count()) == (1, 1)


def test_two_megabytes_are_refused_and_nothing_is_kept(cast, copy):
    before = row(copy).texts
    huge = words(copy, text_en="x" * 2_000_000)
    answer = browse(cast.counsel).post(page(cast.own, "write_article", "object"), huge)
    assert answer.status_code == 422
    assert row(copy).texts == before


def test_markup_and_links_are_shown_as_plain_words(cast, copy):
    hostile = "<script>x</script> [a](javascript:x) ![b](file:///etc/passwd) <img src=x onerror=y>"
    posted = words(copy, text_en=hostile, text_fr=hostile)
    answer = browse(cast.counsel).post(
        page(cast.own, "write_article", "object"), posted, headers={"HX-Request": "true"}
    )
    told = answer.content.decode()
    assert "&lt;script&gt;" in told
    assert "<script" not in told
    assert "<img" not in told
    assert 'href="javascript' not in told


def test_articles_are_moved_taken_out_and_put_back(cast, copy):
    client, url = browse(cast.counsel), page(cast.own, "arrange_articles")
    first, second, third, *rest = keys(copy)
    client.post(url, {"do": f"down:{first}"})
    assert keys(copy)[:3] == [second, first, third]
    client.post(url, {"do": f"up:{third}"})
    assert keys(copy)[:3] == [second, third, first]
    client.post(url, {"do": f"out:{third}"})
    assert keys(copy) == [second, first, *rest]
    client.post(url, {"do": f"back:{third}"})
    assert keys(copy) == [second, third, first, *rest]
    client.post(url, {"do": f"down:{rest[-1]}"})
    assert keys(copy)[-1] == rest[-1]
    assert client.post(url, {"do": f"sideways:{first}"}).status_code == 422


def test_after_each_move_the_focus_stays_with_the_article_and_says_where_it_stands(cast, copy):
    """By keyboard and without a script: the page that answers has one focus, on a button that can be pressed."""
    client, url = browse(cast.counsel), page(cast.own, "arrange_articles")
    first, second, *rest, last = keys(copy)
    count = len(keys(copy))

    def moved(do: str, key: str) -> tuple[str, str]:
        shown = client.post(url, {"do": f"{do}:{key}"}, follow=True).content.decode()
        (button,) = re.findall(r"<button[^>]* autofocus[^>]*>", shown)
        (place,) = re.findall(r'id="moved" role="status">([^<]*)<', shown) or [""]
        assert " disabled" not in button
        assert ('aria-describedby="moved"' in button) == bool(place)
        return re.findall(r'value="([^"]*)"', button)[0], place

    assert moved("down", first) == (f"down:{first}", f"Now article 2 of {count}.")
    assert moved("up", first) == (f"down:{first}", f"Now article 1 of {count}.")
    assert moved("down", rest[-1]) == (f"up:{rest[-1]}", f"Now article {count} of {count}.")
    assert moved("up", last) == (f"up:{last}", f"Now article {count - 2} of {count}.")
    assert moved("out", second) == (f"back:{second}", "")
    assert moved("back", second) == (f"out:{second}", f"Now article 2 of {count}.")


def test_an_article_added_in_one_language_is_missing_in_the_other(cast, copy):
    client = browse(cast.counsel)
    new = {"key": "audit", "after": "object", "title_fr": "Contrôle", "title_en": "Audit"}
    assert client.post(page(cast.own, "add_article"), new).status_code == 302
    assert keys(copy)[:2] == ["object", "audit"]
    said = {"fr": {"title": "Contrôle", "text": "Un."}}
    verbs.save_article(row(copy, "audit"), edition=1, texts=said, by=by(cast.counsel), at=AT)
    found = queries.faults(queries.standing(copy), copy.languages)
    assert [(fault.code, fault.tag, fault.article) for fault in found] == [("missing_language", "en", "audit")]
    again = client.post(page(cast.own, "add_article"), new)
    assert again.status_code == 409
    assert client.post(page(cast.own, "add_article"), {**new, "key": "Bad Key"}).status_code == 422
    assert len(keys(copy)) == 16


def test_what_points_to_an_optional_article_stands_under_the_same_condition(cast, copy):
    verbs.save_article(row(copy, "exclusivity"), edition=1, texts={}, only_if="exclusive", by=by(cast.counsel), at=AT)
    pointing = [f for f in queries.faults(queries.standing(copy), copy.languages) if f.code == "optional_article"]
    said = {tag: {"title": "A", "text": "{?exclusive} See {{ ref.exclusivity }}.\nB."} for tag in ("fr", "en")}
    verbs.save_article(row(copy), edition=1, texts=said, by=by(cast.counsel), at=AT)
    after = [f for f in queries.faults(queries.standing(copy), copy.languages) if f.code == "optional_article"]
    assert [f for f in after if f.article == "object"] == []
    assert after == [f for f in pointing if f.article != "object"]


def test_a_whole_text_taken_out_and_brought_in_again_is_the_same(cast, copy):
    client = browse(cast.counsel)
    files = {tag: client.get(page(cast.own, "model_file", tag)).content.decode() for tag in ("fr", "en")}
    assert client.post(page(cast.own, "bring_text"), files).status_code == 302
    assert articles.digest(queries.parsed(queries.standing(copy), copy.languages)) == cast.version.digest
    shorter = {tag: articles.write(articles.parse(text)[:3]) for tag, text in files.items()}
    client.post(page(cast.own, "bring_text"), shorter)
    assert (len(keys(copy)), len(queries.taken_out(copy))) == (3, 12)
    refused = client.post(page(cast.own, "bring_text"), {**files, "en": "lost words"})
    assert refused.status_code == 422
    assert len(keys(copy)) == 3


def test_while_a_copy_is_open_no_whole_text_is_published_and_the_model_is_not_archived(cast, copy):
    changed = {tag: text + "\nOne more.\n" for tag, text in shipped().items()}
    for refused in (
        lambda: publish_model(owner=cast.group, name=cast.own.name, texts=changed, by=by(cast.counsel), at=AT),
        lambda: archive_model(cast.own, by=by(cast.counsel), at=AT),
        lambda: verbs.begin_copy(second_version(cast), by=by(cast.counsel), at=AT),
    ):
        with pytest.raises(Refused) as told:
            refused()
        assert told.value.code == "copy_open"
    assert cast.own.versions.count() == 2
    assert verbs.begin_copy(cast.version, by=by(cast.counsel), at=AT) == copy


def second_version(cast):
    """Another version, as one published before the copy was begun."""
    return ModelVersion.objects.create(
        model=cast.own, number=2, articles=cast.version.articles, digest="0" * 64, published_at=AT
    )


def test_a_copy_is_thrown_away_only_when_asked_and_versions_stay(cast, copy):
    client = browse(cast.counsel)
    assert client.get(page(cast.own, "discard_copy")).status_code == 200
    assert WorkingCopy.objects.exists()
    client.post(page(cast.own, "discard_copy"))
    assert not WorkingCopy.objects.exists()
    assert cast.own.versions.count() == 1
    assert client.get(page(cast.own, "write_model")).status_code == 200


def test_an_old_version_is_restored_as_the_working_copy(cast):
    changed = {tag: text + "\nOne more.\n" for tag, text in shipped().items()}
    publish_model(owner=cast.group, name=cast.own.name, texts=changed, by=by(cast.counsel), at=AT)
    browse(cast.counsel).post(page(cast.own, "write_model"), {"version": "1"})
    copy = WorkingCopy.objects.get()
    assert copy.begun_from == cast.version
    third = verbs.publish_copy(copy, by=by(cast.counsel), at=AT)
    assert (third.number, third.digest) == (3, cast.version.digest)


def test_nobody_but_counsel_of_the_group_reads_or_writes_a_copy(cast, copy):
    others = [cast.manager, cast.subsidiary_manager, cast.director, cast.rival_manager, None]
    for name, more in [("write_model", ()), ("write_article", ("object",)), ("publish_copy", ()), ("bring_text", ())]:
        assert list(answers(page(cast.own, name, *more), others).values()) == [403, 403, 404, 404, 302], name
    asked = page(cast.own, "model_paper") + "?version=working"
    assert list(answers(asked, others).values()) == [403, 403, 404, 404, 302]
    with pytest.raises(Forbidden):
        verbs.save_article(row(copy), edition=1, texts={}, by=by(cast.rival_manager), at=AT)
    with pytest.raises(Forbidden):
        verbs.discard_copy(copy, by=by(cast.director), at=AT)
    assert row(copy).edition == 1


def test_the_prevailing_language_is_one_of_the_models_own(cast, copy):
    client, url = browse(cast.counsel), page(cast.own, "model_languages")
    assert client.post(url, {"languages": ["fr"], "prevailing": "en"}).status_code == 422
    assert client.post(url, {"languages": ["fr", "en"], "prevailing": "en"}).status_code == 302
    version = verbs.publish_copy(WorkingCopy.objects.get(), by=by(cast.counsel), at=AT)
    assert version.prevailing == "en"
    assert "Prevailing language: English" in client.get(page(cast.own, "model")).content.decode()


def test_every_fault_is_told_at_once_by_the_verb(cast, copy):
    said = {"fr": {"title": "", "text": "{"}, "en": {"title": "A", "text": "{{ no.name }}"}}
    verbs.save_article(row(copy), edition=1, texts=said, by=by(cast.counsel), at=AT)
    with pytest.raises(Several) as told:
        verbs.publish_copy(copy, by=by(cast.counsel), at=AT)
    found = {(one.code, one.field, one.details["line"]) for one in told.value.refusals}
    assert found == {("no_title", "fr", 0), ("stray_brace", "fr", 1), ("unknown_name", "en", 1)}


def test_only_contracts_that_the_reader_may_see_are_told_to_use_a_model(cast):
    seen, named = draft(cast), draft(cast, countries=["SK"])
    Contract.objects.filter(pk__in=[seen.pk, named.pk]).update(model_version=cast.version)
    own = models_read.uses(by(cast.manager).person, cast.own)
    assert [one.pk for one in own[1]] == [named.pk, seen.pk]
    assert models_read.uses(by(cast.rival_director).person, cast.own) == {}
    told = browse(cast.sister_manager).get(page(cast.own, "model")).content.decode()
    assert "No contract that you may read" in told
