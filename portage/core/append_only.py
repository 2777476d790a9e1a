"""Tables whose rows are history: they are inserted and never changed."""

from django.db import models

APPEND_ONLY: list[type[models.Model]] = []


class HistoryChanged(Exception):
    """Code tried to change or delete a row of history. A correction is a new row."""


class HistoryQuerySet(models.QuerySet):
    def update(self, **kwargs: object) -> int:
        raise HistoryChanged(f"{self.model.__name__} only grows")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise HistoryChanged(f"{self.model.__name__} only grows")


def append_only(model: type[models.Model]) -> type[models.Model]:
    """Mark a model as history: database triggers refuse UPDATE and DELETE of its rows on both engines."""
    APPEND_ONLY.append(model)
    return model
