"""The page of one section: its head, its words, what follows, what may be done. The same for both parties, each with its verbs."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.catalogue.models import Product
from portage.core import words
from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind

from ..queries import reading
from ..queries.reading import SectionRead
from ..rules.verdicts import verdict
from ..words import pages as say
from ..words.verdicts import REASONS
from . import following, pieces, words_told


def shown(read: SectionRead, acting: Acting, *, at: datetime, today: date) -> dict[str, Any]:
    """All that the page draws, but for its forms and its journal."""
    section, facts = read.section, read.facts
    accounts = read.accounts
    return {
        "read": read,
        "section": section,
        "report": read.report,
        "contract": section.contract,
        "title": section.report.customer.name,
        "says": head(read),
        "content": words_told.content(accounts, urls_of(read, acting)),
        "interest": pieces.interest(accounts[-1].interest),
        "corrections": words_told.corrections(accounts, words_told.who_corrected(read.entries)),
        "former": words_told.former(accounts),
        "heads": words_told.head_changes(read.report, read.heads),
        "written": written(read),
        "prospect": prospect(read),
        "actions": following.rows(section, read.actions, facts, today),
        "files": [file_row(one, "fieldwork:section_file") for one in read.files],
        "before": [earlier(one) for one in read.before],
        "readers": readers(read, acting),
        "today": today,
        "now": at,
        "own": facts.side != "agent",  # the agent's side alone may know of a report
        **verbs(read),
    }


def verbs(read: SectionRead) -> dict[str, Any]:
    """What may be done now; what may not, and why, for who is a party."""
    said = {verb: verdict(read.facts, verb) for verb in ("acknowledge", "answer", "correct")}
    told: dict[str, Any] = {f"may_{verb}": not why for verb, why in said.items()}
    told["why"] = {verb: REASONS[why] for verb, why in said.items() if why}
    return told


def head(read: SectionRead) -> str:
    """Visit, Friday 20 November 2026, by T. Wilk, sales engineer, Rhodia Poland."""
    report, author = read.report, read.report.author
    facts = {
        "kind": say.kind(report),
        "day": words.day(report.visited_on, "weekday"),
        "author": author.person.name,
        "role": author.get_role_display(),
        "agent": author.organisation.name,
    }
    return _("%(kind)s, %(day)s, by %(author)s, %(role)s, %(agent)s") % facts


def written(read: SectionRead) -> str:
    """In French, received 20 November 2026, 18:52, corrected 20 November 2026, 19:10."""
    section, last = read.section, read.accounts[-1]
    told = _("In %(language)s, received %(at)s") % {
        "language": words.language(read.report.language),
        "at": words.moment(section.filed_at),
    }
    if last.number > 1:
        told = _("%(told)s, corrected %(at)s") % {"told": told, "at": words.moment(last.at)}
    return told


def prospect(read: SectionRead) -> dict[str, str] | None:
    """Where the customer stands under this contract."""
    found = read.prospect
    if found is None:
        return None
    since = _("since %(day)s") % {"day": words.day(found.since)}
    return {
        "stage": capfirst(str(found.get_stage_display())),
        "since": since,
        "url": reverse("fieldwork:prospect", args=[found.pk]),
    }


def urls_of(read: SectionRead, acting: Acting) -> dict[Any, str]:
    """The pages of the products shown that this person may see; one query, none for none."""
    shown = {one.product_id for account in read.accounts for one in account.shown.all()}
    if not shown:
        return {}
    seen = access.visible(acting.person, Product.objects.filter(pk__in=shown)).values_list("pk", flat=True)
    return {pk: reverse("catalogue:product", args=[pk]) for pk in seen}


def file_row(one: Any, door: str) -> dict[str, Any]:
    """A photo or a document, for `core/_file.html`."""
    size = words.number(max(1, round(one.file.blob.size / 1000)))
    says = _("%(size)s kB, %(at)s") % {"size": size, "at": words.moment(one.at)}
    image = one.file.media_type.startswith("image/")
    url = reverse(door, args=[one.pk])
    return {
        "name": one.file.name, "url": url, "icon": "paperclip", "says": says, "image": f"{url}?view=1" if image else "",
    }  # fmt: skip


def earlier(one: Any) -> dict[str, str]:
    """Call, 29 October: some interest, the first words."""
    report = one.report
    title = _("%(kind)s, %(day)s") % {"kind": say.kind(report), "day": words.day(report.visited_on)}
    said = [say.interest(one.interest)] if one.interest is not None else []
    said += [say.excerpt(one.needs)] if one.needs else []
    return {"title": title, "says": ". ".join(said), "url": reverse("fieldwork:section", args=[one.pk])}


def readers(read: SectionRead, acting: Acting) -> list[str]:
    """Who reads it, in words. Of the other party nobody learns how many its people are."""
    contract = read.section.contract
    names = {"principal": contract.principal.name, "agent": contract.agent.name, "group": contract.group.name}
    if contract.confidential:
        told = [_("Read by the people named on the contract, of %(principal)s, %(agent)s and %(group)s, and by nobody else.") % names]  # fmt: skip
    else:
        told = [_("Read by %(principal)s, by %(agent)s and by the people of %(group)s who work on contracts.") % names]
    if read.facts.side == "principal":
        count = reading.readers_of_mine(read.section, acting)
        told.append(
            ngettext("In your organisation, one person reads it.", "In your organisation, %(n)d people read it.", count)
            % {"n": count}
        )
        told.append(
            _("Acknowledging tells %(author)s that you have read it; it binds you to nothing.")
            % {"author": read.report.author.person.name}
        )
    elif acting.organisation.kind == Kind.SUBSIDIARY:
        told.append(_("Your private note stands elsewhere: %(principal)s never reads it.") % names)
    return told
