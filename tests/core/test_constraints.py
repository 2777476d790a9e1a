"""What the models promise stands in the database, on both engines: a migration that drops one by the way is noticed."""

import pytest
from django.apps import apps
from django.db import connection

from portage.core.triggers import GUARDS

pytestmark = pytest.mark.django_db


def test_every_constraint_and_index_of_a_model_stands_in_its_table():
    guards = {guard.name for guard in GUARDS} if connection.vendor == "sqlite" else set()
    missing = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not model._meta.managed or model._meta.proxy:
                continue
            kept = set(connection.introspection.get_constraints(cursor, model._meta.db_table))
            promised = {one.name for one in (*model._meta.constraints, *model._meta.indexes)}
            missing += [f"{model._meta.label}: {name}" for name in sorted(promised - kept - guards)]
    assert missing == []
