"""Two schools with twins, in which every text about a child is a canary.

In each school Ann is in 3A and named for the assistant; Ben is in 4B, with a teacher and an
assistant of his own. Whatever can hold words about a child holds a word that says whose it is:
zq + school + child + table, such as `zqaannote` for a note about Ann of Alder. A page that shows
it to the wrong person gives itself away.
"""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone

from access.grants import name_adult
from access.models import Membership, User
from access.roles import Role
from apdr.models import (
    Amendment,
    BankItem,
    HourlyRate,
    NotionalBudget,
    PlanDraft,
    TopUp,
)
from apdr.services import cycles, provision, reviews
from apdr.services.bank import add_to_bank
from audit.models import AuditEvent
from register.models import (
    ClassReading,
    Contact,
    FamilyLink,
    Group,
    GroupAdult,
    ImportBatch,
    ImportFile,
    ImportMapping,
    ImportRow,
    Need,
    Note,
    Profile,
    RegisterColumns,
    RollOver,
    SavedView,
)
from register.services.cover import make_card
from register.services.links import make_link
from reports.models import Remark
from safety.kinds import KINDS
from safety.models import LocalPart, SafetyPlan
from safety.services import care, drills, healthcare, restrictive, signing, training
from safety.services import plans as safety_plans
from safety.services.parts import add_school_part
from safety.services.risk import control_is_done
from schools.across import inside, shared
from schools.models import ClosureDay, Job, School
from tests.factories import accessibility, evacuation, papers, plans, safety
from tests.factories.cast import DAY, Cast

SCHOOL_LETTERS = {"alder": "a", "birch": "b"}


@dataclass
class Child:
    """One child and a row of every table about them."""

    name: str
    pupil: object
    group: Group
    assistant: User
    place: GroupAdult | None = None
    period: object = None
    contact: Contact | None = None
    note: Note | None = None
    row: ImportRow | None = None
    cycle: object = None
    outcome: object = None
    intervention: object = None
    bank_item: object = None
    enrolment: object = None
    link: FamilyLink | None = None
    token: str = ""
    card: object = None
    card_token: str = ""
    safety: dict = field(default_factory=dict)
    pack: object = None
    dose: object = None
    care: object = None
    control: object = None
    force: object = None
    drill_result: object = None


@dataclass
class SchoolWorld:
    """One of the two schools, and a row of everything in it."""

    school: School
    cast: Cast
    children: dict = field(default_factory=dict)
    batch: ImportBatch | None = None
    job: Job | None = None
    local_part: LocalPart | None = None
    saved_view: SavedView | None = None
    closure: ClosureDay | None = None
    authority_closure: ClosureDay | None = None
    training: object = None
    building: object = None
    floor: object = None
    drill: object = None
    accessibility: object = None
    remark: object = None

    @property
    def ann(self):
        return self.children["ann"]

    @property
    def ben(self):
        return self.children["ben"]

    def person(self, role):
        return self.cast.person(role)


class World:
    """Both schools, and a signed-in session for everybody who asks."""

    def __init__(self):
        self.alder, self.birch = (_build(urn) for urn in ("900001", "900002"))
        self.client = Client()
        everybody = [school.person(role) for school in (self.alder, self.birch) for role in Role]
        self._sessions = {person.pk: _signed_in(person) for person in everybody}

    def ask(self, person, address, method="get", data=None, **extra):
        """The answer to this person (None: nobody), who was signed in long ago. Nothing that the
        request changes remains."""
        with rolled_back():
            return self._ask(person, address, method, data, **extra)

    def ask_and_see(self, person, address, method="get", data=None):
        """The answer, and what it left on record in Alder and in the trust."""
        with rolled_back():
            answer = self._ask(person, address, method, data)
            return answer, self._events_of(answer)

    def _ask(self, person, address, method, data, **extra):
        self.client.cookies.clear()
        if person is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self._session_of(person)
        here = connection.tenant
        try:
            return getattr(self.client, method)(address, data, **extra)
        finally:
            connection.set_tenant(here)

    def _events_of(self, answer):
        found = []
        for place in (inside(self.alder.school), shared()):
            with place:
                found += AuditEvent.objects.filter(request_id=answer["X-Request-ID"])
        return found

    def _session_of(self, person):
        return self._sessions.get(person.pk) or _signed_in(person)


def _signed_in(person):
    """The key of a session of this person's."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def canary(school, child="", table=""):
    """The word that a text about this child bears; without a table, all of them begin so."""
    return f"zq{SCHOOL_LETTERS[school]}{child[:2]}{table}"


def _build(urn):
    school = School.objects.get(urn=urn)
    connection.set_tenant(school)
    world = SchoolWorld(school, Cast(school))
    for role in Role:
        world.person(role)
    _fill_school(world)
    papers.every_row(world.cast)
    world.remark = Remark.objects.get()
    for name in ("ann", "ben"):
        world.children[name] = _child(world, name)
    _evacuation(world)
    world.accessibility = accessibility.every_row(world.cast)
    _write_canaries(world)
    connection.set_schema_to_public()
    return world


def _fill_school(world):
    """What belongs to the school and to no child."""
    data = world.cast.data_officer
    world.batch = ImportBatch.objects.create(
        file_name="roll.csv", file_hash="0" * 64, kind="csv", state="ready", started_by=data
    )
    file = ImportFile(batch=world.batch)
    file.pack([])
    file.save()
    ImportMapping.objects.create(heading="name", field="name")
    HourlyRate.objects.create(paid_as="Teaching assistant", pence_an_hour=1500, from_on=DAY)
    NotionalBudget.objects.create(starting_year=2026, pence=1000)
    BankItem.objects.create(kind="outcome", area="CI", text="Asks for help in 4 of 5 lessons")
    RollOver.objects.create(starting_year=2020, happened_on=date(2020, 9, 1))
    RegisterColumns.objects.create(user=world.cast.sendco, columns=["class"])
    world.saved_view = SavedView.objects.create(
        user=world.cast.sendco, name="Mine", query="?status=K"
    )
    world.local_part = add_school_part(KINDS["risk"], by=world.cast.sendco, title="Transport")
    world.job = Job.objects.create(
        kind="send_role_news", school=world.school, asked_by_id=data.pk, state=Job.State.DONE
    )
    world.closure = ClosureDay.objects.create(
        school=world.school, day=date(2026, 11, 6), reason="Training"
    )
    world.authority_closure = ClosureDay.objects.create(
        local_authority=world.school.local_authority, day=date(2026, 11, 9), reason="Polling"
    )


def _child(world, name):
    """A child with a row of every table; Ann is taught and named for, Ben is not."""
    cast = world.cast
    pupil = getattr(cast, name)
    if name == "ann":
        cast.teacher  # noqa: B018 - teaches 3A
        child = Child(name, pupil, cast.class_3a, cast.assistant)
    else:
        child = Child(name, pupil, cast.class_4b, cast.person(Role.TA, "Other"))
        other = cast.person(Role.TEACHER, "Other")
        GroupAdult.objects.create(group=child.group, user=other, started_on=DAY)
        name_adult(pupil, child.assistant)
    child.place = child.group.adults.get()
    pupil.status_periods.update(
        origin="entered", parents_told_on=DAY, parents_told_how="letter", decided_by=cast.sendco
    )
    child.period = pupil.status_periods.get()
    Need.objects.filter(pupil=pupil).update(is_diagnosed=True)
    child.contact = Contact.objects.create(pupil=pupil, name="x", relationship="x")
    child.note = Note.objects.create(
        pupil=pupil, kind="other", text="x", happened_on=DAY, written_by=cast.sendco
    )
    Profile.objects.create(pupil=pupil)
    ClassReading.objects.create(
        group=child.group, user=cast.teacher, read_at=timezone.now() - timezone.timedelta(days=1)
    )
    child.card, child.card_token, _ = make_card(
        child.group, by=cast.sendco, ends_at=timezone.now() + timezone.timedelta(hours=1)
    )
    child.row = ImportRow.objects.create(
        batch=world.batch,
        position=1,
        numbers=[1],
        result="held",
        pupil=pupil,
        cells=[[1, [], False, [], []]],
    )
    _support(world, child)
    return child


def _support(world, child):
    """A plan that is being done, an intervention that works towards it, and what came of both."""
    cast, pupil = world.cast, child.pupil
    child.intervention = plans.group(cast, pupil)
    provision.change_intervention(child.intervention, by=cast.sendco, led_by=cast.sendco)
    child.enrolment = child.intervention.enrolments.get()
    child.bank_item = add_to_bank(by=cast.sendco, kind="strategy", area="CL", text="Task board")
    own = {"enrolments": [child.enrolment], "strategies": ["x"]}
    child.cycle = plans.agreed(cast, pupil=pupil, outcomes=[plans.CARD | own])
    plans.review_all(child.cycle, cast.teacher)
    child.outcome = child.cycle.outcomes.select_related("review").get()
    cycles.write_review(
        child.cycle, by=cast.teacher, pupil_said="x", parents_said="x", conclusion="x"
    )
    cycles.hold_parent_meeting(
        pupil, by=cast.teacher, held_on=DAY, who_came="x", said="x", cycle=child.cycle
    )
    provision.log_session(
        child.intervention,
        by=cast.assistant,
        on=plans.BEGAN,
        records=[(child.enrolment, "yes", "")],
    )
    Amendment.objects.create(cycle=child.cycle, pupil=pupil, text="x", written_by=cast.sendco)
    PlanDraft.objects.create(user=cast.sendco, cycle=child.cycle, pupil=pupil, typed="summary=x")
    reviews.keep_draft(child.outcome, by=cast.sendco, typed={})
    child.link, child.token = make_link(
        pupil, by=cast.sendco, purpose="plan", subject_id=child.cycle.pk
    )
    TopUp.objects.create(pupil=pupil, pence_a_year=100, band="x", starts_on=DAY)
    _safety(world, child)
    _force(world, child)


def _safety(world, child):
    """A plan of each kind in force, whose every word is a canary of its kind, and the draft of its
    next version."""
    cast = world.cast
    helper = cast.person(Role.SITE, "Helper")
    for kind in KINDS:
        word = canary(world.school.slug, child.name, kind)
        plan = safety.in_force(
            cast, kind, pupil=child.pupil, helper=helper, words=word, about=word[:20]
        )
        signing.acknowledge(plan.in_force, by=helper)
        safety_plans.check_plan(
            plan.in_force,
            by=cast.sendco,
            on=safety.today(),
            found=word,
            next_review_on=safety.in_days(300),
        )
        safety_plans.start_draft(plan, by=cast.sendco)
        safety_plans.keep_typed(plan, by=cast.sendco, typed=word)
        child.safety[kind] = SafetyPlan.objects.get(pk=plan.pk)
    _medicines_and_care(world, child)


def _force(world, child):
    """A control of the risk assessment that is done; a use of force, corrected and told, and one
    that is being written."""
    sendco = world.cast.sendco
    child.control = child.safety["risk"].in_force.controls.get()
    control_is_done(child.control, by=sendco, on=safety.today())
    word = canary(world.school.slug, child.name, "restrictive")
    child.force = safety.force(child.pupil, by=sendco, words=word, parents={"not_told_why": word})
    restrictive.correct(child.force, by=sendco, text=word)
    restrictive.keep_record_typed(child.pupil, by=sendco, typed=word)


def _evacuation(world):
    """The building that both PEEPs are for, a floor of it, a drill in which something went wrong
    and one that is under way."""
    cast = world.cast
    world.building = safety.building()
    world.floor = evacuation.floor(world.building, by=cast.sendco)
    over = evacuation.drill(world.building, by=cast.sendco)
    drills.end_drill(over, by=cast.sendco)
    words = {
        result: {"went_wrong": canary(world.school.slug, child.name, "peep")}
        for child in world.children.values()
        for result in over.results.filter(pupil=child.pupil)
    }
    drills.file_results(over, by=cast.sendco, found="x", results=words)
    world.drill = evacuation.drill(world.building, by=cast.sendco)
    for child in world.children.values():
        child.drill_result = world.drill.results.get(pupil=child.pupil)


def _medicines_and_care(world, child):
    """A pack, a dose that was not given, and care that was, all of them in canaries."""
    cast = world.cast
    plans_of = SafetyPlan.objects.whole().filter(pupil=child.pupil)
    plan, words = plans_of.get(kind="healthcare"), canary(world.school.slug, child.name)
    child.pack = plan.supplies.first()
    child.dose = healthcare.log_dose(
        plan,
        by=cast.sendco,
        medicine=plan.in_force.medicines.get(),
        not_given_why=f"{words}healthcare",
        parents_told_how=f"{words}healthcare",
    )
    child.care = care.log_care(
        plans_of.get(kind="intimate"),
        by=cast.sendco,
        what=f"{words}intimate",
        unusual=f"{words}intimate",
    )
    if world.training is None:
        (world.training,) = training.add_training(
            [cast.teacher], by=cast.sendco, subject="care", trained_on=DAY, expires_on=None
        )


# Canaries -----------------------------------------------------------------------------------------
def _write_canaries(world):
    for child in world.children.values():
        for model in tables_of_a_school():
            fields = texts_of(model)
            rows = rows_about(model, child.pupil)
            if fields and rows is not None and model not in SAFETY:
                rows.update(**{f.name: _word(world, child, model, f) for f in fields})
        child.pupil.refresh_from_db()


def tables_of_a_school():
    """Every model of ours whose table stands in a school's schema."""
    ours = [config for config in apps.get_app_configs() if config.label in OUR_APPS]
    return [model for config in ours for model in config.get_models() if model._meta.managed]


OUR_APPS = {app.rpartition(".")[2] for app in settings.TENANT_APPS} - {"audit", "guardian"}


# Rows of a signed version and those written once take no other word: they are made with theirs.
SAFETY = set(apps.get_app_config("safety").get_models())
CODES = {"purpose", "token_hash", "training"}  # text that is compared and never typed


def texts_of(model):
    """The fields that hold free words: a code, a choice and a key are none."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField)
        and not f.choices
        and not f.generated
        and f.name not in CODES
        and (f.max_length or 99) >= len(canary("alder", "ann", model._meta.model_name))
    ]


def rows_about(model, pupil):
    """The rows of this model about this child; None where it has no such field."""
    if model._meta.model_name == "pupil":
        return model.objects.filter(pk=pupil.pk)
    if any(f.name == "pupil" for f in model._meta.fields):
        return model._base_manager.filter(pupil=pupil)
    return None


def _word(world, child, model, one):
    word = canary(world.school.slug, child.name, model._meta.model_name)
    return f"{word}@x.example" if isinstance(one, models.EmailField) else word


def nowhere():
    return uuid.uuid4()


def leaver(world):
    """Somebody whose role at Alder ended yesterday."""
    user = User.objects.create_user("leaver@alder.example", "Leaver")
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Membership.objects.create(
        user=user, school=world.alder.school, role=Role.SENDCO, starts_on=DAY, ends_on=yesterday
    )
    return user
