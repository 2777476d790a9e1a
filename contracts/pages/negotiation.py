"""The page of a negotiation, ready for its template: what is agreed, what is open and for whom, and one point in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.documents import terms
from contracts.documents.amendment import facts_of
from contracts.documents.canonical import build
from contracts.documents.words import in_order
from portage.network.access import Acting

from ..models import OF_TERMS, Comment, Contract, Proposal, Typing, Version
from ..queries import negotiation as queries
from ..queries.people import side_of
from ..queries.steps import keys_of
from ..rules import points
from ..words.negotiation import STATES
from ..words.pages import STEPS, reader_language
from . import marks

# In the order in which they are most often talked over; a contract has those of its own steps.
SUBJECTS_OF_TERMS = ("commission", "products", "territory", "tasks", "duration", "law", "effect")


@dataclass(frozen=True)
class Point:
    """One article or one step of terms: where it stands, and for whom it waits."""

    subject: str
    number: int
    title: str
    negotiable: bool
    state: str
    moves: int
    proposal: Proposal | None
    url: str

    @property
    def word(self) -> str:
        return str(STATES[self.state])

    @property
    def name(self) -> str:
        """Art. 7, Commission; or Terms, Duration."""
        if self.number:
            return _("Art. %(number)s, %(title)s") % {"number": self.number, "title": self.title}
        return _("Terms, %(title)s") % {"title": self.title}


@dataclass(frozen=True)
class Column:
    """One language of the point that is read."""

    tag: str
    title: str
    rows: tuple[marks.Row, ...]


@dataclass
class Negotiation:
    """Everything of one contract's negotiation that this person may read."""

    contract: Contract
    side: str
    version: marks.Read
    language: str
    points: list[Point]
    terms: list[Point]
    proposals: list[Proposal]
    comments: list[Comment]
    typings: Mapping[str, Typing]
    tally: Mapping[str, int] = field(default_factory=dict)

    @property
    def every(self) -> list[Point]:
        return [*self.points, *self.terms]

    @property
    def open(self) -> list[Point]:
        """Mine first, then by how long they wait."""
        waiting = [(one.state != "mine", one.proposal.at, one) for one in self.every if one.proposal]
        return [one for _mine, _at, one in sorted(waiting, key=lambda row: row[:2])]

    def point(self, subject: str) -> Point | None:
        return next((one for one in self.every if one.subject == subject), None)

    def first(self) -> Point:
        """What is read when nothing is chosen: what waits for me longest, else what is open, else the first article."""
        return next(iter(self.open), self.points[0])


def negotiation(contract: Contract, version: Version, acting: Acting) -> Negotiation:
    """`contract` and `version`, the newest, were fetched through access."""
    found = list(queries.proposals(contract))
    standings, talks = queries.standings(found), contract.status == Contract.Status.NEGOTIATING
    waiting = queries.open_ones(found) if talks else {}
    side, read = side_of(contract, acting.organisation.pk), marks.read(version)
    language = reader_language() if reader_language() in read.tags else read.tags[0]

    def point(subject: str, number: int, title: str, negotiable: bool) -> Point:
        standing = standings.get(subject, points.Standing())
        state = points.state(standing, side) if talks else "agreed"
        url = reverse("contracts:point", args=[contract.pk, subject])
        return Point(subject, number, title, negotiable, state, standing.moves, waiting.get(subject), url)

    articles = [point(a.key, a.position, a.title, a.negotiable) for a in read.articles[language]]
    own = keys_of(contract)
    steps = [point(f"{OF_TERMS}{step}", 0, str(STEPS[step]), True) for step in SUBJECTS_OF_TERMS if step in own]
    made = Negotiation(
        contract=contract,
        side=side,
        version=read,
        language=language,
        points=articles,
        terms=steps,
        proposals=found,
        comments=list(queries.comments(contract, acting)),
        typings=queries.typings(contract, acting),
    )
    made.tally = points.tally(one.state for one in made.every)
    return made


def columns(page: Negotiation, point: Point) -> list[Column]:
    """An article in every language of the contract, the reader's first; with the marks of what is proposed, or of what
    both sides agreed to change since the model."""
    tags = sorted(page.version.tags, key=lambda tag: (tag != page.language, in_order([tag])))
    return [column for tag in tags if (column := _column(page, point, tag))]


def _column(page: Negotiation, point: Point, tag: str) -> Column | None:
    article = page.version.article(point.subject, tag)
    if article is None:
        return None
    before, after = article.paragraphs, article.paragraphs
    if point.proposal:
        after = tuple(point.proposal.after.get(tag, before))
    elif accepted := accepted_on(page, point.subject):
        before = tuple(accepted[0].before.get(tag, before))
    known = page.version.known[tag]
    return Column(tag, article.title, marks.between(before, after, article.position, known, tag))


def accepted_on(page: Negotiation, subject: str) -> list[Proposal]:
    """The accepted proposals on one subject, oldest first."""
    return [
        one
        for one in page.proposals
        if one.subject == subject and queries.answered(one) and one.answer.kind == "accepted"
    ]


def rounds(page: Negotiation, subject: str) -> list[Proposal]:
    """Every proposal on one subject, newest first, with its answer if it has one."""
    return [one for one in reversed(page.proposals) if one.subject == subject]


def said(page: Negotiation, subject: str) -> list[dict[str, Any]]:
    """The comments on one subject, corrected ones once: the newest words, and the former ones to be unfolded."""
    rows = {one.pk: one for one in page.comments if one.subject == subject}
    shown = []
    for one in rows.values():
        if one.corrects_id is None:
            chain = _chain(one, rows)
            newest = chain[-1]
            shown.append({"comment": newest, "first": one, "former": chain[:-1], "own": newest.audience == "own"})
    return shown


def _chain(first: Comment, rows: Mapping[Any, Comment]) -> list[Comment]:
    chain = [first]
    while (following := getattr(chain[-1], "correction", None)) and following.pk in rows:
        chain.append(rows[following.pk])
    return chain


def term_lines(page: Negotiation, step: str) -> list[terms.TermLine]:
    """The terms of one step as the version on the table has them."""
    every = terms.lines(page.version.data, page.language, page.version.amendment)
    return [line for line in every if terms.STEP_OF[line.code] == step]


def term_changes(proposal: Proposal, tag: str) -> Sequence[terms.TermChange]:
    """What a proposal on terms changes, as it was when it was made."""
    before, after = build(proposal.before["data"]), build(proposal.after["data"])
    former, present = (
        facts_of(said["amendment"]) if "amendment" in said else None for said in (proposal.before, proposal.after)
    )
    return terms.changes(before, after, tag if tag in {"fr", "en"} else "en", (former, present))
