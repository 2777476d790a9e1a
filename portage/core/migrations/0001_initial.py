import django.db.models.deletion
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Cursor",
                    fields=[
                        ("reader", models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ("position", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Blob",
                    fields=[
                        ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("size", models.BigIntegerField()),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "key",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "blob",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.blob"
                            ),
                        ),
                        ("scope_kind", models.CharField(max_length=30)),
                        ("scope_id", models.UUIDField()),
                        ("name", models.CharField(max_length=200)),
                        ("media_type", models.CharField(max_length=100)),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["scope_kind", "scope_id"], name="file_by_scope")],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        ("task_id", models.UUIDField(primary_key=True, serialize=False)),
                        ("worker", models.CharField(max_length=80)),
                        ("beat_at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("task_id", models.UUIDField(primary_key=True, serialize=False)),
                        ("count", models.PositiveSmallIntegerField(default=0)),
                        ("last_error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Firing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("due_at", models.DateTimeField()),
                        ("fired_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("name", "due_at"), name="one_firing_per_due_time")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="IdempotencyKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("member", models.UUIDField()),
                        ("key", models.CharField(max_length=80)),
                        ("digest", models.CharField(max_length=64)),
                        ("status", models.PositiveSmallIntegerField(default=0)),
                        ("response", models.TextField(blank=True)),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("member", "key"), name="idempotency_key_once")],
                        "indexes": [],
                    },
                ),
            ]
        ),
    ]
