"""The list of needs, quotes and complaints, and one of them as both parties read it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portage.core import binding, words
from portage.core.drawings import shapes
from portage.core.lists import Table
from portage.fieldwork.pages.orders import parties
from portage.fieldwork.words.pages import excerpt, price
from portage.network.access import Acting
from portage.network.roles import Kind

from ..models import Matter, Said
from ..rules.verbs import ASK, COMPLAIN, QUOTE, Facts, verdicts
from ..words import matters as said
from ..words.refusals import OUTSIDE


class OfContracts(django_filters.FilterSet):
    """A list of which one contract may be asked, among those that the reader sees: `contracts` are (identifier, name)."""

    contract = django_filters.ChoiceFilter(
        label=gettext_lazy("Contract"), field_name="contract", empty_label=gettext_lazy("All contracts"), choices=[]
    )

    def __init__(self, *args: Any, contracts: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.filters["contract"], django_filters.ChoiceFilter):  # programs name it by its identifier
            self.filters["contract"].extra["choices"] = contracts


class MatterFilter(OfContracts):
    """They narrow what is visible, never widen it."""

    q = django_filters.CharFilter(label=gettext_lazy("Reference, customer, contract, party"), method="search")
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=Matter.Status.choices, empty_label=gettext_lazy("All statuses")
    )

    class Meta:
        model = Matter
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(reference__icontains=value) | Q(customer_name__icontains=value) | Q(city__icontains=value)
        found |= Q(contract__reference__icontains=value) | Q(contract__principal__name__icontains=value)
        return queryset.filter(found | Q(contract__agent__name__icontains=value))


def view_of(params: QueryDict, views: Mapping[str, Any] = said.VIEWS) -> str:
    """The view asked for; one that does not exist is the first."""
    return params.get("view", "") if params.get("view", "") in views else ""


def tabs(params: QueryDict, address: str, views: Mapping[str, Any], kept: Sequence[str]) -> list[dict[str, Any]]:
    """The usual views of a list, with the search kept."""
    found = []
    for code, label in views.items():
        query = QueryDict(mutable=True)
        for name in kept:
            if params.get(name, "").strip():
                query[name] = params.get(name, "")
        if code:
            query["view"] = code
        url = reverse(address) + (f"?{query.urlencode()}" if query else "")
        found.append({"label": label, "url": url, "count": None, "current": view_of(params, views) == code})
    return found


class MatterTable(Table):
    """On phones each row is a card. `today` is the reader's."""

    customer = tables.Column(verbose_name=gettext_lazy("What is asked"), accessor="customer_name", empty_values=())
    party = tables.Column(
        verbose_name=gettext_lazy("Contract"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Contract")}}
    )
    asked_on = tables.Column(
        verbose_name=gettext_lazy("Asked"), attrs={"td": {"class": "in", "data-l": gettext_lazy("Asked")}}
    )
    answer_by = tables.Column(verbose_name=gettext_lazy("Status"), empty_values=())

    def __init__(self, *args: Any, today: date, own: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.own = today, own

    def render_customer(self, record: Any) -> SafeString:
        text = excerpt(record.opening.text_in(tag())[0]) if record.opening else ""
        return format_html(
            '<a href="{}"><b>{}</b></a>{}<span class="sub mono">{}</span>',
            reverse("needs:matter", args=[record.pk]), said.title(record),
            format_html('<span class="sub">{}</span>', text) if text else "", record.reference,
        )  # fmt: skip

    def render_party(self, record: Any) -> SafeString:
        return format_html('{}<span class="sub mono">{}</span>', parties(record, self.own), record.contract.reference)

    def render_asked_on(self, value: date) -> SafeString:
        return format_html('<time class="nowrap" datetime="{}">{}</time>', value.isoformat(), words.day(value, "short"))

    def render_answer_by(self, record: Any) -> SafeString:
        drawn = shapes.state(*said.state_of(record, self.today))
        clock = said.clock_of(record, self.today)
        if not clock:
            return drawn
        return format_html(
            '{}<span class="clock {}">{}</span>', drawn, binding.nearness(record.answer_by, self.today), clock
        )


def tag() -> str:
    """The reader's language, as texts are tagged."""
    return (get_language() or "en").partition("-")[0]


def doors(acting: Acting) -> dict[str, Any]:
    """Which ways in this person has: the agent asks, quotes and forwards; the principal prices and sends samples."""
    is_agent, is_principal = acting.organisation.kind == Kind.SUBSIDIARY, acting.organisation.kind == Kind.CARRIED_SME
    return {
        "may_ask": is_agent and acting.may(ASK),
        "may_quote": is_agent and acting.may(QUOTE),
        "may_complain": is_agent and acting.may(COMPLAIN),
        "may_price": is_principal and acting.may("needs.write_price"),
        "may_send": is_principal and acting.may("needs.send_sample"),
    }


def empty(view: str, *, may_ask: bool, **_more: bool) -> dict[str, str]:
    """Why the list is empty, and what to do."""
    if view:
        return {
            "icon": "message-plus", "title": _("Nothing here"), "text": _("Nothing that you see is in this state."),
            "url": reverse("needs:matters"), "label": _("Show everything"),
        }  # fmt: skip
    told = {
        "icon": "message-plus", "title": _("Nothing asked yet"), "url": "", "label": "",
        "text": _("Needs, quotes and complaints of the contracts that you see appear here as soon as they are asked."),
    }  # fmt: skip
    return told | {"url": reverse("needs:ask"), "label": _("Ask the first need")} if may_ask else told


def verbs_of(facts: Facts, matter: Matter) -> dict[str, list[dict[str, Any]]]:
    """What I may do, and what is refused now with its reason. What the other side alone does is told once."""
    may, refused, told = [], [], set()
    for verdict in verdicts(facts):
        label, icon, says, door = said.VERBS[verdict.verb]
        if verdict.verb == "answer":
            label, says = said.ANSWERING[matter.kind]
        if verdict.allowed:
            may.append({"label": label, "icon": icon, "says": says, "url": address(verdict.verb, door, matter)})
        elif verdict.reason not in said.OF_THE_OTHER or verdict.reason not in told:
            refused.append({"label": label, "why": said.REASONS[verdict.reason]})
            told.add(verdict.reason)
    return {"may": may, "refused": refused}


def address(verb: str, door: str, matter: Matter) -> str:
    """A sample is sent on a page of its own, which knows for what."""
    if verb == "send_sample":
        return f"{reverse(door)}?contract={matter.contract_id}&need={matter.pk}"
    return reverse(door, args=[matter.pk])


def thread(rows: Sequence[Said], *, may_translate: bool) -> list[dict[str, Any]]:
    """What was said, in the reader's language where somebody wrote or put it so; else as it was written, with its language."""
    return [_utterance(one, may_translate) for one in rows]


def _utterance(one: Said, may_translate: bool) -> dict[str, Any]:
    text, language = one.text_in(tag())
    others = [(words.language(code), str(told), code) for code, told in one.texts.items() if code != language]
    by = {row.language: row.membership.person.name for row in one.translations.all()}
    return {
        "row": one, "at": one.at, "who": one.membership.person.name, "organisation": one.membership.organisation.name,
        "did": said.DID[one.kind], "remedy": one.get_remedy_display() if one.remedy else "", "text": text, "code": language,
        "language": words.language(language) if language else "", "translated_by": by.get(language, ""),
        "foreign": bool(language) and language != tag(), "others": [(name, told, code, by.get(code, "")) for name, told, code in others],
        "translate": reverse("needs:translate", args=[one.pk]) if may_translate and one.original else "",
    }  # fmt: skip


def facts_of(matter: Matter) -> list[tuple[str, str]]:
    """(label, value) of what a need or a complaint says beside its words."""
    return _of_need(matter) if matter.kind == "need" else _of_complaint(matter) if matter.kind == "complaint" else []


def _of_need(matter: Matter) -> list[tuple[str, str]]:
    need = matter.need
    quantity = f"{words.number(need.quantity)} {need.unit}" if need.quantity is not None else ""
    rows = [
        (_("Product"), str(need.product) if need.product else ""),
        (_("Quantity"), quantity),
        (_("Price wished"), price(need.price, need.currency, need.unit) if need.price is not None else ""),
        (_("Wished by"), words.day(need.wanted_on) if need.wanted_on else ""),
        (_("Sample"), _("wanted") if need.wants_sample else _("not wanted")),
    ]
    return [(str(label), value[:1].upper() + value[1:]) for label, value in rows if value]


def _of_complaint(matter: Matter) -> list[tuple[str, str]]:
    told = matter.complaint
    rows = [
        (_("Order"), told.order.reference if told.order else ""),
        (_("Product"), str(told.product) if told.product else ""),
        (_("Lot"), told.lot),
        (_("Received from the customer on"), words.day(told.received_on)),
    ]
    return [(str(label), value[:1].upper() + value[1:]) for label, value in rows if value]


def lines(matter: Matter) -> list[dict[str, Any]]:
    """The lines of a quote; the price with the decimals that were told, a unit; why each is outside of the instructions."""
    quote = matter.quote
    rows = quote.lines.select_related("product")
    return [
        {
            "row": one, "price": price(one.price, quote.currency, one.unit), "net": one.net,
            "why": [OUTSIDE[code] for code in one.why.split()],
        }
        for one in rows
    ]  # fmt: skip


def files(matter: Matter) -> list[dict[str, Any]]:
    """Photos and documents, as the piece of files draws them; `image` for those that are shown."""
    found = []
    for one in matter.files.select_related("file__blob"):
        url = reverse("needs:file", args=[one.pk])
        is_photo = one.file.media_type.startswith("image/")
        says = _("%(size)s kB") % {"size": words.number(max(1, round(one.file.blob.size / 1024)))}
        found.append({"name": one.file.name, "url": url, "icon": "photo" if is_photo else "file-text", "says": says, "image": f"{url}?view=1" if is_photo else ""})  # fmt: skip
    return found
