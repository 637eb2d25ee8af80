import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Outcomes and interventions keep what they were made from; an item that the trust withdrew
    is told from one that the school did."""

    dependencies = [("apdr", "0004_layers_from_the_format")]

    operations = [
        migrations.AlterField(
            model_name="bankitem",
            name="is_withdrawn",
            field=models.BooleanField(default=False, help_text="By the school itself"),
        ),
        migrations.AddField(
            model_name="bankitem",
            name="is_withdrawn_by_trust",
            field=models.BooleanField(default=False),
        ),
        migrations.RenameField(
            model_name="intervention", old_name="bank_item_id", new_name="bank_item"
        ),
        migrations.AlterField(
            model_name="intervention",
            name="bank_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="apdr.bankitem",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="bank_item",
            field=models.ForeignKey(
                blank=True,
                help_text="What it was made from, so that it can be seen what worked",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="apdr.bankitem",
            ),
        ),
    ]
