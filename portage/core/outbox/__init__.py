"""E-mail: a row written with the fact that it tells, sent by a job at least once, always under the same Message-ID.

A message holds no confidential content: it says that something waits, and one link opens it, behind the login.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

from .. import clock
from ..jobs import delay, enqueue_once, job
from ..logs import told
from ..models import Message, Muted

logger = logging.getLogger("portage.outbox")
ATTEMPTS = 8
SENDING = timedelta(minutes=5)
BATCH = 50
SALT = "portage.core.outbox"
# Mail about the account itself (confirm an address, reset a password) cannot be muted.
ESSENTIAL = "account."


def send(
    recipient: Any,
    *,
    kind: str,
    key: str,
    subject: str,
    text: str,
    at: datetime,
    html: str = "",
    language: str = "",
    action: str = "",
    about: models.Model | None = None,
    check: str = "",
) -> None:
    """Write a message, in the caller's transaction. The same `key` again writes nothing.

    `recipient` is a person; `kind` groups what they may mute; `action` is the path that the one link opens;
    `about` is what the message tells of and `check` the dotted path of `may_read(message) -> bool`, asked again
    before sending. Without `html`, the text is laid out in the common frame.
    """
    send_all(
        [recipient], key=lambda person: key, words=lambda language: (subject, text), html=html, language=language,
        kind=kind, at=at, action=action, about=about, check=check,
    )  # fmt: skip


def send_all(
    recipients: Iterable[Any], *, key: Callable[[Any], str], words: Callable[[str], tuple[str, str]], kind: str, at: datetime,
    html: str = "", language: str = "", action: str = "", about: models.Model | None = None, check: str = "",
) -> None:  # fmt: skip
    """The same as `send`, to many: `key` of a person, `words` (subject, text) by language, asked for once each. One statement
    whatever their number."""
    said: dict[str, tuple[str, str]] = {}
    rows = []
    for person in recipients:
        tongue = language or person.language
        subject, text = said.get(tongue) or said.setdefault(tongue, words(tongue))
        told = {"key": key(person), "subject": subject[:200], "text": text, "html": html, "action": action}
        rows.append(_about(Message(recipient=person, language=tongue, kind=kind, check_path=check, **told), about, at))
    _keep(rows)


def send_to_address(
    address: str,
    *,
    kind: str,
    key: str,
    subject: str,
    text: str,
    language: str,
    at: datetime,
    action: str,
    about: models.Model | None,
    check: str,
) -> None:
    """Write a message to an address that may have no account, in the caller's transaction; otherwise as `send`.

    Only about the account itself (`account.`), and never without a check: there is no login before the link.
    """
    if not kind.startswith(ESSENTIAL):
        raise ValueError(kind)
    message = Message(
        address=address, language=language, kind=kind, key=key, subject=subject[:200], text=text, action=action, check_path=check
    )  # fmt: skip
    _keep([_about(message, about, at)])


def _about(message: Message, about: models.Model | None, at: datetime) -> Message:
    """The row with what it tells of, and when it may leave."""
    message.created_at = message.not_before = at
    if about is not None:
        message.scope_kind, message.scope_id = about._meta.label_lower, about.pk
    return message


def _keep(messages: list[Message]) -> None:
    """Write the rows, each once, and let them be sent."""
    if messages:
        Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=1000)
        enqueue_once(deliver_messages)


def forget_about(about: Iterable[models.Model]) -> None:
    """What these rows told is erased: the messages about them that went, or wait to go, to a bare address go too."""
    for row in about:
        told = Message.objects.filter(recipient__isnull=True, scope_kind=row._meta.label_lower, scope_id=row.pk)
        told.delete()


@job(queue="mail", retries=1, timeout=280)
def deliver_messages() -> dict[str, int]:
    """Send what waits. Each message is taken by one worker for five minutes; a killed one is sent again later."""
    counts: dict[str, int] = {}
    connection = get_connection()
    while batch := list(_waiting(clock.now())[:BATCH]):
        for message in batch:
            result = _deliver(message, connection)
            counts[result] = counts.get(result, 0) + 1
    return counts


def _waiting(at: datetime) -> models.QuerySet[Message]:
    return (
        Message.objects.filter(status=Message.Status.WAITING, not_before__lte=at)
        .select_related("recipient")
        .order_by("not_before")
    )


def _deliver(message: Message, connection: Any) -> str:
    """Take, check, send, note. The database is free while the mail server answers."""
    now = clock.now()
    mine = Message.objects.filter(pk=message.pk, status=Message.Status.WAITING, attempts=message.attempts)
    if not mine.update(attempts=message.attempts + 1, not_before=now + SENDING):
        return "taken"
    message.attempts += 1
    held = Message.objects.filter(pk=message.pk, status=Message.Status.WAITING, attempts=message.attempts)
    try:
        if not may_receive(message):
            held.update(status=Message.Status.DROPPED, error="", **spent(message))
            return "dropped"
        compose(message, connection).send()
    except Exception as error:
        return _failed(message, held, error, now)
    held.update(status=Message.Status.SENT, sent_at=clock.now(), error="", **spent(message))
    return "sent"


def spent(message: Message) -> dict[str, str]:
    """What is not kept of a message that is over: the link of mail about an account is a key."""
    return {"action": ""} if message.kind.startswith(ESSENTIAL) else {}


def _failed(message: Message, held: models.QuerySet[Message], error: Exception, at: datetime) -> str:
    """Later again, or never: after ATTEMPTS tries the message is kept as failed and shown to the operator."""
    final = message.attempts >= ATTEMPTS
    logger.warning("mail not sent", exc_info=error, extra={"mail": str(message.pk), "attempt": message.attempts})
    what = told(error)
    held.update(
        status=Message.Status.FAILED if final else Message.Status.WAITING,
        not_before=at + delay(message.attempts),
        error=f"{what['type']}: {what.get('message', '')}"[:300],
        **(spent(message) if final else {}),
    )
    return "failed" if final else "later"


def may_receive(message: Message) -> bool:
    """Asked at the moment of sending: the account still lives, the kind is not muted, the thing may still be read."""
    person = message.recipient
    if person is not None:
        muted = Muted.objects.filter(person=person, kind=message.kind)
        if not person.is_active or (not message.kind.startswith(ESSENTIAL) and muted.exists()):
            return False
    return not message.check_path or bool(import_string(message.check_path)(message))


def compose(message: Message, connection: Any = None) -> EmailMultiAlternatives:
    """The mail as it leaves: text, HTML, one link, a stable Message-ID, and the way to mute its kind."""
    link = settings.SITE_URL + message.action if message.action else ""
    headers = {
        "Message-ID": f"<{message.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    mute = ""
    if not message.kind.startswith(ESSENTIAL):
        mute = settings.SITE_URL + reverse("core:mute", args=[mute_token(message)])
        headers |= {"List-Unsubscribe": f"<{mute}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    context = {
        "subject": message.subject,
        "text": message.text,
        "link": link,
        "mute": mute,
        "language": message.language,
    }
    with translation.override(message.language):
        text = render_to_string("core/mail.txt", context)
        html = message.html or render_to_string("core/mail_bare.html", context)
    mail = EmailMultiAlternatives(
        message.subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient.email if message.recipient else message.address],
        connection=connection,
        headers=headers,
    )
    mail.attach_alternative(html, "text/html")
    return mail


def mute_token(message: Message) -> str:
    """What the link carries: the person and the kind, signed. It opens nothing else."""
    return signing.dumps([str(message.recipient_id), message.kind], salt=SALT)


def read_mute_token(token: str) -> tuple[str, str]:
    """The person and the kind of a link. Raises signing.BadSignature."""
    person, kind = signing.loads(token, salt=SALT)
    return person, kind


def mute(person_id: str, kind: str, *, at: datetime) -> None:
    """The person does not want this kind of e-mail; asking twice changes nothing."""
    Muted.objects.get_or_create(person_id=person_id, kind=kind, defaults={"at": at})


# No mail is ever sent to it (RFC 2606).
NOBODY = "nobody@erased.invalid"


def forget(messages: models.QuerySet[Message]) -> int:
    """Empty messages that are over, in the caller's transaction; how many. The row stays: its key keeps the same message
    from being written again. What waits to be sent is left alone."""
    over = Message.objects.filter(pk__in=list(messages.values_list("pk", flat=True))).exclude(
        status=Message.Status.WAITING
    )
    emptied = {"subject": "", "text": "", "html": "", "action": "", "error": ""}
    over.exclude(address="").update(address=NOBODY)
    return over.update(**emptied)


def drop(messages: models.QuerySet[Message]) -> int:
    """What waits is not sent any more; how many."""
    return messages.filter(status=Message.Status.WAITING).update(status=Message.Status.DROPPED)
