"""Does what was loaded hold? Terms tile, copies are what the rules say, grants are the parties' and no others, the journal
tells each fact once. Each fault is a line of words; an empty list means that all holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import cast
from uuid import UUID

from django.db.models import Count, F, Q

from contracts.models import Contract, ContractGrant, Ending, Notice, Term
from contracts.rules import due
from contracts.standing import COPIES, chain_of, keep, scale_of
from portage.core.models import Entry

SHOWN = 5
ONE_DAY = timedelta(days=1)
HEAD = ("reference", "first_day", "term_number", "term_last_day")
Head = tuple[str, date, int, date]


def verify(today: date, *, sample: int = 2000, seed: int = 1) -> list[str]:
    """The faults found on `today`. Terms, grants and journal are checked for every contract, copies for a sample."""
    faults: list[str] = []
    for name, check in (
        ("terms", terms_tile()),
        ("copies", copies_hold(today, sample=sample, seed=seed)),
        ("grants", only_parties_see()),
        ("journal", journal_tells_all()),
    ):
        found = list(check)
        faults += [f"{name}: {words}" for words in found[:SHOWN]]
        if len(found) > SHOWN:
            faults.append(f"{name}: {len(found) - SHOWN} more")
    return faults


def terms_tile() -> Iterator[str]:
    """Each contract's terms are numbered from 1, begin on its first day, follow each other, and end where its row says."""
    heads = Contract.objects.filter(term_number__gt=0).values_list("pk", *HEAD).iterator(chunk_size=10_000)
    rows: dict[UUID, Head] = {pk: cast(Head, tuple(head)) for pk, *head in heads}
    last: dict[UUID, tuple[int, date]] = {}
    terms = Term.objects.order_by("contract", "number").values_list("contract", "number", "first_day", "last_day")
    for pk, number, first_day, last_day in terms.iterator(chunk_size=10_000):
        if pk not in rows:
            yield f"a term of {pk}, whose row has none"
            continue
        reference, begins, *_ = rows[pk]
        before, ended = last.get(pk, (0, begins - ONE_DAY))
        if number != before + 1 or first_day != ended + ONE_DAY:
            yield f"term {number} of {reference} does not follow"
        last[pk] = (number, last_day)
    for pk, (reference, _begins, number_said, last_said) in rows.items():
        if last.get(pk) != (number_said, last_said):
            yield f"{reference} says term {number_said} to {last_said}, its terms say {last.get(pk)}"


def copies_hold(today: date, *, sample: int, seed: int) -> Iterator[str]:
    """What the row says of where the contract stands is what the rules make of its first day and its notices."""
    concluded = Contract.objects.filter(status__in=["signed", "in_force", "notice_given", "ended"])
    keys = list(concluded.order_by("pk").values_list("pk", flat=True))
    chosen = Random(seed).sample(keys, min(sample, len(keys)))  # nosec B311 a sample, no secret
    for start in range(0, len(chosen), 500):
        for contract in Contract.objects.filter(pk__in=chosen[start : start + 500]).prefetch_related("notices"):
            said = {name: getattr(contract, name) for name in COPIES}
            expected = _computed(contract, today)
            if said != expected:
                wrong = [name for name in COPIES if said[name] != expected[name]]
                yield f"{contract.reference} says {', '.join(f'{name} {said[name]}' for name in wrong)}"


def _computed(contract: Contract, today: date) -> dict:
    """The copies computed from nothing but what was agreed and served."""
    ends = [notice.ends_on for notice in contract.notices.all()]
    chain, first_day = chain_of(contract), contract.first_day
    if first_day is None:
        raise ValueError(f"{contract.reference} was concluded without a first day")
    standing = due.Standing(
        "signed", first_day, chain, scale_of(contract) if chain else None, ends_on=min(ends, default=None)
    )
    fresh = Contract(status="signed")
    done = due.plan(standing, today)
    keep(fresh, replace(done.standing), today)
    return {name: getattr(fresh, name) for name in COPIES}


def only_parties_see() -> Iterator[str]:
    """Each contract is seen by its agent and group, by its principal once it was proposed, and by nobody else."""
    parties = Q(group__circle__organisation=F("content_object__principal"))
    parties |= Q(group__circle__organisation=F("content_object__agent")) | Q(
        group__circle__organisation=F("content_object__group")
    )
    for grant in ContractGrant.objects.exclude(parties).select_related("content_object")[: SHOWN + 1]:
        yield f"{grant.content_object.reference} is seen by a third party"
    counted = dict(ContractGrant.objects.values_list("content_object").annotate(Count("group", distinct=True)))
    for pk, status, reference in Contract.objects.values_list("pk", "status", "reference").iterator(chunk_size=10_000):
        wanted = 2 if status == "draft" else 3
        if counted.get(pk, 0) != wanted:
            yield f"{reference} has {counted.get(pk, 0)} grants instead of {wanted}"


def journal_tells_all() -> Iterator[str]:
    """As many entries of each kind as there are facts."""
    told = Counter(
        dict(Entry.objects.filter(scope_kind="contracts.contract").values_list("kind").annotate(Count("pk")))
    )
    begun = Contract.objects.filter(status__in=["in_force", "notice_given", "ended"])
    facts = {
        "contracts.drafted": Contract.objects.count(),
        "contracts.concluded": Contract.objects.filter(status="signed").count() + begun.count(),
        "contracts.came_into_force": begun.count(),
        "contracts.renewed": Term.objects.filter(began=Term.Began.TACIT).count(),
        "contracts.notice_given": Notice.objects.count(),
        "contracts.ended": Ending.objects.count(),
    }
    for kind, number in facts.items():
        if told[kind] != number:
            yield f"{kind} is told {told[kind]} times, {number} are there"
