"""Threads and posts: what is said in a space, by whom, in which order."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4, uuid7
from portage.network.models import Membership

from .spaces import Space


@append_only_but_for("space", "title", "pinned", "locked", "answer", "posts", "last_at")
class Thread(models.Model):
    """A subject in a space. `posts` is the number of the newest post and `last_at` its moment: copies, for lists.

    `answer` is the number of the post that was marked as the answer. Pinned stands first; locked takes no more posts.
    """

    scope_path = "space"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="threads")
    title = models.CharField(_("title"), max_length=160)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    pinned = models.BooleanField(_("pinned"), default=False)
    locked = models.BooleanField(_("locked"), default=False)
    answer = models.PositiveIntegerField(_("answer"), null=True)
    posts = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="thread_has_a_title", condition=~Q(title=""))]
        indexes = [models.Index(fields=["space", "-pinned", "-last_at", "-id"], name="thread_by_day")]

    def __str__(self) -> str:
        return self.title


@append_only_but_for("text", "edited_at", "hidden_at", "taken_back_at")
class Post(models.Model):
    """One message of a thread, in Markdown, at its place in it for ever. The first says what the thread is about.

    `key` was made where it was written: the same one again is the same post. `quotes` is a post of the same thread. Words that
    were changed stay as `FormerText`. Hidden by a moderator, or taken back by its author, it keeps its place without its words.
    """

    scope_path = "thread__space"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    quotes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("text"))
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="post_in_its_place"),
            models.UniqueConstraint(fields=["membership", "key"], name="post_written_once"),
            models.CheckConstraint(name="post_is_numbered_from_one", condition=Q(number__gt=0)),
        ]
        indexes = [models.Index(fields=["membership", "-at"], name="post_by_author")]
        ordering = ["number"]

    @property
    def is_told(self) -> bool:
        """Whether its words are shown."""
        return self.hidden_at is None and self.taken_back_at is None


@append_only_but_for("text")
class FormerText(models.Model):
    """What a post said before it was changed, until `at`."""

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="former")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="former_text_in_its_place")]
        ordering = ["number"]


@append_only
class Mention(models.Model):
    """A post speaks to this member, who could read it then: their name stands in its text."""

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mentions")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership"], name="mentioned_once_a_post")]
        indexes = [models.Index(fields=["membership", "post"], name="mention_by_member")]


class Reaction(models.Model):
    """One member's short answer to a post: a toggle, of which no history is kept."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thanks")
        USEFUL = "useful", _("Useful")
        SAME = "same", _("Same question")

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reactions")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership", "kind"], name="reaction_once")]
