"""Filling one school of the demo, in the order in which a real one would come to the product."""

from collections import defaultdict
from dataclasses import asdict
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from access.models import Membership
from access.roles import Role
from access.services import invite
from audit.context import acting
from register.codes import EHC_PLAN, MONITORING, NONE, ON_REGISTER, SEN_SUPPORT
from register.deadlines import monitoring_ends
from register.desk.filters import address
from register.models import Group, Pupil
from register.models.status import Evidence
from register.services import imports
from register.services.contacts import add_contact
from register.services.desk import choose_key_adult_for, save_view
from register.services.groups import add_adult, make_group, put_in_group
from register.services.my_classes import acknowledge_class
from register.services.needs import NeedEntry
from register.services.notes import add_note
from register.services.profiles import save_profile
from register.services.pupils import name_adult
from register.services.status import change_status
from schools.across import inside
from schools.models import LocalAuthority
from schools.services import add_closure_day, open_school, set_terms
from trust_send.demo.accessibility import AccessibilityPlans
from trust_send.demo.chance import dice
from trust_send.demo.files import steps_left_to_enter, write_roll
from trust_send.demo.home import contacts
from trust_send.demo.plans import Plans
from trust_send.demo.roll import roll
from trust_send.demo.safety import Safety
from trust_send.demo.slips import write_next_export
from trust_send.demo.staff import address_of, groups, known, staff
from trust_send.demo.story import REASONS
from trust_send.demo.trust import (
    ORCHARD_LANE,
    as_answers,
    calendar_around,
    own_terms,
    training_days,
    years_of_terms,
)
from trust_send.demo.words import NEWS, note, profile, said_of

NOTES_REACH_BACK = timedelta(days=540)
NOTES_EACH = {EHC_PLAN: (3, 5), SEN_SUPPORT: (1, 3), MONITORING: (1, 2)}
SENDCO_WRITES, TEACHER_WRITES = ("parent", "agency"), ("concern", "pupil", "other")
EVIDENCE = {
    EHC_PLAN: [Evidence.PLAN, Evidence.ADVICE, Evidence.PARENT_VOICE],
    SEN_SUPPORT: [Evidence.PROGRESS, Evidence.TEACHER, Evidence.PARENT_VOICE],
    MONITORING: [Evidence.TEACHER, Evidence.PROGRESS],
    NONE: [Evidence.PROGRESS, Evidence.TEACHER],
}


class Filling:
    """One school on its way from nothing to a register with three years behind it."""

    def __init__(self, demo, year, on, folder):
        self.demo, self.year, self.on, self.folder = demo, year, on, folder
        self.roll = roll(demo, year)
        self.days = calendar_around(demo, year)
        self.operator = Membership.objects.with_role(Role.OPERATOR).first().user

    def run(self):
        self.open()
        self.invite_staff()
        with inside(self.school):
            with acting(self.office("data")):
                self.import_roll()
                self.make_classes()
            with acting(self.office("sendco")):
                self.enter_history()
                self.name_adults()
                self.save_views()
            self.write_about_pupils()
            Plans(self).run()
            Safety(self).run()
            with acting(self.office("sendco")):
                AccessibilityPlans(self).run()
            self.leave_news_for_the_teacher()
            self.leave_an_import_waiting()

    # The school and its people --------------------------------------------------------------

    def open(self):
        demo = self.demo
        self.school = open_school(
            by=self.operator, name=demo.name, slug=demo.slug, phase=demo.phase, urn=demo.urn,
            laestab=demo.laestab, brand=demo.brand,
            local_authority=LocalAuthority.objects.get(number=demo.authority),
        )  # fmt: skip
        self.enter_dates()

    def enter_dates(self):
        """Terms in which the school departs from its authority, and its training days."""
        authority = self.school.local_authority
        for year in years_of_terms(self.year):
            if own := own_terms(self.demo, year):
                set_terms(
                    as_answers(own), by=self.operator, starting_year=year.start,
                    local_authority=authority, school=self.school,
                )  # fmt: skip
            for day, reason in training_days(self.demo, year).items():
                add_closure_day(day, by=self.operator, reason=reason, school=self.school)

    def invite_staff(self):
        self.people = {}
        for adult in staff(self.roll, self.year):
            for post in adult.posts:
                membership = invite(
                    by=self.operator, email=adult.email, name=adult.name, role=post.role,
                    school=self.school, starts_on=post.since, ends_on=post.until,
                )  # fmt: skip
            self.people[adult.email] = (adult, membership.user)

    def office(self, local):
        """The person who holds this office."""
        return self.people[address_of(self.demo, local)][1]

    @cached_property
    def sendco(self):
        return self.office("sendco")

    # The roll -------------------------------------------------------------------------------

    def import_roll(self):
        """The whole roll, from the file of the school's own system."""
        batch = self.check_file(write_roll(self.roll, self.folder, self.on))
        imports.save_import(batch, by=self.office("data"), on=self.on)
        by_upn = {pupil.upn: pupil for pupil in Pupil.objects.all()}
        self.pupils = {demo.key: by_upn[demo.upn] for demo in self.roll}

    def check_file(self, path):
        """Everything that a person does up to the look at what an import would change."""
        data = self.office("data")
        batch = imports.start_import(path.read_bytes(), by=data, file_name=path.name)
        batch = imports.match_columns(batch, batch.columns, by=data)
        return imports.check(batch, by=data, on=self.on)

    def leave_an_import_waiting(self):
        """One school has a newer file that was checked and not saved: some of its rows are held."""
        if self.demo is ORCHARD_LANE:
            with acting(self.office("data")):
                self.check_file(write_next_export(self.roll, self.folder, self.on))

    def make_classes(self):
        """The classes that no import made, their pupils, and who teaches them."""
        data, first_day = self.office("data"), self.first_school_day
        made = {(group.kind, group.name): group for group in Group.objects.open()}
        teachers = self.teachers_by_group()
        for plan in groups(self.roll):
            group = made.get((plan.kind, plan.name)) or make_group(
                by=data, name=plan.name, kind=plan.kind, subject=plan.subject,
                year_group=plan.year_group, starting_year=self.year.start,
            )  # fmt: skip
            members = [self.pupils[key] for key in plan.members]
            put_in_group(members, group, by=data, on=first_day)
            for teacher in teachers[plan.name]:
                add_adult(group, teacher, by=data, on=first_day)

    @cached_property
    def first_school_day(self):
        """When this year's classes began."""
        return self.days.school_day_on_or_after(self.year.starts_on)

    def teachers_by_group(self):
        found = defaultdict(list)
        for adult, user in self.people.values():
            for name in adult.groups:
                found[name].append(user)
        return found

    # The register ---------------------------------------------------------------------------

    def enter_history(self):
        """What the file did not tell, oldest first, as the SENDCo decided it."""
        for pupil in self.roll:
            for step in steps_left_to_enter(pupil, self.year, self.on):
                self.enter_step(self.pupils[pupil.key], step)

    def enter_step(self, pupil, step):
        change_status(
            pupil, by=self.sendco, status=step.status, on=step.starts_on,
            needs=[NeedEntry(need) for need in step.needs], reason=step.reason,
            evidence=EVIDENCE[step.status], look_again_on=self.look_again_on(pupil, step),
            parents_told_on=step.told_on, parents_told_how=step.told_how,
        )  # fmt: skip

    def look_again_on(self, pupil, step):
        """After two terms for a pupil who left the register; after some weeks for a new concern."""
        if step.status != MONITORING:
            return None
        if step.reason in REASONS["left"]:
            return monitoring_ends(step.starts_on, self.days.terms)
        weeks = dice("look again", self.demo.slug, pupil.upn).randrange(6, 15)
        return self.days.school_day_on_or_after(step.starts_on + timedelta(weeks=weeks))

    @cached_property
    def watched(self):
        """Pupils with a status today, with the roll's own pupil beside each."""
        return [
            (demo, self.pupils[demo.key])
            for demo in self.roll
            if demo.status_on(self.on) != NONE
        ]  # fmt: skip

    def write_about_pupils(self):
        """The SENDCo keeps contacts and talks with others; the class teacher says what helps."""
        teachers = self.teachers_by_group()
        for demo, pupil in self.watched:
            notes, teacher = self.notes_on(demo), teachers[demo.form][0]
            with acting(self.sendco):
                for contact in contacts(demo):
                    add_contact(pupil, by=self.sendco, **asdict(contact))
                self.add_notes(pupil, notes, SENDCO_WRITES, by=self.sendco)
            with acting(teacher):
                if demo.status_on(self.on) in ON_REGISTER:
                    text = profile(demo, demo.step_on(self.on).needs)
                    save_profile(pupil, by=teacher, **text)
                self.add_notes(pupil, notes, TEACHER_WRITES, by=teacher)

    def notes_on(self, demo):
        """(day, kind, text) of some talks of the last three half-years."""
        throw, status = dice("notes", self.demo.slug, demo.key), demo.status_on(self.on)
        found = []
        for _ in range(throw.randint(*NOTES_EACH[status])):
            back = timedelta(days=throw.randrange(5, NOTES_REACH_BACK.days))
            day = self.days.previous_school_day(self.on - back)
            found.append((day, *note(throw, demo, status)))
        return found

    def add_notes(self, pupil, notes, kinds, *, by):
        for day, kind, text in notes:
            if kind in kinds:
                add_note(pupil, by=by, kind=kind, text=text, happened_on=day)

    def name_adults(self):
        """Assistants for their pupils; as key adult the assistant, else the class teacher."""
        key_adult = {}
        for adult, user in self.people.values():
            for key in adult.named_for:
                name_adult(self.pupils[key], by=self.sendco, adult=user)
                key_adult[key] = user
        teachers, of_adult = self.teachers_by_group(), defaultdict(list)
        for demo, pupil in self.watched:
            of_adult[key_adult.get(demo.key) or teachers[demo.form][0]].append(pupil)
        for adult, pupils in of_adult.items():
            choose_key_adult_for(pupils, by=self.sendco, adult=adult)

    def save_views(self):
        """What the SENDCo looks up often."""
        last = list(self.demo.cohorts)[-1]
        name = "Leaving us this summer, with a plan"
        save_view(by=self.sendco, name=name, query=address(status=EHC_PLAN, year=last))
        save_view(by=self.sendco, name="Look again soon", query=address(again="soon"))

    def leave_news_for_the_teacher(self):
        """The known teacher has read their class; since then what helps two pupils was changed."""
        star = known(self.demo.slug, "teacher")
        if star is None:
            return
        teacher = self.office("teacher")
        with acting(teacher):
            form = Group.objects.open().get(name=star.form)
            acknowledge_class(form, by=teacher, seen_at=timezone.now())
        in_class = [
            (demo, pupil)
            for demo, pupil in self.watched
            if demo.form == star.form and demo.status_on(self.on) in ON_REGISTER
        ]
        with acting(self.sendco):
            for (demo, pupil), line in zip(in_class, NEWS, strict=False):
                text = profile(demo, demo.step_on(self.on).needs)
                text["what_helps"] += "\n" + said_of(demo, line)
                save_profile(pupil, by=self.sendco, **text)
