from django.db import migrations

from audit.triggers import TrackRows

CLOSED_CYCLES_STAY = """
create or replace function public.apdr_closed_cycles_stay() returns trigger language plpgsql as $$
begin
    raise exception 'A closed cycle never changes: write an amendment';
end $$;
create trigger closed_cycles_stay before update or delete on apdr_cycle
    for each row when (old.closed_at is not null)
    execute function public.apdr_closed_cycles_stay();
"""


class Migration(migrations.Migration):
    """The history of every table of cycles and provision, and closed cycles for good."""

    dependencies = [("apdr", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        *(
            TrackRows(f"apdr_{table}", pupil="pupil_id")
            for table in (
                "cycle",
                "evidence",
                "amendment",
                "parentmeeting",
                "outcome",
                "outcomeprovision",
                "strategy",
                "outcomereview",
                "enrolment",
                "sessionrecord",
                "topup",
            )
        ),
        *(
            TrackRows(f"apdr_{table}")
            for table in (
                "intervention",
                "session",
                "hourlyrate",
                "notionalbudget",
                "bankitem",
            )
        ),
        migrations.RunSQL(CLOSED_CYCLES_STAY, "drop trigger closed_cycles_stay on apdr_cycle"),
    ]
