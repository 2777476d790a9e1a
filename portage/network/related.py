"""Related things in what is sent to the API: one field, which finds only what the person may see."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from rest_framework import serializers

from . import access


class ScopedRelatedField(serializers.PrimaryKeyRelatedField):
    """A visible row, by its identifier. What may not be seen does not exist: the same words as for what is absent.

    `also` names an entry of the serializer's context: rows that may be chosen although they are not visible (any more),
    because they were chosen before; a queryset, or what makes one.
    """

    def __init__(self, model: type[Model], *, also: str = "", **options: Any) -> None:
        self.model, self.also = model, also
        super().__init__(queryset=model._default_manager.all(), **options)

    def get_queryset(self) -> QuerySet | None:
        found = super().get_queryset()
        request = self.context.get("request")
        return found if found is None or request is None else access.sought(request.user, found)

    def to_internal_value(self, data: Any) -> Model:
        """The row: visible, or chosen before. Raises ValidationError."""
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError:
            kept = self._kept(data)
            if kept is None:
                raise
            return kept

    def _kept(self, data: Any) -> Model | None:
        """The row that was chosen before, visible or not; None for anything else."""
        kept = self.context.get(self.also) if self.also else None
        if kept is None:
            return None
        rows: QuerySet = kept() if callable(kept) else kept
        try:
            return rows.filter(pk=data).first()
        except (ValidationError, ValueError, TypeError):
            return None
