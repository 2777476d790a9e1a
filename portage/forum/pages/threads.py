"""The list of a space's threads, and what one thread's page says of each post."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
import django_tables2 as tables
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portage.core import markdown, words
from portage.core.drawings.icons import icon
from portage.core.lists import Table
from portage.core.templatetags.portage import moment
from portage.network.access import Acting
from portage.network.roles import Role

from ..models import Post, Reaction, Space, Thread
from ..rules.citing import readable
from ..rules.verbs import Facts, why_not_in_thread, why_not_of_post
from ..words.refusals import REFUSALS
from ..words.threads import CITED, OF_THREAD


class ThreadFilter(django_filters.FilterSet):
    """They narrow what is visible, never widen it."""

    q = django_filters.CharFilter(label=gettext_lazy("Words of a title or a post"), method="search")

    class Meta:
        model = Thread
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Threads of which the title, or a post whose words are shown, holds these words."""
        told = Post.objects.filter(
            thread=OuterRef("pk"), text__icontains=value, hidden_at__isnull=True, taken_back_at__isnull=True
        )
        return queryset.filter(Q(title__icontains=value) | Exists(told))


class ThreadTable(Table):
    """On phones each row is a card."""

    title = tables.Column(verbose_name=gettext_lazy("Thread"))
    posts = tables.Column(
        verbose_name=gettext_lazy("Posts"), attrs={"td": {"class": "in", "data-l": gettext_lazy("Posts")}}
    )
    last = tables.Column(
        verbose_name=gettext_lazy("Newest post"),
        accessor="last_at",
        attrs={"td": {"class": "in", "data-l": gettext_lazy("Newest post")}},
    )

    def render_title(self, record: Any) -> SafeString:
        told = excerpt(record.newest.text, 140) if record.newest and record.newest.is_told else ""
        marks = [
            icon("pin", _("set first")) if record.pinned else "", icon("lock", _("takes no more posts")) if record.locked else "",
            icon("circle-check", _("has an answer")) if record.answer else "",
        ]  # fmt: skip
        by = _("%(who)s, %(organisation)s") % {
            "who": record.membership.person.name,
            "organisation": record.membership.organisation.name,
        }
        return format_html(
            '<a href="{}"><b class="{}">{}</b></a> {}{}{}<span class="sub">{}</span>{}',
            reverse("forum:thread", args=[record.pk]), "unread" if record.unread else "", record.title, *marks, by,
            format_html('<span class="sub excerpt">{}</span>', told) if told else "",
        )  # fmt: skip

    def render_posts(self, record: Any) -> SafeString:
        if not record.unread:
            return format_html('<span class="tabular">{}</span>', words.number(record.posts))
        new = ngettext("%(n)s new", "%(n)s new", record.unread) % {"n": words.number(record.unread)}
        return format_html(
            '<span class="tabular">{}</span><span class="sub new">{}</span>', words.number(record.posts), new
        )

    def render_last(self, record: Any) -> SafeString:
        who = record.newest.membership.person.name if record.newest else ""
        return format_html('<span class="nowrap">{}</span><span class="sub">{}</span>', moment(record.last_at), who)


def empty(view: str, url: str, *, may_write: bool, start: str) -> dict[str, Any]:
    """Why the list is empty, and what to do."""
    if view:
        return {
            "icon": "messages", "title": _("Nothing here"), "text": _("No thread of this space is in this state."),
            "url": url, "label": _("Show everything"),
        }  # fmt: skip
    told = {
        "icon": "messages", "title": _("Nothing said here yet"), "url": "", "label": "",
        "text": _("A question that a colleague in another country can answer is a good first thread."),
    }  # fmt: skip
    return told | {"url": start, "label": _("Start the first thread")} if may_write else told


def name_of(space: Space) -> str:
    """As its readers call it."""
    if space.contract is None:
        return space.name
    named = {"principal": space.contract.principal.name, "agent": space.contract.agent.name}
    return _("Contract of %(principal)s and %(agent)s") % named


def readers_of(space: Space) -> str:
    """Who reads it, in words and without a count."""
    if space.contract is not None:
        return _("Read by those who see the contract: people of both parties, and of the carrier group.")
    return _("Read by the people of the group and of its subsidiaries. SMEs never see this space.")


def readers_line(space: Space, count: int) -> str:
    """Who reads it, in words."""
    if space.contract is not None:
        return ngettext(
            "Read by %(n)s person who sees the contract: of both parties, and of the carrier group.",
            "Read by %(n)s people who see the contract: of both parties, and of the carrier group.", count,
        ) % {"n": words.number(count)}  # fmt: skip
    return ngettext(
        "Read by %(n)s person of the group and its subsidiaries. SMEs never see this space.",
        "Read by %(n)s people of the group and its subsidiaries. SMEs never see this space.", count,
    ) % {"n": words.number(count)}  # fmt: skip


# One thread.


def shown(
    posts: Sequence[Post],
    thread: Thread,
    acting: Acting,
    *,
    cited: Mapping[Any, Any],
    moderates: bool,
    may_write: bool,
    read_to: int,
) -> list[dict[str, Any]]:
    """What the page says of each post. The words of one that was hidden or taken back are not sent."""
    return [
        _shown(post, thread, acting, cited.get(post.pk, []), moderates=moderates, may_write=may_write, is_new=post.number > read_to)
        for post in posts
    ]  # fmt: skip


def _shown(
    post: Post, thread: Thread, acting: Acting, cited: Sequence[Any], *, moderates: bool, may_write: bool, is_new: bool
) -> dict[str, Any]:
    mine = post.membership_id == acting.membership.pk
    facts = Facts(may_write, moderates, thread.locked, mine, post.is_told, post.hidden_at is not None)
    told = {
        "row": post, "who": post.membership.person.name, "initials": post.membership.person.initials, "mine": mine, "is_new": is_new,
        "role": Role(post.membership.role).label, "organisation": post.membership.organisation.name, "is_told": post.is_told,
        "is_answer": thread.answer == post.number, "verbs": {verb: not why_not_of_post(facts, verb) for verb in ("edit", "take_back", "react", "flag", "rule")},
        "may_answer": post.is_told and not why_not_in_thread(_of_thread(facts, thread, acting), "answer"),
        "flags": post.open_flags if moderates else [],  # type: ignore[attr-defined]
    }  # fmt: skip
    if not post.is_told:
        return told
    return told | {
        "html": drawn(post.text, cited, names_in(post, acting)), "quote": quote_of(post), "excerpt": excerpt(post.text), "cited": [card(*one) for one in cited],
        "reactions": reactions_of(post, acting), "files": [file_of(one) for one in post.files.all()],
    }  # fmt: skip


def drawn(text: str, cited: Sequence[tuple[str, Any]], names: markdown.Names = ()) -> SafeString:
    """The words of a post as one reader sees them: what it cites by name, whom it speaks to marked."""
    return markdown.block(told(text, cited), names)


def told(text: str, cited: Sequence[tuple[str, Any]]) -> str:
    """The words of a post for one reader, as Markdown: of the addresses in it, those of what they see, by name."""
    seen: dict[UUID | str, tuple[str, str]] = {}
    for kind, thing in cited:
        shown = card(kind, thing)
        seen[thing.pk] = shown["title"], settings.SITE_URL + shown["url"]
        if kind == "contract":
            seen[thing.reference] = seen[thing.pk]
    return readable(text, seen)


def _of_thread(facts: Facts, thread: Thread, acting: Acting) -> Facts:
    return Facts(facts.may_write, facts.moderates, thread.locked, thread.membership_id == acting.membership.pk)


def names_in(post: Post, acting: Acting) -> markdown.Names:
    """Whom the words of the post speak to: (name, whether it is the reader)."""
    found = [(one.membership, one.membership_id == acting.membership.pk) for one in post.mentions.all()]
    full = [(f"{member.person.name} ({member.organisation.name})", mine) for member, mine in found]
    return tuple(full + [(member.person.name, mine) for member, mine in found])


def quote_of(post: Post) -> dict[str, Any] | None:
    """What it quotes, when that is still shown."""
    if post.quotes is None or not post.quotes.is_told:
        return None
    return {
        "number": post.quotes.number,
        "who": post.quotes.membership.person.name,
        "text": excerpt(post.quotes.text),
    }


def excerpt(text: str, most: int = 200) -> str:
    """The first words of a post, on one line; what it cites stands there as […]."""
    return markdown.plain(readable(text, {}), most)


def reactions_of(post: Post, acting: Acting) -> list[dict[str, Any]]:
    """Each kind with how many gave it; `press` is what the button sends: the kind, after a dash when I take mine back."""
    given = [(one.kind, one.membership_id == acting.membership.pk) for one in post.reactions.all()]
    mine = {kind for kind, is_mine in given if is_mine}
    counts = Counter(kind for kind, _is_mine in given)
    return [
        {
            "label": kind.label, "n": counts[kind.value], "press": f"-{kind.value}" if kind.value in mine else kind.value,
            "pressed": "true" if kind.value in mine else "false",
        }
        for kind in Reaction.Kind
    ]  # fmt: skip


def card(kind: str, thing: Any) -> dict[str, str]:
    """What a post cites, for a reader who sees it."""
    drawn, label = CITED[kind]
    if kind == "product":
        return {
            "icon": drawn,
            "title": str(thing),
            "says": f"{label}, {thing.owner}",
            "url": reverse("catalogue:product", args=[thing.pk]),
        }
    if kind == "contract":
        title = f"{thing.principal} / {thing.agent}"
        return {
            "icon": drawn,
            "title": title,
            "says": f"{label}, {thing.reference}",
            "url": reverse("contracts:contract", args=[thing.pk]),
        }
    says = f"{label}, {thing.book.subsidiary}, {words.day(thing.visited_on, 'short')}"
    return {
        "icon": drawn,
        "title": str(thing.customer),
        "says": says,
        "url": reverse("fieldwork:report", args=[thing.pk]),
    }


def file_of(one: Any) -> dict[str, str]:
    """A photo or a document, as the piece of files draws it."""
    url, is_photo = reverse("forum:file", args=[one.pk]), one.file.media_type.startswith("image/")
    says = _("%(size)s kB") % {"size": words.number(max(1, round(one.file.blob.size / 1024)))}
    return {
        "name": one.file.name,
        "url": url,
        "icon": "photo" if is_photo else "file-text",
        "says": says,
        "image": f"{url}?view=1" if is_photo else "",
    }


def verbs_of(thread: Thread, facts: Facts) -> list[dict[str, Any]]:
    """What this member may do with the whole thread; what is a switch says what it would do now."""
    asked = ("rename", "unpin" if thread.pinned else "pin", "unlock" if thread.locked else "lock", "move")
    found = []
    for verb in asked if thread.space.contract is None else asked[:-1]:
        label, drawn, door = OF_THREAD[verb]
        if not why_not_in_thread(facts, verb.removeprefix("un")):
            url = reverse(door, args=[thread.pk])
            switch = {"pin": "1", "unpin": "", "lock": "1", "unlock": ""}.get(verb)
            found.append({"label": label, "icon": drawn, "url": url, "switch": switch, "is_switch": switch is not None})
    return found


def why_no_reply(facts: Facts) -> str:
    """Why there is no form to reply."""
    code = why_not_in_thread(facts, "reply")
    return str(REFUSALS[code]) if code else ""
