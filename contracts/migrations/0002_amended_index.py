import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OPEN = ["draft", "negotiating", "approved", "awaiting_signature", "signed"]


class Migration(migrations.Migration):
    """The index of what is amended holds only what amends. Django, which drops the index of the column, drops every index of that
    column alone, a constraint's as well: the one of open amendments is taken out before, and made again after."""

    dependencies = [
        ("contracts", "0001_initial"),
        ("network", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="contract", name="amendment_number_once"),
        migrations.RemoveConstraint(model_name="contract", name="one_open_amendment_at_a_time"),
        migrations.AlterField(
            model_name="contract",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="contracts.contract",
            ),
        ),
        migrations.AddIndex(
            model_name="contract",
            index=models.Index(condition=Q(amends__isnull=False), fields=["amends"], name="contract_amended"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=Q(amends__isnull=False), fields=("amends", "amendment_number"), name="amendment_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=Q(status__in=OPEN), fields=("amends",), name="one_open_amendment_at_a_time"
            ),
        ),
    ]
