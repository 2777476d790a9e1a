"""Negotiating at a distance: one side proposes, the other answers, and each acceptance makes the next version.

Nothing changes without both sides. A proposal names the state of the subject that its author read (`base`): who wrote on
an older one is told, and chooses. One proposal is open on a subject: a second one answers it, as a counter-proposal when
the other side made it, as a replacement when one's own side did.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.articles import Article
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..assembly import Texts, articles_of, in_agreed_words
from ..models import OF_TERMS, Answer, Contract, Proposal, Version
from ..queries import negotiation as queries
from ..rules import points
from ..words.negotiation import REFUSALS
from . import exclusivity, proposed_terms, telling, wording
from .amending import check_alive
from .freezing import freeze
from .locking import lock, side_of
from .unsent import forget


@transaction.atomic
def propose_article(
    contract: Contract, *, key: str, texts: Mapping[str, str], base: int, by: By, at: datetime, reason: str = ""
) -> Proposal:
    """New words for one article, in every language of the contract. Refused for an article that the model fixes, for
    words that could not be printed, and when somebody moved the article since `base` was read."""
    contract, side = _on_the_table(contract, by)
    standing = articles_of(contract)
    of_key = {tag: article for tag, found in standing.items() for article in found if article.key == key}
    if not of_key:
        raise Invalid("unknown_article", _("This contract has no such article."), field="subject")
    if not all(article.negotiable for article in of_key.values()):
        raise Refused("fixed_article", REFUSALS["fixed_article"])
    keys = [article.key for article in next(iter(standing.values()))]
    after = wording.read(texts, of_key, keys)
    before = {tag: list(article.paragraphs) for tag, article in of_key.items()}
    _check_print(contract, in_agreed_words(standing, {key: after}), at)
    return _put(contract, key, before, after, side=side, base=base, reason=reason, by=by, at=at)


@transaction.atomic
def propose_terms(
    contract: Contract, *, step: str, given: Mapping[str, Any], base: int, by: By, at: datetime, reason: str = ""
) -> Proposal:
    """Other terms of one step, as the step's verb takes them. They are tried on the contract and taken back: what could
    not stand is told to who proposes it, not to who would accept it."""
    contract, side = _on_the_table(contract, by)
    before, after = proposed_terms.tried(contract, step, given, by=by, at=at)
    return _put(contract, f"{OF_TERMS}{step}", before, after, side=side, base=base, reason=reason, by=by, at=at)


def _on_the_table(contract: Contract, by: By) -> tuple[Contract, str]:
    """The locked contract and the side of `by`, while a version is being negotiated; an amendment, while its contract binds."""
    contract = lock(contract)
    side = side_of(contract, by)
    check_alive(contract)
    if contract.status != Contract.Status.NEGOTIATING:
        raise Refused("not_negotiating", REFUSALS["not_negotiating"])
    return contract, side


def _check_print(contract: Contract, texts: Texts, at: datetime) -> None:
    """Raise Invalid when the contract with these words could not be printed."""
    proposed_terms.data_at(contract, at, texts)


def _put(
    contract: Contract,
    subject: str,
    before: Any,
    after: Any,
    *,
    side: str,
    base: int,
    reason: str,
    by: By,
    at: datetime,
) -> Proposal:
    """The next proposal on this subject; an open one is answered by it."""
    found = list(queries.proposals(contract).filter(subject=subject))
    standing = queries.standings(found).get(subject, points.Standing())
    if base != standing.moves:
        raise Refused("moved", REFUSALS["moved"], base=standing.moves)
    former = queries.open_ones(found).get(subject)
    if after == before or (former and former.side != side and after == former.after):
        raise Refused(
            "nothing_changed", REFUSALS["same_as_theirs" if former and after != before else "nothing_changed"]
        )
    reason = wording.check_plain(reason, "reason")
    if former:
        kind = Answer.Kind.COUNTERED if former.side != side else Answer.Kind.WITHDRAWN
        _answer(former, kind, side=side, by=by, at=at)
    made = Proposal.objects.create(
        contract=contract, subject=subject, number=len(found) + 1, base=base, before=before, after=after, reason=reason,
        side=side, membership=by.membership, at=at,
    )  # fmt: skip
    forget(contract, membership=by.membership, subject=subject)
    countered = bool(former and former.side != side)
    journal.record(
        "contracts.point_proposed",
        contract,
        by=by,
        at=at,
        proposal=made.pk,
        counter=countered,
        **named(contract, subject),
    )
    telling.point_opened(made, contract, at=at)
    return made


def named(contract: Contract, subject: str) -> dict[str, Any]:
    """What the journal says of a subject: its name, and the number of an article in the text on the table."""
    if subject.startswith(OF_TERMS):
        return {"subject": subject}
    version = contract.versions.filter(number=contract.version_number).first()
    rows: list = next(iter(version.articles.values()), []) if version else []
    return {"subject": subject, "position": next((row["position"] for row in rows if row["key"] == subject), 0)}


def _answer(
    proposal: Proposal, kind: str, *, side: str, by: By, at: datetime, reason: str = "", version: Version | None = None
) -> Answer:
    return Answer.objects.create(
        proposal=proposal, kind=kind, reason=reason, side=side, membership=by.membership, version=version, at=at
    )


def _to_answer(proposal: Proposal, verb: str, by: By, reason: str = "") -> tuple[Contract, Proposal, str]:
    """The locked contract, the proposal as it now is, and the side of `by`, when `verb` may be done."""
    contract, side = _on_the_table(proposal.contract, by)
    fresh = queries.proposals(contract).get(pk=proposal.pk)
    said = points.refusal(verb, proposed_by=fresh.side, side=side, answered=queries.answered(fresh), reason=reason)
    if said:
        kind = Invalid if said == "no_reason" else Refused
        raise kind(said, REFUSALS[said], field="reason" if said == "no_reason" else "")
    return contract, fresh, side


@transaction.atomic
def accept(proposal: Proposal, *, by: By, at: datetime) -> Version:
    """The other side agrees: the change is made, and the next version holds it. Approvals are asked again."""
    contract, proposal, side = _to_answer(proposal, points.ACCEPT, by)
    texts = None
    if proposal.of_terms:
        proposed_terms.keep(contract, proposal, by=by, at=at)
        exclusivity.check_seen(contract, by)
    else:
        texts = in_agreed_words(articles_of(contract), {proposal.subject: proposal.after})
        _check_still_said(texts, proposal)
    version = freeze(contract, by, at, texts)
    _answer(proposal, Answer.Kind.ACCEPTED, side=side, by=by, at=at, version=version)
    journal.record(
        "contracts.point_accepted", contract, by=by, at=at, proposal=proposal.pk, version=version.number,
        **named(contract, proposal.subject),
    )  # fmt: skip
    telling.point_answered(proposal, contract, side, at=at)
    return version


def _check_still_said(texts: Mapping[str, tuple[Article, ...]], proposal: Proposal) -> None:
    """Raise Refused when the contract has a language now in which nothing was proposed."""
    if set(texts) - set(proposal.after):
        raise Refused("other_languages", REFUSALS["other_languages"])


@transaction.atomic
def refuse(proposal: Proposal, *, reason: str, by: By, at: datetime) -> Answer:
    """The other side says no, with a reason that both sides read. The text stays as it is."""
    contract, proposal, side = _to_answer(proposal, points.REFUSE, by, reason)
    reason = wording.check_plain(reason, "reason")
    made = _answer(proposal, Answer.Kind.REFUSED, side=side, by=by, at=at, reason=reason)
    _told(contract, proposal, "contracts.point_refused", side, by=by, at=at, reason=reason)
    return made


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: By, at: datetime, reason: str = "") -> Answer:
    """The side that proposed takes it back; whoever of them negotiates may."""
    contract, proposal, side = _to_answer(proposal, points.WITHDRAW, by)
    reason = wording.check_plain(reason, "reason")
    made = _answer(proposal, Answer.Kind.WITHDRAWN, side=side, by=by, at=at, reason=reason)
    _told(contract, proposal, "contracts.point_withdrawn", side, by=by, at=at, reason=reason)
    return made


def _told(contract: Contract, proposal: Proposal, kind: str, side: str, *, by: By, at: datetime, reason: str) -> None:
    """The journal, with the words that can be erased, and the other side."""
    text = {"reason": reason} if reason else {}
    facts = named(contract, proposal.subject)
    journal.record(kind, contract, by=by, at=at, text=text, proposal=proposal.pk, **facts)
    telling.point_answered(proposal, contract, side, at=at)
