"""Tables whose rows are history: they are inserted and never changed."""

from collections.abc import Callable

from django.db import models

APPEND_ONLY: list[type[models.Model]] = []
# Of some tables, the fields that may change: everything else of the row stays.
BUT_FOR: dict[type[models.Model], tuple[str, ...]] = {}


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


def append_only_but_for(*words: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """The same but for these fields: words of people about people, which are taken out when the person whom they name asks
    for it (GDPR art. 17), or a copy of what newer rows say. Triggers refuse DELETE, and UPDATE of every other column."""

    def mark(model: type[models.Model]) -> type[models.Model]:
        BUT_FOR[model] = words
        return append_only(model)

    return mark
