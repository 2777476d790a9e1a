"""Comments on an article or on terms: for both sides, or for one's own side alone.

What is said on one side leaves no trace that the other could count: no line in the contract's journal, no mail, no
identifier that follows another. Its row, which only grows, is its own history.
"""

from datetime import datetime

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..assembly import articles_of
from ..models import OF_TERMS, Comment, Contract
from ..queries.steps import keys_of
from ..words.negotiation import REFUSALS
from . import telling
from .locking import lock, side_of
from .negotiation import named
from .wording import check_plain

MOST = 5000


@transaction.atomic
def comment(contract: Contract, *, subject: str, text: str, audience: str, by: By, at: datetime) -> Comment:
    """Say something of one subject. Possible from the first version until the contract is signed or withdrawn."""
    contract = _talking(contract)
    side = side_of(contract, by)
    if not _exists(contract, subject):
        raise Invalid("unknown_article", REFUSALS["unknown_subject"], field="subject")
    if audience not in Comment.Audience.values:
        raise Invalid("unknown_audience", REFUSALS["unknown_audience"], field="audience")
    made = Comment.objects.create(
        contract=contract, subject=subject, side=side, audience=audience, text=_words(text), membership=by.membership, at=at
    )  # fmt: skip
    _told(made, contract, "contracts.commented", by=by, at=at)
    return made


@transaction.atomic
def correct(former: Comment, *, text: str, by: By, at: datetime) -> Comment:
    """Its author says it better: a new row, for the same readers; the former words stay to be read."""
    contract = _talking(former.contract)
    side_of(contract, by)
    if by.membership is None or former.membership_id != by.membership.pk:
        raise Forbidden("not_own_comment", REFUSALS["not_own_comment"])
    if Comment.objects.filter(corrects=former).exists():
        raise Refused("corrected", REFUSALS["corrected"])
    made = Comment.objects.create(
        contract=contract, subject=former.subject, side=former.side, audience=former.audience, text=_words(text),
        membership=by.membership, corrects=former, at=at,
    )  # fmt: skip
    _told(made, contract, "contracts.comment_corrected", by=by, at=at)
    return made


def _talking(contract: Contract) -> Contract:
    contract = lock(contract)
    if contract.status not in {"negotiating", "approved", "awaiting_signature"}:
        raise Refused("not_negotiating", REFUSALS["not_negotiating"])
    return contract


def _exists(contract: Contract, subject: str) -> bool:
    if subject.startswith(OF_TERMS):
        return subject.removeprefix(OF_TERMS) in keys_of(contract)
    return any(article.key == subject for found in articles_of(contract).values() for article in found)


def _words(text: str) -> str:
    words = check_plain(text, "text", MOST)
    if not words:
        raise Invalid("no_words", REFUSALS["no_comment"], field="text")
    return words


def _told(made: Comment, contract: Contract, kind: str, *, by: By, at: datetime) -> None:
    """The journal and the other side hear of what is said to both, and of nothing else."""
    if made.audience != Comment.Audience.BOTH:
        return
    journal.record(kind, contract, by=by, at=at, **named(contract, made.subject))
    telling.commented(made, contract, at=at)
