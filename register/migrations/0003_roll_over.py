import uuid

from django.db import migrations, models

from audit.triggers import TrackRows


class Migration(migrations.Migration):
    dependencies = [("register", "0002_history")]

    operations = [
        migrations.CreateModel(
            name="RollOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("starting_year", models.PositiveSmallIntegerField(help_text="The year moved into: 2027 for 2027/28", unique=True)),
                ("happened_on", models.DateField(help_text="The first day of the new classes")),
            ],
            options={"abstract": False},
        ),
        TrackRows("register_rollover"),
    ]
