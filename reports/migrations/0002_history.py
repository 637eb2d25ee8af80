from django.db import migrations

from audit.triggers import TrackRows

PUBLISHED_STAYS = """
create or replace function public.reports_published_stays() returns trigger language plpgsql as $$
begin
    raise exception 'What is published never changes: publish a new version';
end $$;
create trigger published_stays before update or delete on reports_publishedversion
    for each row execute function public.reports_published_stays();
"""
TRACKED = (
    "informationreport", "section", "remark", "approval", "linkcheck", "trusttext", "statutorypaper",
)  # fmt: skip


class Migration(migrations.Migration):
    """The history of papers; what is published stays as it was, and is its own history."""

    dependencies = [("reports", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        *(TrackRows(f"reports_{table}") for table in TRACKED),
        migrations.RunSQL(
            PUBLISHED_STAYS, "drop trigger published_stays on reports_publishedversion"
        ),
    ]
