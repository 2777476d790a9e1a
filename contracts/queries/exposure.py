"""The contracts whose end would cost: those in force of this person's side, and those of which it holds a figure."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from portage.network import access
from portage.network.access import Acting

from ..models import Choice, CommissionFigure, Contract
from ..rules.verbs import RUNNING
from .commission import readable
from .held import PAY_AMOUNT
from .waiting import party, side_of


def running(acting: Acting) -> QuerySet[Contract]:
    """Visible contracts in force to which this person's organisation is a party: a confidential one only if they are named."""
    rows = Contract.objects.filter(party(acting), status__in=RUNNING)
    return access.visible(acting.person, rows)


def with_figures(acting: Acting) -> QuerySet[Contract]:
    """Those of which this side holds a figure, with their parties and notices."""
    figures = CommissionFigure.objects.filter(readable(side_of(acting)), contract=OuterRef("pk"))
    answers = Choice.objects.filter(contract=OuterRef("pk"), question=PAY_AMOUNT)
    rows = running(acting).filter(Q(Exists(figures)) | Q(Exists(answers)))
    return rows.select_related("principal", "agent").prefetch_related("notices").order_by("principal__sorted_as", "pk")
