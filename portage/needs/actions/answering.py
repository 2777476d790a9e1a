"""The principal answers, both parties write, and the agent ends what it began."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.core.tongues import is_tag

from ..models import MATTER_ARROWS, Matter, Said, Translation
from ..rules.verbs import ANSWERS_OF, ENDS
from ..words.refusals import REFUSALS
from . import telling
from .checking import open_matter, refusal, words
from .opening import say

Kind, Status = Matter.Kind, Matter.Status


@transaction.atomic
def answer(
    matter: Matter, *, answer: str, text: str = "", language: str = "", remedy: str = "", key: UUID | None = None, by: By,
    at: datetime,
) -> Said:  # fmt: skip
    """The principal answers: yes or no to a need, agrees to a quote or does not, accepts a complaint (`remedy`: replace, credit,
    repair) or refuses it. What refuses says why. Or it asks back (`question`): the day to answer stays.

    An answer never changes. Another one may follow it, and then stands; but a quote is agreed to or declined once. The same
    `key` again is the same answer.
    """
    contract, matter, _side = open_matter(matter, by, "principal")
    if known := known_words(matter, key, answer, text, by):
        return known
    if answer not in (*ANSWERS_OF[matter.kind], "question"):
        raise refusal("unknown_answer", "answer")
    if matter.status in ENDS or (matter.kind == Kind.QUOTE and matter.status != Status.WAITING):
        raise Refused("answered", REFUSALS["answered"])
    if text.strip() or answer in {"question", "no", "declined", "refused"}:
        text = words(text, language)
    if (answer == "accepted") != (remedy in Said.Remedy.values):
        raise refusal("no_remedy", "remedy")
    made = say(matter, answer, "principal", text.strip(), language, remedy=remedy, key=key, by=by, at=at)
    if answer == "question":
        return _asked_back(made, matter, contract, by, at)
    return _decided(made, matter, contract, by, at)


def _asked_back(made: Said, matter: Matter, contract: Contract, by: By, at: datetime) -> Said:
    if matter.status == Status.WAITING:
        matter.asked_at = at
        matter.save(update_fields=["asked_at"])
    journal.record(f"needs.{matter.kind}_question", matter, by=by, at=at)
    telling.answered(made, matter, contract, at=at)
    return made


def _decided(made: Said, matter: Matter, contract: Contract, by: By, at: datetime) -> Said:
    if matter.status == made.kind and matter.kind != Kind.COMPLAINT:
        raise Refused("same_answer", REFUSALS["same_answer"])
    if matter.status != made.kind:
        MATTER_ARROWS.check(matter.status, made.kind)
    matter.status, matter.asked_at = made.kind, None
    matter.save(update_fields=["status", "asked_at"])
    facts: dict[str, Any] = {"remedy": made.remedy} if made.remedy else {}
    journal.record(f"needs.{matter.kind}_{made.kind}", matter, by=by, at=at, **facts)
    telling.answered(made, matter, contract, at=at)
    return made


def known_words(matter: Matter, key: UUID | None, kind: str, text: str, by: By) -> Said | None:
    """What this member said before under this key. Raises Refused when it was something else."""
    known = matter.thread.filter(membership=by.membership, key=key).first() if key is not None else None
    if known is not None and (known.kind, known.texts.get(known.original, "")) != (kind, text.strip()):
        raise Refused("asked_otherwise", REFUSALS["asked_otherwise"])
    return known


@transaction.atomic
def write(matter: Matter, *, text: str, language: str, key: UUID | None = None, by: By, at: datetime) -> Said:
    """One party writes to the other. What the agent writes answers the principal's question, if there was one. The same `key`
    again is the same utterance."""
    contract, matter, side = open_matter(matter, by)
    if known := known_words(matter, key, "words", text, by):
        return known
    text = words(text, language)
    made = say(matter, "words", side, text, language, key=key, by=by, at=at)
    if side == "agent" and matter.asked_at is not None:
        matter.asked_at = None
        matter.save(update_fields=["asked_at"])
    journal.record(f"needs.{matter.kind}_written_on", matter, by=by, at=at, side=side)
    telling.answered(made, matter, contract, at=at)
    return made


@transaction.atomic
def withdraw(matter: Matter, *, text: str, language: str, by: By, at: datetime) -> Said:
    """The agent takes back what has no answer yet, and says why."""
    contract, matter, _side = open_matter(matter, by, "agent")
    if matter.status != Status.WAITING:
        raise Refused("answered", REFUSALS["answered"])
    return _end(matter, contract, "withdrawn", text, language, by=by, at=at)


@transaction.atomic
def close_complaint(matter: Matter, *, text: str, language: str, by: By, at: datetime) -> Said:
    """The agent closes a complaint that has its answer: what came of it at the customer's."""
    contract, matter, _side = open_matter(matter, by, "agent")
    if matter.kind != Kind.COMPLAINT or matter.status not in ANSWERS_OF["complaint"]:
        code = "unanswered" if matter.status == Status.WAITING else "answered"
        raise Refused(code, REFUSALS[code])
    return _end(matter, contract, "closed", text, language, by=by, at=at)


def _end(matter: Matter, contract: Contract, kind: str, text: str, language: str, *, by: By, at: datetime) -> Said:
    MATTER_ARROWS.check(matter.status, kind)
    made = say(matter, kind, "agent", words(text, language), language, by=by, at=at)
    matter.status, matter.asked_at = kind, None
    matter.save(update_fields=["status", "asked_at"])
    journal.record(f"needs.{matter.kind}_{kind}", matter, by=by, at=at)
    telling.answered(made, matter, contract, at=at)
    return made


@transaction.atomic
def translate(said: Said, *, language: str, text: str, by: By, at: datetime) -> Translation:
    """Somebody of either side puts what was said in another language: once for each, beside the original, which stays."""
    _contract, matter, _side = open_matter(said.matter, by)
    said = Said.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if not said.original:
        raise Refused("no_words_there", REFUSALS["no_words_there"])
    if not is_tag(language) or language == said.original:
        raise refusal("unknown_language", "language")
    text = words(text, language)
    try:
        with transaction.atomic():
            made = Translation.objects.create(said=said, language=language, membership=by.membership, at=at)
    except IntegrityError:
        raise Refused("translated_already", REFUSALS["translated_already"], field="language") from None
    said.texts = {**said.texts, language: text}
    said.save(update_fields=["texts"])
    journal.record("needs.translated", matter, by=by, at=at, language=language)
    return made
