"""What follows a section: the SME says that it has read it, the two parties talk, and things are promised and done."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contracts.models import Contract
from contracts.queries.people import side_of
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.tongues import check_text

from ..models import Acknowledgement, ActionEvent, NextAction, Remark, Section
from ..rules.content import Promise
from ..words.refusals import REFUSALS
from . import telling
from .checking import of_action

MOST = 5000


def check_party(section: Section, by: By) -> tuple[Contract, str]:
    """The contract of a section and the side that `by` acts for. Raises Forbidden for whoever is no party."""
    contract = section.contract
    side = side_of(contract, by.organisation) if contract is not None else ""
    if contract is None or not side:
        raise Forbidden("not_a_party", REFUSALS["not_a_party"])
    return contract, side


@transaction.atomic
def acknowledge(section: Section, *, by: By, at: datetime) -> Acknowledgement:
    """The SME tells that it has read a section. It binds to nothing; twice is once."""
    _contract, side = check_party(section, by)
    if side != "principal":
        raise Forbidden("not_the_principal", REFUSALS["not_the_principal"])
    try:
        with transaction.atomic():
            made = Acknowledgement.objects.create(section=section, membership=by.membership, at=at)
    except IntegrityError:
        raise Refused("already_acknowledged", REFUSALS["already_acknowledged"]) from None
    journal.record("fieldwork.acknowledged", section, by=by, at=at)
    return made


@transaction.atomic
def remark(section: Section, *, text: str, by: By, at: datetime) -> Remark:
    """One party writes to the other on a section."""
    contract, side = check_party(section, by)
    made = Remark.objects.create(section=section, side=side, membership=by.membership, text=_words(text), at=at)
    journal.record("fieldwork.remarked", section, by=by, at=at, side=side)
    telling.remarked(made, section, contract, at=at)
    return made


def _words(text: str) -> str:
    if not text.strip():
        raise Invalid("no_words", REFUSALS["no_words"], field="text")
    if len(text) > MOST:
        raise Invalid("too_many_characters", REFUSALS["too_many_characters"] % {"most": MOST}, field="text")
    try:
        check_text(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field="text") from error
    return text.strip()


@transaction.atomic
def ask_action(section: Section, *, text: str, side: str, due_on: date, by: By, at: datetime) -> NextAction:
    """Either party adds something to do, for itself or for the other, from today on."""
    contract, _side = check_party(section, by)
    for refusal in of_action(Promise(text, side, due_on), clock.day_in(contract.time_zone, at)):
        raise refusal
    made = NextAction.objects.create(
        section=section, text=text.strip(), side=side, due_on=due_on, asked_by=by.membership, at=at
    )
    journal.record("fieldwork.action_asked", section, by=by, at=at, side=side, due_on=due_on)
    return made


@transaction.atomic
def take_action(action: NextAction, *, by: By, at: datetime) -> ActionEvent:
    """Somebody of the side that it is asked of takes it upon them; a colleague may take it over."""
    return _event(action, ActionEvent.Kind.TAKEN, by=by, at=at)


@transaction.atomic
def move_action(action: NextAction, *, due_on: date, by: By, at: datetime) -> ActionEvent:
    """The side that does it names another day, from today on."""
    contract, _side = check_party(action.section, by)
    for refusal in of_action(Promise(action.text, action.side, due_on), clock.day_in(contract.time_zone, at)):
        raise refusal
    return _event(action, ActionEvent.Kind.MOVED, due_on=due_on, by=by, at=at)


@transaction.atomic
def finish_action(action: NextAction, *, by: By, at: datetime) -> ActionEvent:
    """It is done."""
    return _event(action, ActionEvent.Kind.DONE, by=by, at=at)


@transaction.atomic
def drop_action(action: NextAction, *, reason: str, by: By, at: datetime) -> ActionEvent:
    """It will not be done, and why: the other party reads it."""
    if not reason.strip():
        raise Invalid("no_reason", REFUSALS["no_words"], field="reason")
    return _event(action, ActionEvent.Kind.DROPPED, reason=_words(reason)[:300], by=by, at=at)


def _event(action: NextAction, kind: str, *, by: By, at: datetime, due_on: date | None = None, reason: str = "") -> ActionEvent:  # fmt: skip
    """One event of an action that is not over, by the side that it is asked of."""
    action = NextAction.objects.select_for_update(of=("self",)).select_related("section__contract").get(pk=action.pk)
    _contract, side = check_party(action.section, by)
    if side != action.side:
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    if action.events.filter(kind__in=["done", "dropped"]).exists():
        raise Refused("action_over", REFUSALS["action_over"])
    made = ActionEvent.objects.create(
        action=action, kind=kind, due_on=due_on, reason=reason, membership=by.membership, at=at
    )
    journal.record(f"fieldwork.action_{kind}", action.section, by=by, at=at, action=action.pk)
    return made
