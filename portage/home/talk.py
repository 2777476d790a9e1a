"""Who speaks to this person in the forum and was not read yet: read, put in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portage.core import words
from portage.forum.actions.telling import address_of
from portage.forum.models import Post
from portage.forum.queries.threads import speaking_to
from portage.network.access import Acting

MOST = 20  # looked at; beyond, the line says that there are more


def asked_of(acting: Acting) -> list[Post]:
    """The newest post of each thread that speaks to them; one query."""
    found = {post.thread_id: post for post in reversed(speaking_to(acting, MOST))}
    return sorted(found.values(), key=lambda post: post.at, reverse=True)


def rows(found: list[Post]) -> list[dict[str, Any]]:
    """One line, however many: a single one leads to its post, several to the forum."""
    if not found:
        return []
    newest = found[0]
    named = {"who": newest.membership.person.name, "title": newest.thread.title, "n": words.number(len(found))}
    several = len(found) > 1
    heading = _("%(n)s threads speak to you") if several else _("%(who)s speaks to you")
    says = _("The newest: %(who)s in “%(title)s”.") if several else _("In “%(title)s”.")
    url = reverse("forum:home") if several else address_of(newest)
    return [{"day": None, "title": heading % named, "says": says % named, "verb": _("Read"), "url": url}]
