"""The steps of a draft: each may be sent alone, in any order. Once a version is on the table,
terms are proposed (`contracts/{id}/proposals/`)."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from contracts.law.records import jurisdictions, record_members
from portage.core import clock
from portage.core.api.doors import Asking
from portage.core.api.schema import writes
from portage.core.refusals import Invalid
from portage.network.doors import who

from ..actions import amending, drafting
from ..models import Contract
from ..queries.law import corrections
from ..queries.steps import chosen_model, chosen_products
from ..words.codes import UNKNOWN_LAW
from . import asked
from .doors import ContractDoor
from .shapes import ContractSerializer


class Step(ContractDoor):
    """One step: its shape and its verb."""

    permission, verb = "contracts.negotiate_contract", "edit"
    shape: ClassVar[Any] = None
    does: ClassVar[Callable[..., Contract]]

    def type(self, request: Asking, pk: UUID) -> Any:
        """Keep what was sent for this step."""

        def keep(row: Contract) -> Contract:
            context = {"chosen_products": chosen_products(row), "chosen_model": chosen_model(row)}
            given = self.given(request, type(self).shape, context=context)
            return type(self).does(row, **self.told(given), by=who(request), at=clock.now())

        return self.run(request, pk, keep)

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the verb receives."""
        return given


class Products(Step):
    shape, does = asked.ProductsSerializer, staticmethod(drafting.set_products)

    @writes(asked.ProductsSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Which of the principal's products are covered."""
        return self.type(request, pk)


class Territory(Step):
    shape, does = asked.TerritorySerializer, staticmethod(drafting.set_territory)

    @writes(asked.TerritorySerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Countries, segments, exclusivity, reserved customers."""
        return self.type(request, pk)

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"segments": [], "reserved": [], **given}


class Tasks(Step):
    shape, does = asked.TasksSerializer, staticmethod(drafting.set_tasks)

    @writes(asked.TasksSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Who does what."""
        return self.type(request, pk)


class Commission(Step):
    shape, does = asked.CommissionSerializer, staticmethod(drafting.set_commission)

    @writes(asked.CommissionSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Rates, what earns them, statements."""
        return self.type(request, pk)

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        lines = [{"product": None, "up_to": None, **line} for line in given.pop("lines", [])]
        return {**given, "lines": lines}


class Duration(Step):
    shape, does = asked.DurationSerializer, staticmethod(drafting.set_duration)

    @writes(asked.DurationSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """First day, terms, notice."""
        return self.type(request, pk)


class Law(Step):
    shape, does = asked.LawSerializer, staticmethod(drafting.set_law)

    @writes(asked.LawSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Governing law, forum, languages, model of articles."""
        return self.type(request, pk)

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        """A law that is recorded, and that parties can choose."""
        choosable = {law.code for law in jurisdictions(corrections()) if not record_members(law)}
        if given["law"] not in choosable:
            raise Invalid("unknown_law", UNKNOWN_LAW % {"law": given["law"]}, field="law")
        return given


class Effect(Step):
    shape, does = asked.EffectSerializer, staticmethod(amending.set_effect)

    @writes(asked.EffectSerializer, ContractSerializer)
    def put(self, request: Asking, pk: UUID) -> Any:
        """From which day the amendment changes the contract."""
        return self.type(request, pk)


# The shape of each step, for a draft and for a proposal alike.
BY_STEP: dict[str, type[Step]] = {
    "products": Products,
    "territory": Territory,
    "tasks": Tasks,
    "commission": Commission,
    "duration": Duration,
    "law": Law,
    "effect": Effect,
}
