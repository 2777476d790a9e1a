"""Several people, and the daily run, at the same moment: one erasure, one event, nobody's error page."""

import pytest

from portage.core.journal import chain
from portage.core.journal import proof as journal_proof
from portage.core.models import Entry
from portage.core.refusals import Refused
from portage.network.actions import remove_contact, use_contact
from portage.network.models import Contact, Person
from portage.privacy.actions import erase_account, forget_due, redact
from portage.privacy.models import Erasure
from portage.privacy.queries.search import Asked
from tests.cast import AT, by

from . import people
from .people import MONTH, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def tried(verb):
    """Whether it was done; a refusal is an answer, any other error fails the test."""
    try:
        verb()
    except Refused:
        return False
    return True


def test_a_contact_is_removed_once():
    cast = people.with_administrators()
    ewa, acting = people.known(cast, people.customer_of(cast)), by(cast.keeper)
    done = at_once(*[lambda: tried(lambda: remove_contact(ewa, by=acting, at=AT))] * 5)
    assert sum(done) == 1
    assert Entry.objects.filter(kind="network.contact_removed").count() == 1


def test_two_daily_runs_at_once_forget_each_row_once():
    cast = people.with_administrators()
    customer = people.customer_of(cast)
    for number in range(12):
        people.known(cast, customer, email=f"e{number}@polimer.example")
    counts = at_once(*[lambda: forget_due(at=AT + 40 * MONTH)["contacts"]] * 3)
    assert sum(counts) == 12
    said = Entry.objects.filter(kind="privacy.forgotten", facts__kind="contacts").values_list("facts__count", flat=True)
    assert sum(said) == 12
    assert not Contact.objects.exists()


def test_in_touch_while_the_run_comes_either_keeps_the_contact_or_finds_it_gone():
    cast = people.with_administrators()
    ewa, acting = people.known(cast, people.customer_of(cast)), by(cast.keeper)
    later = AT + 40 * MONTH
    forgotten_or_used = at_once(
        lambda: forget_due(at=later)["contacts"] == 1, lambda: tried(lambda: use_contact(ewa, by=acting, at=later))
    )
    assert sum(forgotten_or_used) == 1
    assert Contact.objects.exists() or Entry.objects.filter(kind="privacy.forgotten").count() == 1


def test_words_are_taken_out_once():
    cast = people.with_administrators()
    contact, acting = people.known(cast, people.customer_of(cast), note="Anna Ferrand"), by(cast.keeper)
    key, asked = f"network.Contact|{contact.pk}|note", Asked("Anna Ferrand")

    def verb():
        from dataclasses import replace

        from portage.network import access

        person = Person.objects.get(pk=cast.keeper.person_id)
        access.act(person, cast.keeper)
        return tried(lambda: redact(cast.poland, key, asked, by=replace(acting, person=person), at=AT))

    assert sum(at_once(*[verb] * 4)) == 1
    assert Erasure.objects.count() == 1


def test_an_account_is_erased_once_and_the_chain_holds():
    cast = people.with_administrators()
    person = cast.former.person
    people.acted(cast.former, at=AT)
    at_once(*[lambda: tried(lambda: erase_account(person, by=people.By(person), at=AT))] * 4)
    assert Erasure.objects.filter(kind="account").count() == 1
    chain.link_entries()
    assert journal_proof.verify().broken is None
