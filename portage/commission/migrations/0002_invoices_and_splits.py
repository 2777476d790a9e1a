from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
import django_countries.fields
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("commission", "0001_initial"),
        ("contracts", "0001_initial"),
        ("core", "0002_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="country",
            field=django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country of the buyer"),
        ),
        migrations.AddField(
            model_name="order",
            name="delivery_country",
            field=django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country of delivery"),
        ),
        migrations.AddField(
            model_name="order",
            name="payer_country",
            field=django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country of the payer"),
        ),
        CreateModels(
            [
                migrations.CreateModel(
                    name="Mandate",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="billing_mandates",
                                to="contracts.contract",
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField(help_text="the first of the contract, the second…")),
                        ("from_day", models.DateField(verbose_name="from")),
                        ("until_day", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("contest_days", models.PositiveSmallIntegerField(verbose_name="days to contest an invoice")),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["turn"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "turn"), name="mandate_turn_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True),
                                    ("until_day__gte", models.F("from_day")),
                                    _connector="OR",
                                ),
                                name="mandate_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("contest_days__gte", 1), ("contest_days__lte", 90)),
                                name="mandate_leaves_time",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommissionInvoice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commission_invoices",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commission_invoices",
                                to="commission.statement",
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField()),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.organisation"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("made", "made here by the agent"),
                                    ("self_billed", "written by the principal under a mandate"),
                                    ("own", "the agent's own, made elsewhere"),
                                ],
                                max_length=12,
                                verbose_name="origin",
                            ),
                        ),
                        ("series", models.CharField(blank=True, max_length=24)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("serial", models.PositiveIntegerField(null=True)),
                        ("number", models.CharField(max_length=40, verbose_name="number")),
                        (
                            "kind",
                            models.CharField(
                                help_text="code of the document (UNTDID 1001)", max_length=3, verbose_name="kind"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="date")),
                        ("due_on", models.DateField(verbose_name="to be paid by")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("net", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="without tax")),
                        ("vat", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="VAT")),
                        ("gross", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="with tax")),
                        (
                            "category",
                            models.CharField(blank=True, help_text="code of the tax (UNTDID 5305)", max_length=2),
                        ),
                        (
                            "rate",
                            models.DecimalField(decimal_places=2, help_text="of the tax, in per cent", max_digits=5),
                        ),
                        ("told", models.JSONField(default=dict)),
                        (
                            "xml",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
                                to="commission.mandate",
                            ),
                        ),
                        (
                            "credits",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credited_by",
                                to="commission.commissioninvoice",
                            ),
                        ),
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
                        "ordering": ["-day", "-id"],
                        "indexes": [models.Index(fields=["day", "id"], name="commission_invoice_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("issuer", "number"), name="invoice_number_once_of_an_issuer"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("serial__isnull", False)),
                                fields=("issuer", "series", "year", "serial"),
                                name="one_invoice_in_a_place_of_its_series",
                            ),
                            models.UniqueConstraint(
                                fields=("statement", "turn"), name="one_invoice_a_turn_of_a_statement"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gross__gt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("net"), "+", models.F("vat")
                                            ),
                                            "-",
                                            models.Value(Decimal("0.0005")),
                                        ),
                                    ),
                                    (
                                        "gross__lt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("net"), "+", models.F("vat")
                                            ),
                                            "+",
                                            models.Value(Decimal("0.0005")),
                                        ),
                                    ),
                                ),
                                name="invoice_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("net__gt", Decimal("0")), ("vat__gte", Decimal("0"))),
                                name="invoice_is_above_zero",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mandate__isnull", False), ("origin", "self_billed")),
                                    models.Q(
                                        models.Q(("origin", "self_billed"), _negated=True), ("mandate__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="self_billed_by_mandate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "own"), ("serial__isnull", True)),
                                    models.Q(
                                        models.Q(("origin", "own"), _negated=True),
                                        ("serial__gte", 1),
                                        ("serial__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="own_invoice_has_its_own_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                name="commission_invoice_has_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "invoice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contest",
                                to="commission.commissioninvoice",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="why")),
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
                                condition=models.Q(("reason", ""), _negated=True), name="contest_says_why"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="InvoicePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "invoice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="commission.commissioninvoice",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("pages", models.PositiveSmallIntegerField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="MandateEnd",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="end", to="commission.mandate"
                            ),
                        ),
                        ("from_day", models.DateField(verbose_name="holds no more from")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
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
                    name="Split",
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
                                related_name="splits",
                                to="commission.order",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("places", "buyer, delivery and payer lie in several territories"),
                                    ("former", "the former agent has it whole"),
                                    ("shared", "the former agent and its successor share it"),
                                    ("agreed", "parts as the principal proposes them"),
                                ],
                                max_length=10,
                                verbose_name="rule",
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
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "number"), name="split_numbered_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Share",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "split",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="commission.split",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares_of_orders",
                                to="contracts.contract",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("percent", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="part, %")),
                        (
                            "claim",
                            models.CharField(
                                choices=[
                                    ("buyer", "the buyer is in its territory"),
                                    ("delivery", "the goods are delivered in its territory"),
                                    ("payer", "the payer is in its territory"),
                                    ("former", "its agent was there before"),
                                    ("recorded", "the order is recorded under it"),
                                    ("named", "the principal names it"),
                                ],
                                max_length=10,
                                verbose_name="claim",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("split", "contract"), name="one_share_a_contract"),
                            models.UniqueConstraint(fields=("split", "place"), name="one_share_a_place"),
                            models.CheckConstraint(
                                condition=models.Q(("percent__gte", Decimal("0")), ("percent__lte", Decimal("100"))),
                                name="share_is_a_part",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ShareAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "share",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="commission.share",
                            ),
                        ),
                        ("agrees", models.BooleanField()),
                        ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
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
                                    ("agrees", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="declined_part_states_its_reason",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SplitOutcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "split",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcome",
                                to="commission.split",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commission.order"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("holds", "agreed by all"), ("withdrawn", "withdrawn")], max_length=10
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "holds")), fields=("order",), name="one_split_holds"
                            )
                        ],
                        "indexes": [],
                    },
                ),
            ]
        ),
    ]
