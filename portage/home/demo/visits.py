"""A year of visit reports: filed on their days by those who visited, then read, answered, corrected and followed up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from contracts.models import Contract
from portage.core.journal import By
from portage.core.models import Message
from portage.fieldwork.actions import following
from portage.fieldwork.actions.attaching import attach
from portage.fieldwork.actions.correcting import correct_section
from portage.fieldwork.actions.drafts import keep_draft
from portage.fieldwork.actions.filing import file_report
from portage.fieldwork.models import Report, Section
from portage.fieldwork.rules.content import Head, Person, Promise, Seen, Told
from portage.network.models import Customer

from .days import working
from .told import DIRECTORS
from .told import Told as Done
from .visits_told import VISITS, Part, Todo, Visit

SALES = ("sales_engineer", "subsidiary_manager")
TIMES = (45, None, 90, 30, 60, None, 20)  # who wishes says how long a visit served one contract
Step = tuple[datetime, Callable[[], object]]


def record_visits(told: Done, *, now: datetime) -> None:
    """Every report on its day, then what followed on its own; nothing of the future."""
    customers = {(one.owner_id, one.name): one for one in Customer.objects.all()}
    after: list[Step] = []
    for visit in sorted(VISITS, key=lambda one: -one.back):
        after += _file(told, visit, customers, now)
    _begin(told, customers, now)
    for _at, do in sorted((step for step in after if step[0] <= now), key=lambda step: step[0]):
        do()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    Message.objects.filter(status=Message.Status.WAITING, created_at__lt=today).update(status=Message.Status.DROPPED)


def _begin(told: Done, customers: dict, now: datetime) -> None:
    """A report that its author began on the way and has not filed."""
    customer, contract = customers[told.orgs["rhodia-pl"].pk, "Kosmetyka Wisła"], told.contracts["pmi3-pl"]
    head = {"customer": str(customer.pk), "kind": "call", "visited_on": now.date().isoformat(), "language": "en"}
    section = {"contract": str(contract.pk), "needs": "The trial of CL-12 went well. They ask when 100 kg could"}
    content = {"head": head | {"place": "", "met": [], "note": ""}, "sections": [section]}
    at = now - timedelta(minutes=40)
    keep_draft(uuid5(NAMESPACE_URL, "begun"), content=content, seen=0, by=told.by("rhodia-pl", SALES, at), at=at)


def _file(told: Done, visit: Visit, customers: dict, now: datetime) -> list[Step]:
    """The report; what follows it, each at its moment."""
    day = working(now.date() - timedelta(days=visit.back))
    at = min(datetime.combine(day + timedelta(days=visit.late), time(15, 52), tzinfo=UTC), now)
    contracts = {part.contract: told.contracts[part.contract] for part in visit.parts if part.contract}
    for contract in contracts.values():
        contract.refresh_from_db()
    bound = [part for part in visit.parts if _binds(contracts.get(part.contract), day)]
    me = told.by(visit.owner, SALES, at)
    head = Head(
        customers[told.orgs[visit.owner].pk, visit.customer].pk, visit.kind, day, visit.language, place=visit.place,
        met=tuple(Person(*one) for one in visit.met), note=visit.note,
    )  # fmt: skip
    filed = file_report(
        uuid5(NAMESPACE_URL, f"{visit.owner} {visit.customer} {visit.back}"),
        head=head,
        sections=[_told(told, part, day) for part in bound],
        contracts={contract.pk: contract for contract in contracts.values()},
        by=me,
        at=at,
        written_at=at - timedelta(minutes=9),
    )
    report = filed.reports[0]
    if visit.photo and bound:
        attach(
            _section(report, contracts[bound[0].contract]),
            key=report.key,
            content=_drawn(),
            name=visit.photo,
            by=me,
            at=at,
        )
    return [step for part in bound if part.contract for step in _after(told, visit, part, report, at)]


def _binds(contract: Contract | None, day: date) -> bool:
    """Whether a section may tell of it; the group's own products always."""
    if contract is None:
        return True
    begun = contract.first_day is not None and contract.first_day <= day
    return begun and (contract.ends_on is None or contract.ends_on >= day)


def _told(told: Done, part: Part, day: date) -> Told:
    goods = told.goods.get(part.contract.partition("-")[0], {})
    contract = told.contracts[part.contract] if part.contract else None
    covered = set(contract.product_lines.values_list("product", flat=True)) if contract else set()
    shown = tuple(goods[code].pk for code in part.shown if code in goods and goods[code].pk in covered)
    return Told(
        contract.pk if contract else None, interest=part.interest, needs=part.needs, objections=part.objections, customs=part.customs,
        growth=part.growth, opportunity=part.opportunity, order_taken=part.order, shown=shown,
        minutes=TIMES[len(part.needs) % len(TIMES)],
        competitors=tuple(_seen(*one) for one in part.seen),
        actions=tuple(Promise(what, side, day + timedelta(days=days)) for what, side, days, _became in part.todo),
    )  # fmt: skip


def _seen(name: str, product: str, price: str, currency: str, unit: str) -> Seen:
    return Seen(name, product, Decimal(price) if price else None, currency, unit)


def _section(report: Report, contract: Contract) -> Section:
    return report.sections.get(contract=contract)


def _after(told: Done, visit: Visit, part: Part, report: Report, at: datetime) -> Iterator[Step]:
    """What the two parties did with a section."""
    section = _section(report, told.contracts[part.contract])
    sme = part.contract.partition("-")[0]
    sides = {"principal": (sme, DIRECTORS), "agent": (visit.owner, SALES)}

    def who(side: str, when: datetime) -> By:
        return told.by(*sides[side], when)

    if part.fixed:
        when = at + timedelta(days=part.fixed[0], minutes=18)
        yield when, partial(_correct, told, part, section, who, when)
    for number, (side, days, words) in enumerate(part.said):
        when = at + timedelta(days=days, minutes=32 + 7 * number)
        yield when, partial(_say, section, words, who, side, when)
    if part.read:
        when = at + timedelta(days=part.read, hours=2)
        yield when, partial(_read, section, who, when)
    for todo, action in zip(part.todo, _actions(section, part.todo), strict=True):
        yield from _became(todo, action, who, at)


def _actions(section: Section, todo: tuple[Todo, ...]) -> list[Any]:
    by_text = {one.text: one for one in section.actions.all()}
    return [by_text[what] for what, *_rest in todo]


def _became(todo: Todo, action: Any, who: Callable[[str, datetime], By], at: datetime) -> Iterator[Step]:
    _what, side, days, became = todo
    first, last = at + timedelta(days=1, hours=1), at + timedelta(days=max(2, days - 1))
    if became in {"taken", "done", "moved"}:
        yield first, lambda: following.take_action(action, by=who(side, first), at=first)
    if became == "moved":
        later = (at + timedelta(days=days + 10)).date()
        yield first, lambda: following.move_action(action, due_on=later, by=who(side, first), at=first)
        done = last + timedelta(days=8)
        yield done, lambda: following.finish_action(action, by=who(side, done), at=done)
    if became == "done":
        yield last, lambda: following.finish_action(action, by=who(side, last), at=last)
    if became == "dropped":
        why = "The second site closes at the end of the year."
        yield last, lambda: following.drop_action(action, reason=why, by=who(side, last), at=last)


def _say(section: Section, words: str, who: Callable[[str, datetime], By], side: str, at: datetime) -> None:
    following.remark(section, text=words, by=who(side, at), at=at)


def _read(section: Section, who: Callable[[str, datetime], By], at: datetime) -> None:
    following.acknowledge(section, by=who("principal", at), at=at)


def _correct(told: Done, part: Part, section: Section, who: Callable[[str, datetime], By], at: datetime) -> None:
    """The first competitor's price, or a text."""
    if part.fixed is None:
        return
    _days, name, right, why = part.fixed
    says = replace(_told(told, part, section.report.visited_on), actions=())
    if name == "price":
        first, *others = says.competitors
        says = replace(says, competitors=(replace(first, price=Decimal(right)), *others))
    else:
        text: dict[str, Any] = {name: right}
        says = replace(says, **text)
    correct_section(section, told=says, reason=why, seen=1, by=who("agent", at), at=at)


def _drawn() -> bytes:
    """A picture that stands for a photo of a shelf."""
    picture = Image.new("RGB", (960, 720), "#e8e3d8")
    pen = ImageDraw.Draw(picture)
    colours = ("#5b7c99", "#c9a66b", "#7a9e7e", "#b5656b", "#8d7aa5")
    for row in range(3):
        pen.rectangle((30, 230 + 230 * row, 930, 244 + 230 * row), fill="#8a7f6d")
        for place in range(9):
            left = 46 + 98 * place
            pen.rounded_rectangle(
                (left, 70 + 230 * row, left + 78, 230 + 230 * row), 12, fill=colours[(row + place) % 5]
            )
            pen.rectangle((left + 8, 196 + 230 * row, left + 70, 222 + 230 * row), fill="#fffdf6")
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
