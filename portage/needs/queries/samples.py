"""Samples: what a door starts from before `access` narrows it, and where each stands."""

from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from contracts.models import Contract
from portage.core.journal import reading
from portage.core.models import Entry
from portage.fieldwork.models import Prospect
from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind

from ..models import Matter, Sample, SampleReceipt, Trial
from ..rules.samples import RECEIVED, SENT

ORDERS = {
    "sent_on": ("-sent_on", "-pk"),
    "customer": ("customer_name", "-sent_on", "-pk"),
}
VIEWS = ("on_the_way", "untried", "tried")
MOST_OFFERED = 300


def samples() -> QuerySet[Any]:
    """Samples with what a line of the list says of them; `standing`: sent, received, or the result of the last trial."""
    newest = Trial.objects.filter(sample=OuterRef("pk")).order_by("-on", "-at").values("result")[:1]
    received = SampleReceipt.objects.filter(sample=OuterRef("pk")).annotate(as_text=Value(RECEIVED)).values("as_text")
    return (
        Sample.objects.select_related("contract__principal", "contract__agent", "product", "membership__person")
        .annotate(
            standing=Coalesce(Subquery(newest), Subquery(received), Value(SENT), output_field=CharField()),
            is_received=Exists(SampleReceipt.objects.filter(sample=OuterRef("pk"))),
        )
        .order_by("-sent_on", "-pk")
    )


def one() -> QuerySet[Any]:
    """Samples with what the page of one of them says."""
    return samples().select_related(
        "contract__group", "matter", "membership__organisation", "receipt__membership__person"
    )


def in_view(found: QuerySet[Any], view: str) -> QuerySet[Any]:
    """On the way, received and not tried, tried; all of them without a view."""
    if view == "on_the_way":
        return found.filter(standing=SENT)
    if view == "untried":
        return found.filter(standing=RECEIVED)
    return found.exclude(standing__in=(SENT, RECEIVED)) if view == "tried" else found


def trials_of(sample: Sample) -> list[Trial]:
    """What came of it, the first trial first."""
    return list(sample.trials.select_related("membership__person", "membership__organisation"))


def entries_of(sample: Sample) -> list[Entry]:
    """The journal of one sample."""
    return list(reading.of_scope(sample))


def needs_open(contract: Contract) -> list[Matter]:
    """The needs of a contract for which a sample may be sent: those that want one, and have none, first."""
    found = Matter.objects.filter(contract=contract, kind="need").exclude(status="withdrawn").select_related("need")
    has = Exists(Sample.objects.filter(matter=OuterRef("pk")))
    return list(found.annotate(has=has).order_by("has", "-need__wants_sample", "-at", "pk")[:MOST_OFFERED])


def prospects_of(contract: Contract) -> list[Prospect]:
    """The prospects of a contract, by name."""
    found = Prospect.objects.filter(contract=contract).exclude(stage="lost").select_related("customer")
    return list(found.order_by(F("customer__name"), "pk")[:MOST_OFFERED])


def waiting_for(acting: Acting, most: int) -> list[Sample]:
    """An agent's samples that are received and not tried, or on the way, the oldest first; one query."""
    if acting.organisation.kind != Kind.SUBSIDIARY or not acting.may("needs.try_sample"):
        return []
    found = access.visible(acting.person, samples()).filter(contract__agent=acting.organisation, standing=RECEIVED)
    return list(found.order_by("sent_on", "pk")[:most])
