"""What each step of the terms writes into a contract that is already locked: the draft's verbs and accepted proposals alike.

`write(contract, step, given)` writes; the caller saves the contract's row. `as_json` and `from_json` turn what a step is given
into plain data and back, so that a proposal keeps it until it is answered.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from portage.catalogue.models import Product
from portage.core.journal import plain
from portage.core.refusals import Invalid, Refused

from ..models import CommissionLine, Contract, ModelVersion, ProductLine, ReservedCustomer, TerritoryLine
from ..rules import brackets
from ..rules.amending import FIXED

BRACKET_FAULTS = {
    "same_bound": _("Two lines of one product have the same bound."),
    "twice_without_bound": _("Two lines of one product have no bound: only the last bracket has none."),
    "no_last": _("Add a line without a bound: what lies above the last bracket has a rate too."),
}
STAYS = {
    "duration_stays": _(
        "An amendment leaves the duration and the notice as they were agreed: only a new contract has others."
    ),
    "law_stays": _("An amendment leaves law, language and model as they were agreed: only a new contract has others."),
}


def keep_products(contract: Contract, *, products: Iterable[Product]) -> None:
    """Which of the principal's products the contract covers."""
    chosen = list(products)
    if any(product.owner_id != contract.principal_id for product in chosen):
        raise Invalid("foreign_product", _("Only products of the principal can be chosen."), field="products")
    contract.commission_lines.exclude(product=None).exclude(product__in=chosen).delete()
    contract.product_lines.exclude(product__in=chosen).delete()
    ProductLine.objects.bulk_create([ProductLine(contract=contract, product=p) for p in chosen], ignore_conflicts=True)


def keep_territory(
    contract: Contract,
    *,
    countries: Iterable[str],
    segments: Iterable[str],
    exclusive: bool,
    reserved: Iterable[Mapping[str, Any]] = (),
    regions: Mapping[str, list[str]] | None = None,
) -> None:
    """Countries (with regions where not all of one), segments, reserved customers, exclusivity."""
    chosen = list(dict.fromkeys(countries))
    if not chosen:
        raise Invalid("no_territory", _("Choose at least one country."), field="countries")
    contract.territory_lines.all().delete()
    TerritoryLine.objects.bulk_create(
        TerritoryLine(contract=contract, country=code, regions=(regions or {}).get(code, [])) for code in chosen
    )
    contract.reserved_customers.all().delete()
    ReservedCustomer.objects.bulk_create(ReservedCustomer(contract=contract, **row) for row in reserved)
    contract.segments, contract.exclusive = list(segments), exclusive


def keep_tasks(contract: Contract, *, agent: Iterable[str], principal: Iterable[str]) -> None:
    """Who does what. Each task to one party; all must be given to somebody."""
    agent, principal = list(agent), list(principal)
    every = set(AGENT_TASKS) | set(PRINCIPAL_TASKS)
    if set(agent) & set(principal) or set(agent) | set(principal) != every:
        raise Invalid("tasks_not_shared_out", _("Give each task to one of the two parties."), field="agent_tasks")
    contract.agent_tasks, contract.principal_tasks = agent, principal


def keep_commission(
    contract: Contract,
    *,
    rate: Decimal,
    event: str,
    currency: str,
    statement_months: int,
    lines: Iterable[Mapping[str, Any]] = (),
    target: Decimal | None = None,
) -> None:
    """Rate (a share of one), event that earns it, currency, period of statements; `lines` are the rates that
    differ: {"product": Product or None, "up_to": Decimal or None, "rate": Decimal}."""
    lines = list(lines)
    for checked in [rate, *(line["rate"] for line in lines)]:
        if not 0 <= checked <= 1:
            raise Invalid(
                "rate_out_of_bounds", _("A commission rate lies between 0 % and 100 %."), field="commission_rate"
            )
    if code := brackets.fault((line.get("product"), line.get("up_to")) for line in lines):
        raise Invalid(code, BRACKET_FAULTS[code], field="lines")
    contract.commission_rate, contract.commission_event = rate, event
    contract.currency, contract.statement_months, contract.target = currency, statement_months, target
    contract.commission_lines.all().delete()
    CommissionLine.objects.bulk_create(CommissionLine(contract=contract, **line) for line in lines)


def keep_duration(
    contract: Contract,
    *,
    first_day: date,
    first_months: int,
    renewal_months: int,
    notice_scale: list[int],
    notice_month_end: bool,
    notice_forms: Iterable[str] = ("letter", "platform"),
) -> None:
    """First day, first term, length of renewals, notice by year begun."""
    if first_months < 1 or renewal_months < 1:
        raise Invalid("term_too_short", _("A term lasts at least one month."), field="first_months")
    if not notice_scale or any(months < 0 for months in notice_scale):
        raise Invalid("no_notice", _("Give at least one length of notice, in months."), field="notice_scale")
    if contract.formalises is not None and first_day != contract.formalises.first_day:
        raise Invalid(
            "age_stays",
            _("Its age is that of the moral contract: the first day stays as both confirmed it."),
            field="first_day",
        )
    contract.first_day, contract.first_months, contract.renewal_months = first_day, first_months, renewal_months
    contract.notice_scale, contract.notice_month_end = list(notice_scale), notice_month_end
    contract.notice_forms = list(notice_forms)


def keep_law(
    contract: Contract,
    *,
    law: str,
    forum: str,
    languages: str,
    prevailing: str,
    model_version: ModelVersion,
    clauses: Mapping[str, int] | None = None,
    signature: str = Contract.Way.ADVANCED,
) -> None:
    """Governing law, forum, language, model of articles and the figures of its clauses, and how it is signed."""
    contract.law, contract.forum, contract.languages = law, forum, languages
    contract.prevailing = prevailing if languages == Contract.Languages.BOTH else languages
    contract.model_version, contract.clauses = model_version, dict(clauses or {})
    contract.signature = signature


def keep_effect(contract: Contract, *, effective_from: date, earlier_reason: str = "") -> None:
    """The day on which an amendment takes effect; with the reason that both sign when that may lie before signature."""
    if contract.amends is None:
        raise Refused("not_an_amendment", _("Only an amendment takes effect on a day of its own."))
    contract.effective_from, contract.earlier_reason = effective_from, earlier_reason.strip()


KEEP: Mapping[str, Callable[..., None]] = {
    "products": keep_products,
    "territory": keep_territory,
    "tasks": keep_tasks,
    "commission": keep_commission,
    "duration": keep_duration,
    "law": keep_law,
    "effect": keep_effect,
}


def write(contract: Contract, step: str, given: Mapping[str, Any]) -> None:
    """Write one step. Raises Refused for one that an amendment leaves as it was agreed."""
    if contract.amends_id and step in FIXED:
        raise Refused(FIXED[step], STAYS[FIXED[step]])
    KEEP[step](contract, **given)


def as_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a step is given, as plain data: products and the model's version by their key, decimals and days as text."""
    return plain(_keys(dict(given)))


def _keys(value: Any) -> Any:
    if isinstance(value, Product | ModelVersion):
        return value.pk
    if isinstance(value, Mapping):
        return {name: _keys(item) for name, item in value.items()}
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return [_keys(item) for item in value]


def from_json(step: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What `as_json` kept, as the step's verb takes it. Raises Invalid when a product or a model is gone."""
    given = dict(kept)
    if step == "products":
        given["products"] = list(_found(kept["products"]).values())
    elif step == "territory":
        given["reserved"] = [{**row, "rate": Decimal(row["rate"])} for row in kept.get("reserved", [])]
    elif step == "commission":
        named = _found([line["product"] for line in kept.get("lines", []) if line.get("product")])
        given |= {"rate": Decimal(kept["rate"]), "target": _decimal(kept.get("target"))}
        given["lines"] = [_line(line, named) for line in kept.get("lines", [])]
    elif step == "duration":
        given["first_day"] = date.fromisoformat(kept["first_day"])
    elif step == "effect":
        given["effective_from"] = date.fromisoformat(kept["effective_from"])
    elif step == "law":
        given["model_version"] = ModelVersion.objects.select_related("model").get(pk=kept["model_version"])
    return given


def _found(keys: Iterable[str]) -> dict[str, Product]:
    asked = list(keys)
    found = {str(product.pk): product for product in Product.objects.filter(pk__in=asked)}
    return {key: found[key] for key in asked}


def _line(line: Mapping[str, Any], named: Mapping[str, Product]) -> dict[str, Any]:
    product = named[line["product"]] if line.get("product") else None
    return {"product": product, "up_to": _decimal(line.get("up_to")), "rate": Decimal(line["rate"])}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
