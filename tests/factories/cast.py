"""The people of a school, one a role, and a few pupils whom every test knows.

Ann is on SEN support and in the class of the teacher; the assistant is named for her. Ben has an
EHC plan and is in another class. Cal is on the roll without SEND. Dot is being monitored.
"""

from datetime import date
from functools import cached_property

from access.grants import name_adult
from access.models import Membership, User
from access.roles import Role
from register.models import Group, GroupAdult, GroupMember, Need, Origin, Pupil, StatusPeriod

DAY = date(2026, 9, 3)


class Cast:
    """Everybody is made when first asked for, so a test pays only for whom it needs."""

    def __init__(self, school):
        self.school = school

    def person(self, role, name=None, school=None):
        """An adult who holds `role` here (or in the trust), since the start of the year."""
        role = Role(role)
        school = None if role.is_of_the_trust else (school or self.school)
        where = school.slug if school else "trust"
        email = f"{role.value}.{(name or 'one').lower()}@{where}.example"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name or f"Person {role.label}", "pass-word-pass")
            Membership.objects.create(user=user, school=school, role=role, starts_on=DAY)
        return user

    @cached_property
    def sendco(self):
        return self.person(Role.SENDCO)

    @cached_property
    def head(self):
        return self.person(Role.HEAD)

    @cached_property
    def governor(self):
        return self.person(Role.GOVERNOR)

    @cached_property
    def data_officer(self):
        return self.person(Role.DATA)

    @cached_property
    def operator(self):
        return self.person(Role.OPERATOR)

    @cached_property
    def teacher(self):
        teacher = self.person(Role.TEACHER)
        GroupAdult.objects.create(group=self.class_3a, user=teacher, started_on=DAY)
        return teacher

    @cached_property
    def assistant(self):
        assistant = self.person(Role.TA)
        name_adult(self.ann, assistant)
        return assistant

    @cached_property
    def class_3a(self):
        return self.group("3A")

    @cached_property
    def class_4b(self):
        return self.group("4B")

    @cached_property
    def ann(self):
        pupil = self.pupil("Ann", "Archer", self.class_3a)
        self.status(pupil, "K")
        Need.objects.create(pupil=pupil, sen_type="SLCN", rank=1, started_on=DAY)
        return pupil

    @cached_property
    def ben(self):
        pupil = self.pupil("Ben", "Barker", self.class_4b)
        self.status(pupil, "E")
        Need.objects.create(pupil=pupil, sen_type="ASD", rank=1, started_on=DAY)
        return pupil

    @cached_property
    def cal(self):
        return self.pupil("Cal", "Carter", self.class_3a)

    @cached_property
    def dot(self):
        pupil = self.pupil("Dot", "Dyer", self.class_3a)
        self.status(pupil, "M")
        return pupil

    def group(self, name):
        return Group.objects.create(
            name=name, kind=Group.Kind.REGISTRATION, year_group=name[0], starting_year=2026
        )

    def pupil(self, forename, surname, group=None, **fields):
        fields.setdefault("born_on", date(2018, 3, 3))
        fields.setdefault("year_group", "3")
        pupil = Pupil.objects.create(legal_forename=forename, legal_surname=surname, **fields)
        if group:
            GroupMember.objects.create(pupil=pupil, group=group, started_on=DAY)
        return pupil

    def status(self, pupil, status, started_on=DAY, **fields):
        return StatusPeriod.objects.create(
            pupil=pupil, status=status, started_on=started_on, origin=Origin.IMPORTED, **fields
        )
