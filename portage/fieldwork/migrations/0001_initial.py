from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("catalogue", "0001_initial"),
        ("contracts", "0001_initial"),
        ("core", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="VisitBook",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "subsidiary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_books",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "contract",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_book",
                                to="contracts.contract",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("contract__isnull", True)),
                                fields=("subsidiary",),
                                name="one_visit_book_per_subsidiary",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="VisitBookGrant",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="fieldwork.visitbook"),
                        ),
                    ],
                    options={
                        "unique_together": {("group", "permission", "content_object")},
                        "abstract": False,
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("content", models.JSONField(default=dict)),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("author", "key"), name="one_draft_of_a_report")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="fieldwork.visitbook",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="network.customer",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "visit"),
                                    ("call", "call"),
                                    ("video", "video call"),
                                    ("fair", "fair"),
                                ],
                                max_length=5,
                                verbose_name="kind",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="date")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        ("language", models.CharField(max_length=10, verbose_name="language")),
                        ("note", models.TextField(blank=True, max_length=5000, verbose_name="private note")),
                        ("corrected", models.PositiveSmallIntegerField(default=0)),
                        ("written_at", models.DateTimeField(null=True)),
                        ("filed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["book", "-visited_on", "-id"], name="report_by_day"),
                            models.Index(fields=["customer", "-visited_on"], name="report_of_customer"),
                            models.Index(
                                models.F("author"),
                                models.OrderBy(models.F("filed_at"), descending=True),
                                name="report_of_author",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("author", "key", "book"), name="report_filed_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["visit", "call", "video", "fair"])),
                                name="report_is_in_its_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeadCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="fieldwork.report",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.customer"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "visit"),
                                    ("call", "call"),
                                    ("video", "video call"),
                                    ("fair", "fair"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("visited_on", models.DateField()),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "number"), name="head_corrected_once_each")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Met",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="met", to="fieldwork.report"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("function", models.CharField(blank=True, max_length=120)),
                        ("contact", models.UUIDField(null=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="fieldwork.report"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("report", "key"), name="report_file_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="fieldwork.report",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="contracts.contract",
                            ),
                        ),
                        ("filed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["contract", "-filed_at", "-id"], name="section_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("contract__isnull", False)),
                                fields=("report", "contract"),
                                name="one_section_a_contract",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("contract__isnull", True)),
                                fields=("report",),
                                name="one_section_of_own_products",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="fieldwork.section",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "interest",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "none"), (1, "low"), (2, "some"), (3, "high"), (4, "firm")],
                                null=True,
                                verbose_name="interest",
                            ),
                        ),
                        ("needs", models.TextField(blank=True, max_length=5000, verbose_name="what they need")),
                        ("objections", models.TextField(blank=True, max_length=5000, verbose_name="objections")),
                        ("customs", models.TextField(blank=True, max_length=5000, verbose_name="custom worth knowing")),
                        ("growth", models.TextField(blank=True, max_length=5000, verbose_name="growth of the market")),
                        (
                            "opportunity",
                            models.TextField(blank=True, max_length=5000, verbose_name="opportunity noticed"),
                        ),
                        ("order_taken", models.BooleanField(default=False, verbose_name="order taken")),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="why it is corrected")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("section", "number"), name="account_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Shown",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shown",
                                to="fieldwork.account",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [models.UniqueConstraint(fields=("account", "product"), name="shown_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Competitor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="competitors",
                                to="fieldwork.account",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="competitor")),
                        ("product", models.CharField(blank=True, max_length=120, verbose_name="product")),
                        (
                            "price",
                            models.DecimalField(decimal_places=4, max_digits=14, null=True, verbose_name="price"),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3)),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("price__isnull", True),
                                    models.Q(("price__gt", 0), models.Q(("currency", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="price_has_its_currency",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SectionFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="fieldwork.section",
                            ),
                        ),
                        ("key", models.UUIDField()),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("section", "key"), name="section_file_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="fieldwork.section",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("text", models.TextField(max_length=5000, verbose_name="your words")),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Acknowledgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acknowledgement",
                                to="fieldwork.section",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="NextAction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="fieldwork.section",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="action")),
                        (
                            "side",
                            models.CharField(
                                choices=[("principal", "principal"), ("agent", "agent")],
                                max_length=10,
                                verbose_name="who",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="by")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "indexes": [models.Index(fields=["section", "due_on"], name="action_by_day")],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ActionEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="fieldwork.nextaction",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("taken", "taken"),
                                    ("moved", "moved to another day"),
                                    ("done", "done"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ["done", "dropped"])),
                                fields=("action",),
                                name="action_ends_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "moved"), _negated=True),
                                    ("due_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="moved_action_has_its_day",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MergedCustomer",
                    fields=[
                        ("gone", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="network.customer",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.membership",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders_taken",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="network.customer",
                            ),
                        ),
                        ("customer_name", models.CharField(max_length=160, verbose_name="customer")),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        ("file", models.CharField(blank=True, max_length=60, verbose_name="the customer's reference")),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("digest", models.CharField(max_length=64)),
                        ("received_on", models.DateField(verbose_name="received on")),
                        ("wanted_on", models.DateField(null=True, verbose_name="delivery wanted by")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("total", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="total")),
                        (
                            "incoterm",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("EXW", "EXW"),
                                    ("FCA", "FCA"),
                                    ("CPT", "CPT"),
                                    ("CIP", "CIP"),
                                    ("DAP", "DAP"),
                                    ("DPU", "DPU"),
                                    ("DDP", "DDP"),
                                    ("FAS", "FAS"),
                                    ("FOB", "FOB"),
                                    ("CFR", "CFR"),
                                    ("CIF", "CIF"),
                                ],
                                max_length=3,
                                verbose_name="delivery terms",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="named place")),
                        (
                            "note",
                            models.TextField(blank=True, max_length=2000, verbose_name="note for the other party"),
                        ),
                        ("answer_by", models.DateField(null=True, verbose_name="to be answered by")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting for an answer"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["contract", "-received_on", "-id"], name="order_by_day"),
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["status", "answer_by"],
                                name="order_unanswered",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "key"), name="order_recorded_once"),
                            models.CheckConstraint(
                                condition=models.Q(("total__gt", Decimal("0"))), name="order_is_worth_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side", "principal"), ("customer__isnull", False), _connector="OR"),
                                name="order_of_the_agent_has_its_customer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="fieldwork.order"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="quantity")),
                        ("unit", models.CharField(max_length=20, verbose_name="unit")),
                        ("price", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="net price")),
                        ("net", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="net amount")),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "number"), name="order_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0), ("price__gt", 0), ("net__gt", 0)),
                                name="order_item_is_positive",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="OrderAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="fieldwork.order"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("accepted", "accepted"), ("refused", "refused"), ("withdrawn", "withdrawn")],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
                        ("on", models.DateField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "refused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="refusal_states_its_reason",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="OrderRemark",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="fieldwork.order",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("text", models.TextField(max_length=5000, verbose_name="your words")),
                        ("disputes", models.CharField(blank=True, max_length=60)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Settled",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "remark",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settled",
                                to="fieldwork.orderremark",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="fieldwork.order",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="delivered on")),
                        ("complete", models.BooleanField(default=True, verbose_name="the order is complete")),
                        ("says", models.CharField(blank=True, max_length=160, verbose_name="carrier, document")),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["on", "at"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Prospect",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prospects",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prospects",
                                to="network.customer",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("identified", "identified"),
                                    ("contacted", "contacted"),
                                    ("visited", "visited"),
                                    ("trial", "trial"),
                                    ("quoted", "quoted"),
                                    ("ordered", "ordered"),
                                    ("regular", "regular customer"),
                                    ("lost", "lost"),
                                ],
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "why_lost",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("price", "price"),
                                    ("delivery", "delivery"),
                                    ("quality", "quality or specification"),
                                    ("competitor", "bound to a competitor"),
                                    ("no_need", "no need"),
                                    ("closed", "closed or sold"),
                                    ("no_answer", "no answer"),
                                    ("other", "another reason"),
                                ],
                                max_length=10,
                                verbose_name="why it is lost",
                            ),
                        ),
                        ("since", models.DateField()),
                        ("moves_made", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["contract", "stage", "since"], name="prospect_by_stage")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "customer"), name="one_prospect_per_customer_of_a_contract"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "lost"), models.Q(("why_lost", ""), _negated=True)),
                                    models.Q(models.Q(("stage", "lost"), _negated=True), ("why_lost", "")),
                                    _connector="OR",
                                ),
                                name="lost_prospect_has_its_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "prospect",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="fieldwork.prospect",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("identified", "identified"),
                                    ("contacted", "contacted"),
                                    ("visited", "visited"),
                                    ("trial", "trial"),
                                    ("quoted", "quoted"),
                                    ("ordered", "ordered"),
                                    ("regular", "regular customer"),
                                    ("lost", "lost"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "why_lost",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("price", "price"),
                                    ("delivery", "delivery"),
                                    ("quality", "quality or specification"),
                                    ("competitor", "bound to a competitor"),
                                    ("no_need", "no need"),
                                    ("closed", "closed or sold"),
                                    ("no_answer", "no answer"),
                                    ("other", "another reason"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="more precisely")),
                        ("on", models.DateField()),
                        ("section", models.UUIDField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.membership",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("prospect", "number"), name="stage_move_once")],
                        "indexes": [],
                    },
                ),
            ]
        ),
    ]
