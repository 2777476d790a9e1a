"""Verbs of the catalogue: the only writers of products."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network import access
from portage.network.models import Organisation
from portage.network.roles import Kind

from .models import ARROWS, Product
from .queries import SHARED_WITH

OWNERS = {Kind.CARRIED_SME, Kind.CARRIER_GROUP}


def check_own(product: Product, by: By) -> None:
    """Raise Forbidden unless `by` acts for the owner."""
    if by.person is not None and by.organisation != product.owner_id:
        raise Forbidden("not_yours", _("Only its owner may change a product."))


@transaction.atomic
def add_product(owner: Organisation, *, by: By, at: datetime, **facts: Any) -> Product:
    """An SME, or a carrier group, adds a product of its own. Nobody else sees it until it is shared."""
    if owner.kind not in OWNERS or (by.person is not None and by.organisation != owner.pk):
        raise Forbidden("not_yours", _("An SME or a carrier group adds products of its own."))
    product = Product(owner=owner, **facts)
    product.full_clean()
    product.save()
    access.share(product, owner)
    journal.record("catalogue.product_added", product, by=by, at=at)
    return product


@transaction.atomic
def change_product(product: Product, *, by: By, at: datetime, **facts: Any) -> Product:
    """Its owner changes what is said of a product. Signed contracts keep what they were signed with."""
    product = Product.objects.select_for_update().get(pk=product.pk)
    check_own(product, by)
    status = facts.pop("status", product.status)
    if status != product.status:
        ARROWS.check(product.status, status)
        product.status = status
    for key, value in facts.items():
        setattr(product, key, value)
    product.full_clean()
    product.save()
    journal.record("catalogue.product_changed", product, by=by, at=at, fields=sorted(facts))
    return product


@transaction.atomic
def share_product(product: Product, *, with_: Organisation, by: By, at: datetime) -> None:
    """Let the people of another organisation (a carrier group, an agent) see a product."""
    check_own(product, by)
    if with_.kind not in SHARED_WITH:
        raise Invalid(
            "not_a_carrier", _("A product is shared with a carrier group or one of its subsidiaries."), field="with_"
        )
    if product.status != Product.Status.OFFERED:
        raise Refused("not_offered", _("Only a product that is offered can be shared."), field="with_")
    access.share(product, with_)
    journal.record("catalogue.product_shared", product, by=by, at=at, organisation=with_.pk)


@transaction.atomic
def pass_on_products(former: Organisation, *, to: Organisation, by: By, at: datetime) -> int:
    """Every product of an organisation that is absorbed passes to its successor; those who saw one go on seeing it. A code that
    the successor uses already is emptied: codes are each owner's own. How many passed."""
    taken = set(Product.objects.filter(owner=to).exclude(code="").values_list("code", flat=True))
    passed = list(Product.objects.select_for_update().filter(owner=former).order_by("pk"))
    for product in passed:
        product.owner, product.code = to, "" if product.code in taken else product.code
        product.save(update_fields=["owner", "code"])
        access.share(product, to)
        journal.record("catalogue.product_passed_on", product, by=by, at=at)
    return len(passed)
