"""Places: no two contracts hold the same product, country, segment and day where one of them is exclusive.

On PostgreSQL an exclusion constraint says so. Two ranges carry what equality cannot: a segment is a range of one word, all
segments the range without ends; an exclusive place takes every seat, another one a seat of its own. On SQLite the triggers
of `models.places` say the same; they are installed after every migrate.
"""

import logging
from datetime import UTC, datetime

import django.db.models.deletion
import django_countries.fields
from django.db import migrations, models
from django.db.models import Q

log = logging.getLogger("portage.contracts")
BINDING = ["approved", "awaiting_signature", "signed", "in_force", "notice_given"]
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


def hold_what_binds(apps, schema_editor):
    """The contracts that bind already hold their places, the oldest first; one that overlaps an older one holds none, and
    is named: its parties must settle it."""
    Contract, Place = apps.get_model("contracts", "Contract"), apps.get_model("contracts", "Place")
    now = datetime.now(tz=UTC)
    for contract in Contract.objects.filter(status__in=BINDING, first_day__isnull=False).order_by("created_at", "pk"):
        claimed = list(places(contract, Place, now))
        if any(taken(place, Place) for place in claimed):
            log.warning("%s overlaps an older contract and holds no place: settle it", contract.reference)
        else:
            Place.objects.bulk_create(claimed)


def places(contract, Place, now):
    segments = {" ".join(segment.split()).casefold()[:80] for segment in contract.segments} or {""}
    if contract.ends_on and contract.ends_on < contract.first_day:
        return
    for product in contract.product_lines.values_list("product", flat=True):
        for country in contract.territory_lines.values_list("country", flat=True):
            for segment in sorted(segments):
                yield Place(
                    contract=contract, stands_for=contract.pk, product_id=product, country=country, segment=segment,
                    exclusive=contract.exclusive, first_day=contract.first_day, last_day=contract.ends_on, held_at=now,
                )  # fmt: skip


def taken(place, Place):
    held = Place.objects.filter(product=place.product_id, country=place.country)
    held = held.filter(Q(last_day__isnull=True) | Q(last_day__gte=place.first_day))
    if place.last_day:
        held = held.filter(first_day__lte=place.last_day)
    if place.segment:
        held = held.filter(segment__in=["", place.segment])
    return held.filter(**({} if place.exclusive else {"exclusive": True})).exists()


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_names_can_be_seen"),
        ("contracts", "0004_signing"),
        ("network", "0006_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("side", models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10)),
                ("claim", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stands_for", models.UUIDField()),
                ("country", django_countries.fields.CountryField(max_length=2)),
                ("segment", models.CharField(blank=True, max_length=80)),
                ("exclusive", models.BooleanField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("held_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PlaceAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("principal", "principal"), ("agent", "agent")], max_length=10)),
                ("version", models.PositiveIntegerField()),
                ("places", models.JSONField()),
                ("first_day", models.DateField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PlaceKept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="signingauthority",
            name="jointly",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="signingauthority",
            name="signs_amendments",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="signingauthority",
            name="signs_contracts",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="signingauthority",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="signingauthority",
            constraint=models.CheckConstraint(
                condition=models.Q(("signs_contracts", True), ("signs_amendments", True), _connector="OR"),
                name="authority_signs_something",
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="clearances", to="contracts.contract"
            ),
        ),
        migrations.AddField(
            model_name="clearance",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="contracts.contract"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.product"
            ),
        ),
        migrations.AddField(
            model_name="placeasked",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places_asked", to="contracts.contract"
            ),
        ),
        migrations.AddField(
            model_name="placeasked",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract"
            ),
        ),
        migrations.AddField(
            model_name="placekept",
            name="asked",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="contracts.placeasked"
            ),
        ),
        migrations.AddField(
            model_name="placekept",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.UniqueConstraint(fields=("contract", "version", "side"), name="cleared_once_a_side"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("released_at__isnull", True)), fields=["product", "country"], name="place_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="place_is_held_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeasked",
            constraint=models.UniqueConstraint(
                fields=("contract", "side", "draft", "version"), name="places_asked_once"
            ),
        ),
        migrations.RunPython(constrain, relax),
        migrations.RunPython(hold_what_binds, migrations.RunPython.noop),
    ]
