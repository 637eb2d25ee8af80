from django.db import migrations

from audit.triggers import TrackRows

TABLES = (
    "accessibilityplan", "audit", "finding", "action", "progressnote", "consultation", "review",
    "signature",
)  # fmt: skip


class Migration(migrations.Migration):
    """The history of every table of the plan but the photos: pictures of a building may be large."""

    dependencies = [("accessibility", "0001_initial"), ("audit", "0001_initial")]

    operations = [TrackRows(f"accessibility_{table}") for table in TABLES]
