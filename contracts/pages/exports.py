"""The portfolio as a file: the rows of the page, in its order, with every figure that the list can show."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contracts.law.wording import law_name
from portage.core import binding, words
from portage.core.lists import paging

from ..models import Contract
from ..queries import portfolio
from ..queries.covered import in_language
from ..queries.portfolio import Line
from ..words.pages import NATURES, reader_language, state_words

CHUNK = 500
KINDS = {kind: cell for kind, (_sentence, cell) in binding.KINDS.items()}


def header() -> list[str]:
    """The names of the columns, in the reader's language."""
    return [
        _("Reference"), _("Principal"), _("Agent"), _("State"), _("Nature"), _("Confidential"), _("Products"), _("Territory"),
        _("First day"), _("Term"), _("Last day of the term"), _("Last day for notice"), _("Next date that binds"), _("What it is"),
        _("Ends on"), _("Governing law"), _("Commission rate"), _("Currency"),
    ]  # fmt: skip


def row(line: Line) -> list[Any]:
    """One contract: days and figures as such, words in the reader's language."""
    contract, tag = line.contract, reader_language()
    return [
        contract.reference, contract.principal.name, contract.agent.name, state_words(contract) or str(contract.get_status_display()),
        str(NATURES[contract.nature][0]), _("yes") if contract.confidential else _("no"),
        "; ".join(in_language(names, tag) for names in line.products), "; ".join(words.country(code) for code in line.countries),
        contract.first_day, contract.term_number or None, contract.term_last_day, contract.last_notice_day,
        contract.next_day, str(KINDS[contract.next_kind]).format(day="").strip() if contract.next_kind else "",
        contract.ends_on, law_name(contract.law)[tag], contract.commission_rate, contract.currency,
    ]  # fmt: skip


def rows(
    ask: Callable[[], QuerySet[Contract] | None],
    order: tuple[str, ...],
    *,
    at: datetime,
    note: Callable[[list[Contract]], None],
    most: int = 0,
) -> Iterator[list[Any]]:
    """The header, then every row, read in pages by key so that memory stays small.

    `ask` gives the visible rows again for each page, None once this person may see them no more: the file then ends
    with a line that says so. `note` is told of each piece before it
    leaves. `most` stops earlier, with a line that says so too.
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
        yield from (row(line) for line in portfolio.lines(part, at=at))
        written += len(part)
        if after is None:
            return
        if most and written >= most:
            yield [
                _("Stopped here: only the first %(count)s rows fit in this file. Take CSV for all of them.")
                % {"count": words.number(most)}
            ]
            return
