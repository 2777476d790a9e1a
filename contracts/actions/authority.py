"""Who may sign for an organisation, and which documents: a dated record, apart from roles. Ended by a last day, never
deleted. It is asked when a document is proposed, and again at the moment of each signature."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.access import PERMISSIONS
from portage.network.models import Membership, Organisation

from ..models import Contract, SigningAuthority
from ..queries import powers
from ..words.pages import FOREIGN_SIGNATORY

RECORD = "contracts.record_authority"


def check_may_record(organisation: Organisation, by: By) -> None:
    """Raise Forbidden unless `by` is an administrator or a manager of the organisation or of its group."""
    if by.person is None:
        return
    if by.organisation not in {organisation.pk, organisation.parent_id}:
        raise Forbidden("not_yours", _("Only its own people, or those of its group, may do this."))
    if not (by.membership.is_administrator or by.membership.role in PERMISSIONS[RECORD]):
        raise Forbidden("role", _("Administrators and managers record who may sign."))


@transaction.atomic
def record_authority(
    organisation: Organisation,
    *,
    membership: Membership,
    from_day: date,
    until_day: date | None = None,
    signs_contracts: bool = True,
    signs_amendments: bool = True,
    jointly: bool = False,
    source: str = "",
    by: By,
    at: datetime,
) -> SigningAuthority:
    """Record that a member may sign for their organisation (or a group's member for its subsidiary), which documents, by
    which power; `jointly`: only together with another person, on paper."""
    check_may_record(organisation, by)
    if organisation.archived_at is not None:
        raise Refused("archived", _("This organisation is archived: it can be read, not changed."))
    if membership.organisation_id not in {organisation.pk, organisation.parent_id}:
        raise Invalid("foreign_signatory", FOREIGN_SIGNATORY, field="membership")
    if membership.is_program:
        raise Invalid("program", _("A program signs nothing."), field="membership")
    if membership.ended_at is not None:
        raise Refused("has_left", _("This person has left the organisation."), field="membership")
    if until_day and until_day < from_day:
        raise Invalid("dates_reversed", _("The last day comes before the first."), field="until_day")
    if not (signs_contracts or signs_amendments):
        raise Invalid("signs_nothing", _("Say which documents this person may sign."), field="signs_contracts")
    authority = SigningAuthority.objects.create(
        organisation=organisation,
        membership=membership,
        from_day=from_day,
        until_day=until_day,
        signs_contracts=signs_contracts,
        signs_amendments=signs_amendments,
        jointly=jointly,
        source=source.strip(),
        recorded_at=at,
    )
    journal.record(
        "contracts.authority_recorded", organisation, by=by, at=at, membership=membership.pk, from_day=from_day
    )
    return authority


@transaction.atomic
def end_authority(authority: SigningAuthority, *, until_day: date, by: By, at: datetime) -> SigningAuthority:
    """Give an authority its last day. What was signed before stays signed."""
    authority = (
        SigningAuthority.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=authority.pk)
    )
    check_may_record(authority.organisation, by)
    if until_day < authority.from_day:
        raise Invalid("dates_reversed", _("The last day comes before the first."), field="until_day")
    authority.until_day = until_day
    authority.save(update_fields=["until_day"])
    journal.record(
        "contracts.authority_ended",
        authority.organisation,
        by=by,
        at=at,
        membership=authority.membership_id,
        until_day=until_day,
    )
    return authority


def check_authority(contract: Contract, *, side: str, by: By, at: datetime) -> SigningAuthority:
    """The recorded authority of this very person for that party, on the contract's own day. Raises Forbidden: not
    recorded, over, left meanwhile, for other documents; or only together with another person."""
    party = contract.principal if side == "principal" else contract.agent
    held = powers.held_by(by.membership, party, clock.day_in(contract.time_zone, at))
    fitting = [one for one in held if powers.covers(one, contract)]
    alone = next((one for one in fitting if not one.jointly), None)
    if alone is not None:
        return alone
    if fitting:
        raise Forbidden(
            "joint_signature",
            _("You sign for %(party)s only together with another person. This cannot be done here: sign on paper.")
            % {"party": party.name},
        )
    if held:
        raise Forbidden(
            "not_for_this",
            _("Your authority to sign for %(party)s does not cover this document.") % {"party": party.name},
        )
    raise Forbidden("not_a_signatory", _("You are not recorded as a signatory of %(party)s.") % {"party": party.name})
