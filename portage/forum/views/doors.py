"""What the doors of the forum do first: fetch through access, and say who keeps order."""

from typing import Any
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from portage.network import access
from portage.network.access import Acting
from portage.network.doors import Request

from ..actions.checking import facts_of, is_by_role
from ..models import Post, Space, Thread
from ..pages.threads import name_of
from ..queries import threads as queries
from ..rules.verbs import WRITE, Facts

FORUM = (gettext_lazy("Forum"), "forum:home")


def acting_of(request: Request) -> Acting:
    """For whom this person acts. Who belongs to no organisation reads no space: Http404."""
    if request.acting is None:
        raise Http404
    return request.acting


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: a POST, even an empty one; nothing on a GET."""
    return request.POST if request.method == "POST" else None


def space_of(request: Any, pk: UUID, asks: str | None = None) -> Space:
    """One space that this person reads (else 404), if their role gives the permission (else 403)."""
    return access.fetch(request.user, asks, queries.spaces(), pk=pk)


def contract_of(request: Any, pk: UUID, asks: str | None = None) -> Contract:
    """One contract that this person sees: it may have no space yet."""
    return access.fetch(request.user, asks, queries.contracts(), pk=pk)


def thread_of(request: Any, pk: UUID, asks: str | None = None) -> Thread:
    """One thread that this person reads, with what they did there: Http404 also for who acts for nobody."""
    return access.fetch(request.user, asks, queries.for_member(acting_of(request).membership), pk=pk)


def post_of(request: Any, pk: UUID, asks: str | None = WRITE) -> Post:
    return access.fetch(request.user, asks, queries.posts(), pk=pk)


def facts_in(request: Any, thread: Thread) -> Facts:
    """What decides which verbs this member has in the thread."""
    member = request.acting.membership
    moderates = bool(getattr(thread, "named", False)) or is_by_role(thread.space, member)
    return facts_of(thread, request.acting, moderates=moderates)


def above(space: Space) -> tuple[Any, ...]:
    """The crumb of a space."""
    return (name_of(space), "forum:space", space.pk)
