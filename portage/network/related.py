"""Related things in what is sent to the API: one field, which finds only what the person may see."""

from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers

from . import access


class ScopedRelatedField(serializers.PrimaryKeyRelatedField):
    """A visible row, by its identifier. What may not be seen does not exist: the same words as for what is absent.

    `also` names an entry of the serializer's context: a queryset of rows that may be chosen although they are not
    visible (any more), because they were chosen before.
    """

    def __init__(self, model: type[Model], *, also: str = "", **options: Any) -> None:
        self.model, self.also = model, also
        super().__init__(queryset=model._default_manager.all(), **options)

    def get_queryset(self) -> QuerySet | None:
        found = super().get_queryset()
        request = self.context.get("request")
        if found is None or request is None:
            return found
        visible = access.visible(request.user, found)
        kept = self.context.get(self.also) if self.also else None
        return (
            visible
            if kept is None
            else found.filter(pk__in=visible.values("pk")) | found.filter(pk__in=kept.values("pk"))
        )
