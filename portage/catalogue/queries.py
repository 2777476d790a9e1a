"""Named reads of the catalogue."""

from django.db.models import QuerySet

from portage.network import access
from portage.network.access import Acting
from portage.network.models import Organisation, Person
from portage.network.roles import Kind

from . import rules
from .models import Product

ORDERS = {
    "owner": ("owner__sorted_as", "family", "code", "pk"),
    "family": ("family", "code", "pk"),
    "hs_code": ("hs_code", "pk"),
    "status": ("status", "owner__sorted_as", "pk"),
}
SHARED_WITH = {Kind.CARRIER_GROUP, Kind.SUBSIDIARY}


def products() -> QuerySet[Product]:
    return Product.objects.select_related("owner").order_by("owner__sorted_as", "family", "code")


def offered_by(owner: Organisation) -> QuerySet[Product]:
    """What a contract with `owner` may cover."""
    return Product.objects.filter(owner=owner, status=Product.Status.OFFERED).order_by("family", "code")


def families(owner: Organisation) -> list[str]:
    """The families that an owner already uses, so that the same word is typed again."""
    return list(
        Product.objects.filter(owner=owner)
        .exclude(family="")
        .order_by("family")
        .values_list("family", flat=True)
        .distinct()
    )


def partners(person: Person, product: Product) -> QuerySet[Organisation]:
    """With whom a product may still be shared: carrier groups and subsidiaries that this person sees."""
    seen = access.visible(person, Organisation.objects.filter(kind__in=SHARED_WITH, archived_at__isnull=True))
    return seen.exclude(pk__in=access.holders(product).values("pk")).select_related("parent").order_by("sorted_as")


def may_see_owner(product: Product, person: Person) -> bool:
    """Whether the owner of a product has a page for this person."""
    return access.visible(person, Organisation.objects.filter(pk=product.owner_id)).exists()


def verdicts(product: Product, acting: Acting) -> dict[str, str]:
    """What this person may do with a product: verb -> why not, "" when allowed; no query."""
    permissions = frozenset(name for name in rules.PERMISSION.values() if acting.may(name))
    own = product.owner_id == acting.organisation.pk
    return {
        verb: rules.refusal(verb, own=own, status=product.status, permissions=permissions) for verb in rules.PERMISSION
    }
