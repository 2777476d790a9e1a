"""The letters of a candidature. None quotes a word that the applicant typed: a stranger must not be able to write to
another through us. None says what was answered: that stands behind the link.
"""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portage.core import clock, outbox
from portage.core.models import Message
from portage.core.words import day

from .. import access
from ..keys.candidatures import confirm_key, own_key
from ..models import Candidature
from ..queries import candidatures as queries
from ..roles import Role
from ..rules import candidatures as rules

HERE = "portage.network.actions.candidature_letters"


def _write(
    candidature: Candidature, at: datetime, *, key: str, subject: str, text: str, action: str, check: str
) -> None:
    """One letter to the applicant, who may have no account."""
    outbox.send_to_address(
        candidature.email, kind="account.candidature", key=f"candidature:{candidature.pk}:{key}", subject=subject, text=text,
        language=candidature.language, action=action, about=candidature, check=f"{HERE}.{check}", at=at,
    )  # fmt: skip


def ask_to_confirm(candidature: Candidature, at: datetime) -> None:
    """The first letter: its link leads to the button that proves the address."""
    last = clock.day_in(candidature.group.time_zone, candidature.expires_at)
    with translation.override(candidature.language):
        named = {"group": candidature.group.name, "day": day(last)}
        subject = _("Confirm your candidature")
        text = (
            _(
                "Somebody applied to %(group)s on Portage, for a company that wants to be carried, and gave this address. If it was "
                "you, open the link and press its button, until %(day)s: before that, nobody at %(group)s sees your candidature. If "
                "it was not you, do nothing: all of it is erased."
            )
            % named
        )
    action = reverse("network:confirm_candidature", args=[confirm_key(candidature)])
    _write(candidature, at, key="confirm", subject=subject, text=text, action=action, check="may_ask")


def receipt(candidature: Candidature, at: datetime) -> None:
    """The second letter: the link by which the applicant sees how it stands."""
    with translation.override(candidature.language):
        named = {"group": candidature.group.name}
        subject = _("Your candidature has reached %(group)s") % named
        text = (
            _(
                "Keep this e-mail: its link shows how your candidature to %(group)s stands, and withdraws it. Whoever has the link can "
                "do both. When the group answers, we write to you again."
            )
            % named
        )
    _write(candidature, at, key="received", subject=subject, text=text, action=_own(candidature), check="still_whole")


def answered(candidature: Candidature, at: datetime) -> None:
    """The group refused it or keeps it; what it says stands behind the link."""
    with translation.override(candidature.language):
        named = {"group": candidature.group.name}
        subject = _("%(group)s has answered your candidature") % named
        text = _("The link shows what %(group)s answers to your candidature.") % named
    key = f"{candidature.status}:{at:%Y%m%d%H%M%S%f}"
    _write(candidature, at, key=key, subject=subject, text=text, action=_own(candidature), check="still_whole")


def _own(candidature: Candidature) -> str:
    return reverse("network:own_candidature", args=[own_key(candidature)])


def tell_managers(candidature: Candidature, at: datetime) -> None:
    """The portage managers of the group learn that one has come, and nothing of it."""
    told = access.readers(candidature, organisations=[candidature.group_id], roles=[Role.PORTAGE_MANAGER])
    for person in dict.fromkeys(member.person for member in told):
        with translation.override(person.language):
            subject, text = (
                _("A candidature has come"),
                _("An SME applies to be carried by your group. The link opens it."),
            )
        outbox.send(
            person, kind="network.candidature", key=f"candidature:{candidature.pk}:{person.pk}", subject=subject, text=text,
            action=reverse("network:candidature", args=[candidature.pk]), about=candidature, check=f"{HERE}.may_read", at=at,
        )  # fmt: skip


def may_ask(message: Message) -> bool:
    """Just before the first letter leaves: it is not confirmed yet, and few letters went to that address in a day.

    Beyond them no letter goes, and nobody is told: the answer on the page would say that others applied from there.
    """
    found = queries.of_letter(message.scope_id)
    if found is None or found.status != Candidature.Status.UNCONFIRMED:
        return False
    return queries.letters_before(found) < rules.MOST_LETTERS


def still_whole(message: Message) -> bool:
    """Just before a letter leaves: the candidature was neither withdrawn nor erased meanwhile."""
    found = queries.of_letter(message.scope_id)
    return found is not None and found.erased_at is None


def may_read(message: Message) -> bool:
    """Just before a manager is told: whether they still answer candidatures of that group, in one of their memberships."""
    found = queries.of_letter(message.scope_id)
    if found is None:
        return False
    told = access.readers(found, organisations=[found.group_id], roles=[Role.PORTAGE_MANAGER])
    return message.recipient_id in {member.person_id for member in told}
