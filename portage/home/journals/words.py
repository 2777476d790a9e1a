"""Events of organisations, members, products and the platform in words; who did it stands before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.words.journal_changes import CHANGES
from portage.catalogue.models import Product
from portage.core.models import Entry
from portage.core.words import day
from portage.network.journals import Names
from portage.network.models import Customer, Organisation
from portage.network.roles import Role

Facts = Mapping[str, Any]


def says(entry: Entry, names: Names) -> str:
    """The verb phrase. A kind that has no sentence yet is told by its code, so that nothing is hidden."""
    text = entry.text.content if hasattr(entry, "text") else {}
    say = SENTENCES.get(entry.kind)
    if say is None:
        return entry.kind
    member = entry.facts.get("membership")
    name = names.get(UUID(member)) if member else None
    return say({"name": name or _("somebody"), **text, **entry.facts})


def _role(facts: Facts) -> str:
    known = facts.get("role") in Role.values
    return str(Role(facts["role"]).label) if known else str(facts.get("role", ""))


def _day(facts: Facts, key: str) -> str:
    return day(date.fromisoformat(facts[key])) if facts.get(key) else ""


def _as(facts: Facts) -> str:
    """A role, and whether they keep the members."""
    return _("%(role)s, administrator") % {"role": _role(facts)} if facts.get("is_administrator") else _role(facts)


def _changed(facts: Facts) -> str:
    said = [_("role: %(role)s") % {"role": _role(facts)}] if facts.get("role") else []
    if "is_administrator" in facts:
        said.append(_("keeps the members") if facts["is_administrator"] else _("keeps the members no more"))
    if "title" in facts:
        said.append(_("title on contracts: %(title)s") % {"title": facts["title"] or "–"})
    return _("changed %(name)s: %(what)s.") % {"name": facts["name"], "what": ", ".join(said) or "–"}


def _fields(sentence: str, facts: Facts, model: type[Model]) -> str:
    """What was changed, by the names that people read on forms."""
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()}
    return sentence % {"fields": ", ".join(labels.get(name, name) for name in facts.get("fields", ())) or "–"}


def _forgotten(facts: Facts) -> str:
    """How much of a kind whose time had come."""
    count = int(facts.get("count", 0))
    sentence = ngettext(
        "forgot one piece of personal data whose time had come.",
        "forgot %(count)s pieces of personal data whose time had come.",
        count,
    )
    return sentence % {"count": count}


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "network.organisation_opened": lambda f: _("opened the organisation."),
    "network.organisation_changed": lambda f: _fields(_("changed its details: %(fields)s."), f, Organisation),
    "network.organisation_renamed": lambda f: _("recorded a new name from %(day)s on.") % {"day": _day(f, "from_day")},
    "network.organisation_archived": lambda f: _("archived the organisation."),
    "network.group_absorbed": lambda f: _("recorded that another group took the group over."),
    "network.customer_added": lambda f: _("recorded a customer."),
    "network.customer_changed": lambda f: _fields(_("corrected a customer: %(fields)s."), f, Customer),
    "network.customer_merged": lambda f: _("merged two records of one customer."),
    "network.member_joined": lambda f: _("let %(name)s join as %(role)s.") % {"name": f["name"], "role": _as(f)},
    "network.member_changed": _changed,
    "network.member_left": lambda f: _("ended the membership of %(name)s.") % f,
    "network.invited": lambda f: _("invited somebody as %(role)s.") % {"role": _as(f)},
    "network.invited_again": lambda f: _("sent an invitation again."),
    "network.invitation_revoked": lambda f: _("revoked an invitation."),
    "network.platform_administrator_added": lambda f: _("made somebody an administrator of the platform."),
    "contracts.authority_recorded": lambda f: (
        _("recorded that %(name)s may sign from %(day)s on.") % {"name": f["name"], "day": _day(f, "from_day")}
    ),
    "contracts.authority_ended": lambda f: (
        _("ended the authority of %(name)s to sign on %(day)s.") % {"name": f["name"], "day": _day(f, "until_day")}
    ),
    "contracts.succession_recorded": CHANGES["contracts.succession_recorded"],
    "contracts.feed_made": lambda f: _("made a secret address for their calendar."),
    "contracts.feed_revoked": lambda f: _("revoked the secret address of their calendar."),
    "contracts.law_corrected": lambda f: (
        _("corrected the law %(law)s, rule %(key)s, to version %(version)s.") % {"law": f.get("jurisdiction"), **f}
    ),
    "catalogue.product_added": lambda f: _("recorded the product."),
    "catalogue.product_changed": lambda f: _fields(_("changed the product: %(fields)s."), f, Product),
    "catalogue.product_passed_on": lambda f: _("passed the product on to the successor of its owner."),
    "catalogue.product_shared": lambda f: _("shared the product with another organisation."),
    "network.candidature_received": lambda f: _("received a candidature."),
    "network.candidature_accepted": lambda f: _("accepted a candidature: the SME and its first person are invited."),
    "network.candidature_refused": lambda f: _("refused a candidature, with reasons."),
    "network.candidature_kept": lambda f: _("kept a candidature in reserve."),
    "network.candidature_reopened": lambda f: _("took up a candidature again."),
    "network.candidature_withdrawn": lambda f: _("recorded that an applicant withdrew their candidature."),
    "network.candidature_erased": lambda f: _("erased the content of a candidature."),
    "network.candidature_page_written": lambda f: _("changed the public page for candidatures."),
    "network.candidature_page_opened": lambda f: _("opened the public page for candidatures."),
    "network.candidature_page_closed": lambda f: _("closed the public page for candidatures."),
    "network.candidature_page_renewed": lambda f: _("gave the public page for candidatures another address."),
    "network.contact_added": lambda f: _("recorded a contact at a customer."),
    "network.contact_changed": lambda f: _("corrected a contact at a customer."),
    "network.contact_removed": lambda f: _("erased a contact at a customer."),
    "network.program_added": lambda f: _("let the program %(name)s act as %(role)s.") % {**f, "role": _role(f)},
    "network.token_made": lambda f: _("made an API token for %(name)s.") % f,
    "network.token_revoked": lambda f: _("revoked an API token of %(name)s.") % f,
    "network.second_factor_reset": lambda f: _("removed the second factors of an account."),
    "privacy.periods_set": lambda f: _("changed for how long personal data are kept."),
    "privacy.forgotten": _forgotten,
    "privacy.redacted": lambda f: _("took a person's words out of a text."),
    "privacy.text_erased": lambda f: _("erased a text in which a person stood."),
    "privacy.member_erased": lambda f: _("erased what was held of a former member."),
    "privacy.account_erased": lambda f: _("erased an account."),
    "privacy.data_taken": lambda f: _("took a copy of personal data."),
    "core.text_erased": lambda f: _("erased the personal words of an entry."),
}
