"""What is told is checked whole before a word of it is kept: all refusals at once, each with the section at fault."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from contracts.models import Contract
from portage.core import clock
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.core.tongues import check_line, check_text, is_tag
from portage.core.words import day
from portage.network.models import Contact, Customer, Organisation
from portage.network.roles import Kind

from ..models import Report
from ..rules import content, days
from ..rules.content import Head, Told
from ..words.refusals import REFUSALS

LONGEST_ACTION = timedelta(days=730)
SIDES = {"principal", "agent"}


def check_may_file(by: By) -> Organisation:
    """The subsidiary for which `by` files. Raises Forbidden for anybody else's people."""
    organisation = by.membership.organisation if by.membership else None
    if organisation is None or organisation.kind != Kind.SUBSIDIARY or organisation.archived_at is not None:
        raise Forbidden("not_a_subsidiary", REFUSALS["not_a_subsidiary"])
    return organisation


def check_told(
    head: Head, sections: Sequence[Told], contracts: Mapping[UUID, Contract], *, by: By, at: datetime
) -> Customer:
    """The customer, when all of it may be filed. Raises Several with everything that may not."""
    customer = recorded(head.customer, by)
    found = list(_of_head(head, customer, at))
    found += _of_all(sections, head)
    for number, section in enumerate(sections):
        found += _placed(of_section(section, contracts.get(section.contract) if section.contract else None, head.visited_on, by), number)  # fmt: skip
    if found or customer is None:
        raise Several(found)
    return customer


def recorded(pk: UUID, by: By) -> Customer | None:
    """The customer of `by`'s organisation that this record is, or was merged into since a device took it down."""
    own = Customer.objects.filter(owner=by.organisation)
    found = own.filter(pk=pk).first()
    return found or own.filter(merged__gone=pk).first()


def _placed(refusals: Iterable[Refused], number: int) -> Iterator[Refused]:
    """The same, each with the place of its section among those sent."""
    for refusal in refusals:
        refusal.details["section"] = number
        yield refusal


def _of_head(head: Head, customer: Customer | None, at: datetime) -> Iterator[Refused]:
    if customer is None:
        yield _no("not_own_customer", "customer")
    elif not _are_its(customer, head):
        yield _no("foreign_contact", "met")
    if head.kind not in Report.Kind.values:
        yield _no("unknown_kind", "kind")
    yield from day_refused(head.visited_on, at)
    if not is_tag(head.language):
        yield _no("unknown_language", "language")
    if len(head.met) > content.MOST_PEOPLE:
        yield _no("too_many", "met", most=content.MOST_PEOPLE)
    yield from _plain([("place", head.place, 120)], check_line)
    yield from _plain([("met", words, 120) for one in head.met for words in (one.name, one.function)], check_line)
    yield from _plain([("note", head.note, 5000)], check_text)


def day_refused(visited_on: date, at: datetime) -> Iterator[Refused]:
    code = days.refusal_of_day(visited_on, clock.latest_day(at))
    if code:
        yield _no(code, "visited_on")


def _are_its(customer: Customer, head: Head) -> bool:
    """Whether every contact named is the customer's own."""
    named = {one.contact for one in head.met if one.contact}
    return not named or Contact.objects.filter(pk__in=named, customer=customer).count() == len(named)


def _of_all(sections: Sequence[Told], head: Head) -> Iterator[Refused]:
    told = [section.contract for section in sections]
    if len(told) > content.MOST_SECTIONS:
        yield _no("too_many", "sections", most=content.MOST_SECTIONS)
    if len(set(told)) != len(told):
        yield _no("twice", "sections")
    if not told and not head.note.strip():
        yield _no("says_nothing", "sections")


def of_section(section: Told, contract: Contract | None, visited_on: date, by: By) -> Iterator[Refused]:
    """What is wrong with one section. `contract` None: the group's own products."""
    if contract is not None:
        yield from _of_contract(contract, section, visited_on, by)
    elif section.shown:
        yield _no("foreign_product", "shown")
    yield from _plain([(name, getattr(section, name), 5000) for name in content.TEXTS], check_text)
    yield from _of_time(section)
    for name in ("shown", "competitors", "actions"):
        if len(getattr(section, name)) > content.MOST_LINES:
            yield _no("too_many", name, most=content.MOST_LINES)
    for seen in section.competitors:
        yield from _of_competitor(seen)
    for action in section.actions:
        yield from of_action(action, visited_on)


def _of_time(section: Told) -> Iterator[Refused]:
    if section.minutes is not None and not 1 <= section.minutes <= content.MOST_MINUTES:
        yield _no("not_of_one_day", "minutes")


def _of_competitor(seen: content.Seen) -> Iterator[Refused]:
    yield from _plain([("competitors", words, 120) for words in (seen.name, seen.product)], check_line)
    yield from _plain([("competitors", seen.unit, 20)], check_line)
    if seen.price is not None and (not seen.price.is_finite() or seen.price <= 0 or not seen.currency):
        yield _no("price_needs_currency", "competitors")


def of_action(action: content.Promise, since: date) -> Iterator[Refused]:
    """What is wrong with something to do."""
    if not action.text.strip():
        yield _no("no_text", "actions")
    if action.side not in SIDES:
        yield _no("no_such_side", "actions")
    if not since <= action.due_on <= since + LONGEST_ACTION:
        yield _no("action_too_late", "actions")
    yield from _plain([("actions", action.text, 300)], check_line)


def _of_contract(contract: Contract, section: Told, visited_on: date, by: By) -> Iterator[Refused]:
    if contract.agent_id != by.organisation:
        yield Forbidden("not_the_agent", REFUSALS["not_the_agent"])
        return
    code = days.refusal_of_contract(contract.status, contract.first_day, contract.ends_on, visited_on)
    if code:
        named = {"principal": contract.principal.name, "day": day(contract.ends_on) if contract.ends_on else ""}
        yield _no(code, "contract", **named)
    if section.shown and not set(section.shown) <= set(contract.product_lines.values_list("product", flat=True)):
        yield _no("foreign_product", "shown")


def _plain(texts: Iterable[tuple[str, str, int]], check: Any) -> Iterator[Refused]:
    """What is too long, or holds what nobody would see."""
    for field, text, most in texts:
        if len(text) > most:
            yield _no("too_many_characters", field, most=most)
            continue
        try:
            check(text)
        except ValidationError as error:
            yield Invalid("unseen_character", str(error.messages[0]), field=field)


def _no(code: str, field: str, **named: Any) -> Invalid:
    words = REFUSALS[code]
    return Invalid(code, words % named if named else words, field=field)
