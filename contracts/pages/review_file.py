"""The review file: what both sides read before a renewal. Sections in order, each made by one function.

A later part of the product adds its own section: a function of a `File` that answers a `Section`, or None when it has nothing to
say, and one line in SECTIONS. Page, PDF and API show the same sections; none of them knows what a section is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.documents.papers import ReviewFile, ReviewSection
from portage.core.words import country, day, mark, moment, money, number, percent
from portage.network.access import Acting

from .. import paperwork
from ..leaving import Cost, Held, cost, held_by
from ..models import CommissionFigure, Contract, Duty
from ..queries import commission, duties
from ..queries import page as queries
from ..queries.page import Page
from ..words.journal import all_told
from ..words.pages import EVENTS, PERIODS, reader_language
from . import leaving, panels
from .duties import duty
from .panel_rows import title_of

#: Before both sides are bound there is nothing to review.
BOUND = {"signed", "in_force", "notice_given", "ended"}


@dataclass(frozen=True)
class Line:
    """One line: what, the value, why or since when; `url` leads to it on the page."""

    label: str
    value: str
    why: str = ""
    url: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the file."""

    key: str
    title: str
    lines: Sequence[Line]
    note: str = ""


@dataclass(frozen=True)
class File:
    """All that the sections are made from, as one side may know it, on one day."""

    page: Page
    held: Held
    cost: Cost
    figures: Sequence[CommissionFigure]
    duties: Sequence[Duty]
    today: date
    side: str

    @property
    def contract(self) -> Contract:
        return self.page.contract


def file_of(contract: Any, acting: Acting, today: date) -> File:
    """`contract` is one of `queries.page.contracts()`, fetched through access."""
    page = queries.page(contract, acting, today=today, language=reader_language())
    held = held_by(contract, page.side)
    return File(
        page=page,
        held=held,
        cost=cost(contract, held, by=page.side or "principal", today=today, law=page.law),
        figures=list(commission.figures(contract, page.side)),
        duties=list(duties.of_contract(contract)),
        today=today,
        side=page.side,
    )


def sections(file: File) -> list[Section]:
    """The file in order, without the sections that have nothing to say."""
    made = (make(file) for make in SECTIONS)
    return [section for section in made if section is not None]


def agreed(file: File) -> Section:
    """What the contract says: parties, products, territory, commission, law."""
    row, covers = file.contract, file.page.covered
    lines = [
        Line(_("Principal"), row.principal.name, country(str(row.principal.country))),
        Line(_("Agent"), row.agent.name, country(str(row.agent.country))),
        Line(_("Nature"), str(row.get_nature_display()), _("first day %(day)s") % {"day": day(row.first_day)} if row.first_day else ""),
        Line(_("Products"), ", ".join(product.name for product in covers.products)),
        Line(_("Territory"), ", ".join(country(one.code) for one in covers.countries), _("exclusive on both sides") if row.exclusive else ""),
    ]  # fmt: skip
    if row.commission_rate is not None:
        lines.append(Line(_("Commission"), percent(row.commission_rate), str(EVENTS.get(row.commission_event, ""))))
        lines.append(Line(_("Statements"), str(PERIODS.get(row.statement_months, row.statement_months))))
    lines.append(Line(_("Notice"), panels.law_of(file.page)))
    return Section("terms", _("What is agreed"), lines)


def chain(file: File) -> Section | None:
    """The terms that were opened, and how."""
    lines = [
        Line(
            _("Term %(number)s") % {"number": number(term.number)},
            _("%(first)s to %(last)s") % {"first": day(term.first_day), "last": day(term.last_day)},
            str(term.get_began_display()),
        )
        for term in file.page.terms
    ]
    return Section("chain", _("Chain of terms"), lines) if lines else None


def deadlines(file: File) -> Section:
    """The next date that binds with its computation, then duties with their days."""
    told, row = panels.binding(file.page), file.contract
    lines: list[Line] = []
    if told:
        kinds = {"notice": _("Last day for notice"), "renews": _("Renews"), "ends": _("Ends"), "starts": _("Starts")}
        lines.append(Line(kinds[told["kind"]], day(told["day"]), " ".join(filter(None, (told["then"], told["rule"])))))
        lines += [Line(_("How this date is computed"), mark(";").join(told["steps"]))] if told["steps"] else []
    for notice in file.page.notices:
        served = _("served on %(day)s") % {"day": day(notice.served_on)}
        lines.append(
            Line(
                _("Notice of the %(side)s") % {"side": notice.get_side_display()},
                served,
                _("ends it on %(day)s") % {"day": day(notice.ends_on)},
            )
        )
    for one in file.duties:
        shown = duty(one, file.today)
        lines.append(Line(str(shown["label"]), str(shown["word"]), shown["source"], shown["url"]))
    return Section(
        "deadlines",
        _("Deadlines"),
        lines,
        "" if lines else _("No date binds: %(state)s.") % {"state": row.get_status_display()},
    )


def leaving_costs(file: File) -> Section:
    """Stay, amend, leave today, leave at term, in a line each."""
    lines = []
    for way in file.cost.ways:
        shown = leaving.column(way, file.cost)
        paid = leaving.pay_row(way.pay) if way.pay else None
        told = [*map(str, shown["dates"]), *([mark(":").join([paid["label"], paid["value"]])] if paid else [])]
        lines.append(Line(str(shown["title"]), " ".join(told) or str(shown["why_not"]), paid["why"] if paid else ""))
    note = _("An estimate, on what this side knows; it does not replace legal advice.")
    return Section("leaving", _("Cost of leaving"), lines, note)


def commission_known(file: File) -> Section:
    """The yearly figures that this side reads, and which side told them."""
    told = leaving.figures(file.figures, file.side)
    lines = [
        Line(
            str(one["row"].year) + ("" if key == "mine" else f" ({one['row'].get_side_display()})"),
            money(one["row"].amount, one["row"].currency),
            _("up to %(day)s, %(source)s") % {"day": day(one["row"].until), "source": one["row"].source},
        )
        for key in ("mine", "theirs")
        for one in told[key]
    ]
    return Section(
        "commission", _("Commission known"), lines, "" if lines else _("Nobody has told a year's commission yet.")
    )


def documents(file: File) -> Section:
    """Every stored file with its day and hash."""
    lines = [
        Line(
            title_of(row),
            day(row.made_at, "short"),
            f"SHA-256 {row.sha256[:16]}…",
            reverse("contracts:document", args=[row.pk]),
        )
        for row in file.page.documents
    ]
    return Section("documents", _("Documents"), lines, "" if lines else _("No document: the contract has no paper."))


def journal(file: File) -> Section:
    """The newest entries that this side reads."""
    rows = all_told(file.page.entries, file.contract, most=queries.NEWEST)
    lines = [Line(moment(row["at"]), str(row["who"]), row["what"]) for row in rows]
    return Section("journal", _("Journal"), lines)


SECTIONS: tuple[Callable[[File], Section | None], ...] = (
    agreed,
    chain,
    deadlines,
    leaving_costs,
    commission_known,
    documents,
    journal,
)


def paper(file: File) -> ReviewFile:
    """The file as it is printed, in the reader's language."""
    printed = [
        ReviewSection(one.title, tuple((line.label, line.value, line.why) for line in one.lines), one.note)
        for one in sections(file)
    ]
    return ReviewFile(paperwork.subject_of(file.contract), file.today, file.side, tuple(printed))
