"""Every change, and every look at a child, is on record before the answer goes out."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from audit.context import acting
from audit.models import AuditEvent, RowChange
from register.models import ClassReading, Pupil
from schools.across import inside, shared
from tests.policy.doors import SCHOOL, arguments_of, concerns_a_child, door, doors
from tests.policy.world import rolled_back, rows_about, tables_of_a_school, texts_of

ROOT = Path(settings.BASE_DIR)
history = import_module("safety.migrations.0002_history")
# Tables without a history of their own, and why.
WITHOUT_HISTORY = {
    "register_importfile": "the table of a file, gone once the import is saved: no copy is kept",
    "apdr_plandraft": "typed and not saved, so nobody's record; gone once the plan is saved",
    "safety_typeddraft": "the same of a safety plan",
    "safety_restrictivedraft": "the same of a record of force",
    "safety_floorplan": "a drawing of a building, which may be large, and nobody's record",
    "accessibility_photo": "a photo of a building, which may be large, and nobody's record",
    "apdr_reviewdraft": "the same of a review; a row for every pause in typing",
    "reports_sectiondraft": "the same of a section of the information report",
    "reports_publishedversion": "published for good: each row is its own history, and may be large",
    "register_importrow": "worked out anew by each check; what it writes to the roll has a history",
}


# Services -----------------------------------------------------------------------------------------
def services():
    """{(module, name): its syntax tree} of every public function that writes for somebody."""
    files = [*ROOT.glob("*/services.py"), *ROOT.glob("*/services/*.py")]
    return {
        (path.stem, one.name): one
        for path in files
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef)
    }


# Writers whose event comes later, and from whom.
EVENT_COMES_LATER = {
    ("cycles", "keep_plan_draft"): "save_plan, once the plan is saved",
    ("cycles", "throw_plan_draft_away"): "nothing was on record",
    ("reviews", "keep_draft"): "save_review, once the review is saved",
    ("reviews", "throw_draft_away"): "nothing was on record",
    ("plans", "keep_typed"): "save_draft, once the draft is saved",
    ("plans", "throw_typed_away"): "nothing was on record",
    ("restrictive", "keep_record_typed"): "record_intervention, once the record is saved",
    ("restrictive", "throw_record_away"): "nothing was on record",
    ("information_report", "keep_section_typed"): "write_section, once the section is saved",
    ("information_report", "throw_section_typed_away"): "nothing was on record",
    ("imports", "leave_to_the_worker"): "the job that it asks for",
}
ALL = services()
WRITERS = sorted(
    key
    for key, one in ALL.items()
    if not key[1].startswith("_") and any(a.arg == "by" for a in one.args.kwonlyargs)
)


def calls(one):
    """The names that a function uses: what it calls, is wrapped in or hands on."""
    for node in ast.walk(one):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def reaches(one, wanted, seen=()):
    found = set(calls(one))
    if wanted in found:
        return True
    further = [tree for (_, name), tree in ALL.items() if name in found and name not in seen]
    return any(reaches(tree, wanted, (*seen, tree.name)) for tree in further)


@pytest.mark.parametrize("key", WRITERS, ids=lambda key: f"{key[0]}.{key[1]}")
def test_a_service_puts_what_it_did_on_record_in_one_transaction(key):
    assert key in EVENT_COMES_LATER or reaches(ALL[key], "record"), "it leaves no event"
    assert reaches(ALL[key], "atomic"), "event and change could part"


def test_without_its_event_there_is_no_change(world, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("the record cannot be written")

    teacher, group = world.alder.cast.teacher, world.alder.ann.group
    monkeypatch.setattr("register.services.my_classes.record", broken)
    address = f"/schools/alder/my-classes/{group.pk}/read/"
    with inside(world.alder.school):
        before = ClassReading.objects.count()
    with pytest.raises(DatabaseError):
        world.ask(teacher, address, "post", {"seen_at": "2026-11-24T10:00:00+00:00"})
    with inside(world.alder.school):
        assert ClassReading.objects.count() == before


# Looks --------------------------------------------------------------------------------------------
OF_CHILDREN = ("pupils/<", "my-classes/<", "plans/<")
LOOKS = [one for one in doors() if one.site == SCHOOL and one.route.startswith(OF_CHILDREN)]


@pytest.mark.parametrize("person", ["sendco", "teacher", "assistant"])
def test_each_look_at_a_child_is_on_record_with_who_looked(world, person):
    asker = getattr(world.alder.cast, person)
    key = str(world.alder.ann.pupil.pk)
    for one in LOOKS:
        address = one.address(arguments_of(one, world.alder, world.alder.ann))
        answer, events = world.ask_and_see(asker, address)
        if answer.status_code != 200:
            continue
        about = [e for e in events if str(e.pupil_id) == key or key in e.detail.get("pupils", ())]
        assert len(about) == 1, f"{one}: {[e.action for e in events]}"
        assert about[0].actor_id == asker.pk


@pytest.mark.parametrize("name", ["register", "register_csv", "register_xlsx", "print_register"])
def test_a_list_is_one_event_with_the_pupils_shown(world, name):
    sendco = world.alder.cast.sendco
    _, events = world.ask_and_see(sendco, door(SCHOOL, name).address({}))
    (event,) = events
    keys = {str(child.pupil.pk) for child in world.alder.children.values()}
    assert set(event.detail["pupils"]) == keys


def test_a_page_is_not_shown_when_the_look_cannot_be_recorded(world, monkeypatch):
    monkeypatch.setattr(AuditEvent.objects, "create", _unwritable)
    for one in (d for d in LOOKS if concerns_a_child(d, world.alder)):
        address = one.address(arguments_of(one, world.alder, world.alder.ann))
        try:
            answer = world.ask(world.alder.cast.sendco, address)
        except DatabaseError:
            continue
        assert answer.status_code in (302, 403, 405), one


def _unwritable(**event):
    raise DatabaseError("the record cannot be written")


def test_a_refusal_is_on_record(world):
    governor = world.alder.cast.governor
    address = f"/schools/alder/pupils/{world.alder.ann.pupil.pk}/"
    _, events = world.ask_and_see(governor, address)
    (event,) = events
    assert (event.action, event.actor_id) == ("access.refused", governor.pk)
    assert event.detail == {"permission": "view_pupil"}


def test_no_event_holds_words_about_a_child(world):
    """Ids, codes and counts: the record is read by people who may not read the child's."""
    sendco = world.alder.cast.sendco
    for one in LOOKS:
        address = one.address(arguments_of(one, world.alder, world.alder.ann))
        for method in ("get", "post"):
            _, events = world.ask_and_see(sendco, address, method)
            assert not [e.action for e in events if "zq" in str(e.detail).casefold()], one


# Rows ---------------------------------------------------------------------------------------------
# Tables whose rows never change once they are signed, or once they are written.
STAY = {f"safety_{name}" for name in (*history.OF_A_VERSION, *history.ONCE)}
TABLES = [model for model in tables_of_a_school() if model._meta.db_table not in WITHOUT_HISTORY]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.db_table)
def test_each_table_of_a_school_keeps_the_history_of_its_rows(world, model):
    table = model._meta.db_table
    with inside(world.alder.school):
        row = model._base_manager.first()
        assert row, f"add a row of {table} to tests/policy/world.py"
        assert _changes(table, row.pk, "I") == 1, f"add TrackRows({table!r}) to a migration"
        with rolled_back(), connection.cursor() as cursor:
            cursor.execute("set constraints all deferred")
            if table in STAY:
                with pytest.raises(DatabaseError, match=r"never changes|written once"):
                    cursor.execute(f"delete from {table}")  # noqa: S608 - ours
                return
            cursor.execute(f"delete from {table} where id = %s", [row.pk])  # noqa: S608 - ours
            assert _changes(table, row.pk, "D") == 1


def _changes(table, pk, operation):
    return RowChange.objects.filter(table_name=table, row_id=str(pk), operation=operation).count()


def test_rows_about_a_child_are_found_by_the_child(world):
    """A bulk change of one field, as an import makes them, is in the history of each child."""
    with inside(world.alder.school):
        for model in TABLES:
            rows, texts = rows_about(model, world.alder.ann.pupil), texts_of(model)
            if rows is None or not texts or model._meta.db_table in STAY:
                continue  # the history of what stays is its beginning, which the test above finds
            before = RowChange.objects.filter(pupil_id=world.alder.ann.pupil.pk).count()
            rows.update(**{texts[0].name: "changed"})
            after = RowChange.objects.filter(pupil_id=world.alder.ann.pupil.pk).count()
            assert after == before + rows.count(), model


def test_every_column_that_names_a_child_tells_the_history_which(world):
    """`TrackRows(table, pupil=column)`."""
    for model in TABLES:
        names = [f.column for f in model._meta.fields if f.related_model is Pupil]
        if names and model is not Pupil:
            assert _argument_of_trigger(model._meta.db_table) == names[0], model


def _argument_of_trigger(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select encode(tgargs, 'escape') from pg_trigger "
            "where tgname = 'track_insert' and tgrelid = %s::regclass",
            [f"s_900001.{table}"],
        )
        found = cursor.fetchone()
    return found and found[0].removesuffix("\\000")


def test_a_change_by_raw_sql_says_who_was_acting(world):
    sendco, pupil = world.alder.cast.sendco, world.alder.ann.pupil
    with inside(world.alder.school), acting(sendco), connection.cursor() as cursor:
        cursor.execute("update register_pupil set sex = 'F' where id = %s", [pupil.pk])
        change = RowChange.objects.latest("id")
    assert (change.actor_id, change.pupil_id) == (sendco.pk, pupil.pk)
    assert (change.before, change.after) == ({"sex": "U"}, {"sex": "F"})


def test_a_change_that_changes_nothing_is_no_news(world):
    with inside(world.alder.school):
        before = RowChange.objects.count()
        Pupil.objects.update(sex="U")
        assert RowChange.objects.count() == before


# The record itself --------------------------------------------------------------------------------
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_rowchange"])
@pytest.mark.parametrize(
    "sql",
    ["update {} set request_id = 'x'", "delete from {}", "truncate {}"],
    ids=["change", "removal", "emptying"],
)
@pytest.mark.parametrize("place", ["a school", "the trust"])
def test_the_record_is_only_ever_added_to(world, table, sql, place):
    with inside(world.alder.school) if place == "a school" else shared():
        AuditEvent.objects.create(action="test.made")
        RowChange.objects.create(
            at="2026-11-24T10:00:00+00:00", table_name="t", row_id="1", operation="I"
        )
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql.format(table))
