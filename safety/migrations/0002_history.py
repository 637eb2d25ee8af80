from django.db import migrations

from audit.triggers import TrackRows

SIGNED_STAYS = """
create or replace function public.safety_signed_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(old) - 'superseded_at' <> to_jsonb(new) - 'superseded_at' then
        raise exception 'A signed version never changes: write a new one';
    end if;
    return new;
end $$;
create trigger signed_stays before update or delete on safety_version
    for each row when (old.signed_at is not null) execute function public.safety_signed_stays();
"""
ROWS_STAY = """
create or replace function public.safety_rows_of_signed_stay() returns trigger language plpgsql as $$
declare
    signed boolean;
begin
    execute format('select signed_at is not null from %I.safety_version where id = $1', tg_table_schema)
        into signed using case when tg_op = 'DELETE' then old.version_id else new.version_id end;
    if signed then
        raise exception 'A signed version never changes: write a new one';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
"""
WRITTEN_ONCE = """
create or replace function public.safety_written_once() returns trigger language plpgsql as $$
begin
    raise exception 'This record is written once: add a correction';
end $$;
"""
OF_A_VERSION = ("contributor", "duty", "agreement", "hazard", "control", "evacuationplace", "medicine")
ONCE = (
    "acknowledgement", "check", "controldone", "dose", "careevent", "restrictiveintervention",
    "staffinvolved", "parentstold", "correction",
)  # fmt: skip
OF_A_PUPIL = (
    "safetyplan", "version", *OF_A_VERSION, *ONCE, "drillresult", "supply",
)  # fmt: skip
OF_THE_SCHOOL = ("building", "drill", "training")


def rows_stay(table):
    return (
        f"create trigger rows_of_signed_stay before insert or update or delete on safety_{table} "
        "for each row execute function public.safety_rows_of_signed_stay()"
    )


def written_once(table):
    return (
        f"create trigger written_once before update or delete on safety_{table} "
        "for each row execute function public.safety_written_once()"
    )


class Migration(migrations.Migration):
    """The history of every table of safety plans; what is signed, and what is written once, stays.

    A floor plan's picture is in no history: it is a drawing of a building and may be large.
    """

    dependencies = [("safety", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        *(TrackRows(f"safety_{table}", pupil="pupil_id") for table in OF_A_PUPIL),
        *(TrackRows(f"safety_{table}") for table in OF_THE_SCHOOL),
        migrations.RunSQL(SIGNED_STAYS, "drop trigger signed_stays on safety_version"),
        migrations.RunSQL(
            [ROWS_STAY, *map(rows_stay, OF_A_VERSION)],
            [f"drop trigger rows_of_signed_stay on safety_{table}" for table in OF_A_VERSION],
        ),
        migrations.RunSQL(
            [WRITTEN_ONCE, *map(written_once, ONCE)],
            [f"drop trigger written_once on safety_{table}" for table in ONCE],
        ),
    ]
