import django.db.models.deletion
from django.db import migrations, models

import portage.core.creating
import portage.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("contracts", "0002_amended_index"),
        ("core", "0002_initial"),
        ("fieldwork", "0002_time_places_companies"),
        ("network", "0001_initial"),
    ]

    operations = [
        portage.core.creating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Space",
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
                                choices=[("agencies", "between agencies"), ("contract", "of a contract")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                        ("about", models.CharField(blank=True, max_length=300, verbose_name="what it is for")),
                        ("at", models.DateTimeField()),
                        (
                            "contract",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="space",
                                to="contracts.contract",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spaces",
                                to="network.organisation",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contract__isnull", True),
                                        ("group__isnull", False),
                                        ("kind", "agencies"),
                                        models.Q(("name", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("contract__isnull", False),
                                        ("group__isnull", True),
                                        ("kind", "contract"),
                                        ("name", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="space_is_of_agencies_or_of_a_contract",
                            ),
                            models.UniqueConstraint(fields=("group", "name"), name="one_space_of_a_name_in_a_group"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Moderator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="moderators", to="forum.space"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "indexes": [],
                        "constraints": [
                            models.UniqueConstraint(fields=("space", "membership"), name="moderator_once_a_space")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpaceMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                choices=[("following", "Following"), ("mentions", "Mentions only"), ("muted", "Muted")],
                                max_length=10,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="forum.space"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "space"), name="mark_once_a_space")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Thread",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("pinned", models.BooleanField(default=False, verbose_name="pinned")),
                        ("locked", models.BooleanField(default=False, verbose_name="locked")),
                        ("answer", models.PositiveIntegerField(null=True, verbose_name="answer")),
                        ("posts", models.PositiveIntegerField(default=0)),
                        ("last_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "space",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="forum.space"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["space", "-pinned", "-last_at", "-id"], name="thread_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="thread_has_a_title"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("key", models.UUIDField()),
                        ("digest", models.CharField(max_length=64)),
                        ("text", models.TextField(verbose_name="text")),
                        ("at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField(null=True)),
                        ("hidden_at", models.DateTimeField(null=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "quotes",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forum.post",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="forum.thread"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["membership", "-at"], name="post_by_author")],
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "number"), name="post_in_its_place"),
                            models.UniqueConstraint(fields=("membership", "key"), name="post_written_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="post_is_numbered_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_to", models.PositiveIntegerField(default=0)),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[("following", "Following"), ("mentions", "Mentions only"), ("muted", "Muted")],
                                max_length=10,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="forum.thread"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [
                            models.UniqueConstraint(fields=("membership", "thread"), name="mark_once_a_thread")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["membership", "post"], name="mention_by_member")],
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "membership"), name="mentioned_once_a_post")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(verbose_name="text")),
                        ("at", models.DateTimeField()),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="former", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "number"), name="former_text_in_its_place")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Flag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="reason")),
                        ("settled", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled", False)),
                                fields=("post", "membership"),
                                name="flag_open_once_a_reader",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="flag_has_a_reason"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contracts.contract",
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
                            "report",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fieldwork.report",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contract__isnull", True), ("product__isnull", False), ("report__isnull", True)
                                    ),
                                    models.Q(
                                        ("contract__isnull", False), ("product__isnull", True), ("report__isnull", True)
                                    ),
                                    models.Q(
                                        ("contract__isnull", True), ("product__isnull", True), ("report__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="citation_of_one_thing",
                            ),
                            models.UniqueConstraint(fields=("post", "product"), name="product_cited_once_a_post"),
                            models.UniqueConstraint(fields=("post", "contract"), name="contract_cited_once_a_post"),
                            models.UniqueConstraint(fields=("post", "report"), name="report_cited_once_a_post"),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PostFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=portage.core.ids.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("at", models.DateTimeField()),
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
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("post", "key"), name="post_file_once")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Reaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("thanks", "Thanks"), ("useful", "Useful"), ("same", "Same question")],
                                max_length=10,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "membership", "kind"), name="reaction_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("hide", "hidden"), ("keep", "left as it is"), ("show", "shown again")],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="reason")),
                        ("at", models.DateTimeField()),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.membership"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="forum.post"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="ruling_has_a_reason"
                            )
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
