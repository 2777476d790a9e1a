import django.db.models.deletion
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Period",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.organisation"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("months", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "kind"), name="one_period_of_a_kind")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("model", models.CharField(max_length=60)),
                        ("row", models.CharField(max_length=40)),
                        ("field", models.CharField(blank=True, max_length=40)),
                        ("digests", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
            ]
        ),
    ]
