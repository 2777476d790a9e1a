"""Models of contracts that a person may use."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from portage.network import access
from portage.network.access import Acting
from portage.network.models import Person
from portage.network.roles import Kind

from ..models import Contract, ContractModel, ModelVersion, WorkingCopy
from ..rules import models as rules

#: So many contracts are listed; the portfolio has them all.
MOST_USES = 500


def usable(person: Person) -> QuerySet[ModelVersion]:
    """The newest version of each model that `person` may see and nobody has archived: what a new draft may choose.

    Their own group's models come first, then the platform's, each by name.
    """
    seen = access.visible(person, ModelVersion.objects.filter(model__archived_at__isnull=True))
    found = seen.filter(pk=Subquery(_newest())).select_related("model", "model__owner")
    return found.order_by(F("model__owner").asc(nulls_last=True), "model__name")


def _newest() -> QuerySet:
    """The key of the newest version of the outer row's model."""
    return ModelVersion.objects.filter(model=OuterRef("model")).order_by("-number").values("pk")[:1]


def readable(person: Person) -> QuerySet[ContractModel]:
    """The models whose versions `person` may read, archived ones included: old contracts rest on them."""
    return access.visible(person, ContractModel.objects.all()).select_related("owner")


def versions() -> QuerySet[ModelVersion]:
    """Versions with their model, newest first: fetching one model's gives its newest."""
    return ModelVersion.objects.select_related("model", "model__owner", "published_by").order_by("-number")


def newest_versions(person: Person) -> list[ModelVersion]:
    """The newest version of every model that `person` may read; archived ones last."""
    found = access.visible(person, versions()).filter(pk=Subquery(_newest()))
    return list(
        found.order_by(
            F("model__archived_at").asc(nulls_first=True), F("model__owner").asc(nulls_last=True), "model__name"
        )
    )


def refusal(verb: str, version: ModelVersion, acting: Acting, *, copy_open: bool = False) -> str:
    """Why `verb` on a model is refused to who acts, "" when it is allowed; no query."""
    owner = version.model.owner_id
    owned = "platform" if owner is None else "mine" if owner == acting.organisation.pk else "other"
    of_a_group = acting.organisation.kind == Kind.CARRIER_GROUP
    return rules.refusal(
        verb,
        owned=owned,
        counsel=acting.may("contracts.change_model"),
        of_a_group=of_a_group,
        archived=version.model.archived_at is not None,
        copy_open=copy_open,
    )


def has_copy(model: ContractModel) -> bool:
    """Whether its next version is being written."""
    return WorkingCopy.objects.filter(model=model).exists()


def uses(person: Person, model: ContractModel) -> dict[int, list[Contract]]:
    """The contracts on each version of this model that `person` may see, newest first: those of others do not exist."""
    seen = access.visible(person, Contract.objects.filter(model_version__model=model))
    found: dict[int, list[Contract]] = {}
    for row in seen.select_related("model_version", "principal", "agent").order_by("-created_at", "-pk")[:MOST_USES]:
        found.setdefault(row.model_version.number, []).append(row)
    return found
