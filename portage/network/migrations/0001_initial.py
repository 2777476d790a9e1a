import django.core.validators
import django.db.models.deletion
import django_countries.fields
from django.conf import settings
from django.db import migrations, models

import portage.core.ids
import portage.core.tongues
import portage.network.identifiers
import portage.network.models.candidatures
from portage.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("network", "0002_names_in_order"),
        ("network", "0003_invitations"),
        ("network", "0004_api_tokens"),
        ("network", "0005_candidatures"),
        ("network", "0006_contacts"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Organisation",
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
                                    ("carrier_group", "carrier group"),
                                    ("subsidiary", "subsidiary"),
                                    ("carried_sme", "carried SME"),
                                    ("institution", "institution"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        ("sorted_as", models.CharField(default="", editable=False, max_length=320)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="network.organisation",
                                verbose_name="group",
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country of seat")),
                        ("legal_form", models.CharField(blank=True, max_length=120, verbose_name="legal form")),
                        (
                            "registration",
                            models.CharField(blank=True, max_length=80, verbose_name="registration in its country"),
                        ),
                        (
                            "siren",
                            models.CharField(
                                blank=True,
                                max_length=9,
                                validators=[portage.network.identifiers.check_siren],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "siret",
                            models.CharField(
                                blank=True,
                                max_length=14,
                                validators=[portage.network.identifiers.check_siret],
                                verbose_name="SIRET",
                            ),
                        ),
                        (
                            "vat",
                            models.CharField(
                                blank=True,
                                max_length=20,
                                validators=[portage.network.identifiers.check_vat],
                                verbose_name="VAT number",
                            ),
                        ),
                        (
                            "lei",
                            models.CharField(
                                blank=True,
                                max_length=20,
                                validators=[portage.network.identifiers.check_lei],
                                verbose_name="LEI",
                            ),
                        ),
                        ("street", models.CharField(blank=True, max_length=200, verbose_name="street")),
                        ("postcode", models.CharField(blank=True, max_length=20, verbose_name="postcode")),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        (
                            "time_zone",
                            models.CharField(
                                default="Europe/Paris",
                                max_length=50,
                                validators=[portage.network.identifiers.check_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("fr", "French"), ("en", "English")],
                                default="en",
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        ("currency", models.CharField(default="EUR", max_length=3, verbose_name="currency")),
                        ("sectors", models.JSONField(blank=True, default=list, verbose_name="sectors")),
                        (
                            "languages_spoken",
                            models.JSONField(blank=True, default=list, verbose_name="languages spoken"),
                        ),
                        (
                            "countries_covered",
                            models.JSONField(blank=True, default=list, verbose_name="countries covered"),
                        ),
                        ("sales_force", models.PositiveIntegerField(blank=True, null=True, verbose_name="sales force")),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="employees")),
                        ("founded", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="founded in")),
                        (
                            "export_share",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=4, null=True, verbose_name="export share"
                            ),
                        ),
                        (
                            "fictional",
                            models.BooleanField(default=False, verbose_name="invented for the demonstration"),
                        ),
                        ("archived_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["kind", "sorted_as"], name="organisation_by_kind"),
                            models.Index(fields=["parent"], name="organisation_by_parent"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "subsidiary"), _negated=True),
                                    ("parent__isnull", False),
                                    _connector="OR",
                                ),
                                name="subsidiary_has_a_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("export_share__isnull", True),
                                    models.Q(("export_share__gte", 0), ("export_share__lte", 1)),
                                    _connector="OR",
                                ),
                                name="export_share_is_a_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationName",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="network.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("from_day", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["from_day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "from_day"), name="one_name_from_a_day")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Customer",
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
                                related_name="customers",
                                to="network.organisation",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="name")),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country")),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        ("segment", models.CharField(blank=True, max_length=80, verbose_name="segment")),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "country", "name"), name="one_customer_record_per_owner"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "language",
                            models.CharField(
                                choices=[("fr", "French"), ("en", "English")],
                                default="en",
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                default="Europe/Paris",
                                max_length=50,
                                validators=[portage.network.identifiers.check_time_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("auto", "as the device"), ("light", "light"), ("dark", "dark")],
                                default="auto",
                                max_length=5,
                                verbose_name="theme",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_platform_administrator", models.BooleanField(default=False)),
                        ("is_program", models.BooleanField(default=False)),
                        ("joined_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True, related_name="user_set", related_query_name="user", to="auth.group"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_program", False),
                                    models.Q(
                                        ("email__endswith", "@programs.invalid"),
                                        ("is_platform_administrator", False),
                                        ("password__startswith", "!"),
                                    ),
                                    _connector="OR",
                                ),
                                name="program_never_signs_in",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("portage_manager", "portage manager"),
                                    ("legal_counsel", "legal counsel"),
                                    ("subsidiary_manager", "subsidiary manager"),
                                    ("sales_engineer", "sales engineer"),
                                    ("export_director", "export director"),
                                    ("managing_director", "managing director"),
                                    ("expert", "expert"),
                                    ("facilitator", "facilitator"),
                                    ("auditor", "auditor"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("is_administrator", models.BooleanField(default=False, verbose_name="administrator")),
                        (
                            "is_program",
                            models.BooleanField(
                                default=False, help_text="the person's flag, here so that the database can check it"
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=80, verbose_name="title on contracts")),
                        ("started_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "role"], name="membership_by_role")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("person", "organisation"),
                                name="one_active_membership_per_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_program", False), ("is_administrator", False), _connector="OR"),
                                name="program_keeps_no_members",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_program", True)),
                                fields=("person",),
                                name="program_acts_for_one_organisation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to="network.membership",
                            ),
                        ),
                        ("page", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=60, verbose_name="name of the view")),
                        ("query", models.CharField(max_length=1000)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("membership", "page", "name"), name="one_saved_view_per_name"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CandidaturePage",
                    fields=[
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="candidature_page",
                                serialize=False,
                                to="network.organisation",
                            ),
                        ),
                        ("key", models.CharField(max_length=20, unique=True)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "welcome",
                            models.JSONField(
                                blank=True, default=dict, validators=[portage.network.models.candidatures.check_welcome]
                            ),
                        ),
                        (
                            "sectors",
                            models.JSONField(blank=True, default=list, verbose_name="sectors that you look for"),
                        ),
                        (
                            "countries",
                            models.JSONField(blank=True, default=list, verbose_name="countries that you look for"),
                        ),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Candidature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidatures",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("unconfirmed", "Not confirmed"),
                                    ("received", "To answer"),
                                    ("kept", "Kept in reserve"),
                                    ("accepted", "Accepted"),
                                    ("refused", "Refused with reasons"),
                                    ("withdrawn", "Withdrawn by its applicant"),
                                ],
                                default="unconfirmed",
                                max_length=12,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.membership",
                            ),
                        ),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sme",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidature",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "company",
                            models.CharField(
                                max_length=160,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="name of the company",
                            ),
                        ),
                        ("sorted_as", models.CharField(blank=True, default="", editable=False, max_length=320)),
                        (
                            "legal_form",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="legal form",
                            ),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country of seat")),
                        (
                            "siren",
                            models.CharField(
                                blank=True,
                                max_length=9,
                                validators=[portage.network.identifiers.check_siren],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "vat",
                            models.CharField(
                                blank=True,
                                max_length=20,
                                validators=[portage.network.identifiers.check_vat],
                                verbose_name="VAT number",
                            ),
                        ),
                        (
                            "registration",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="registration in its country",
                            ),
                        ),
                        (
                            "website",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="website",
                            ),
                        ),
                        (
                            "employees",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10000000)],
                                verbose_name="employees",
                            ),
                        ),
                        (
                            "founded",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1000),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="founded in",
                            ),
                        ),
                        (
                            "export_share",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=4, null=True, verbose_name="export share"
                            ),
                        ),
                        ("sectors", models.JSONField(blank=True, default=list, verbose_name="sectors")),
                        (
                            "products",
                            models.JSONField(
                                blank=True,
                                default=list,
                                validators=[portage.network.models.candidatures.check_products],
                            ),
                        ),
                        ("markets", models.JSONField(blank=True, default=list, verbose_name="target countries")),
                        (
                            "languages_spoken",
                            models.JSONField(blank=True, default=list, verbose_name="languages spoken"),
                        ),
                        (
                            "why",
                            models.TextField(
                                max_length=4000,
                                validators=[
                                    portage.core.tongues.check_text,
                                    django.core.validators.MaxLengthValidator(4000),
                                ],
                                verbose_name="why",
                            ),
                        ),
                        ("searched", models.TextField(blank=True, default="", editable=False)),
                        (
                            "person",
                            models.CharField(
                                max_length=120, validators=[portage.core.tongues.check_line], verbose_name="name"
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                max_length=80,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="function",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                validators=[portage.core.tongues.check_line],
                                verbose_name="phone",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("fr", "French"), ("en", "English")], max_length=10, verbose_name="language"
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                validators=[
                                    portage.core.tongues.check_text,
                                    django.core.validators.MaxLengthValidator(2000),
                                ],
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                validators=[
                                    portage.core.tongues.check_text,
                                    django.core.validators.MaxLengthValidator(2000),
                                ],
                                verbose_name="note",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["group", "status", "confirmed_at"], name="candidature_by_group"),
                            models.Index(fields=["group", "made_at"], name="candidature_by_day"),
                            models.Index(fields=["email", "made_at"], name="candidature_by_address"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("received", "kept"))),
                                fields=("group", "email"),
                                name="one_open_candidature_per_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("status", "unconfirmed")),
                                    models.Q(
                                        models.Q(("status", "unconfirmed"), _negated=True),
                                        ("confirmed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="candidature_is_confirmed_or_unseen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sme__isnull", False), ("status", "accepted")),
                                    models.Q(models.Q(("status", "accepted"), _negated=True), ("sme__isnull", True)),
                                    _connector="OR",
                                ),
                                name="candidature_accepted_makes_an_sme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    ("erased_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="candidature_refused_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "withdrawn"), _negated=True),
                                    ("erased_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="candidature_withdrawn_is_erased",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ("received", "kept")), _negated=True),
                                    ("erased_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="candidature_open_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erased_at__isnull", True),
                                    models.Q(
                                        ("company", ""),
                                        ("email", ""),
                                        ("note", ""),
                                        ("person", ""),
                                        ("phone", ""),
                                        ("reason", ""),
                                        ("searched", ""),
                                        ("why", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="candidature_erased_holds_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CandidatureGrant",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="network.candidature"),
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
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "customer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="network.customer",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("function", models.CharField(blank=True, max_length=120, verbose_name="function")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                        ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("visit", "met on a visit"),
                                    ("fair", "met at a fair"),
                                    ("website", "their website"),
                                    ("given", "given by somebody"),
                                    ("wrote", "they wrote to us"),
                                ],
                                max_length=10,
                                verbose_name="how we have it",
                            ),
                        ),
                        ("source_says", models.CharField(blank=True, max_length=160, verbose_name="more precisely")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="network.membership",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("used_on", models.DateField(verbose_name="last used")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["used_on"], name="contact_by_use")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("email", ""), _negated=True),
                                fields=("customer", "email"),
                                name="one_contact_per_address_of_a_customer",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circle",
                    fields=[
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="circle",
                                serialize=False,
                                to="auth.group",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circles",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("portage", "those who work on contracts"),
                                    ("watch", "those who watch markets"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("scope", models.UUIDField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("scope__isnull", True)),
                                fields=("organisation", "family"),
                                name="one_circle_per_family",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("scope__isnull", False)),
                                fields=("organisation", "scope"),
                                name="one_circle_per_scope",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationGrant",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="network.organisation"),
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
                    name="CustomerGrant",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="network.customer"),
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
                    name="Invitation",
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
                                related_name="invitations",
                                to="network.organisation",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("portage_manager", "portage manager"),
                                    ("legal_counsel", "legal counsel"),
                                    ("subsidiary_manager", "subsidiary manager"),
                                    ("sales_engineer", "sales engineer"),
                                    ("export_director", "export director"),
                                    ("managing_director", "managing director"),
                                    ("expert", "expert"),
                                    ("facilitator", "facilitator"),
                                    ("auditor", "auditor"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("is_administrator", models.BooleanField(default=False, verbose_name="administrator")),
                        ("title", models.CharField(blank=True, max_length=80, verbose_name="title on contracts")),
                        (
                            "language",
                            models.CharField(
                                choices=[("fr", "French"), ("en", "English")], max_length=10, verbose_name="language"
                            ),
                        ),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("accepted_at", models.DateTimeField(null=True)),
                        (
                            "accepted_as",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitation",
                                to="network.membership",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "made_at"], name="invitation_by_organisation")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                                fields=("organisation", "email"),
                                name="one_open_invitation_per_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_as__isnull", True), ("accepted_at__isnull", True)),
                                    models.Q(("accepted_as__isnull", False), ("accepted_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_is_accepted_as_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                                ),
                                name="invitation_is_accepted_or_revoked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
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
                                related_name="api_tokens",
                                to="network.membership",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("scopes", models.JSONField(verbose_name="scopes")),
                        ("prefix", models.CharField(max_length=8)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("last_used_on", models.DateField(null=True)),
                        ("reminded_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reminded_at__isnull", True)),
                                fields=["expires_at"],
                                name="token_to_remind",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="token_expires_after_it_is_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    ("revoked_at__gte", models.F("made_at")),
                                    _connector="OR",
                                ),
                                name="token_is_revoked_after_it_is_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="token_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scopes", []), _negated=True), name="token_has_a_scope"
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
