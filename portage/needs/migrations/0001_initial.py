from decimal import Decimal

import django.db.models.deletion
import django_countries.fields
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("contracts", "0001_initial"),
        ("core", "0002_initial"),
        ("fieldwork", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("need", "need"), ("quote", "quote"), ("complaint", "complaint")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="network.customer",
                            ),
                        ),
                        ("customer_name", models.CharField(blank=True, max_length=160, verbose_name="customer")),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("digest", models.CharField(max_length=64)),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("answer_by", models.DateField(null=True, verbose_name="to be answered by")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting for an answer"),
                                    ("yes", "yes"),
                                    ("no", "no"),
                                    ("given", "given to the customer"),
                                    ("agreed", "agreed to"),
                                    ("declined", "not agreed to"),
                                    ("ordered", "ordered"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["contract", "-at", "-id"], name="matter_by_day"),
                            models.Index(
                                condition=models.Q(("status", "waiting")),
                                fields=["status", "answer_by"],
                                name="matter_unanswered",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "key"), name="matter_asked_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "waiting"), _negated=True),
                                    ("answer_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="matter_that_waits_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "need"), _negated=True),
                                    ("status__in", ("waiting", "yes", "no", "withdrawn")),
                                    _connector="OR",
                                ),
                                name="status_of_need",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "quote"), _negated=True),
                                    ("status__in", ("waiting", "given", "agreed", "declined", "ordered", "withdrawn")),
                                    _connector="OR",
                                ),
                                name="status_of_quote",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "complaint"), _negated=True),
                                    ("status__in", ("waiting", "accepted", "refused", "closed", "withdrawn")),
                                    _connector="OR",
                                ),
                                name="status_of_complaint",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="need",
                                serialize=False,
                                to="needs.matter",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.product",
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=3, max_digits=14, null=True, verbose_name="quantity"),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=4, max_digits=14, null=True, verbose_name="price wished"
                            ),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                        ("wanted_on", models.DateField(null=True, verbose_name="wished by")),
                        ("wants_sample", models.BooleanField(default=False, verbose_name="sample wanted")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__isnull", True),
                                    models.Q(("quantity__gt", 0), models.Q(("unit", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="need_quantity_has_its_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("price__isnull", True),
                                    models.Q(
                                        ("price__gt", 0),
                                        models.Q(("currency", ""), _negated=True),
                                        models.Q(("unit", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="need_price_has_its_currency",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="complaint",
                                serialize=False,
                                to="needs.matter",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="fieldwork.order",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.product",
                            ),
                        ),
                        ("lot", models.CharField(blank=True, max_length=60, verbose_name="lot")),
                        ("received_on", models.DateField(verbose_name="received on")),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Said",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="thread", to="needs.matter"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opened", "asked"),
                                    ("words", "written"),
                                    ("question", "question"),
                                    ("yes", "yes"),
                                    ("no", "no"),
                                    ("agreed", "agreed to"),
                                    ("declined", "not agreed to"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                    ("closed", "closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        (
                            "remedy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("replace", "the goods are replaced"),
                                    ("credit", "a credit note is issued"),
                                    ("repair", "the goods are repaired"),
                                ],
                                max_length=10,
                                verbose_name="what is done",
                            ),
                        ),
                        ("original", models.CharField(blank=True, max_length=20, verbose_name="language")),
                        ("key", models.UUIDField(null=True)),
                        ("texts", models.JSONField(default=dict)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("matter", "number"), name="said_in_its_place"),
                            models.UniqueConstraint(fields=("matter", "membership", "key"), name="said_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ("agreed", "declined"))),
                                fields=("matter",),
                                name="quote_is_agreed_to_or_declined_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind__in", ("withdrawn", "closed"))),
                                fields=("matter",),
                                name="matter_ends_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("yes", "agreed", "accepted")),
                                    models.Q(("original", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="said_has_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "accepted"), models.Q(("remedy", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "accepted"), _negated=True), ("remedy", "")),
                                    _connector="OR",
                                ),
                                name="accepted_complaint_has_its_remedy",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "kind__in",
                                            ("question", "yes", "no", "agreed", "declined", "accepted", "refused"),
                                        ),
                                        ("side", "principal"),
                                    ),
                                    models.Q(("kind__in", ("opened", "withdrawn", "closed")), ("side", "agent")),
                                    ("kind", "words"),
                                    _connector="OR",
                                ),
                                name="principal_answers",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Translation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "said",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="translations",
                                to="needs.said",
                            ),
                        ),
                        ("language", models.CharField(max_length=20)),
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
                            models.UniqueConstraint(fields=("said", "language"), name="translated_once_a_language")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MatterFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="needs.matter"
                            ),
                        ),
                        ("key", models.UUIDField()),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
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
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("matter", "key"), name="matter_file_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Instruction",
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
                                related_name="instructions",
                                to="contracts.contract",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("unit", models.CharField(max_length=20, verbose_name="unit")),
                        ("floor", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="floor price")),
                        ("list_price", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="list price")),
                        (
                            "minimum",
                            models.DecimalField(
                                decimal_places=3, max_digits=14, null=True, verbose_name="least quantity"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("valid_until", models.DateField(null=True, verbose_name="valid until")),
                        (
                            "payment_days",
                            models.PositiveSmallIntegerField(null=True, verbose_name="days to pay, at most"),
                        ),
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
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note for the agent")),
                        ("key", models.UUIDField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["contract", "product", "country", "number"], name="instruction_newest")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "number"), name="instruction_in_its_place"),
                            models.UniqueConstraint(fields=("membership", "key"), name="instruction_written_once"),
                            models.CheckConstraint(
                                condition=models.Q(("floor__gt", 0), ("list_price__gte", models.F("floor"))),
                                name="floor_is_a_price_up_to_the_list",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="instruction_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__isnull", True), ("minimum__gt", 0), _connector="OR"),
                                name="least_quantity_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quote",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="quote",
                                serialize=False,
                                to="needs.matter",
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("total", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="total")),
                        ("valid_until", models.DateField(verbose_name="valid until")),
                        ("payment_days", models.PositiveSmallIntegerField(null=True, verbose_name="days to pay")),
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
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note for the customer")),
                        ("inside", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("total__gt", Decimal("0"))), name="quote_is_worth_something"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quote",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="needs.quote"
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
                        ("why", models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("quote", "number"), name="quote_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0), ("price__gt", 0), ("net__gt", 0)),
                                name="quote_line_is_positive",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="QuoteOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quote",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="ordered", to="needs.quote"
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="quoted", to="fieldwork.order"
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
                    name="Sample",
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
                                related_name="samples",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="needs.matter",
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="network.customer",
                            ),
                        ),
                        ("customer_name", models.CharField(blank=True, max_length=160, verbose_name="customer")),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("lot", models.CharField(max_length=60, verbose_name="lot")),
                        ("quantity", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="quantity")),
                        ("unit", models.CharField(max_length=20, verbose_name="unit")),
                        ("sent_on", models.DateField(verbose_name="sent on")),
                        (
                            "carrier",
                            models.CharField(blank=True, max_length=160, verbose_name="carrier, number of the parcel"),
                        ),
                        ("key", models.UUIDField()),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["contract", "-sent_on", "-id"], name="sample_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "key"), name="sample_sent_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__gt", 0),
                                    models.Q(("unit", ""), _negated=True),
                                    models.Q(("lot", ""), _negated=True),
                                ),
                                name="sample_is_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sample",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="needs.sample"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="received on")),
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
                    name="Trial",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="trials", to="needs.sample"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="tried on")),
                        ("by_customer", models.CharField(blank=True, max_length=160, verbose_name="tried by")),
                        (
                            "result",
                            models.CharField(
                                choices=[("good", "good"), ("bad", "not good"), ("open", "inconclusive")],
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=20, verbose_name="language")),
                        ("text", models.TextField(blank=True, max_length=5000, verbose_name="in words")),
                        ("key", models.UUIDField()),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("sample", "key"), name="trial_told_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", "good"), models.Q(("text", ""), _negated=True), _connector="OR"
                                ),
                                name="trial_that_is_not_good_has_words",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ]
        ),
    ]
