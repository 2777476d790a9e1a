"""Whom a text speaks to, who may do what, how many posts a minute: each against another way to say it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from portage.forum.rules.mentions import Reader, spoken_to
from portage.forum.rules.verbs import MOST_A_MINUTE, Facts, too_many, why_not_in_thread, why_not_of_post
from portage.forum.rules.writing import Words, digest

NAMES = ("Aiko Mori", "Aiko", "Marek Zieliński", "Ana", "Anabel", "Claire Roux")
READERS = [Reader(number, name, "Orvane") for number, name in enumerate(NAMES)]
AT = datetime(2024, 4, 12, 9, 0, tzinfo=UTC)


def by_one_pattern(text: str, readers: list[Reader]) -> list[int]:
    """The same by one regular expression: the longest name that fits, at word boundaries."""
    named = {}
    for reader in readers:
        named.setdefault(reader.name.casefold(), []).append(reader.key)
    single = {name: keys[0] for name, keys in named.items() if len(keys) == 1}
    single |= {reader.in_full.casefold(): reader.key for reader in readers}
    names = sorted(single, key=len, reverse=True)
    pattern = r"(?<![^\W_])@(" + "|".join(re.escape(name) + r"(?![^\W_])" for name in names) + ")"
    found = [single[name] for name in re.findall(pattern, text.casefold())]
    return list(dict.fromkeys(found))


PIECES = st.sampled_from(["@", " ", "x", "(Orvane)", "(Kestrel)", ".", "@@", *NAMES, *(name.upper() for name in NAMES)])


@given(st.lists(PIECES, max_size=12), st.booleans())
def test_a_text_speaks_to_those_whose_whole_name_stands_after_the_sign(pieces, twin):
    readers = [*READERS, Reader(99, "Ana", "Kestrel")] if twin else READERS
    assert spoken_to("".join(pieces), readers) == by_one_pattern("".join(pieces), readers)


def test_two_of_one_name_are_told_apart_by_their_organisation():
    readers = [Reader(1, "Ana Lima", "Orvane Brasil"), Reader(2, "Ana Lima", "Orvane Portugal")]
    assert spoken_to("@Ana Lima?", readers) == []
    assert spoken_to("@Ana Lima (Orvane Portugal), and @ana lima (orvane brasil)", readers) == [2, 1]


def test_an_address_of_mail_speaks_to_nobody():
    assert spoken_to("write to claire@Aiko", READERS) == []


def test_thirteen_posts_within_a_minute_are_too_many():
    lately = [AT - timedelta(seconds=number) for number in range(1, MOST_A_MINUTE + 1)]
    assert too_many(AT, lately)
    assert not too_many(AT, lately[:-1])
    assert not too_many(AT + timedelta(seconds=60 - MOST_A_MINUTE), lately)
    assert not too_many(AT, [])


VERBS = ("reply", "rename", "answer", "pin", "lock", "move")
OF_POST = ("edit", "take_back", "react", "flag", "rule")
FLAGS = st.booleans()


@given(FLAGS, FLAGS, FLAGS, FLAGS, FLAGS)
def test_who_may_do_what_told_another_way(may_write, moderates, locked, is_author, is_told):
    facts = Facts(may_write, moderates, locked, is_author, is_told)
    thread = {verb for verb in VERBS if not why_not_in_thread(facts, verb)}
    post = {verb for verb in OF_POST if not why_not_of_post(facts, verb)}
    if not may_write:
        assert thread | post == set()
        return
    assert thread == (
        (set() if locked else {"reply"})
        | ({"rename", "answer"} if is_author or moderates else set())
        | ({"pin", "lock", "move"} if moderates else set())
    )
    assert post == ({"rule"} if moderates else set()) | (
        set()
        if not is_told
        else {"react"}
        | ({"edit", "take_back"} if is_author and not locked else set())
        | (set() if is_author else {"flag"})
    )


def test_what_was_typed_decides_whether_two_posts_are_the_same():
    key = uuid4()
    one = Words(key, "a", 1)
    assert digest(one, "t") == digest(Words(uuid4(), "a", 1), "t")
    assert len({digest(one, "t"), digest(one, "u"), digest(Words(key, "b", 1), "t"), digest(Words(key, "a"), "t")}) == 4
