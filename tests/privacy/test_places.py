"""Every text field of ours is declared: personal, free, kept with a reason, or nobody's."""

import pytest
from django.apps import apps
from django.db import models

from portage.privacy.places import PLACES, Rows
from portage.privacy.wording import NAMES, REASONS

OURS = ("core", "network", "catalogue", "contracts", "needs", "privacy", "home")
TEXTS = (models.CharField, models.TextField, models.JSONField)


def undeclared(places: dict[str, Rows]) -> dict[str, list[str]]:
    """model: its text fields that no line declares, or that two do."""
    found = {}
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            told = places.get(model._meta.label, Rows()).fields()
            there = [field.name for field in model._meta.get_fields() if isinstance(field, TEXTS)]
            wrong = [name for name in {*there, *told} if told.count(name) != 1 or name not in there]
            if wrong:
                found[model._meta.label] = sorted(wrong)
    return found


def test_every_text_field_is_declared_once():
    assert undeclared(PLACES) == {}


@pytest.mark.parametrize("model", ["network.Contact", "contracts.Notice"])
def test_a_forgotten_model_would_be_noticed(model):
    assert model in undeclared({name: rows for name, rows in PLACES.items() if name != model})


def test_owners_and_authors_are_paths_that_exist():
    for label, rows in PLACES.items():
        model = apps.get_model(label)
        for path in (*rows.owner.split(), *rows.author.split()):
            if path not in {"pk", "belongs_to"}:
                assert str(model._default_manager.filter(**{f"{path}__isnull": False}).query)


def test_what_is_searched_has_a_name_and_what_is_kept_a_reason():
    for label, rows in PLACES.items():
        if rows.owner and rows.searched():
            assert label in NAMES
        assert set(rows.kept) <= set(REASONS)
