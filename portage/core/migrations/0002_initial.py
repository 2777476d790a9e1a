import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("core", "0003_idempotency_of_members"),
        ("core", "0004_messages_to_addresses"),
        ("core", "0005_journal_by_time"),
    ]

    dependencies = [
        ("core", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("kind", models.CharField(max_length=60)),
                        ("scope_kind", models.CharField(max_length=30)),
                        ("scope_id", models.UUIDField()),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("on_behalf_of", models.UUIDField(null=True)),
                        ("request_id", models.CharField(blank=True, max_length=40)),
                        ("facts", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["scope_kind", "scope_id", "-at", "-id"], name="entry_by_scope"),
                            models.Index(fields=["on_behalf_of", "id"], name="entry_by_behalf"),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="EntryText",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="text",
                                serialize=False,
                                to="core.entry",
                            ),
                        ),
                        ("salt", models.CharField(max_length=64)),
                        ("content", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="link", to="core.entry"
                            ),
                        ),
                        ("text_digest", models.CharField(blank=True, max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="what makes this message the same message", max_length=120, unique=True
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(
                                blank=True,
                                help_text="instead of a recipient: who may have no account yet",
                                max_length=254,
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("language", models.CharField(max_length=10)),
                        ("subject", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("html", models.TextField(blank=True)),
                        (
                            "action",
                            models.CharField(
                                blank=True, help_text="path on this site that the one link opens", max_length=300
                            ),
                        ),
                        ("scope_kind", models.CharField(blank=True, max_length=30)),
                        ("scope_id", models.UUIDField(null=True)),
                        ("check_path", models.CharField(blank=True, max_length=120)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Sent"),
                                    ("failed", "Failed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("not_before", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "waiting")), fields=["not_before"], name="message_waiting"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("address", ""), ("recipient__isnull", False)),
                                    models.Q(("recipient__isnull", True), models.Q(("address", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="message_goes_to_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Muted",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "kind"), name="muted_once")],
                        "indexes": [],
                    },
                ),
            ]
        ),
    ]
