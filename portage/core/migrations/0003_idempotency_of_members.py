from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial")]

    operations = [
        migrations.RemoveConstraint("idempotencykey", "idempotency_key_once"),
        migrations.RenameField("idempotencykey", "organisation", "member"),
        migrations.AddConstraint(
            "idempotencykey", models.UniqueConstraint(fields=["member", "key"], name="idempotency_key_once")
        ),
    ]
