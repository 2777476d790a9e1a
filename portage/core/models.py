"""Nouns of the core: journal, its chain, stored files, messages to send, the schedule. No domain word."""

from django.conf import settings
from django.db import models

from .append_only import HistoryQuerySet, append_only
from .ids import uuid4, uuid7


@append_only
class Entry(models.Model):
    """One business event: who did what to which scope, on whose behalf, when.

    `kind` names the event ("contracts.renewed"), `facts` holds its parameters (identifiers, dates, codes; never
    personal text, which lives in `EntryText` and can be erased). The sentence is made when it is read, in the
    reader's language. `salt` never leaves the database.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    scope_kind = models.CharField(max_length=30)
    scope_id = models.UUIDField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.UUIDField(null=True)
    request_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["scope_kind", "scope_id", "-at", "-id"], name="entry_by_scope"),
            models.Index(fields=["on_behalf_of", "id"], name="entry_by_behalf"),
        ]


class EntryText(models.Model):
    """The personal part of an entry: free text, address, agent, and the salt of its digest. Erasable."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="text")
    salt = models.CharField(max_length=64)
    content = models.JSONField(default=dict)


@append_only
class Link(models.Model):
    """The place of an entry in the chain: its position and the hash over the one before it.

    Written by one job, so that no verb waits for the head of the chain.
    """

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link")
    text_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = HistoryQuerySet.as_manager()


class Cursor(models.Model):
    """How far a reader of the journal has read. Readers are idempotent: after a crash they read again."""

    reader = models.CharField(primary_key=True, max_length=60)
    position = models.BigIntegerField(default=0)


@append_only
class Blob(models.Model):
    """Bytes, stored once under their SHA-256."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField()
    stored_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class StoredFile(models.Model):
    """A file of one scope: a random key that opens it, and the bytes that it shows.

    Two files with the same bytes have two keys and two scopes; nobody can tell that the bytes are shared.
    """

    key = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    scope_kind = models.CharField(max_length=30)
    scope_id = models.UUIDField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scope_kind", "scope_id"], name="file_by_scope")]


class Message(models.Model):
    """An e-mail to send: a row written with the fact that it tells. Sent at least once, same Message-ID.

    `check_path` is the dotted path of `may_read(message) -> bool`, asked just before sending: who lost access between
    the writing and the sending receives nothing. `scope_kind`, `scope_id` say what the message is about.
    `not_before` is when it may next be tried: later after a failure, and while a worker is sending it.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=120, unique=True, help_text="what makes this message the same message")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(blank=True, help_text="instead of a recipient: who may have no account yet")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    action = models.CharField(max_length=300, blank=True, help_text="path on this site that the one link opens")
    scope_kind = models.CharField(max_length=30, blank=True)
    scope_id = models.UUIDField(null=True)
    check_path = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], name="message_waiting", condition=models.Q(status="waiting")),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_goes_to_somebody",
                condition=models.Q(recipient__isnull=False, address="")
                | (models.Q(recipient__isnull=True) & ~models.Q(address="")),
            )
        ]


class Muted(models.Model):
    """A person asked not to receive one kind of e-mail any more (the List-Unsubscribe link)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="muted_once")]


class Heartbeat(models.Model):
    """The lease of a running job: who runs it, and when it last said that it lives.

    Who deletes this row decides what becomes of the job: its worker when it ends, or a recovery when the beat is
    old. A worker that wakes after its lease went finds no row of its own and cannot end the job.
    """

    task_id = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=80)
    beat_at = models.DateTimeField(db_index=True)


class Attempt(models.Model):
    """How often a job was started, killed runs included, and why it last failed."""

    task_id = models.UUIDField(primary_key=True)
    count = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)


class Firing(models.Model):
    """One due time of one scheduled job. The unique constraint makes each due time fire once, on any machine."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="one_firing_per_due_time")]


class IdempotencyKey(models.Model):
    """A write that a client may repeat: its key, what it asked (`digest`), and the answer it received."""

    member = models.UUIDField()
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    response = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="idempotency_key_once")]
