"""The forum for programs, door by door: what each answers to its reader, its refusals, once for each key, nothing for others."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portage.core.files import photos
from portage.forum.actions import keeping
from portage.forum.actions.attaching import attach
from portage.forum.api.urls import urlpatterns
from tests.cast import by, make_cast
from tests.every_address import client_of, rows_kept
from tests.fieldwork.visits import running
from tests.forum.talking import DAY, between_agencies, replied, started
from tests.forum.test_api import JSON, ask, client_boundary

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, between_agencies(cast)


def code_of(client: Client, method: str, path: str, data: Any, status: int) -> tuple[str, str]:
    """(code, field) of the first thing that is refused."""
    [first, *_more] = ask(client, method, path, data, status=status)["errors"]
    return first["code"], first.get("field", "")


def test_every_door_and_method_answers_an_sme_as_if_there_were_nothing(there):
    cast, space = there
    thread = started(cast, space)
    post = thread.messages.get()
    file = attach(post, key=uuid4(), content=b"%PDF-1.7 a", name="a.pdf", by=by(cast.sales_engineer), at=DAY)
    things = {"spaces": space, "threads": thread, "posts": post, "files": file}
    more = {"member": cast.manager.pk, "kind": "useful", "photo": uuid4()}
    client, kept, asked = client_of(cast.director), rows_kept(), 0
    for one in urlpatterns:
        if one.name in {"forum_spaces", "contract_threads"}:
            continue  # told of no thing: a list of their own, and a contract of theirs
        others = {name: value for name, value in more.items() if f":{name}>" in str(one.pattern)}
        keys = (things[str(one.pattern).split("/")[1]].pk, uuid4())
        for method in ("get", "post", "put", "patch", "delete"):
            if not hasattr(one.callback.cls, method):
                continue
            answers = []
            for key in keys:
                path = reverse(f"api:{one.name}", kwargs={"pk": key, **others})
                told = getattr(client, method)(path, {} if method == "get" else "{}", content_type=JSON)
                answers.append((told.status_code, told.json() | {"instance": ""}))
            assert answers[0] == answers[1], one.name
            assert answers[0][0] == 404, one.name
            asked += 1
    assert (asked, rows_kept()) == (25, kept)


def test_each_thing_is_read_by_its_own_door(there):
    cast, space = there
    first, second = started(cast, space, title="First"), started(cast, space, title="Second", at=DAY.replace(hour=10))
    keeping.pin(first, on=True, by=by(cast.manager), at=DAY)
    client, post = client_of(cast.manager), second.messages.get()
    told = ask(client, "get", f"/spaces/{space.pk}/")
    assert (told["name"], told["about"], told["new"]) == (space.name, space.about, 2)
    assert ask(client, "get", "/spaces/") == [told]
    rows = ask(client, "get", f"/spaces/{space.pk}/threads/?sort=last")["results"]
    assert [(row["title"], row["pinned"]) for row in rows] == [("First", True), ("Second", False)]
    told = ask(client, "get", f"/threads/{second.pk}/")
    assert (told["title"], told["unread"], told["choice"], told["answer"]) == ("Second", 1, "mentions", None)
    assert ask(client, "get", f"/posts/{post.pk}/") == ask(client, "get", f"/threads/{second.pk}/posts/")["results"][0]
    ask(client, "put", f"/threads/{second.pk}/told/", {"choice": "following"})
    keeping.mark_answer(first, 1, by=by(cast.manager), at=DAY)
    for view in ("following", "open"):
        found = ask(client, "get", f"/spaces/{space.pk}/threads/?view={view}")["results"]
        assert [row["title"] for row in found] == ["Second"]
    ask(client, "get", f"/spaces/{space.pk}/threads/?view=other", status=422)


def test_what_is_sent_again_stands_once(there):
    cast, space = there
    thread = started(cast, space)
    client, path = client_of(cast.manager), f"/threads/{thread.pk}/posts/"
    asked = {"key": uuid4(), "text": "Nine."}
    made = ask(client, "post", path, asked, status=201)
    assert ask(client, "post", path, asked, status=201) == made
    assert code_of(client, "post", path, asked | {"text": "Ten."}, 409)[0] == "written_otherwise"
    headers = {"Idempotency-Key": "forum-0001"}
    other = {"key": str(uuid4()), "text": "Eight."}
    url = f"/api/v1/forum{path}"
    first, again = (client.post(url, other, content_type=JSON, headers=headers) for _turn in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, again.json())
    assert client.post(url, other | {"text": "Seven."}, content_type=JSON, headers=headers).status_code == 422
    post = thread.messages.get(number=1)
    file = f"/api/v1/forum/posts/{post.pk}/files/{uuid4()}/"
    for _turn in range(2):
        body = client_boundary(SimpleUploadedFile("a.pdf", b"%PDF-1.7 a", "application/pdf"))
        assert client_of(cast.sales_engineer).put(file, *body).status_code == 200
    assert (thread.messages.count(), post.files.count()) == (3, 1)


def test_each_refusal_says_its_code_and_of_what_it_speaks(there):
    cast, space = there
    thread = started(cast, space)
    post = thread.messages.get()
    author, other, reader = client_of(cast.sales_engineer), client_of(cast.manager), client_of(cast.auditor)
    of_thread, of_post = f"/threads/{thread.pk}/", f"/posts/{post.pk}/"
    reply, kept = {"key": uuid4(), "text": "x"}, rows_kept()
    for client, method, path, data, status, refused in (
        (reader, "post", f"{of_thread}posts/", reply, 403, ("role", "")),
        (reader, "patch", of_thread, {"title": "x"}, 403, ("role", "")),
        (reader, "put", f"{of_post}reactions/useful/", {}, 403, ("role", "")),
        (client_of(cast.sister_manager), "patch", of_thread, {"title": "x"}, 403, ("not_the_author", "")),
        (author, "patch", of_thread, {"locked": True}, 403, ("not_a_moderator", "")),
        (author, "patch", of_thread, {"answer": 99}, 422, ("no_such_post", "answer")),
        (other, "patch", of_thread, {"space": uuid4()}, 422, ("other_house", "space")),
        (author, "post", f"{of_thread}posts/", reply | {"quotes": 99}, 422, ("foreign_quote", "quotes")),
        (author, "post", f"{of_thread}posts/", reply | {"text": " "}, 422, ("blank", "text")),
        (author, "post", f"{of_post}flags/", {"reason": "x"}, 409, ("own_post", "")),
        (other, "post", f"{of_post}flags/", {"reason": ""}, 422, ("blank", "reason")),
        (author, "post", f"{of_post}rulings/", {"kind": "hide", "reason": "x"}, 403, ("not_a_moderator", "")),
        (other, "post", f"{of_post}rulings/", {"kind": "burn", "reason": "x"}, 422, ("invalid_choice", "kind")),
        (other, "post", f"{of_post}rulings/", {"kind": "show", "reason": "x"}, 409, ("same_ruling", "kind")),
        (other, "put", f"{of_post}reactions/hate/", {}, 422, ("unknown_choice", "kind")),
        (author, "patch", of_post, {"text": "x"}, 422, ("required", "seen")),
    ):
        assert code_of(client, method, path, data, status) == refused
    assert rows_kept() == kept
    ask(other, "post", f"{of_post}flags/", {"reason": "x"}, status=201)
    assert code_of(other, "post", f"{of_post}flags/", {"reason": "x"}, 409)[0] == "flagged_already"


def test_a_file_that_is_none_or_not_of_ones_own_post_is_refused(there, monkeypatch):
    cast, space = there
    post = started(cast, space).messages.get()
    url = f"/api/v1/forum/posts/{post.pk}/files/{uuid4()}/"

    def sent(member: Any, content: bytes) -> tuple[int, str]:
        answer = client_of(member).put(url, *client_boundary(SimpleUploadedFile("a.pdf", content, "application/pdf")))
        return answer.status_code, answer.json()["code"]

    assert sent(cast.sales_engineer, b"hello") == (422, "file_wrong_type")
    assert sent(cast.manager, b"%PDF-1.7 a") == (403, "not_the_author")
    monkeypatch.setattr(photos, "LARGEST", 4)
    assert sent(cast.sales_engineer, b"%PDF-1.7 a") == (422, "file_too_large")
    assert not post.files.exists()


def test_an_answer_is_marked_by_who_asked_and_taken_away(there):
    cast, space = there
    thread = started(cast, space)
    replied(cast, thread)
    client, path = client_of(cast.sales_engineer), f"/threads/{thread.pk}/"
    assert ask(client, "patch", path, {"answer": 2})["answer"] == 2
    assert ask(client, "patch", path, {})["answer"] == 2  # what is not sent stays
    assert ask(client, "patch", path, {"answer": None})["answer"] is None


def test_changed_words_cite_and_speak_like_new_ones(there):
    cast, space = there
    contract = running(cast)
    post = started(cast, space).messages.get()
    text = f"@Claire Roux and @Diane Xavier, /contracts/{contract.pk}/"
    told = ask(client_of(cast.sales_engineer), "patch", f"/posts/{post.pk}/", {"text": text, "seen": 0})
    assert told["mentions"] == [str(cast.manager.pk)]  # who does not read the space is only a word
    assert [(one["kind"], one["id"]) for one in told["cited"]] == [("contract", str(contract.pk))]
    told = ask(client_of(cast.sister_manager), "get", f"/posts/{post.pk}/")
    assert (told["cited"], str(contract.pk) in told["html"], "[…]" in told["html"]) == ([], False, True)


def test_a_moderator_by_name_keeps_order_and_none_is_named_under_a_contract(there):
    cast, space = there
    thread, path = started(cast, space), f"/spaces/{space.pk}/moderators/"
    other, data = client_of(cast.sister_manager), {"membership": cast.auditor.pk}
    assert code_of(other, "post", path, data, 403)[0] == "not_a_moderator"
    ask(client_of(cast.manager), "post", path, {"membership": cast.sister_manager.pk}, status=201)
    assert ask(other, "patch", f"/threads/{thread.pk}/", {"locked": True})["locked"] is True
    named = [one for one in ask(other, "get", f"/spaces/{space.pk}/readers/") if one["keeps_order"]]
    assert {str(cast.manager.pk), str(cast.sister_manager.pk)} <= {one["membership"] for one in named}
    ask(other, "delete", f"{path}{cast.auditor.pk}/", status=404)
    under = started(cast, running(cast), title="Lot", who=cast.director).space
    told = code_of(client_of(cast.manager), "post", f"/spaces/{under.pk}/moderators/", data, 403)
    assert told[0] == "not_a_moderator"
