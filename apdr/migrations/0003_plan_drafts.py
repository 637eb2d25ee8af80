import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A part of a cycle that is closed stays as it is: nothing is added, changed or taken away.
PARTS = ("evidence", "outcome", "strategy")
PARTS_OF_OUTCOMES = ("outcomereview", "outcomeprovision")
FUNCTIONS = """
create or replace function public.apdr_parts_of_closed_stay() returns trigger language plpgsql as $$
declare
    part jsonb := to_jsonb(coalesce(new, old));
    is_closed boolean;
begin
    execute format(
        'select closed_at is not null from %I.apdr_cycle where id = coalesce(
             $1, (select cycle_id from %I.apdr_outcome where id = $2))',
        tg_table_schema, tg_table_schema)
        into is_closed using (part->>'cycle_id')::uuid, (part->>'outcome_id')::uuid;
    if is_closed then
        raise exception 'A closed cycle never changes: write an amendment';
    end if;
    return coalesce(new, old);
end $$;
"""
STAY = FUNCTIONS + "\n".join(
    f"create trigger parts_of_closed_stay before insert or update or delete on apdr_{part} "
    "for each row execute function public.apdr_parts_of_closed_stay();"
    for part in (*PARTS, *PARTS_OF_OUTCOMES)
)
STAY_NO_MORE = "\n".join(
    f"drop trigger parts_of_closed_stay on apdr_{part};" for part in (*PARTS, *PARTS_OF_OUTCOMES)
)


class Migration(migrations.Migration):
    """What is typed into a plan and not saved yet; and the parts of closed cycles for good. Drafts
    leave no history: they are nobody's record, and are gone once the plan is saved."""

    dependencies = [
        ("apdr", "0002_history"),
        ("register", "0004_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("typed", models.TextField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="apdr.cycle",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.pupil",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "cycle"), name="one_draft_a_plan")
                ],
            },
        ),
        migrations.RunSQL(STAY, STAY_NO_MORE),
    ]
