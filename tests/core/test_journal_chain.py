"""The chain of the journal: whatever is changed behind it is noticed; what is erased on record is not missed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portage.core import journal
from portage.core.append_only import APPEND_ONLY
from portage.core.ids import uuid7
from portage.core.journal import PORTAGE, By, Event
from portage.core.journal import chain as journal_chain
from portage.core.journal import proof as journal_proof
from portage.core.models import Cursor, Entry, EntryText, Link
from portage.core.triggers import lifted

from .test_jobs import in_threads

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(person, at):
    def write(count: int, text: str = "why") -> list[Entry]:
        events = [
            Event("core.tested", person, {"number": number, "rate": "0.05"}, {"text": f"{text} {number}"})
            for number in range(count)
        ]
        return journal.record_all(events, by=By(person=person, address="192.0.2.1"), at=at)

    return write


def tamper(sql: str, *parameters: object) -> None:
    """Change history as somebody with the database's own password would."""
    with lifted(connection, APPEND_ONLY), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_each_entry_gets_one_place_in_the_order_of_its_making(write):
    entries = write(5)
    assert journal_chain.link_entries() == 5
    assert journal_chain.link_entries() == 0
    links = list(Link.objects.order_by("position"))
    assert [link.position for link in links] == [1, 2, 3, 4, 5]
    assert [link.entry_id for link in links] == [entry.pk for entry in entries]
    assert journal_proof.verify().links == 5


def test_the_chain_goes_on_over_batches(write, monkeypatch):
    monkeypatch.setattr(journal_chain, "BATCH", 7)
    monkeypatch.setattr(journal_proof, "CHUNK", 4)
    write(20)
    journal_chain.link_entries()
    write(3)
    journal_chain.link_entries()
    proof = journal_proof.verify()
    assert (proof.links, proof.texts, proof.broken) == (23, 23, None)


TAMPERINGS = {
    "a fact": ("UPDATE core_entry SET kind = 'core.other' WHERE id = %s", "changed"),
    "on whose behalf": ("UPDATE core_entry SET request_id = 'other' WHERE id = %s", "changed"),
    "a text": ('UPDATE core_entrytext SET content = \'{"text": "other"}\' WHERE entry_id = %s', "its text was changed"),
    "a text gone": ("DELETE FROM core_entrytext WHERE entry_id = %s", "no erasure is on record"),
    "a link's digest": (
        "UPDATE core_link SET digest = repeat_a WHERE entry_id = %s".replace("repeat_a", f"'{'a' * 64}'"),
        "changed",
    ),
    "the digest of a text": ("UPDATE core_link SET text_digest = '' WHERE entry_id = %s", "changed"),
    "a link gone": ("DELETE FROM core_link WHERE entry_id = %s", "a link is missing"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_chain_is_noticed_at_its_row(write, what):
    sql, reason = TAMPERINGS[what]
    entries = write(6)
    journal_chain.link_entries()
    victim = entries[3].pk
    tamper(sql, victim.hex if connection.vendor == "sqlite" else victim)
    broken = journal_proof.verify().broken
    assert reason in broken.reason
    assert broken.position == (5 if what == "a link gone" else 4)


def test_an_end_cut_off_is_noticed_against_a_head_noted_before(write):
    entries = write(4)
    journal_chain.link_entries()
    head = Link.objects.get(position=4)
    last = entries[3].pk
    call_command("verify_journal", expect=f"4:{head.digest}", stdout=StringIO())
    tamper("DELETE FROM core_link WHERE entry_id = %s", last.hex if connection.vendor == "sqlite" else last)
    call_command("verify_journal", stdout=StringIO())
    with pytest.raises(CommandError, match="cut or written anew"):
        call_command("verify_journal", expect=f"4:{head.digest}")


def test_the_command_names_the_first_broken_row_and_fails(write):
    entries = write(4)
    journal_chain.link_entries()
    for entry in entries[1:3]:
        tamper(
            "UPDATE core_entry SET kind = 'x' WHERE id = %s",
            entry.pk.hex if connection.vendor == "sqlite" else entry.pk,
        )
    with pytest.raises(CommandError, match=rf"position 2 \(entry {entries[1].pk}\)"):
        call_command("verify_journal")


def test_erasing_text_drops_words_and_salt_and_keeps_the_chain(write, at):
    entries = write(5, text="Anna Ferrand said")
    journal_chain.link_entries()
    erased = journal_chain.erase_text([entry.pk for entry in entries[:2]], by=PORTAGE, at=at)
    assert erased == 2
    assert EntryText.objects.count() == 3
    assert Entry.objects.filter(kind=journal_chain.ERASED).count() == 2
    journal_chain.link_entries()
    proof = journal_proof.verify()
    assert (proof.broken, proof.erased, proof.texts) == (None, 2, 3)
    assert journal_chain.erase_text([entries[0].pk], by=PORTAGE, at=at) == 0


def test_text_erased_before_the_entry_was_linked_had_its_place_first(write, at):
    entry = write(1)[0]
    journal_chain.erase_text([entry.pk], by=PORTAGE, at=at)
    assert Link.objects.get(entry=entry).text_digest
    journal_chain.link_entries()
    assert journal_proof.verify().broken is None


def test_the_same_text_twice_has_two_digests(write):
    write(1), write(1)
    journal_chain.link_entries()
    one, two = Link.objects.values_list("text_digest", flat=True)
    assert one != two


def test_an_entry_that_shows_up_late_is_linked_after_the_others(write, person, at):
    early = uuid7()
    write(2)
    journal_chain.link_entries()
    Entry.objects.create(id=early, at=at, kind="core.late", scope_kind="network.person", scope_id=person.pk)
    assert journal_chain.link_entries() == 1
    assert Link.objects.get(entry=early).position == 3
    assert journal_proof.verify().broken is None


def test_an_entry_that_shows_up_hours_late_is_linked_by_the_daily_look(write, person, at):
    import uuid

    old = uuid.UUID(int=uuid7().int - (int(timedelta(hours=3).total_seconds() * 1000) << 80))
    write(1)
    journal_chain.link_entries()
    Entry.objects.create(id=old, at=at, kind="core.late", scope_kind="network.person", scope_id=person.pk)
    assert journal_chain.link_entries() == 0
    assert journal_proof.verify().unlinked == 1
    assert journal_chain.link_entries(everything=True) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_make_one_chain(write, monkeypatch):
    monkeypatch.setattr(journal_chain, "BATCH", 3)
    write(30)
    assert sum(in_threads(journal_chain.link_entries, 4)) == 30
    proof = journal_proof.verify()
    assert (proof.links, proof.broken) == (30, None)


def test_a_reader_reads_each_entry_once_and_what_it_did_moves_with_its_cursor(write):
    write(7)
    journal_chain.link_entries()
    read = []
    assert journal_chain.follow("tests", lambda entries: read.extend(entries), batch=3) == 7
    assert [entry.facts["number"] for entry in read] == list(range(7))
    write(2)
    journal_chain.link_entries()

    def crash(entries):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        journal_chain.follow("tests", crash)
    assert Cursor.objects.get(reader="tests").position == 7
    assert journal_chain.follow("tests", lambda entries: read.extend(entries)) == 2
