"""The forum for programs: the same verbs, rows and refusals as on the pages; nothing of what one may not read."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portage.core import clock
from portage.forum.actions import keeping, order
from portage.forum.models import Citation, Flag, Mark, Mention, Moderator, Post, SpaceMark, Thread
from portage.forum.queries.threads import SIZE
from tests.cast import by, make_cast
from tests.core.test_photos import picture
from tests.every_address import client_of, token_client
from tests.fieldwork.visits import running
from tests.forum.talking import DAY, TITLE, between_agencies, replied, started
from tests.pages import browse

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def there():
    cast = make_cast()
    return cast, between_agencies(cast)


def ask(client: Client, method: str, path: str, data: Any = None, *, status: int = 200) -> Any:
    answer = getattr(client, method)(f"/api/v1/forum{path}", data, content_type=JSON)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_thread_is_started_answered_and_read_by_programs(there):
    cast, space = there
    engineer, manager = (token_client(one, ("read", "write")) for one in (cast.sales_engineer, cast.manager))
    [told] = ask(engineer, "get", "/spaces/")
    assert (told["name"], told["kind"], told["contract"], told["new"]) == ("Metallurgy", "agencies", None, 0)
    asked = {"key": uuid4(), "title": TITLE, "text": f"@Claire Roux, ten days? /products/{cast.products[0].pk}/"}
    made = ask(engineer, "post", f"/spaces/{space.pk}/threads/", asked, status=201)
    assert ask(engineer, "post", f"/spaces/{space.pk}/threads/", asked, status=201) == made
    assert (made["posts"], made["unread"], made["choice"]) == (1, 0, "following")
    ask(engineer, "post", f"/spaces/{space.pk}/threads/", asked | {"text": "Other"}, status=409)
    path = f"/threads/{made['id']}"
    answer = ask(manager, "post", f"{path}/posts/", {"key": uuid4(), "text": "**Nine**.", "quotes": 1}, status=201)
    assert (answer["number"], answer["quotes"], answer["html"]) == (2, 1, "<p><strong>Nine</strong>.</p>\n")
    found = ask(engineer, "get", f"{path}/posts/")
    assert (found["count"], found["next"], [one["number"] for one in found["results"]]) == (2, None, [1, 2])
    assert found["results"][0]["mentions"] == [str(cast.manager.pk)]
    [row] = ask(engineer, "get", f"/spaces/{space.pk}/threads/?view=unread")["results"]
    assert (row["unread"], row["by"]) == (1, "Tomek Wilk")
    assert ask(engineer, "put", f"{path}/read/", {"number": 2})["unread"] == 0
    assert ask(engineer, "get", f"/spaces/{space.pk}/threads/?view=unread")["results"] == []
    assert len(ask(engineer, "get", f"/spaces/{space.pk}/threads/?q=Nine")["results"]) == 1


def test_a_post_by_program_and_one_by_page_are_the_same(there):
    cast, space = there
    contract = running(cast)
    thread, text = started(cast, space), f"@Claire Roux, {contract.reference}"
    token_client(cast.sales_engineer, ("read", "write")).post(
        f"/api/v1/forum/threads/{thread.pk}/posts/", {"key": uuid4(), "text": text}, content_type=JSON
    )
    browse(cast.sales_engineer).post(f"/forum/threads/{thread.pk}/reply/", {"key": uuid4(), "text": text})
    one, two = thread.messages.filter(number__gt=1)
    for model, field in ((Mention, "membership"), (Citation, "contract")):
        assert [list(model.objects.filter(post=post).values_list(field, flat=True)) for post in (one, two)] == [
            [cast.manager.pk if model is Mention else contract.pk]
        ] * 2
    assert one.text == two.text


def test_no_sme_and_no_rival_reads_an_inter_agency_space_by_any_door(there):
    cast, space = there
    thread = started(cast, space)
    post = thread.messages.get()
    paths = (
        f"/spaces/{space.pk}/", f"/spaces/{space.pk}/readers/", f"/spaces/{space.pk}/threads/", f"/threads/{thread.pk}/",
        f"/threads/{thread.pk}/posts/", f"/posts/{post.pk}/", f"/posts/{post.pk}/former/",
    )  # fmt: skip
    for member in (cast.director, cast.rival_director, cast.rival_manager):
        client = client_of(member)
        assert ask(client, "get", "/spaces/") == []
        for path in paths:
            ask(client, "get", path, status=404)
        ask(client, "post", f"/threads/{thread.pk}/posts/", {"key": uuid4(), "text": "x"}, status=404)
    assert Post.objects.count() == 1


def test_the_parties_talk_under_their_contract(there):
    cast, _space = there
    contract = running(cast)
    path = f"/contracts/{contract.pk}/threads/"
    assert ask(client_of(cast.director), "get", path)["results"] == []
    made = ask(client_of(cast.director), "post", path, {"key": uuid4(), "title": "Lot", "text": "When?"}, status=201)
    assert [one["id"] for one in ask(client_of(cast.manager), "get", path)["results"]] == [made["id"]]
    ask(client_of(cast.sister_manager), "get", path, status=404)


def test_nothing_of_a_post_that_is_over_is_sent(there):
    cast, space = there
    thread = started(cast, space, "SECRETWORD @Claire Roux", cites=[cast.products[0]])
    post = thread.messages.get()
    client = client_of(cast.manager)
    path = f"/posts/{post.pk}"
    author = client_of(cast.sales_engineer)
    file = SimpleUploadedFile("a.png", picture(), "image/png")
    url, key = f"/api/v1/forum{path}/files/{uuid4()}/", client_boundary(file)
    assert author.put(url, *key).status_code == 200
    kept = ask(client, "get", f"{path}/")["files"][0]["id"]
    assert client.get(f"/api/v1/forum/files/{kept}/").status_code == 200
    ask(client, "post", f"{path}/rulings/", {"kind": "hide", "reason": "A name"}, status=201)
    told = ask(client, "get", f"/threads/{thread.pk}/posts/")["results"][0]
    assert (told["state"], told["text"], told["html"], told["cited"], told["mentions"]) == (
        "hidden",
        None,
        None,
        [],
        [],
    )
    assert (told["files"], told["reactions"], told["quotes"]) == ([], [], None)
    ask(client, "get", f"{path}/former/", status=404)
    assert client.get(f"/api/v1/forum/files/{kept}/").status_code == 404


def client_boundary(file: SimpleUploadedFile) -> tuple[bytes, str]:
    """A body of multipart/form-data, and its type."""
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return encode_multipart(BOUNDARY, {"file": file}), MULTIPART_CONTENT


def test_each_reader_is_sent_what_they_see_of_what_is_cited(there):
    cast, space = there
    contract = running(cast)
    text = f"See {contract.reference} at /contracts/{contract.pk}/"
    thread = started(cast, space, text, who=cast.manager, cites=[contract])
    path = f"/threads/{thread.pk}/posts/"
    assert ask(client_of(cast.manager), "get", path)["results"][0]["cited"][0]["kind"] == "contract"
    [told] = ask(client_of(cast.sister_manager), "get", path)["results"]
    assert told["cited"] == []
    assert str(contract.pk) not in str(told)
    assert told["text"] == f"See {contract.reference} at […]"
    assert ask(client_of(cast.manager), "get", path)["results"][0]["text"] == text


def test_words_are_changed_taken_back_and_reacted_to(there):
    cast, space = there
    post = started(cast, space).messages.get()
    author, path = client_of(cast.sales_engineer), f"/posts/{post.pk}/"
    assert ask(author, "patch", path, {"text": "In nine?", "seen": 0})["text"] == "In nine?"
    ask(author, "patch", path, {"text": "In eight?", "seen": 0}, status=409)
    [former] = ask(author, "get", f"{path}former/")
    assert (former["number"], former["text"]) == (1, post.text)
    other = client_of(cast.manager)
    ask(other, "patch", path, {"text": "x", "seen": 1}, status=403)
    told = ask(other, "put", f"{path}reactions/useful/", {})
    assert [(one["kind"], one["count"], one["mine"]) for one in told["reactions"]][1] == ("useful", 1, True)
    ask(other, "put", f"{path}reactions/hate/", {}, status=422)
    assert ask(other, "delete", f"{path}reactions/useful/")["reactions"][1]["count"] == 0
    ask(other, "delete", path, status=403)
    assert ask(author, "delete", path)["state"] == "taken_back"
    ask(author, "delete", path, status=409)


def test_moderators_keep_order_and_programs_do_not(there):
    cast, space = there
    thread = started(cast, space)
    post = replied(cast, thread)
    chief, reader = client_of(cast.manager), client_of(cast.sister_manager)
    ask(reader, "patch", f"/threads/{thread.pk}/", {"pinned": True}, status=403)
    told = ask(chief, "patch", f"/threads/{thread.pk}/", {"pinned": True, "locked": True, "answer": 2, "title": "Ten?"})
    assert (told["pinned"], told["locked"], told["answer"], told["title"]) == (True, True, 2, "Ten?")
    ask(chief, "patch", f"/threads/{thread.pk}/", {"title": "Lost", "answer": 99}, status=422)
    thread.refresh_from_db()
    assert thread.title == "Ten?"  # all of it, or nothing
    ask(chief, "patch", f"/threads/{thread.pk}/", {"space": uuid4()}, status=422)
    other = between_agencies(cast, "Polymers")
    assert ask(chief, "patch", f"/threads/{thread.pk}/", {"space": other.pk})["space"] == str(other.pk)
    ask(reader, "post", f"/threads/{thread.pk}/posts/", {"key": uuid4(), "text": "x"}, status=409)
    ask(client_of(cast.subsidiary_manager), "post", f"/posts/{post.pk}/flags/", {"reason": "Not so"}, status=201)
    assert Flag.objects.get().reason == "Not so"
    ask(
        token_client(cast.manager, ("read", "write")),
        "post",
        f"/posts/{post.pk}/rulings/",
        {"kind": "hide", "reason": "x"},
        status=403,
    )
    ask(chief, "post", f"/posts/{post.pk}/rulings/", {"kind": "keep", "reason": "It is"}, status=201)
    ask(chief, "post", f"/posts/{post.pk}/rulings/", {"kind": "show", "reason": "x"}, status=409)


def test_spaces_are_opened_named_and_given_moderators(there):
    cast, space = there
    chief = client_of(cast.manager)
    made = ask(chief, "post", "/spaces/", {"name": "Polymers"}, status=201)
    ask(chief, "post", "/spaces/", {"name": "Polymers"}, status=409)
    ask(client_of(cast.sister_manager), "post", "/spaces/", {"name": "Mine"}, status=403)
    assert ask(chief, "patch", f"/spaces/{made['id']}/", {"about": "Resins"})["about"] == "Resins"
    people = ask(chief, "get", f"/spaces/{space.pk}/readers/")
    assert {one["name"] for one in people} >= {"Claire Roux", "Aiko Mori", "Ada Itor"}
    assert "Diane Xavier" not in {one["name"] for one in people}
    path = f"/spaces/{space.pk}/moderators/"
    for absent in (uuid4(), cast.director.pk, cast.rival_manager.pk):
        told = ask(chief, "post", path, {"membership": absent}, status=422)
        assert "not_a_reader" in str(told)
    ask(chief, "post", path, {"membership": cast.sister_manager.pk}, status=201)
    assert Moderator.objects.get().membership == cast.sister_manager
    ask(client_of(cast.sister_manager), "delete", f"{path}{cast.sister_manager.pk}/")
    assert not Moderator.objects.exists()


def test_what_one_is_told_is_ones_own(there):
    cast, space = there
    thread = started(cast, space)
    client = client_of(cast.auditor)
    assert ask(client, "put", f"/threads/{thread.pk}/told/", {"choice": "muted"})["choice"] == "muted"
    assert ask(client, "put", f"/spaces/{space.pk}/told/", {"choice": "following"}) == {"choice": "following"}
    ask(client, "put", f"/spaces/{space.pk}/told/", {"choice": "loud"}, status=422)
    assert ask(client, "post", f"/spaces/{space.pk}/read/", {}) == {"threads": 1}
    assert SpaceMark.objects.get().membership == Mark.objects.get(membership=cast.auditor).membership
    ask(client, "post", f"/threads/{thread.pk}/posts/", {"key": uuid4(), "text": "x"}, status=403)


def test_posts_come_by_number_a_page_at_once(there):
    cast, space = there
    thread = started(cast, space, at=clock.now().replace(year=2024))
    for number in range(SIZE + 3):
        replied(cast, thread, f"{number}", at=DAY.replace(hour=10, minute=number * 2), who=cast.manager)
    client = client_of(cast.manager)
    first = ask(client, "get", f"/threads/{thread.pk}/posts/")
    assert (len(first["results"]), first["next"]) == (SIZE, SIZE + 1)
    rest = ask(client, "get", f"/threads/{thread.pk}/posts/?from={first['next']}")
    assert [one["number"] for one in rest["results"]] == list(range(SIZE + 1, SIZE + 5))
    assert ask(client, "get", f"/threads/{thread.pk}/posts/?from=99999999")["results"] == []
    assert ask(client, "get", f"/threads/{thread.pk}/posts/?from=x")["next"] == SIZE + 1


def test_two_hundred_posts_in_a_minute_are_a_dozen(there):
    cast, space = there
    thread = started(cast, space, at=clock.now())
    client = client_of(cast.sales_engineer)
    found = [
        client.post(
            f"/api/v1/forum/threads/{thread.pk}/posts/", {"key": uuid4(), "text": f"{n}"}, content_type=JSON
        ).status_code
        for n in range(20)
    ]
    assert found == [201] * 11 + [409] * 9
    assert Thread.objects.get().posts == 12


def test_the_author_does_not_learn_who_reported(there):
    cast, space = there
    post = started(cast, space).messages.get()
    order.flag(post, reason="SECRETREASON", by=by(cast.subsidiary_manager), at=DAY)
    keeping.react(post, "thanks", on=True, by=by(cast.manager), at=DAY)
    for path in (f"/posts/{post.pk}/", f"/threads/{post.thread_id}/posts/"):
        assert "SECRETREASON" not in str(ask(client_of(cast.sales_engineer), "get", path))
