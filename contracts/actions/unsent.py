"""What a member types on a subject and has not sent: kept while they type, gone when it is sent or thrown away."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portage.core.journal import By
from portage.core.refusals import Invalid, Refused
from portage.network.models import Membership

from ..models import Contract, Typing
from ..words.negotiation import REFUSALS
from .locking import side_of
from .wording import MOST_CHARACTERS

MOST_SUBJECTS = 40


@transaction.atomic
def keep(
    contract: Contract, *, subject: str, texts: Mapping[str, str], base: int, by: By, at: datetime, reason: str = ""
) -> Typing:
    """The newest words in the place of the former ones, wrong or not: whether they can stand is asked when they are sent.

    For its author only, hence no line in the journal, which both sides read.
    """
    side_of(contract, by)
    if contract.status != Contract.Status.NEGOTIATING:
        raise Refused("not_negotiating", REFUSALS["not_negotiating"])
    if any(len(text) > MOST_CHARACTERS for text in (*texts.values(), reason)) or len(texts) > 2:
        raise Invalid("too_long", REFUSALS["too_long"] % {"most": MOST_CHARACTERS})
    others = Typing.objects.filter(contract=contract, membership=by.membership).exclude(subject=subject)
    if others.count() >= MOST_SUBJECTS:
        others.order_by("at").first().delete()
    values = {"texts": dict(texts), "base": base, "reason": reason, "at": at}
    made, _new = Typing.objects.update_or_create(
        contract=contract, membership=by.membership, subject=subject, defaults=values
    )
    return made


def forget(contract: Contract, *, membership: Membership | None, subject: str) -> None:
    """It was sent, or its author throws it away."""
    Typing.objects.filter(contract=contract, membership=membership, subject=subject).delete()
