"""Corrections by addition: what was filed stays to be read, with why it was corrected."""

from datetime import date, datetime

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.network.models import Customer
from portage.network.roles import Role

from ..models import Account, HeadCorrection, Report, Section
from ..queries.reading import told_of
from ..rules import content
from ..rules.content import Told
from ..words.refusals import REFUSALS
from .checking import day_refused, of_section
from .filing import write_account

HEAD = ("customer", "kind", "visited_on", "place")


def check_corrects(report: Report, by: By) -> None:
    """Raise Forbidden unless `by` is the author, or the manager of the subsidiary in whose book it stands."""
    member = by.membership
    if member is None or member.organisation_id != report.book.subsidiary_id:
        raise Forbidden("not_yours_to_correct", REFUSALS["not_yours_to_correct"])
    if member.pk != report.author_id and member.role != Role.SUBSIDIARY_MANAGER:
        raise Forbidden("not_yours_to_correct", REFUSALS["not_yours_to_correct"])


@transaction.atomic
def correct_section(section: Section, *, told: Told, reason: str, seen: int, by: By, at: datetime) -> Account:
    """New words for a section, with the reason that both parties read. `seen`: the number of the words that the person had
    before them, so that of two corrections at once the second is told and loses nothing."""
    report = Report.objects.select_for_update(of=("self",)).select_related("book").get(pk=section.report_id)
    check_corrects(report, by)
    newest = section.accounts.order_by("-number")[0]
    if newest.number != seen:
        raise Refused("already_corrected", REFUSALS["already_corrected"], number=newest.number)
    if not reason.strip():
        raise Invalid("no_reason", REFUSALS["no_reason"], field="reason")
    if content.same(told, told_of(newest)):
        raise Refused("nothing_changed", REFUSALS["nothing_changed"])
    found = list(of_section(told, section.contract, report.visited_on, by))
    if found:
        raise Several(found)
    account = write_account(section, told, number=seen + 1, reason=reason.strip(), at=at)
    journal.record("fieldwork.section_corrected", section, by=by, at=at, number=account.number)
    return account


@transaction.atomic
def correct_head(
    report: Report, *, customer: Customer, kind: str, visited_on: date, place: str, seen: int, by: By, at: datetime
) -> Report:
    """The right customer, kind, day or place of a visit; the former head stays to be read. Prospects stay where they are."""
    report = Report.objects.select_for_update(of=("self",)).select_related("book", "customer").get(pk=report.pk)
    check_corrects(report, by)
    if report.corrected != seen:
        raise Refused("already_corrected", REFUSALS["already_corrected"], number=report.corrected)
    _check_head(report, customer, kind, visited_on, at)
    given = {"customer": customer, "kind": kind, "visited_on": visited_on, "place": place.strip()}
    former = {name: getattr(report, name) for name in HEAD}
    changed = [name for name in HEAD if given[name] != former[name]]
    if not changed:
        raise Refused("nothing_changed", REFUSALS["nothing_changed"])
    report.corrected += 1
    HeadCorrection.objects.create(report=report, number=report.corrected, at=at, **former)
    for name in changed:
        setattr(report, name, given[name])
    report.save(update_fields=[*changed, "corrected"])
    journal.record("fieldwork.report_corrected", report, by=by, at=at, fields=changed)
    return report


def _check_head(report: Report, customer: Customer, kind: str, visited_on: date, at: datetime) -> None:
    if customer.owner_id != report.book.subsidiary_id:
        raise Invalid("not_own_customer", REFUSALS["not_own_customer"], field="customer")
    if kind not in Report.Kind.values:
        raise Invalid("unknown_kind", REFUSALS["unknown_kind"], field="kind")
    for refusal in day_refused(visited_on, at):
        raise refusal
