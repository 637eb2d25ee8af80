import json
from pathlib import Path

from django.db import migrations

from audit.triggers import TrackRows

FIRST = Path(__file__).parent.parent / "data" / "trust_bank.json"


def fill(apps, schema_editor):
    """What the trust starts from; from then on it is the trust's to change on its own page."""
    item = apps.get_model("schools", "TrustBankItem")
    entries = json.loads(FIRST.read_text("utf-8"))["items"]
    item.objects.bulk_create(item(**entry) for entry in entries)


class Migration(migrations.Migration):
    dependencies = [("schools", "0003_trust_bank"), ("audit", "0001_initial")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        TrackRows("schools_trustbankitem"),
    ]
