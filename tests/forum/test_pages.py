"""The forum as its readers use it: opened at what is new, written in once, drawn without what they may not see."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portage.core import clock
from portage.core.models import Entry
from portage.forum.actions import keeping, order, reading
from portage.forum.models import Mark, Moderator, Post, PostFile, Reaction, Space, Thread
from portage.forum.queries import readers
from portage.forum.queries.threads import SIZE, waiting
from portage.network import access
from tests.cast import by, draft, make_cast
from tests.core.test_photos import picture
from tests.fieldwork.visits import running
from tests.forum.talking import DAY, between_agencies, replied, started
from tests.pages import browse

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, between_agencies(cast)


def page(member, name: str, *arguments, query: str = "", status: int = 200) -> str:
    answer = browse(member).get(reverse(f"forum:{name}", args=arguments) + query)
    assert answer.status_code == status
    return answer.content.decode()


def post(member, door: str, *arguments, **data):
    return browse(member).post(reverse(f"forum:{door}", args=arguments), data)


def test_home_shows_the_spaces_that_one_reads_and_what_is_new(there):
    cast, space = there
    started(cast, space, at=clock.now())
    started(cast, running(cast), who=cast.director, at=clock.now(), title="Packing list")
    shown = page(cast.sister_manager, "home")
    assert "Metallurgy" in shown
    assert "1 thread unread" in shown
    assert "Packing list" not in shown
    of_sme = page(cast.director, "home")
    assert "Metallurgy" not in of_sme
    assert "Between agencies" not in of_sme
    assert "Packing list" in of_sme
    assert "all read" in of_sme  # their own
    assert "Nothing was said under a contract yet" in page(cast.rival_director, "home")


def test_what_was_said_before_one_came_is_not_new(there):
    cast, space = there
    started(cast, space, at=cast.sister_manager.started_at)
    assert "all read" in page(cast.sister_manager, "home")


def test_a_portage_manager_opens_a_space_and_others_do_not(there):
    cast, _space = there
    answer = post(cast.manager, "open_space", name="Polymers", about="")
    assert answer.url == reverse("forum:space", args=[Space.objects.get(name="Polymers").pk])
    assert post(cast.manager, "open_space", name="Polymers", about="").status_code == 409
    assert post(cast.manager, "open_space", name="", about="").status_code == 422
    assert post(cast.sister_manager, "open_space", name="X", about="").status_code == 403
    assert "Open a space" not in page(cast.sister_manager, "home")


def test_a_thread_is_started_with_a_file_and_opened(there):
    cast, space = there
    key = uuid4()
    given = {"key": key, "title": "Ten days?", "text": "@Aiko Mori **who** had ten?"}
    for _time in range(2):
        photo = SimpleUploadedFile("shelf.png", picture(), "image/png")
        answer = post(cast.sales_engineer, "start", space.pk, photos=photo, **given)
        assert answer.url == reverse("forum:thread", args=[Thread.objects.get().pk])
    assert PostFile.objects.count() == 1
    shown = page(cast.sister_manager, "thread", Thread.objects.get().pk)
    assert "<strong>who</strong>" in shown
    assert '<span class="mention me">@Aiko Mori</span>' in shown
    assert reverse("forum:file", args=[PostFile.objects.get().pk]) in shown
    assert post(cast.sales_engineer, "start", space.pk, **given | {"key": uuid4(), "title": ""}).status_code == 422
    bad = SimpleUploadedFile("x.pdf", b"MZ\x90\x00", "application/pdf")
    refused = post(cast.sales_engineer, "start", space.pk, photos=bad, **given | {"key": uuid4()})
    assert refused.status_code == 422
    assert Thread.objects.count() == 1  # what cannot be kept stops the whole


def test_the_thread_of_a_contract_opens_its_space(there):
    cast, _space = there
    contract = running(cast)
    assert "Nothing said here yet" in page(cast.director, "of_contract", contract.pk)
    post(cast.director, "start_on_contract", contract.pk, key=uuid4(), title="When?", text="The lot.")
    assert "When?" in page(cast.manager, "of_contract", contract.pk)
    page(cast.sister_manager, "of_contract", contract.pk, status=404)
    page(cast.rival_director, "of_contract", contract.pk, status=404)


def test_a_thread_opens_at_the_first_unread_post(there):
    cast, space = there
    thread = started(cast, space)
    for number in range(SIZE + 10):
        keeping_time = DAY.replace(hour=10 + number // 10, minute=number % 10 * 6)
        replied(cast, thread, f"Reply {number + 2}.", at=keeping_time)
    reader = cast.counsel
    reading.read_to(thread, SIZE + 2, by=by(reader), at=DAY)
    shown = page(reader, "thread", thread.pk)
    numbers = [int(n) for n in re.findall(r'id="post-(\d+)"', shown)]
    assert numbers == list(range(SIZE + 1, SIZE + 12))
    assert shown.index('id="new"') < shown.index(f'id="post-{SIZE + 3}"')
    assert shown.index('id="new"') > shown.index(f'id="post-{SIZE + 2}"')
    first = page(reader, "thread", thread.pk, query="?at=1")
    assert 'id="post-1"' in first
    assert f'id="post-{SIZE + 1}"' not in first
    assert page(reader, "thread", thread.pk, query="?at=99999999").count('<article class="post') == 11
    page(reader, "thread", thread.pk, query="?at=-1&quote=x")


def test_reading_is_kept_when_the_page_says_so(there):
    cast, space = there
    thread = started(cast, space, at=clock.now())
    reader = cast.sister_manager
    assert 'hx-trigger="load"' in page(reader, "thread", thread.pk)
    assert Mark.objects.filter(membership=reader).count() == 0
    assert post(reader, "read", thread.pk, number="1").status_code == 302
    assert "all read" in page(reader, "home")
    post(reader, "read", thread.pk, number="x")
    assert Mark.objects.get(membership=reader).read_to == 1


def test_a_reply_quotes_and_comes_back_to_itself(there):
    cast, space = there
    thread = started(cast, space)
    shown = page(cast.sister_manager, "thread", thread.pk, query="?at=1&quote=1")
    assert "quote nothing" in shown
    answer = post(cast.sister_manager, "reply", thread.pk, key=uuid4(), text="Nine.", quotes="1")
    assert answer.url.endswith("?at=2#post-2")
    assert "A pump maker in Gdańsk wants it cut to length" in page(cast.manager, "thread", thread.pk)
    empty = post(cast.sister_manager, "reply", thread.pk, key=uuid4(), text=" ")
    assert empty.status_code == 422
    assert "Ten" not in empty.content.decode()


def test_nothing_of_a_hidden_post_is_sent(there):
    cast, space = there
    thread = started(cast, space, "SECRETWORD of a customer", cites=[cast.products[0]])
    replied(cast, thread, "Indeed.", quotes=1)
    row = thread.messages.get(number=1)
    keeping.edit(row, text="SECRETWORD still", seen=0, by=by(cast.sales_engineer), at=DAY)
    order.rule(row, "hide", reason="A customer's name", by=by(cast.manager), at=DAY)
    for member in (cast.sister_manager, cast.sales_engineer, cast.manager):
        for name in ("thread", "space"):
            shown = page(member, name, thread.pk if name == "thread" else space.pk)
            assert "SECRETWORD" not in shown, (member, name)
        page(member, "former", row.pk, status=404)
    assert "Hidden by a moderator." in page(cast.sister_manager, "thread", thread.pk)
    assert "Nothing answers these filters" in page(cast.sister_manager, "space", space.pk, query="?q=SECRETWORD")
    assert "SECRETWORD" in page(cast.manager, "rule", row.pk)


def test_each_button_does_what_it_says(there):
    cast, space = there
    thread = started(cast, space)
    second = replied(cast, thread)
    other = between_agencies(cast, "Polymers")
    post(cast.manager, "react", second.pk, kind="useful")
    assert Reaction.objects.get().membership == cast.manager
    post(cast.manager, "react", second.pk, kind="-useful")
    assert not Reaction.objects.exists()
    post(cast.sales_engineer, "answer", thread.pk, number="2")
    post(cast.manager, "pin", thread.pk, on="1")
    post(cast.manager, "lock", thread.pk, on="1")
    post(cast.manager, "move", thread.pk, space=other.pk)
    post(cast.manager, "rename", thread.pk, title="Nine days, once")
    thread.refresh_from_db()
    assert (thread.answer, thread.pinned, thread.locked, thread.space, thread.title) == (
        2,
        True,
        True,
        other,
        "Nine days, once",
    )
    assert "The thread is locked" in page(cast.sister_manager, "thread", thread.pk)
    assert post(cast.sister_manager, "reply", thread.pk, key=uuid4(), text="x").status_code == 409
    post(cast.manager, "lock", thread.pk, on="")
    post(cast.sister_manager, "choose", thread.pk, choice="muted")
    post(cast.sister_manager, "choose_for_space", space.pk, choice="following")
    assert Mark.objects.get(membership=cast.sister_manager).choice == "muted"
    post(cast.sister_manager, "edit", second.pk, seen="0", text="Ten days.")
    post(cast.subsidiary_manager, "flag", second.pk, reason="Not so")
    assert "Reported by a reader" in page(cast.manager, "thread", thread.pk)
    assert "Reported by a reader" not in page(cast.sister_manager, "thread", thread.pk)
    post(cast.manager, "rule", second.pk, kind="keep", reason="It is.")
    post(cast.sister_manager, "take_back", second.pk)
    shown = page(cast.manager, "thread", thread.pk)
    assert "Taken back by its author." in shown
    told = page(cast.manager, "history", thread.pk)
    assert "moved it to another space." in told
    assert "reported post" not in told


def test_moderators_are_named_and_ended_on_the_page_of_readers(there):
    cast, space = there
    assert "Marek Zielinski" in page(cast.sister_manager, "people", space.pk)
    assert "Diane" not in page(cast.sister_manager, "people", space.pk)
    post(cast.manager, "name_moderator", space.pk, membership=cast.sister_manager.pk)
    assert Moderator.objects.get().membership == cast.sister_manager
    assert post(cast.manager, "name_moderator", space.pk, membership=cast.rival_manager.pk).status_code == 422
    assert post(cast.subsidiary_manager, "end_moderator", space.pk, cast.sister_manager.pk).status_code == 403
    post(cast.manager, "end_moderator", space.pk, cast.sister_manager.pk)
    assert not Moderator.objects.exists()
    assert post(cast.manager, "end_moderator", space.pk, cast.sister_manager.pk).status_code == 404


def test_a_preview_keeps_nothing_and_names_readers_alone(there):
    cast, space = there
    answer = post(cast.sales_engineer, "preview", space.pk, text="**A** @Aiko Mori @Diane Xavier <script>")
    shown = answer.content.decode()
    assert "<strong>A</strong>" in shown
    assert shown.count('class="mention"') == 1
    assert "<script>" not in shown
    assert Post.objects.count() == 0


def test_the_rail_counts_followed_threads_and_what_speaks_to_one(there):
    cast, space = there
    now = clock.now()
    thread = started(cast, space, "@Aiko Mori?", at=now)
    started(cast, space, title="Another", at=now)
    acting = access.act(cast.sister_manager.person, cast.sister_manager)
    assert waiting(acting) == 1
    reading.read_to(thread, 1, by=by(cast.sister_manager), at=now)
    assert waiting(access.act(cast.sister_manager.person, cast.sister_manager)) == 0
    replied(cast, thread, at=now)
    mine = access.act(cast.sales_engineer.person, cast.sales_engineer)
    assert waiting(mine) == 1
    reading.choose(thread, "muted", by=by(cast.sales_engineer), at=now)
    assert waiting(access.act(cast.sales_engineer.person, cast.sales_engineer)) == 0
    assert waiting(access.act(cast.director.person, cast.director)) == 0


def test_today_says_who_speaks_to_one_until_it_is_read(there):
    cast, space = there
    now = clock.now()

    def today() -> str:
        answer = browse(cast.sister_manager)
        page, badge = answer.get(reverse("home:today")), answer.get(reverse("home:badges"))
        assert (f'id="badge-today" hx-swap-oob="true">{page.context["waiting"] or ""}<') in badge.content.decode()
        return page.content.decode()

    thread = started(cast, space, "@Aiko Mori, ten days?", at=now)
    assert "Tomek Wilk speaks to you" in today()
    other = started(cast, space, "@Aiko Mori?", title="Another", at=now, who=cast.manager)
    assert "2 threads speak to you" in today()
    reading.read_to(thread, 1, by=by(cast.sister_manager), at=now)
    assert "Claire Roux speaks to you" in today()
    reading.choose(other, "muted", by=by(cast.sister_manager), at=now)
    assert "speak" not in today()


def test_reading_in_a_confidential_contract_is_an_event_and_only_the_named_read(there):
    cast, _space = there
    contract = draft(cast, start={"confidential_to": [cast.manager, cast.subsidiary_manager, cast.director]})
    thread = started(cast, contract, who=cast.director)
    assert {member.person.name for member in readers.members_of(thread.space)} == {
        "Claire Roux", "Marek Zielinski", "Diane Xavier",
    }  # fmt: skip
    page(cast.manager, "thread", thread.pk)
    read = Entry.objects.filter(kind="network.read", scope_id=contract.pk)
    assert [one.actor for one in read] == [cast.manager.person]
    for member in (cast.counsel, cast.sales_engineer, cast.auditor):
        page(member, "thread", thread.pk, status=404)
        assert "Ten days" not in page(member, "home")


def test_queries_do_not_grow_with_posts_or_threads(there, django_assert_max_num_queries):
    cast, space = there
    thread = started(cast, space, "@Claire Roux", cites=[cast.products[0]])
    for number in range(25):
        replied(
            cast, thread, f"{number} @Claire Roux", at=DAY.replace(minute=number * 2), quotes=1, cites=cast.products
        )
        started(cast, space, title=f"T{number}", at=DAY.replace(hour=11, minute=number * 2))
    client = browse(cast.manager)
    client.get(reverse("forum:thread", args=[thread.pk]))  # the process learns the numbers of permissions
    for name, key in (("thread", thread.pk), ("space", space.pk), ("home", None)):
        with django_assert_max_num_queries(15):
            assert client.get(reverse(f"forum:{name}", args=[key] if key else [])).status_code == 200
    assert Entry.objects.filter(kind="forum.post_written").count() == 25
