"""E-mail between a need and an order: that something waits for an answer, or has it. It names no customer and no price."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import translation

from contracts.models import Contract
from portage.core import outbox
from portage.core.models import Message
from portage.fieldwork.actions.telling import DIRECTORS
from portage.network import access
from portage.network.models import Membership
from portage.network.queries import active_memberships
from portage.network.roles import Role

from ..models import Instruction, Matter, Said, Sample, Trial
from ..words.mail import SUBJECTS

CHECK = "portage.needs.actions.telling.may_read"
TOLD_OF: dict[str, type[Model]] = {kind._meta.label_lower: kind for kind in (Matter, Sample, Instruction)}


def may_read(message: Message) -> bool:
    """Asked again just before sending: whether the recipient still sees, in one of their memberships, what it tells of."""
    person, told_of = message.recipient, TOLD_OF[message.scope_kind]
    if person is None:
        return False
    for membership in active_memberships(person):
        access.act(person, membership)
        if access.visible(person, told_of._default_manager.filter(pk=message.scope_id)).exists():
            return True
    return False


def opened(matter: Matter, contract: Contract, *, at: datetime) -> None:
    """The SME's directors: something waits for their answer."""
    _tell(_directors(contract), matter, contract, f"{matter.kind}_opened", f"matter:{matter.pk}:opened", at)


def quoted(matter: Matter, contract: Contract, *, at: datetime) -> None:
    """The SME's directors: a quote asks for their agreement, or was given in their name."""
    about = "quote_opened" if matter.status == Matter.Status.WAITING else "quote_given"
    _tell(_directors(contract), matter, contract, about, f"matter:{matter.pk}:{about}", at)


def answered(said: Said, matter: Matter, contract: Contract, *, at: datetime) -> None:
    """The other side: the SME's directors, or who asked. Words that decide nothing are told once a day."""
    decides = said.kind not in {"words", "question"}
    key = f"said:{said.pk}" if decides else f"words:{matter.pk}:{said.side}:{at.date().isoformat()}"
    people = _directors(contract) if said.side == "agent" else [matter.membership]
    _tell(people, matter, contract, f"{matter.kind}_answered", key, at)


def sampled(sample: Sample, contract: Contract, *, at: datetime) -> None:
    """Who asked for it, else the agent's manager: a sample is on its way."""
    need = sample.matter
    people = [need.membership] if need is not None else _managers(contract)
    _tell(people, sample, contract, "sample_sent", f"sample:{sample.pk}:sent", at)


def tried(trial: Trial, sample: Sample, contract: Contract, *, at: datetime) -> None:
    """The SME's directors: what came of their sample."""
    _tell(_directors(contract), sample, contract, "sample_tried", f"trial:{trial.pk}", at)


def priced(instruction: Instruction, contract: Contract, *, at: datetime) -> None:
    """The agent's manager: prices have changed. One mail a contract and a day, however many are written."""
    day = at.date().isoformat()
    _tell(_managers(contract), instruction, contract, "price_written", f"prices:{contract.pk}:{day}", at)


def _directors(contract: Contract) -> list[Membership]:
    return access.readers(contract, organisations=[contract.principal_id], roles=DIRECTORS)


def _managers(contract: Contract) -> list[Membership]:
    return access.readers(contract, organisations=[contract.agent_id], roles=[Role.SUBSIDIARY_MANAGER])


def _address(row: Model) -> str:
    if isinstance(row, Matter):
        return reverse("needs:matter", args=[row.pk])
    return reverse("needs:sample", args=[row.pk]) if isinstance(row, Sample) else reverse("needs:prices")


def _tell(people: Iterable[Membership], row: Model, contract: Contract, about: str, key: str, at: datetime) -> None:
    for person in dict.fromkeys(member.person for member in people):
        with translation.override(person.language):
            subject, text = (str(words) % {"reference": contract.reference} for words in SUBJECTS[about])
        outbox.send(
            person, kind=f"needs.{row._meta.model_name}", key=f"needs:{key}:{person.pk}", subject=subject, text=text, at=at,
            action=_address(row), about=row, check=CHECK,
        )  # fmt: skip
