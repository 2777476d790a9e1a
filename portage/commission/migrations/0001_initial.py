from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import portage.core.ids
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("contracts", "0001_initial"),
        ("core", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Order",
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
                                related_name="orders",
                                to="contracts.contract",
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("reference", models.CharField(max_length=40, verbose_name="order")),
                        ("customer", models.CharField(max_length=160, verbose_name="customer")),
                        ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("received_on", models.DateField(verbose_name="received on")),
                        ("accepted_on", models.DateField(verbose_name="accepted on")),
                        ("direct", models.BooleanField(default=False, verbose_name="without the agent")),
                        ("digest", models.CharField(max_length=64)),
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
                        "ordering": ["accepted_on", "id"],
                        "indexes": [models.Index(fields=["contract", "accepted_on"], name="order_by_acceptance")],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "source"), name="order_told_once"),
                            models.CheckConstraint(
                                condition=models.Q(("accepted_on__gte", models.F("received_on"))),
                                name="order_received_then_accepted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderLine",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="commission.order"
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("net", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="net amount")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "product"), name="product_once_in_an_order"),
                            models.CheckConstraint(
                                condition=models.Q(("net__gt", Decimal("0"))), name="order_line_is_positive"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoices",
                                to="commission.order",
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("number", models.CharField(max_length=40, verbose_name="invoice")),
                        ("day", models.DateField(verbose_name="date")),
                        ("due_on", models.DateField(verbose_name="to be paid by")),
                        ("total", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="to be paid")),
                        ("digest", models.CharField(max_length=64)),
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
                        "ordering": ["day", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "source"), name="invoice_told_once"),
                            models.UniqueConstraint(fields=("order", "number"), name="invoice_number_once_in_an_order"),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("day"))), name="invoice_due_after_its_date"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="InvoiceLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="commission.invoice",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("base", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="base")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("invoice", "product"), name="product_once_on_an_invoice"),
                            models.CheckConstraint(
                                condition=models.Q(("base__gt", Decimal("0"))), name="invoice_line_is_positive"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="commission.invoice",
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("amount", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="amount")),
                        ("paid_on", models.DateField(verbose_name="paid on")),
                        ("digest", models.CharField(max_length=64)),
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
                        "ordering": ["paid_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("invoice", "source"), name="payment_told_once"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", Decimal("0"))), name="payment_is_positive"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CreditNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credits",
                                to="commission.invoice",
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("number", models.CharField(max_length=40, verbose_name="credit note")),
                        ("day", models.DateField(verbose_name="date")),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    (
                                        "customer",
                                        "the customer does not perform, for a reason the principal does not answer for",
                                    ),
                                    ("principal", "any other reason: the commission stays"),
                                ],
                                max_length=10,
                                verbose_name="cause",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                        (
                            "total",
                            models.DecimalField(decimal_places=3, max_digits=18, verbose_name="no longer to be paid"),
                        ),
                        ("digest", models.CharField(max_length=64)),
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
                        "ordering": ["day", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("invoice", "source"), name="credit_told_once"),
                            models.UniqueConstraint(
                                fields=("invoice", "number"), name="credit_number_once_on_an_invoice"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CreditLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "credit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="commission.creditnote",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("net", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="net amount")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("credit", "product"), name="product_once_on_a_credit_note"),
                            models.CheckConstraint(
                                condition=models.Q(("net__gt", Decimal("0"))), name="credit_line_is_positive"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="LostDebt",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "invoice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lost",
                                to="commission.invoice",
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("day", models.DateField(verbose_name="lost on")),
                        ("proof", models.CharField(max_length=300, verbose_name="proof")),
                        ("digest", models.CharField(max_length=64)),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("proof", ""), _negated=True), name="lost_debt_is_proved"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exchange_rates",
                                to="contracts.contract",
                            ),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("into", models.CharField(max_length=3, verbose_name="into")),
                        ("day", models.DateField(verbose_name="day")),
                        ("rate", models.DecimalField(decimal_places=10, max_digits=20, verbose_name="rate")),
                        ("source", models.CharField(max_length=120, verbose_name="source")),
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
                        "ordering": ["currency", "day", "id"],
                        "indexes": [
                            models.Index(fields=["contract", "currency", "day"], name="exchange_rate_of_a_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rate__gt", Decimal("0"))), name="exchange_rate_is_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("currency", models.F("into")), _negated=True),
                                name="exchange_of_two_currencies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
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
                                related_name="statements",
                                to="contracts.contract",
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                        ("first_day", models.DateField(verbose_name="first day")),
                        ("last_day", models.DateField(verbose_name="last day")),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        ("total", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="commission due")),
                        ("issued_on", models.DateField(verbose_name="issued on")),
                        ("issue_by", models.DateField(null=True, verbose_name="to be issued by")),
                        ("due_on", models.DateField(verbose_name="payable by")),
                        ("rule", models.JSONField(default=dict)),
                        ("vat", models.CharField(max_length=20)),
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
                        "ordering": ["-last_day", "-id"],
                        "indexes": [models.Index(fields=["last_day", "id"], name="statement_by_period")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "first_day", "currency"), name="statement_begins_once"
                            ),
                            models.UniqueConstraint(
                                fields=("contract", "last_day", "currency"), name="statement_ends_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="statement_runs_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="commission.statement",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("earned", "Earned in the period"),
                                    ("adjustment", "Adjustment"),
                                    ("nothing", "Nothing due, and why"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("key", models.CharField(blank=True, max_length=160)),
                        ("unit", models.CharField(max_length=40)),
                        ("event", models.CharField(max_length=48)),
                        ("kind", models.CharField(max_length=12)),
                        ("day", models.DateField(null=True)),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statement_lines",
                                to="commission.order",
                            ),
                        ),
                        (
                            "invoice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statement_lines",
                                to="commission.invoice",
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
                            "document",
                            models.CharField(blank=True, help_text="number of the credit note", max_length=40),
                        ),
                        ("base", models.DecimalField(decimal_places=3, max_digits=18)),
                        ("currency", models.CharField(max_length=3)),
                        (
                            "exchange",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="commission.exchangerate",
                            ),
                        ),
                        ("converted", models.DecimalField(decimal_places=3, max_digits=18)),
                        ("rate", models.DecimalField(decimal_places=5, max_digits=7)),
                        ("amount", models.DecimalField(decimal_places=3, max_digits=18)),
                        ("rule", models.CharField(max_length=12)),
                        ("up_to", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                        (
                            "terms",
                            models.PositiveIntegerField(
                                help_text="number of the version of the contract whose terms it follows"
                            ),
                        ),
                        ("scope", models.CharField(blank=True, max_length=60)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("counted", models.BooleanField()),
                        ("why", models.CharField(blank=True, max_length=16)),
                        ("last_day", models.DateField(null=True)),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversal",
                                to="commission.line",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["contract", "unit"], name="line_by_unit")],
                        "constraints": [
                            models.UniqueConstraint(fields=("statement", "number"), name="line_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("contract", "key"),
                                name="accrual_in_one_statement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("section", "nothing"), _negated=True),
                                    models.Q(("amount", Decimal("0")), models.Q(("why", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="nothing_due_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount", Decimal("0")), models.Q(("key", ""), _negated=True), _connector="OR"
                                ),
                                name="what_is_due_is_an_accrual",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acceptance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptance",
                                to="commission.statement",
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
                    name="Dispute",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispute",
                                to="commission.line",
                            ),
                        ),
                        ("base", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="base you expect")),
                        ("rate", models.DecimalField(decimal_places=5, max_digits=7, verbose_name="rate you expect")),
                        (
                            "expected",
                            models.DecimalField(decimal_places=3, max_digits=18, verbose_name="commission you expect"),
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
                                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="expected_rate_is_a_share"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="dispute_says_why"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "dispute",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="commission.dispute",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("upheld", "upheld"), ("refused", "refused"), ("withdrawn", "withdrawn")],
                                max_length=10,
                            ),
                        ),
                        ("base", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="base")),
                        ("rate", models.DecimalField(decimal_places=5, max_digits=7, verbose_name="rate")),
                        ("amount", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="correction")),
                        ("reason", models.TextField(blank=True, verbose_name="answer")),
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
                                condition=models.Q(("kind", "upheld"), ("amount", Decimal("0")), _connector="OR"),
                                name="only_what_is_upheld_corrects",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="granted_rate_is_a_share"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="commission.statement",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=3, max_digits=18, verbose_name="amount")),
                        ("paid_on", models.DateField(verbose_name="paid on")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=120, verbose_name="reference of the transfer"),
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
                        "ordering": ["paid_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", Decimal("0"))), name="settlement_is_positive"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="commission.statement",
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
            ]
        ),
    ]
