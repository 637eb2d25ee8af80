"""Row history by database triggers: the migration operation `TrackRows`.

One function in the shared schema serves every school. It writes to the schema of the table that
changed, whatever the search path says, and works statement by statement, so that a bulk import
pays once a statement and not once a row.
"""

from django.db import migrations

FUNCTION = """
create or replace function public.audit_track_rows() returns trigger language plpgsql as $$
declare
    actor text := nullif(current_setting('audit.actor', true), '');
    request text := coalesce(current_setting('audit.request', true), '');
    pupil text := case
        when tg_table_name = 'register_pupil' then '''id'''
        when tg_argv[0] is not null then quote_literal(tg_argv[0])
        else 'null' end;
    seen text;
begin
    if tg_op = 'INSERT' then
        seen := 'select to_jsonb(n) as kept, null::jsonb as old, to_jsonb(n) as new from new_rows n';
    elsif tg_op = 'DELETE' then
        seen := 'select to_jsonb(o) as kept, to_jsonb(o) as old, null::jsonb as new from old_rows o';
    else
        seen := 'select to_jsonb(n) as kept, d.old, d.new from new_rows n join old_rows o using (id),
            lateral (select jsonb_object_agg(a.key, a.value) as old, jsonb_object_agg(a.key, b.value) as new
                from jsonb_each(to_jsonb(o)) a join jsonb_each(to_jsonb(n)) b using (key)
                where a.value is distinct from b.value) d
            where d.new is not null';
    end if;
    execute format(
        'insert into %I.audit_rowchange
             (at, table_name, row_id, pupil_id, operation, actor_id, request_id, before, after)
         select clock_timestamp(), %L, kept->>''id'', (kept->>%s)::uuid, %L, %L::uuid, %L, old, new from (%s) s',
        tg_table_schema, tg_table_name, pupil, left(tg_op, 1), actor, request, seen);
    return null;
end $$;

create or replace function public.audit_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The audit record is append-only';
end $$;
"""

APPEND_ONLY = "\n".join(
    f"create trigger append_only before update or delete on {table} "
    "for each row execute function public.audit_append_only();\n"
    f"create trigger never_emptied before truncate on {table} "
    "for each statement execute function public.audit_append_only();"
    for table in ("audit_auditevent", "audit_rowchange")
)
NOT_APPEND_ONLY = "\n".join(
    f"drop trigger append_only on {table}; drop trigger never_emptied on {table};"
    for table in ("audit_auditevent", "audit_rowchange")
)

REFERENCING = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}


class TrackRows(migrations.RunSQL):
    """Keep the history of every row of `table`, whose key is `id`.

    `pupil` names the column that holds the child a row concerns, so that the child's History
    page finds it.
    """

    def __init__(self, table, pupil=None):
        argument = f"'{pupil}'" if pupil else ""
        super().__init__(
            sql=[
                f"create trigger track_{event} after {event} on {table} {tables} "
                f"for each statement execute function public.audit_track_rows({argument})"
                for event, tables in REFERENCING.items()
            ],
            reverse_sql=[f"drop trigger track_{event} on {table}" for event in REFERENCING],
        )
        self.table, self.pupil = table, pupil

    def deconstruct(self):
        return self.__class__.__name__, [self.table], {"pupil": self.pupil}

    def describe(self):
        return f"Keep the history of {self.table}"
