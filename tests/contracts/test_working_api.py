"""The working copy by the API: what a person does on the pages, a program does with the same answers."""

import pytest

from contracts.actions.models import publish_model
from contracts.models import ModelVersion, WorkingArticle, WorkingCopy
from tests.cast import AT, by, make_cast, shipped
from tests.pages import call

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = make_cast()
    own = publish_model(owner=cast.group, name="Orvane standard", texts=shipped(), by=by(cast.counsel), at=AT).model
    cast.url = f"/api/v1/models/{own.pk}/"
    return cast


def test_a_version_is_begun_written_checked_read_and_published(cast):
    def ask(method, path, body=None):
        return call(cast.counsel, method, f"{cast.url}{path}", body)

    assert ask("post", "working/", {}).status_code == 201
    assert ask("post", "working/articles/", {"key": "audit", "after": "object"}).status_code == 201
    texts = {"fr": {"title": "Contrôle", "text": "Un {{ agent.bank }}."}, "en": {"title": "Audit", "text": "One."}}
    assert ask("put", "working/articles/audit/", {"edition": 1, "texts": texts}).json()["edition"] == 2
    faults = ask("get", "working/").json()["faults"]
    assert [(f["code"], f["language"], f["article"], f["line"], f["column"]) for f in faults] == [
        ("unknown_name", "fr", "audit", 1, 4)
    ]
    refused = ask("post", "working/publish/", {})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "unknown_name")
    texts["fr"]["text"] = "Un {{ agent.name }}."
    late = ask("put", "working/articles/audit/", {"edition": 1, "texts": texts})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    ask("put", "working/articles/audit/", {"edition": 2, "texts": texts, "temper": "fixed", "only_if": "exclusive"})
    ask("post", "working/articles/audit/", {"to": 1})
    assert "Rhodia Poland" in ask("get", "preview/?version=working&language=fr").json()["html"]
    assert ask("post", "working/publish/", {}).json()["number"] == 2
    changes = ask("get", "compare/?before=1&after=2").json()["changes"]
    assert [(change["key"], change["kind"], change["after"]) for change in changes] == [("audit", "added", 1)]
    assert ask("get", "working/").status_code == 404


def test_a_version_is_checked_without_being_kept(cast):
    wrong = {**shipped(), "en": "lost"}
    found = call(cast.director, "post", f"{cast.url}check/", {"texts": wrong})
    assert found.status_code == 404
    found = call(cast.manager, "post", f"{cast.url}check/", {"texts": wrong}).json()["faults"]
    assert [(one["code"], one["language"], one["line"]) for one in found] == [("text_before", "en", 1)]
    assert ModelVersion.objects.filter(model__owner=cast.group).count() == 1


def test_only_counsel_write_rename_and_archive(cast):
    for member, status in ((cast.manager, 403), (cast.rival_manager, 404), (cast.director, 404)):
        for method, path, body in (
            ("post", "working/", {}),
            ("post", "rename/", {"name": "Mine"}),
            ("post", "archive/", {"archived": True}),
        ):
            assert call(member, method, f"{cast.url}{path}", body).status_code == status
    assert not WorkingCopy.objects.exists()
    assert call(cast.counsel, "post", f"{cast.url}rename/", {"name": "Orvane II"}).json()["name"] == "Orvane II"
    assert call(cast.counsel, "post", f"{cast.url}archive/", {"archived": True}).json()["archived_at"]
    assert call(cast.counsel, "post", f"{cast.url}working/", {}).json()["code"] == "archived"


def test_half_a_pair_and_a_null_character_are_refused(cast):
    call(cast.counsel, "post", f"{cast.url}working/", {})
    for text in ("a\ud800b", "a\x00b"):
        body = {"edition": 1, "texts": {"en": {"title": "Object", "text": text}}}
        assert call(cast.counsel, "put", f"{cast.url}working/articles/object/", body).status_code == 422
    assert WorkingArticle.objects.get(key="object").edition == 1
