"""Threads and posts: each once, in its place; changed, taken back, hidden, without a word lost; only by whom it concerns."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from portage.core.append_only import HistoryChanged
from portage.core.models import Entry
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.forum.actions import keeping, order, reading
from portage.forum.actions.attaching import attach
from portage.forum.actions.spaces import change_space, end_moderator, name_moderator, open_space
from portage.forum.models import (
    Choice,
    Citation,
    Flag,
    FormerText,
    Mark,
    Mention,
    Moderator,
    Post,
    Reaction,
    Ruling,
    Space,
    Thread,
)
from portage.forum.rules.verbs import MOST_A_MINUTE
from portage.network import access
from tests.cast import by, make_cast
from tests.core.test_photos import picture
from tests.fieldwork.visits import running
from tests.forum.talking import DAY, TITLE, between_agencies, replied, started
from tests.replayed import every_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, between_agencies(cast)


def refused(verb, code: str, kind: type[Refused] = Refused) -> None:
    """The verb says no with this code, and no row changed."""
    before = every_row()[0]
    with pytest.raises(kind) as said, transaction.atomic():
        verb()
    assert said.value.code == code
    assert every_row()[0] == before


def test_a_thread_begins_with_its_first_post_and_posts_are_numbered(there):
    cast, space = there
    thread = started(cast, space)
    replied(cast, thread)
    last = replied(cast, thread, "Thanks.", who=cast.manager, at=DAY + timedelta(hours=1))
    thread.refresh_from_db()
    assert [post.number for post in thread.messages.all()] == [1, 2, 3]
    assert (thread.posts, thread.last_at, thread.title) == (3, last.at, TITLE)
    assert [entry.kind for entry in Entry.objects.filter(scope_id=thread.pk).order_by("pk")] == [
        "forum.thread_started", "forum.post_written", "forum.post_written",
    ]  # fmt: skip


def test_what_is_sent_again_is_the_same_and_with_other_words_is_refused(there):
    cast, space = there
    key = uuid4()
    thread = started(cast, space, key=key)
    assert started(cast, space, key=key) == thread
    refused(lambda: started(cast, space, "Other words", key=key), "written_otherwise")
    said = uuid4()
    first = replied(cast, thread, key=said)
    assert replied(cast, thread, key=said) == first
    refused(lambda: replied(cast, thread, "Ten.", key=said), "written_otherwise")
    refused(lambda: replied(cast, started(cast, space, at=DAY), key=said), "written_otherwise")
    assert replied(cast, thread, "Ten.", key=said, who=cast.manager).number == 3  # another member's keys are their own


def test_the_space_of_a_contract_opens_with_its_first_thread(there):
    cast, _space = there
    contract = running(cast)
    thread = started(cast, contract, who=cast.director)
    assert started(cast, contract, who=cast.manager).space == thread.space
    assert (thread.space.kind, thread.space.contract, thread.space.group) == ("contract", contract, None)
    assert Space.objects.filter(contract=contract).count() == 1


def test_a_locked_thread_is_read_and_takes_no_more_posts(there):
    cast, space = there
    thread = started(cast, space)
    post = thread.messages.get()
    keeping.lock(thread, on=True, by=by(cast.manager), at=DAY)
    refused(lambda: replied(cast, thread), "locked")
    refused(lambda: replied(cast, thread, who=cast.manager), "locked")
    refused(lambda: keeping.edit(post, text="New", seen=0, by=by(cast.sales_engineer), at=DAY), "locked")
    keeping.lock(thread, on=False, by=by(cast.manager), at=DAY)
    assert replied(cast, thread).number == 2


def test_who_reads_alone_writes_nothing(there):
    cast, space = there
    thread = started(cast, space)
    refused(lambda: replied(cast, thread, who=cast.auditor), "role", Forbidden)
    refused(lambda: started(cast, space, who=cast.auditor), "role", Forbidden)
    refused(
        lambda: keeping.react(thread.messages.get(), "thanks", on=True, by=by(cast.auditor), at=DAY), "role", Forbidden
    )
    reading.read_to(thread, 1, by=by(cast.auditor), at=DAY)
    assert Mark.objects.get(membership=cast.auditor).read_to == 1


def test_words_are_changed_by_their_author_and_the_former_ones_stay(there):
    cast, space = there
    post = started(cast, space).messages.get()
    first = post.text
    keeping.edit(post, text="In nine days?", seen=0, by=by(cast.sales_engineer), at=DAY + timedelta(hours=1))
    keeping.edit(post, text="In eight days?", seen=1, by=by(cast.sales_engineer), at=DAY + timedelta(hours=2))
    post.refresh_from_db()
    assert (post.text, post.edited_at) == ("In eight days?", DAY + timedelta(hours=2))
    assert list(post.former.values_list("number", "text")) == [(1, first), (2, "In nine days?")]
    refused(lambda: keeping.edit(post, text="In ten?", seen=1, by=by(cast.sales_engineer), at=DAY), "changed_meanwhile")
    keeping.edit(post, text="In eight days?", seen=0, by=by(cast.sales_engineer), at=DAY)  # nothing changes
    for who in (cast.manager, cast.sister_manager):
        refused(lambda who=who: keeping.edit(post, text="x", seen=2, by=by(who), at=DAY), "not_the_author", Forbidden)


def test_a_post_taken_back_keeps_its_place_and_is_answered_no_more(there):
    cast, space = there
    thread = started(cast, space)
    post = replied(cast, thread)
    keeping.mark_answer(thread, 2, by=by(cast.sales_engineer), at=DAY)
    keeping.take_back(post, by=by(cast.sister_manager), at=DAY)
    thread.refresh_from_db()
    assert (thread.answer, thread.posts) == (None, 2)
    refused(lambda: keeping.take_back(post, by=by(cast.sister_manager), at=DAY), "over")
    refused(lambda: keeping.edit(post, text="x", seen=0, by=by(cast.sister_manager), at=DAY), "over")
    refused(lambda: keeping.react(post, "thanks", on=True, by=by(cast.manager), at=DAY), "over")
    refused(lambda: replied(cast, thread, quotes=2), "foreign_quote", Invalid)
    refused(lambda: keeping.mark_answer(thread, 2, by=by(cast.manager), at=DAY), "no_such_post", Invalid)
    assert replied(cast, thread).number == 3


def test_a_post_quotes_one_of_its_own_thread(there):
    cast, space = there
    thread, other = started(cast, space), started(cast, space, title="Another")
    assert replied(cast, thread, quotes=1).quotes == thread.messages.first()
    replied(cast, other)
    refused(lambda: replied(cast, thread, quotes=3), "foreign_quote", Invalid)


def test_a_text_speaks_to_readers_of_the_space_alone(there):
    cast, space = there
    text = "@Aiko Mori, @Tomek Wilk, @Diane Xavier and @Karl Egger, who had ten?"
    thread = started(cast, space, text)
    assert [one.membership for one in Mention.objects.all()] == [
        cast.sister_manager
    ]  # not the author, the SME, the rival
    contract = running(cast)
    started(cast, contract, text, who=cast.manager)
    named = set(Mention.objects.exclude(post__thread=thread).values_list("membership", flat=True))
    assert named == {cast.sales_engineer.pk, cast.director.pk}


def test_who_is_named_when_words_change_is_spoken_to_then(there):
    cast, space = there
    post = started(cast, space, "@Aiko Mori?").messages.get()
    keeping.edit(post, text="@Claire Roux?", seen=0, by=by(cast.sales_engineer), at=DAY)
    assert set(post.mentions.values_list("membership", flat=True)) == {cast.sister_manager.pk, cast.manager.pk}


def test_at_most_twenty_are_spoken_to_at_once(there):
    from portage.network.actions import add_member

    cast, space = there
    names = [f"Person {chr(65 + number)}" for number in range(21)]
    for name in names:
        add_member(cast.poland, email=f"{name[-1]}@example.test", name=name, role="sales_engineer", at=DAY)
    text = " ".join(f"@{name}" for name in names)
    refused(lambda: started(cast, space, text), "too_many_mentioned", Invalid)
    assert started(cast, space, text.removesuffix(f"@{names[-1]}")).messages.get().mentions.count() == 20


def test_things_are_cited_once_and_a_few(there):
    cast, space = there
    contract = running(cast)
    thread = started(cast, space, cites=[cast.products[0], contract, cast.products[0]])
    assert [(one.product, one.contract) for one in Citation.objects.order_by("pk")] == [
        (cast.products[0], None), (None, contract),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(post=thread.messages.get())


def test_reactions_are_toggled_and_counted_once(there):
    cast, space = there
    post = started(cast, space).messages.get()
    for _time in range(2):
        keeping.react(post, "useful", on=True, by=by(cast.manager), at=DAY)
    assert Reaction.objects.count() == 1
    for _time in range(2):
        keeping.react(post, "useful", on=False, by=by(cast.manager), at=DAY)
    assert Reaction.objects.count() == 0
    refused(lambda: keeping.react(post, "hate", on=True, by=by(cast.manager), at=DAY), "unknown_choice", Invalid)


def test_a_reported_post_is_hidden_after_a_decision_that_stays(there):
    cast, space = there
    thread = started(cast, space)
    post = replied(cast, thread)
    order.flag(post, reason="A customer's name", by=by(cast.subsidiary_manager), at=DAY)
    refused(lambda: order.flag(post, reason="x", by=by(cast.subsidiary_manager), at=DAY), "flagged_already")
    refused(lambda: order.flag(post, reason="x", by=by(cast.sister_manager), at=DAY), "own_post")
    refused(lambda: order.flag(post, reason=" ", by=by(cast.manager), at=DAY), "no_reason", Invalid)
    refused(
        lambda: order.rule(post, "hide", reason="x", by=by(cast.subsidiary_manager), at=DAY),
        "not_a_moderator",
        Forbidden,
    )
    post.refresh_from_db()
    assert post.is_told
    order.rule(post, "hide", reason="It names a customer", by=by(cast.manager), at=DAY)
    post.refresh_from_db()
    assert not post.is_told
    assert Flag.objects.get().settled
    refused(lambda: order.rule(post, "hide", reason="x", by=by(cast.manager), at=DAY), "same_ruling")
    order.rule(post, "show", reason="The author took the name out", by=by(cast.manager), at=DAY)
    post.refresh_from_db()
    assert post.is_told
    assert [one.kind for one in Ruling.objects.all()] == ["hide", "show"]
    refused(lambda: order.rule(post, "show", reason="x", by=by(cast.manager), at=DAY), "same_ruling")
    refused(lambda: order.rule(post, "burn", reason="x", by=by(cast.manager), at=DAY), "unknown_ruling", Invalid)


def test_who_keeps_order_is_named_among_readers(there):
    cast, space = there
    thread = started(cast, space)
    refused(lambda: keeping.pin(thread, on=True, by=by(cast.sister_manager), at=DAY), "not_a_moderator", Forbidden)
    for _time in range(2):
        named = name_moderator(space, membership=cast.sister_manager, by=by(cast.manager), at=DAY)
    assert Moderator.objects.count() == 1
    assert keeping.pin(thread, on=True, by=by(cast.sister_manager), at=DAY).pinned
    for stranger in (cast.director, cast.rival_manager, cast.former):
        refused(
            lambda one=stranger: name_moderator(space, membership=one, by=by(cast.manager), at=DAY),
            "not_a_reader",
            Invalid,
        )
    end_moderator(named, by=by(cast.manager), at=DAY)
    refused(lambda: keeping.pin(thread, on=False, by=by(cast.sister_manager), at=DAY), "not_a_moderator", Forbidden)
    kinds = [entry.kind for entry in Entry.objects.filter(scope_id=space.pk).order_by("pk")]
    assert kinds == ["forum.space_opened", "forum.moderator_named", "forum.moderator_ended"]


def test_a_thread_moves_between_the_spaces_of_one_house(there):
    cast, space = there
    thread, other = started(cast, space), between_agencies(cast, "Polymers")
    keeping.move(thread, to=other, by=by(cast.manager), at=DAY)
    thread.refresh_from_db()
    assert thread.space == other
    foreign = open_space(cast.rival_group, name="Metallurgy", by=by(cast.rival_manager), at=DAY)
    refused(lambda: keeping.move(thread, to=foreign, by=by(cast.manager), at=DAY), "not_a_moderator", Forbidden)
    of_contract = started(cast, running(cast)).space
    refused(lambda: keeping.move(thread, to=of_contract, by=by(cast.manager), at=DAY), "other_house", Invalid)


def test_names_of_spaces_are_a_groups_own(there):
    cast, space = there
    refused(lambda: between_agencies(cast), "same_name")
    refused(lambda: open_space(cast.group, name="X", by=by(cast.rival_manager), at=DAY), "not_a_group", Forbidden)
    refused(lambda: open_space(cast.poland, name="X", by=by(cast.subsidiary_manager), at=DAY), "not_a_group", Forbidden)
    refused(lambda: open_space(cast.group, name=" \u200b", by=by(cast.manager), at=DAY), "unseen_character", Invalid)
    refused(lambda: open_space(cast.group, name="", by=by(cast.manager), at=DAY), "no_name", Invalid)
    change_space(space, name="Steel", about="", by=by(cast.manager), at=DAY)
    assert open_space(cast.rival_group, name="Steel", by=by(cast.rival_manager), at=DAY).name == "Steel"
    refused(
        lambda: change_space(space, name="Y", about="", by=by(cast.sister_manager), at=DAY),
        "not_a_moderator",
        Forbidden,
    )


def test_a_slip_of_the_keyboard_writes_at_most_a_dozen_posts_a_minute(there):
    cast, space = there
    thread = started(cast, space)
    for number in range(MOST_A_MINUTE - 1):
        replied(cast, thread, f"{number}", who=cast.sales_engineer, at=DAY + timedelta(seconds=number))
    late = DAY + timedelta(seconds=59)
    refused(lambda: replied(cast, thread, who=cast.sales_engineer, at=late), "too_many_posts")
    refused(lambda: started(cast, space, at=late), "too_many_posts")
    assert replied(cast, thread, at=late).number == MOST_A_MINUTE + 1
    assert (
        replied(cast, thread, "x", who=cast.sales_engineer, at=DAY + timedelta(seconds=61)).number == MOST_A_MINUTE + 2
    )


def test_what_is_too_long_or_cannot_be_seen_is_refused(there):
    cast, space = there
    thread = started(cast, space)
    refused(lambda: replied(cast, thread, "x" * 1_000_000), "too_many_characters", Invalid)
    refused(lambda: replied(cast, thread, " \n "), "no_words", Invalid)
    refused(lambda: replied(cast, thread, "a\u202eb"), "unseen_character", Invalid)
    refused(lambda: started(cast, space, title="two\nlines"), "unseen_character", Invalid)
    refused(lambda: started(cast, space, title=""), "no_title", Invalid)


def test_what_was_read_is_never_unread_by_a_device_that_is_behind(there):
    cast, space = there
    thread = started(cast, space)
    for _number in range(3):
        replied(cast, thread)
    mine = by(cast.manager)
    for number, expected in ((2, 2), (1, 2), (99, 4), (-3, 4)):
        reading.read_to(thread, number, by=mine, at=DAY)
        assert Mark.objects.get(membership=cast.manager).read_to == expected
    reading.choose(thread, Choice.MUTED, by=mine, at=DAY)
    assert Mark.objects.get(membership=cast.manager).read_to == 4
    assert Mark.objects.get(membership=cast.sister_manager).choice == Choice.FOLLOWING
    refused(lambda: reading.choose(thread, "loud", by=mine, at=DAY), "unknown_choice", Invalid)
    started(cast, space, title="Another")
    assert reading.read_all(space, by=mine, at=DAY) == 1
    assert reading.read_all(space, by=mine, at=DAY) == 0


def test_files_are_what_they_say_and_a_few(there):
    cast, space = there
    post = started(cast, space).messages.get()
    key, mine = uuid4(), by(cast.sales_engineer)
    kept = attach(post, key=key, content=picture(), name="sheet.png", by=mine, at=DAY)
    assert attach(post, key=key, content=b"other", name="x", by=mine, at=DAY) == kept
    assert kept.file.media_type == "image/jpeg"
    refused(
        lambda: attach(post, key=uuid4(), content=b"MZ\x90", name="x.pdf", by=mine, at=DAY), "file_wrong_type", Invalid
    )
    refused(
        lambda: attach(post, key=uuid4(), content=picture(), name="x", by=by(cast.manager), at=DAY),
        "not_the_author",
        Forbidden,
    )


def test_history_only_grows(there):
    cast, space = there
    thread = started(cast, space, "@Aiko Mori", cites=[cast.products[0]])
    post = thread.messages.get()
    keeping.edit(post, text="Other", seen=0, by=by(cast.sales_engineer), at=DAY)
    for row in (thread, post, FormerText.objects.get(), Mention.objects.get(), Citation.objects.get()):
        with pytest.raises((HistoryChanged, DatabaseError)), transaction.atomic():
            row.delete()
    for model, field in ((Thread, "at"), (Post, "number"), (Post, "at"), (FormerText, "number")):
        write = f'UPDATE "{model._meta.db_table}" SET "{field}" = "{field}"'  # past Django, as another program would
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(write)


def test_no_reader_of_another_house_sees_anything_of_it(there):
    cast, space = there
    started(cast, space)
    contract = started(cast, running(cast)).space
    seen = {
        "manager": {space, contract}, "auditor": {space, contract}, "counsel": {space, contract},
        "subsidiary_manager": {space, contract}, "sister_manager": {space}, "director": {contract}, "rival_director": set(),
        "lone_director": set(), "rival_manager": set(),
    }  # fmt: skip
    for name, expected in seen.items():
        membership = getattr(cast, name)
        access.act(membership.person, membership)
        assert set(access.visible(membership.person, Space.objects.all())) == expected, name
        threads = access.visible(membership.person, Thread.objects.all())
        posts = access.visible(membership.person, Post.objects.all())
        assert {one.space for one in threads} == {one.thread.space for one in posts} == expected
        for one in (space, contract):
            assert (membership in access.everybody_who_sees(one)) == (one in expected), name
