"""A carrier group answers a candidature. Of two managers who answer at once one is heard, the other is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..models import Candidature, Organisation
from ..models.candidatures import ARROWS
from ..queries import candidatures as queries
from ..roles import Role
from ..rules import candidatures as rules
from . import candidature_letters as letters
from .candidatures import held
from .invitations import invite
from .organisations import admit_sme, check_group

FIRST_ROLES = (Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR)


def _move(candidature: Candidature, target: str, *, by: By, at: datetime, **kept: Any) -> Candidature:
    """The candidature, held and moved to `target`, with what is `kept` of the answer; it is not saved when it may not move."""
    candidature = held(candidature)
    check_group(candidature.group, by)
    ARROWS.check(candidature.status, target)
    for name, value in {"status": target, "decided_at": at, "decided_by": by.membership, **kept}.items():
        setattr(candidature, name, value)
    candidature.clean_fields(exclude={"why", "sme"})
    return candidature


@transaction.atomic
def accept_candidature(
    candidature: Candidature, *, role: str, title: str = "", by: By, at: datetime, **facts: Any
) -> Organisation:
    """The SME comes to the platform and its first person, an administrator, is invited at the candidature's address.

    What is not given in `facts` is taken from the candidature. Refused when the group carries that company already.
    """
    if role not in FIRST_ROLES:
        raise Invalid("first_role", _("The first person of an SME directs it, or its exports."), field="role")
    candidature = _move(candidature, Candidature.Status.ACCEPTED, by=by, at=at)
    group = candidature.group
    own = {"currency": group.currency, "time_zone": group.time_zone}
    facts = {**own, **rules.as_organisation(candidature), **facts}
    if known := queries.same_company(group, facts):
        raise Refused("already_carried", _("%(name)s has this registration already.") % {"name": known.name})
    candidature.sme = admit_sme(group, by=by, at=at, **facts)
    candidature.save()
    invite(
        candidature.sme, email=candidature.email, role=role, title=title, is_administrator=True,
        language=candidature.language, by=by, at=at,
    )  # fmt: skip
    journal.record("network.candidature_accepted", candidature, by=by, at=at, sme=candidature.sme.pk)
    return candidature.sme


@transaction.atomic
def refuse_candidature(candidature: Candidature, *, reason: str, by: By, at: datetime) -> Candidature:
    """No, with a reason that the applicant reads."""
    if not reason.strip():
        raise Invalid("no_reason", _("Say why: the applicant reads it."), field="reason")
    candidature = _move(candidature, Candidature.Status.REFUSED, by=by, at=at, reason=reason.strip())
    candidature.save()
    journal.record("network.candidature_refused", candidature, by=by, at=at)
    letters.answered(candidature, at)
    return candidature


@transaction.atomic
def keep_candidature(candidature: Candidature, *, note: str = "", by: By, at: datetime) -> Candidature:
    """Not now: it stays in reserve, with a note that only the group reads. The applicant is told that it is kept."""
    candidature = _move(candidature, Candidature.Status.KEPT, by=by, at=at, note=note.strip())
    candidature.save()
    journal.record("network.candidature_kept", candidature, by=by, at=at)
    letters.answered(candidature, at)
    return candidature


@transaction.atomic
def reopen_candidature(candidature: Candidature, *, by: By, at: datetime) -> Candidature:
    """Out of the reserve: it waits for an answer again."""
    candidature = _move(candidature, Candidature.Status.RECEIVED, by=by, at=at)
    candidature.decided_at = candidature.decided_by = None
    candidature.save()
    journal.record("network.candidature_reopened", candidature, by=by, at=at)
    return candidature
