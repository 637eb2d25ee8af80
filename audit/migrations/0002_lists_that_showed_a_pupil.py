from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    """A pupil's History finds the lists in which the pupil was shown."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddIndex(
            "auditevent",
            GinIndex(fields=["detail"], opclasses=["jsonb_path_ops"], name="audit_by_detail"),
        ),
    ]
