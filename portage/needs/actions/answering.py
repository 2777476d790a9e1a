"""The principal answers, both parties write, and the agent ends what it began."""

from datetime import datetime
from typing import Any

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
    matter: Matter, *, answer: str, text: str = "", language: str = "", remedy: str = "", by: By, at: datetime
) -> Said:
    """The principal answers: yes or no to a need, agrees to a quote or does not, accepts a complaint (`remedy`: replace, credit,
    repair) or refuses it. What refuses says why. Or it asks back (`question`): the day to answer stays.

    An answer never changes. Another one may follow it, and then stands; but a quote is agreed to or declined once.
    """
    contract, matter, _side = open_matter(matter, by, "principal")
    if answer not in (*ANSWERS_OF[matter.kind], "question"):
        raise refusal("unknown_answer", "answer")
    if matter.status in ENDS or (matter.kind == Kind.QUOTE and matter.status != Status.WAITING):
        raise Refused("answered", REFUSALS["answered"])
    if text.strip() or answer in {"question", "no", "declined", "refused"}:
        text = words(text, language)
    if (answer == "accepted") != (remedy in Said.Remedy.values):
        raise refusal("no_remedy", "remedy")
    return _question(matter, contract, text, language, by, at) if answer == "question" else _decide(
        matter, contract, answer, text.strip(), language, remedy, by, at
    )  # fmt: skip


def _question(matter: Matter, contract: Contract, text: str, language: str, by: By, at: datetime) -> Said:
    made = say(matter, "question", "principal", text, language, by=by, at=at)
    if matter.status == Status.WAITING:
        matter.asked_at = at
        matter.save(update_fields=["asked_at"])
    journal.record(f"needs.{matter.kind}_question", matter, by=by, at=at)
    telling.answered(made, matter, contract, at=at)
    return made


def _decide(
    matter: Matter, contract: Contract, answer: str, text: str, language: str, remedy: str, by: By, at: datetime
) -> Said:
    if matter.status == answer and matter.kind != Kind.COMPLAINT:
        raise Refused("same_answer", REFUSALS["same_answer"])
    if matter.status != answer:
        MATTER_ARROWS.check(matter.status, answer)
    made = say(matter, answer, "principal", text, language, remedy=remedy, by=by, at=at)
    matter.status, matter.asked_at = answer, None
    matter.save(update_fields=["status", "asked_at"])
    facts: dict[str, Any] = {"remedy": remedy} if remedy else {}
    journal.record(f"needs.{matter.kind}_{answer}", matter, by=by, at=at, **facts)
    telling.answered(made, matter, contract, at=at)
    return made


@transaction.atomic
def write(matter: Matter, *, text: str, language: str, by: By, at: datetime) -> Said:
    """One party writes to the other. What the agent writes answers the principal's question, if there was one."""
    contract, matter, side = open_matter(matter, by)
    text = words(text, language)
    made = say(matter, "words", side, text, language, by=by, at=at)
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
