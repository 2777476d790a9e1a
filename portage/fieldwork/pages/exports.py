"""Lists of reports and of sections as files: the rows of the page, in its order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portage.core import words
from portage.core.lists import paging

from ..words import pages as say
from .tables import ReportLine

CHUNK = 500
Row = list[Any]


def report_header() -> Row:
    return [
        _("Date"), _("Kind"), _("Customer"), _("City"), _("Country"), _("Place"), _("Subsidiary"), _("Author"), _("Language"),
        _("Speaks to"), _("Interest"), _("Sections acknowledged"), _("Sections"), _("Received (UTC)"), _("Corrected"),
    ]  # fmt: skip


def report_row(line: ReportLine) -> Row:
    """One report: days and figures as such."""
    report, customer = line.report, line.report.customer
    names = [section.contract.principal.name if section.contract_id else _("own products") for section in line.sections]
    highest = say.interest(line.highest) if line.highest is not None else ""
    return [
        report.visited_on, say.kind(report), customer.name, customer.city, words.country(str(customer.country)), report.place,
        report.book.subsidiary.name, report.author.person.name, words.language(report.language), "; ".join(names), highest,
        sum(one.is_acknowledged for one in line.told), len(line.told), _utc(report.filed_at), _yes(report.corrected),
    ]  # fmt: skip


def section_header() -> Row:
    return [
        _("Reference"), _("Date"), _("Kind"), _("Customer"), _("City"), _("Country"), _("Place"), _("Contract"), _("Principal"), _("Agent"),
        _("Author"), _("Interest"), _("Received (UTC)"), _("Acknowledged"),
    ]  # fmt: skip


def section_row(section: Any) -> Row:
    """One section: nothing of the others of its report."""
    report, contract, customer = section.report, section.contract, section.report.customer
    highest = say.interest(section.interest) if section.interest is not None else ""
    return [
        section.reference, report.visited_on, say.kind(report), customer.name, customer.city, words.country(str(customer.country)),
        report.place, contract.reference, contract.principal.name, contract.agent.name, report.author.person.name, highest,
        _utc(section.filed_at), _yes(section.is_acknowledged),
    ]  # fmt: skip


def _utc(at: Any) -> str:
    return str(at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _yes(value: object) -> str:
    return _("yes") if value else _("no")


def rows(
    ask: Callable[[], QuerySet | None],
    order: tuple[str, ...],
    *,
    header: Callable[[], Row],
    prepare: Callable[[Sequence[Any]], Sequence[Any]],
    row: Callable[[Any], Row],
    note: Callable[[Sequence[Any]], None],
    most: int = 0,
) -> Iterator[Row]:
    """The header, then every row, read in pages by key so that memory stays small.

    `ask` gives the visible rows again for each piece, None once this person may see them no more; `note` is told of each
    piece before it leaves; `most` stops earlier, with a line that says so.
    """
    yield header()
    written, after = 0, None
    while True:
        found = ask()
        if found is None:
            yield [_("Stopped here: your access ended while this file was being written.")]
            return
        part, after = paging.piece(found, order=order, after=after, size=min(CHUNK, most - written) if most else CHUNK)
        note(part)
        yield from (row(line) for line in prepare(part))
        written += len(part)
        if after is None:
            return
        if most and written >= most:
            yield [
                _("Stopped here: only the first %(count)s rows fit in this file. Take CSV for all of them.")
                % {"count": words.number(most)}
            ]
            return
