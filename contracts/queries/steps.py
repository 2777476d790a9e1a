"""The steps of the guided creation, and how each stands: done, missing, wrong, or a question to answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from contracts.law.findings import Finding
from portage.catalogue.models import Product

from ..models import Contract, ModelVersion
from ..rules import amending
from ..rules.agreed import Gap

WRITTEN = ("products", "territory", "tasks", "commission", "duration", "law")
AMENDMENT = amending.STEPS
MORAL = ("products", "territory", "duration", "law")
BY_PREFIX = {"notice_": "duration", "principal_notice": "duration", "statement_": "commission"}


@dataclass(frozen=True)
class Step:
    """`state`: done, missing, wrong. What is missing or wrong stands in `gaps` and `findings`."""

    key: str
    state: str
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Finding, ...] = ()


def keys_of(contract: Contract) -> tuple[str, ...]:
    """The steps that this nature of contract has."""
    if contract.amends_id:
        return AMENDMENT
    return MORAL if contract.nature == Contract.Nature.MORAL else WRITTEN


def step_of(finding: Finding) -> str:
    """The step where a finding of the law can be mended."""
    return next((step for prefix, step in BY_PREFIX.items() if finding.code.startswith(prefix)), "law")


def step_in(contract: Contract, finding: Finding) -> str:
    """The same among the steps that this contract has."""
    key, keys = step_of(finding), keys_of(contract)
    return key if key in keys else keys[-1]


def steps(
    contract: Contract, gaps: Iterable[Gap], findings: Iterable[Finding], typed: Collection[str] = ()
) -> list[Step]:
    """Every step. `typed` names those where something invalid was typed and kept."""
    gaps, findings = list(gaps), list(findings)
    shown = []
    for key in keys_of(contract):
        missing = tuple(gap for gap in gaps if gap.step == key)
        wrong = tuple(one for one in findings if step_in(contract, one) == key)
        errors = any(one.severity == "error" for one in wrong) or any(gap.code == "nothing_earned" for gap in missing)
        state = "wrong" if errors or key in typed else "missing" if missing else "done"
        shown.append(Step(key, state, missing, wrong))
    return shown


def after(contract: Contract, key: str) -> str:
    """The step that follows; review after the last."""
    keys = keys_of(contract)
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else "review"


def was_saved(contract: Contract, key: str) -> bool:
    """Whether the step was ever kept: what is only proposed beforehand does not count."""
    if key == "territory":
        return contract.territory_lines.exists()
    if key == "products":
        return contract.product_lines.exists()
    kept = {
        "tasks": contract.agent_tasks,
        "commission": contract.commission_event,
        "duration": contract.first_day,
        "law": contract.model_version_id,
        "effect": contract.effective_from,
    }
    return bool(kept[key]) or (key == "law" and contract.nature == Contract.Nature.MORAL)


def chosen_products(contract: Contract) -> QuerySet[Product]:
    """The products that the contract covers already: they stay choosable whatever became of their sharing."""
    return Product.objects.filter(pk__in=contract.product_lines.values("product"))


def chosen_model(contract: Contract) -> QuerySet[ModelVersion]:
    """The version of a model that the draft chose: it stays choosable."""
    return ModelVersion.objects.filter(pk=contract.model_version_id)
