"""What counts as a contract: the one read of whatever lists, counts, maps, exports or compares contracts."""

from django.db.models import QuerySet

from ..models import Contract


def counted() -> QuerySet[Contract]:
    """Contracts. An amendment is part of the contract that it amends and is never counted beside it."""
    return Contract.objects.filter(amends__isnull=True)
