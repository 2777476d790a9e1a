"""Names as lists sort them: filled for the organisations that stand already."""

from django.db import migrations, models

from portage.core.words import alphabetical

PIECE = 1000


def fill(apps, schema_editor):
    rows = apps.get_model("network", "Organisation").objects.using(schema_editor.connection.alias)
    done = None
    while True:
        piece = list(rows.order_by("pk").filter(**({"pk__gt": done} if done else {})).only("name")[:PIECE])
        if not piece:
            return
        for row in piece:
            row.sorted_as = alphabetical(row.name)
        rows.bulk_update(piece, ["sorted_as"])
        done = piece[-1].pk


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="sorted_as",
            field=models.CharField(default="", editable=False, max_length=320),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="organisation", name="organisation_by_kind"),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["kind", "sorted_as"], name="organisation_by_kind"),
        ),
    ]
