"""E-mail of fieldwork: that something was said of one's contract. It names nothing; one link opens it, behind the login."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import outbox
from portage.core.models import Message
from portage.network import access
from portage.network.models import Membership, Person
from portage.network.queries import active_memberships
from portage.network.roles import Role

from ..models import Order, Remark, Section

DIRECTORS = [Role.EXPORT_DIRECTOR, Role.MANAGING_DIRECTOR]
CHECK = "portage.fieldwork.actions.telling.may_read"
TOLD_OF: dict[str, type[Section] | type[Order]] = {kind._meta.label_lower: kind for kind in (Section, Order)}
Words = Callable[[], tuple[str, str]]


def may_read(message: Message) -> bool:
    """Asked again just before sending: whether the recipient still sees, in one of their memberships, the section or the order
    that it tells of."""
    person, told_of = message.recipient, TOLD_OF[message.scope_kind]
    if person is None:
        return False
    for membership in active_memberships(person):
        access.act(person, membership)
        if access.visible(person, told_of._default_manager.filter(pk=message.scope_id)).exists():
            return True
    return False


def section_filed(section: Section, contract: Contract, *, at: datetime) -> None:
    """The SME's directors, at once: their agent has told of a visit."""

    def words() -> tuple[str, str]:
        return (
            _("A visit report: contract %(reference)s") % {"reference": contract.reference},
            _(
                "Your agent has filed a visit report under contract %(reference)s. Read it, and answer what it asks of you."
            )
            % {"reference": contract.reference},
        )

    people = access.readers(contract, organisations=[contract.principal_id], roles=DIRECTORS)
    _tell(people, section, f"section:{section.pk}", words, at)


def remarked(remark: Remark, section: Section, contract: Contract, *, at: datetime) -> None:
    """The other party: the SME's directors, or who wrote the report. One mail a section and a day."""

    def words() -> tuple[str, str]:
        return (
            _("An answer on a visit report: contract %(reference)s") % {"reference": contract.reference},
            _("The other party has written on a visit report under contract %(reference)s.")
            % {"reference": contract.reference},
        )

    day = at.date().isoformat()
    if remark.side == "agent":
        people = access.readers(contract, organisations=[contract.principal_id], roles=DIRECTORS)
    else:
        people = [section.report.author]
    _tell(people, section, f"remark:{section.pk}:{remark.side}:{day}", words, at)


def _tell(people: list[Membership], section: Section, key: str, words: Words, at: datetime) -> None:
    for person in dict.fromkeys(member.person for member in people):
        _send(person, section, key, words, at)


def _send(person: Person, section: Section, key: str, words: Words, at: datetime) -> None:
    with translation.override(person.language):
        subject, text = words()
    action = reverse("fieldwork:section", args=[section.pk])
    outbox.send(
        person, kind="fieldwork.section", key=f"{key}:{person.pk}", subject=subject, text=text, at=at, action=action,
        about=section, check=CHECK,
    )  # fmt: skip
