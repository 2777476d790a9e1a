import django.db.models.deletion
from django.db import migrations, models

import portage.catalogue.codes
import portage.core.ids
import portage.core.tongues
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True
    replaces = [("catalogue", "0002_names_can_be_seen")]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="products",
                                to="network.organisation",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=30, verbose_name="own code")),
                        (
                            "names",
                            models.JSONField(
                                help_text='{"fr": "acide tartrique", "en": "tartaric acid"}',
                                validators=[portage.core.tongues.check_names],
                                verbose_name="names",
                            ),
                        ),
                        ("original", models.CharField(default="fr", max_length=10, verbose_name="original language")),
                        ("family", models.CharField(blank=True, max_length=80, verbose_name="family")),
                        (
                            "hs_code",
                            models.CharField(
                                blank=True,
                                max_length=6,
                                validators=[portage.catalogue.codes.check_hs_code],
                                verbose_name="HS code",
                            ),
                        ),
                        ("certifications", models.JSONField(blank=True, default=list, verbose_name="certifications")),
                        ("segments", models.JSONField(blank=True, default=list, verbose_name="segments")),
                        (
                            "countries_open",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Empty: all countries.",
                                verbose_name="countries open",
                            ),
                        ),
                        (
                            "countries_closed",
                            models.JSONField(blank=True, default=list, verbose_name="countries closed"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "draft"), ("offered", "offered"), ("withdrawn", "withdrawn")],
                                default="offered",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["owner", "family"], name="product_by_family")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("owner", "code"),
                                name="product_code_once_per_owner",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
                        (
                            "content_object",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="catalogue.product"),
                        ),
                    ],
                    options={
                        "unique_together": {("group", "permission", "content_object")},
                        "abstract": False,
                        "indexes": [],
                        "constraints": [],
                    },
                ),
            ]
        ),
    ]
