"""Contracts and all that hangs on them.

No two contracts hold the same product, country, segment and day where one of them is exclusive: on PostgreSQL an exclusion
constraint says so. Two ranges carry what equality cannot: a segment is a range of one word, all segments the range without
ends; an exclusive place takes every seat, another one a seat of its own. On SQLite the triggers of `models.places` say the
same; they are installed after every migrate.
"""

import uuid
from decimal import Decimal

import django.db.models.deletion
import django_countries.fields
from django.conf import settings
from django.db import migrations, models

import contracts.models.contract
import portage.core.ids
from portage.core.creating import CreateModels

CONSTRAINT = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TYPE portage_segments AS RANGE (SUBTYPE = text, COLLATION = "C");
ALTER TABLE contracts_place ADD CONSTRAINT places_do_not_overlap EXCLUDE USING gist (
    product_id WITH =,
    country WITH =,
    portage_segments(NULLIF(segment, ''), NULLIF(segment, ''), '[]') WITH &&,
    daterange(first_day, last_day, '[]') WITH &&,
    int8range(CASE WHEN exclusive THEN NULL ELSE id END, CASE WHEN exclusive THEN NULL ELSE id END, '[]') WITH &&,
    stands_for WITH <>
) WHERE (released_at IS NULL)
"""


def constrain(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CONSTRAINT)


def relax(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE contracts_place DROP CONSTRAINT places_do_not_overlap")
        schema_editor.execute("DROP TYPE portage_segments")


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("contracts", "0002_calendar_feed"),
        ("contracts", "0003_seals_verification"),
        ("contracts", "0004_signing"),
        ("contracts", "0005_exclusivity"),
        ("contracts", "0006_amendments"),
        ("contracts", "0007_leaving"),
        ("contracts", "0008_negotiation"),
        ("contracts", "0009_models"),
        ("contracts", "0010_verification_of_records"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("catalogue", "0001_initial"),
        ("core", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ContractModel",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract_models",
                                to="network.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="for what")),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "name"), name="model_name_once_per_owner")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ModelGrant",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="contracts.contractmodel"
                            ),
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
                    name="ModelVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="contracts.contractmodel",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("articles", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "prevailing",
                            models.CharField(choices=[("fr", "French"), ("en", "English")], default="fr", max_length=2),
                        ),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [models.UniqueConstraint(fields=("model", "number"), name="model_version_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                        (
                            "principal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts_as_principal",
                                to="network.organisation",
                                verbose_name="principal",
                            ),
                        ),
                        (
                            "agent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts_as_agent",
                                to="network.organisation",
                                verbose_name="agent",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts_as_group",
                                to="network.organisation",
                                verbose_name="carrier group",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[("renewable", "renewable"), ("indefinite", "indefinite"), ("moral", "moral")],
                                default="renewable",
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("negotiating", "Negotiating"),
                                    ("approved", "Approved"),
                                    ("awaiting_signature", "Awaiting signature"),
                                    ("signed", "Signed"),
                                    ("in_force", "In force"),
                                    ("notice_given", "Notice given"),
                                    ("ended", "Ended"),
                                    ("withdrawn", "Withdrawn"),
                                    ("in_effect", "In effect"),
                                    ("fallen", "Fallen"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("confidential", models.BooleanField(default=False, verbose_name="confidential")),
                        ("created_at", models.DateTimeField()),
                        (
                            "model_version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
                                to="contracts.modelversion",
                            ),
                        ),
                        ("exclusive", models.BooleanField(default=True, verbose_name="reciprocal exclusivity")),
                        ("segments", models.JSONField(blank=True, default=list, verbose_name="customer segments")),
                        ("agent_tasks", models.JSONField(blank=True, default=list, verbose_name="tasks of the agent")),
                        (
                            "principal_tasks",
                            models.JSONField(blank=True, default=list, verbose_name="tasks of the principal"),
                        ),
                        (
                            "commission_rate",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=7, null=True, verbose_name="commission rate"
                            ),
                        ),
                        (
                            "commission_event",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "when the principal accepts the order"),
                                    ("invoiced", "when the invoice is issued"),
                                    ("paid", "when the customer pays"),
                                ],
                                max_length=10,
                                verbose_name="event that earns the commission",
                            ),
                        ),
                        ("currency", models.CharField(default="EUR", max_length=3, verbose_name="currency")),
                        (
                            "statement_months",
                            models.PositiveSmallIntegerField(default=3, verbose_name="statement every (months)"),
                        ),
                        ("first_day", models.DateField(blank=True, null=True, verbose_name="first day")),
                        (
                            "first_months",
                            models.PositiveSmallIntegerField(default=12, verbose_name="first term (months)"),
                        ),
                        (
                            "renewal_months",
                            models.PositiveSmallIntegerField(default=12, verbose_name="renewed for (months)"),
                        ),
                        (
                            "notice_scale",
                            models.JSONField(
                                default=contracts.models.contract.default_scale,
                                verbose_name="notice in months, by year begun",
                            ),
                        ),
                        (
                            "notice_month_end",
                            models.BooleanField(default=False, verbose_name="notice ends with a calendar month"),
                        ),
                        ("notice_forms", models.JSONField(blank=True, default=list, verbose_name="form of notice")),
                        ("law", models.CharField(default="FR", max_length=2, verbose_name="governing law")),
                        ("forum", models.CharField(blank=True, max_length=160, verbose_name="forum or arbitration")),
                        (
                            "languages",
                            models.CharField(
                                choices=[
                                    ("fr", "French"),
                                    ("en", "English"),
                                    ("both", "French and English side by side"),
                                ],
                                default="fr",
                                max_length=4,
                                verbose_name="language of the contract",
                            ),
                        ),
                        (
                            "prevailing",
                            models.CharField(
                                choices=[("fr", "French"), ("en", "English")],
                                default="fr",
                                max_length=2,
                                verbose_name="prevailing language",
                            ),
                        ),
                        (
                            "signature",
                            models.CharField(
                                choices=[
                                    ("advanced", "on the platform, electronically"),
                                    ("paper", "on paper, by hand"),
                                ],
                                default="advanced",
                                max_length=10,
                                verbose_name="signature",
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="sales target a year",
                            ),
                        ),
                        ("clauses", models.JSONField(blank=True, default=dict, verbose_name="figures of the clauses")),
                        (
                            "amends",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="contracts.contract",
                            ),
                        ),
                        ("amendment_number", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("effective_from", models.DateField(blank=True, null=True, verbose_name="takes effect on")),
                        (
                            "earlier_reason",
                            models.TextField(blank=True, verbose_name="why it applies before it is signed"),
                        ),
                        (
                            "extends",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "formalises",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="formal",
                                to="contracts.contract",
                            ),
                        ),
                        ("time_zone", models.CharField(default="Europe/Paris", max_length=50)),
                        ("version_number", models.PositiveIntegerField(default=0)),
                        (
                            "signed_version",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="the version that was signed, once amendments have made consolidated ones; else 0",
                            ),
                        ),
                        ("term_number", models.PositiveIntegerField(default=0)),
                        ("term_last_day", models.DateField(blank=True, null=True)),
                        ("last_notice_day", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("next_day", models.DateField(blank=True, null=True, verbose_name="next date that binds")),
                        ("next_kind", models.CharField(blank=True, max_length=12)),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="the local day on which the daily run must look at it again",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("due_on__isnull", False)), fields=["due_on"], name="contract_due"
                            ),
                            models.Index(fields=["next_day", "id"], name="contract_by_next_day"),
                            models.Index(fields=["status", "next_day", "id"], name="contract_by_status"),
                            models.Index(fields=["principal", "status"], name="contract_by_principal"),
                            models.Index(fields=["agent", "status"], name="contract_by_agent"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("principal", models.F("agent")), _negated=True),
                                name="contract_has_two_parties",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("commission_rate__isnull", True),
                                    models.Q(("commission_rate__gte", 0), ("commission_rate__lte", Decimal("1"))),
                                    _connector="OR",
                                ),
                                name="commission_rate_is_a_share",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_months__gte", 1), ("renewal_months__gte", 1)),
                                name="terms_last_a_month_at_least",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("nature", "moral"), _negated=True),
                                    models.Q(("term_last_day__isnull", True), ("term_number", 0)),
                                    _connector="OR",
                                ),
                                name="moral_contract_has_no_terms",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amendment_number", 0), ("amends__isnull", True)),
                                    models.Q(("amendment_number__gte", 1), ("amends__isnull", False)),
                                    _connector="OR",
                                ),
                                name="amendment_is_numbered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amends__isnull", True),
                                        models.Q(("status__in", ["in_effect", "fallen"]), _negated=True),
                                    ),
                                    models.Q(
                                        ("amends__isnull", False),
                                        models.Q(("status__in", ["in_force", "notice_given", "ended"]), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendments_have_states_of_their_own",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amends__isnull", True),
                                    models.Q(("nature", "moral"), _negated=True),
                                    _connector="OR",
                                ),
                                name="moral_contract_is_not_amended",
                            ),
                            models.UniqueConstraint(
                                fields=("amends", "amendment_number"), name="amendment_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "negotiating", "approved", "awaiting_signature", "signed"])
                                ),
                                fields=("amends",),
                                name="one_open_amendment_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "withdrawn"), _negated=True),
                                fields=("extends", "agent"),
                                name="extended_once_to_an_agent",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "withdrawn"), _negated=True),
                                fields=("formalises",),
                                name="one_writing_of_a_moral_contract",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractGrant",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="contracts.contract"),
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
                    name="ProductLine",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="product_lines",
                                to="contracts.contract",
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
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "product"), name="product_once_in_a_contract")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TerritoryLine",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="territory_lines",
                                to="contracts.contract",
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country")),
                        ("regions", models.JSONField(blank=True, default=list, verbose_name="regions")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["country", "contract"], name="territory_by_country")],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "country"), name="country_once_in_a_contract")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReservedCustomer",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reserved_customers",
                                to="contracts.contract",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="customer")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        (
                            "rate",
                            models.DecimalField(
                                decimal_places=5, default=Decimal("0"), max_digits=7, verbose_name="rate"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "name", "place"), name="reserved_customer_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="reserved_rate_is_a_share"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommissionLine",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commission_lines",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.product",
                            ),
                        ),
                        (
                            "up_to",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="sales of the year up to",
                            ),
                        ),
                        ("rate", models.DecimalField(decimal_places=5, max_digits=7, verbose_name="rate")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)), name="line_rate_is_a_share"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
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
                                related_name="versions",
                                to="contracts.contract",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("data", models.JSONField()),
                        ("articles", models.JSONField()),
                        ("amendment", models.JSONField(null=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [models.UniqueConstraint(fields=("contract", "number"), name="version_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="contracts.version",
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
                        ("role", models.CharField(max_length=20)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "side", "role"), name="one_approval_per_side_and_role"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SigningAuthority",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signing_authorities",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signing_authorities",
                                to="network.membership",
                            ),
                        ),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField(blank=True, null=True)),
                        ("signs_contracts", models.BooleanField(default=True)),
                        ("signs_amendments", models.BooleanField(default=True)),
                        ("jointly", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True),
                                    ("until_day__gte", models.F("from_day")),
                                    _connector="OR",
                                ),
                                name="authority_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signs_contracts", True), ("signs_amendments", True), _connector="OR"
                                ),
                                name="authority_signs_something",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                                related_name="documents",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("contract", "agent contract"),
                                    ("certificate", "certificate of renewal"),
                                    ("notice", "letter of notice"),
                                    ("annulment", "annulment of a renewal"),
                                    ("proof", "proof"),
                                    ("evidence", "evidence certificate"),
                                    ("scan", "scan of the signed paper"),
                                    ("consolidated", "consolidated text"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(help_text="of the version, the term, or the notice")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(null=True)),
                        ("language", models.CharField(max_length=4)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [models.Index(fields=["sha256"], name="document_by_hash")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "kind", "number"), name="one_document_of_a_kind_and_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="contracts.document",
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
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contracts.signingauthority",
                            ),
                        ),
                        ("consent", models.TextField()),
                        ("consent_digest", models.CharField(max_length=64)),
                        ("identified_by", models.CharField(max_length=40)),
                        ("at", models.DateTimeField()),
                        ("container", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "side"), name="one_signature_per_side")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Effect",
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
                                related_name="effects",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "amendment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="effect",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("changed", "changed the contract"), ("fell", "fell: the contract had ended")],
                                max_length=8,
                            ),
                        ),
                        ("from_day", models.DateField()),
                        (
                            "replaced",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.version"
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="effect",
                                to="contracts.version",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["from_day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "changed"), ("version__isnull", False)),
                                    models.Q(("outcome", "fell"), ("version__isnull", True)),
                                    _connector="OR",
                                ),
                                name="effect_has_its_text",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="WritingAsked",
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
                                related_name="writings_asked",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "draft",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="writing_asked",
                                to="contracts.contract",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("takeover", "share takeover"),
                                    ("merger", "merger"),
                                    ("asset_sale", "sale of assets"),
                                    ("rename", "change of name"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="network.organisation",
                            ),
                        ),
                        ("old_name", models.CharField(max_length=160)),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions_received",
                                to="network.organisation",
                            ),
                        ),
                        ("new_name", models.CharField(blank=True, max_length=160)),
                        ("from_day", models.DateField()),
                        ("ground", models.TextField()),
                        (
                            "proof",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
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
                        "ordering": ["from_day", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "kind", "from_day"), name="succession_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "rename"),
                                        ("successor__isnull", True),
                                        models.Q(("new_name", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("kind", "rename"), _negated=True), ("successor__isnull", False)),
                                    _connector="OR",
                                ),
                                name="succession_says_by_whom_or_how",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PartyChange",
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
                                related_name="party_changes",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "succession",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="contracts.succession",
                            ),
                        ),
                        ("role", models.CharField(max_length=10)),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("noted", "noted"),
                                    ("transferred", "transferred"),
                                    ("offered", "consent asked"),
                                    ("refused", "consent refused"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("old_name", models.CharField(max_length=160)),
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
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("succession", "contract", "step"), name="party_change_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("step__in", ["transferred", "refused"])),
                                fields=("succession", "contract"),
                                name="offer_answered_once",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_feeds",
                                to="network.membership",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("last_read_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("membership",),
                                name="one_live_feed_per_membership",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommissionFigure",
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
                                related_name="commission_figures",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("until", models.DateField(verbose_name="up to")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=3, max_digits=16, verbose_name="gross commission"),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        ("source", models.CharField(max_length=200, verbose_name="source")),
                        ("shared", models.BooleanField(default=False, verbose_name="shared with the other side")),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["year", "at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", Decimal("0"))), name="commission_is_not_negative"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RenewalDecision",
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
                                related_name="renewal_decisions",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("term", models.PositiveIntegerField()),
                        (
                            "decision",
                            models.CharField(
                                choices=[("renew", "let it renew"), ("open", "not decided")], max_length=8
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
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                                related_name="duties",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("register", "Register the contract"),
                                    ("register_change", "Register the change of the contract"),
                                    ("register_end", "Tell the register that the contract has ended"),
                                    ("claim_termination_pay", "Claim compensation"),
                                    ("commission_on_orders_until", "Last day of orders that still earn commission"),
                                    ("non_compete_at_most", "End of any non-compete"),
                                    ("return_documents", "Return documents and samples"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("law", models.CharField(blank=True, max_length=4)),
                        ("from_day", models.DateField()),
                        ("day", models.DateField(null=True)),
                        ("rule", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["day", "id"],
                        "indexes": [models.Index(fields=["day", "contract"], name="duty_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "code", "law", "from_day"), name="duty_once_an_event"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="contracts.duty"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("dated", "to be done by"), ("done", "done on")], max_length=8),
                        ),
                        ("day", models.DateField()),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                        ("reason", models.CharField(blank=True, max_length=1000, verbose_name="reason")),
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
                                condition=models.Q(("kind", "done")), fields=("duty",), name="duty_done_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
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
                                related_name="terms",
                                to="contracts.contract",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("last_notice_day", models.DateField(null=True)),
                        (
                            "began",
                            models.CharField(
                                choices=[
                                    ("initial", "initial"),
                                    ("tacit", "tacit renewal"),
                                    ("express", "express renewal"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("rule", models.JSONField(default=dict)),
                        ("opened_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "number"), name="term_once"),
                            models.UniqueConstraint(fields=("contract", "first_day"), name="term_starts_once"),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))), name="term_runs_forward"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                                related_name="notices",
                                to="contracts.contract",
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
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("platform", "on the platform, with receipt"),
                                    ("letter", "registered letter"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("sent_on", models.DateField(null=True)),
                        ("served_on", models.DateField()),
                        ("grounds", models.TextField(blank=True)),
                        ("serious_default", models.BooleanField(default=False)),
                        ("ends_on", models.DateField()),
                        ("refuses_renewal_of_term", models.PositiveIntegerField(null=True)),
                        ("explanation", models.JSONField(default=dict)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("serious_default", False),
                                    models.Q(("grounds", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="default_states_its_facts",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Annulment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "term",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="annulment",
                                to="contracts.term",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="annulments",
                                to="contracts.notice",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contracts.document",
                            ),
                        ),
                        (
                            "confirmed_by",
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
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipt",
                                to="contracts.notice",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Ending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contract",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ending",
                                to="contracts.contract",
                            ),
                        ),
                        ("last_day", models.DateField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("notice", "notice"),
                                    ("mutual", "mutual agreement"),
                                    ("serious_default", "serious default"),
                                    ("formalised", "put in writing"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contracts.notice",
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
                    name="Reminder",
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
                                related_name="reminders",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("last_notice_day", models.DateField()),
                        ("days_before", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "side", "last_notice_day", "days_before"), name="reminder_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="EndProposal",
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
                                related_name="end_proposals",
                                to="contracts.contract",
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
                        ("last_day", models.DateField()),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reminder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mails",
                                to="contracts.reminder",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("reminder", "recipient"), name="reminder_mailed_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                                related_name="confirmations",
                                to="contracts.contract",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "side"), name="confirmed_once_a_side")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                                related_name="proposals",
                                to="contracts.contract",
                            ),
                        ),
                        ("subject", models.CharField(max_length=48)),
                        ("number", models.PositiveIntegerField()),
                        ("base", models.PositiveIntegerField()),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        ("reason", models.TextField(blank=True)),
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "subject", "number"), name="proposal_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="contracts.proposal",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("countered", "answered by another proposal"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
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
                        (
                            "version",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptances",
                                to="contracts.version",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "accepted"), ("version__isnull", False)),
                                    models.Q(models.Q(("kind", "accepted"), _negated=True), ("version__isnull", True)),
                                    _connector="OR",
                                ),
                                name="acceptance_makes_a_version",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
                            ),
                        ),
                        ("subject", models.CharField(max_length=48)),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        (
                            "audience",
                            models.CharField(choices=[("own", "my side only"), ("both", "both sides")], max_length=4),
                        ),
                        ("text", models.TextField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="contracts.comment",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects__isnull", True),
                                    models.Q(("corrects", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_comment_corrects_itself",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Typing",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contracts.contract"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="network.membership"
                            ),
                        ),
                        ("subject", models.CharField(max_length=48)),
                        ("base", models.PositiveIntegerField()),
                        ("texts", models.JSONField(default=dict)),
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("contract", "membership", "subject"), name="typing_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Place",
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
                                related_name="places",
                                to="contracts.contract",
                            ),
                        ),
                        ("stands_for", models.UUIDField()),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2)),
                        ("segment", models.CharField(blank=True, max_length=80)),
                        ("exclusive", models.BooleanField()),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(null=True)),
                        ("held_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("released_at__isnull", True)),
                                fields=["product", "country"],
                                name="place_held",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="place_is_held_forward",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clearance",
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
                                related_name="clearances",
                                to="contracts.contract",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        ("claim", models.CharField(max_length=64)),
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
                            models.UniqueConstraint(fields=("contract", "version", "side"), name="cleared_once_a_side")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceAsked",
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
                                related_name="places_asked",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("places", models.JSONField()),
                        ("first_day", models.DateField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "side", "draft", "version"), name="places_asked_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceKept",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asked",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept",
                                to="contracts.placeasked",
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
                    name="Choice",
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
                                related_name="choices",
                                to="contracts.contract",
                            ),
                        ),
                        ("question", models.CharField(max_length=40)),
                        ("answer", models.CharField(max_length=60)),
                        ("reason", models.TextField()),
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
                    name="LawCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("jurisdiction", models.CharField(max_length=4)),
                        ("key", models.CharField(max_length=40)),
                        ("value", models.JSONField(null=True)),
                        ("status", models.CharField(max_length=10)),
                        ("source", models.CharField(max_length=200)),
                        ("checked_on", models.DateField()),
                        ("version", models.PositiveIntegerField()),
                        ("reason", models.TextField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "key", "version"), name="law_correction_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="contracts.document",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("sealed", "sealed by the platform"),
                                    ("signed", "signed"),
                                    ("qualified", "signed elsewhere"),
                                    ("timestamped", "timestamped"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "signature",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revision",
                                to="contracts.signature",
                            ),
                        ),
                        ("field", models.CharField(blank=True, max_length=40)),
                        (
                            "certificate",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the signer's certificate", max_length=64
                            ),
                        ),
                        (
                            "found",
                            models.JSONField(
                                default=dict, help_text="what the examination of a signature made elsewhere found"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["sha256"], name="revision_by_hash")],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "number"), name="revision_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signature__isnull", False), ("what__in", ["signed", "qualified"])),
                                    models.Q(("signature__isnull", True), ("what__in", ["sealed", "timestamped"])),
                                    _connector="OR",
                                ),
                                name="signed_revision_has_its_signature",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="contracts.document",
                            ),
                        ),
                        ("last_day", models.DateField()),
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
                        "ordering": ["-pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SigningReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "invitation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="contracts.signinginvitation",
                            ),
                        ),
                        ("days_before", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("invitation", "days_before"), name="signing_reminder_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="NotConcluded",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="not_concluded",
                                to="contracts.document",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("refused", "a side refused to sign"),
                                    ("expired", "the last day to sign has passed"),
                                    ("authority", "a signatory had no authority on the day of signing"),
                                    ("withdrawn", "the contract was withdrawn"),
                                    ("reopened", "the text was reopened"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True, choices=[("principal", "principal"), ("agent", "agent")], max_length=10
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
                        ("reason", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="PaperCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_copies",
                                to="contracts.document",
                            ),
                        ),
                        (
                            "scan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_copy",
                                to="contracts.document",
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
                        ("principal_signed_on", models.DateField()),
                        ("agent_signed_on", models.DateField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="PaperConfirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "copy",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmation",
                                to="contracts.papercopy",
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
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="contracts.document",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=24)),
                        ("at", models.DateTimeField()),
                        (
                            "side",
                            models.CharField(
                                blank=True, choices=[("principal", "principal"), ("agent", "agent")], max_length=10
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
                        ("facts", models.JSONField(default=dict)),
                        ("text_digest", models.CharField(blank=True, max_length=64)),
                        ("previous", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "position"), name="evidence_once"),
                            models.UniqueConstraint(fields=("document", "previous"), name="evidence_never_forks"),
                            models.CheckConstraint(
                                condition=models.Q(("previous", models.F("digest")), _negated=True),
                                name="evidence_moves_on",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceText",
                    fields=[
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="text",
                                serialize=False,
                                to="contracts.evidence",
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
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("run", models.UUIDField()),
                        ("part", models.CharField(max_length=2)),
                        ("checked", models.PositiveIntegerField()),
                        ("sealed", models.PositiveIntegerField()),
                        ("records", models.PositiveIntegerField(default=0)),
                        ("failures", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["at"], name="verification_by_time")],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "part"), name="part_verified_once_a_run")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingCopy",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "model",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="working_copy",
                                to="contracts.contractmodel",
                            ),
                        ),
                        (
                            "begun_from",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contracts.modelversion",
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("languages", models.JSONField(default=list)),
                        ("prevailing", models.CharField(max_length=2)),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingArticle",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "copy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="articles",
                                to="contracts.workingcopy",
                            ),
                        ),
                        ("key", models.CharField(max_length=41)),
                        ("place", models.PositiveIntegerField()),
                        ("negotiable", models.BooleanField(default=True)),
                        ("only_if", models.CharField(blank=True, max_length=30)),
                        ("texts", models.JSONField(default=dict)),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("taken_out_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place", "key"],
                        "constraints": [models.UniqueConstraint(fields=("copy", "key"), name="working_article_once")],
                        "indexes": [],
                    },
                ),
            ]
        ),
        migrations.RunPython(constrain, relax),
    ]
