from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models import Value as V
from django.db.models.functions import Coalesce, Concat, NullIf, Upper
from django.utils import timezone

from access.grants import pupils_named_to
from access.querysets import PupilReachQuerySet
from register import codes
from register.models.base import SchoolRecord
from register.models.status import Status


def _choices(labels):
    return list(labels.items())


YEAR_GROUP_CHOICES = [(code, year.label) for code, year in codes.YEAR_GROUPS.items()]
ETHNICITY_CHOICES = [(code, ethnicity.label) for code, ethnicity in codes.ETHNICITIES.items()]


class PupilQuerySet(PupilReachQuerySet):
    def on_roll(self, on=None):
        """Pupils of the school on this day (today)."""
        day = on or timezone.localdate()
        return self.filter(Q(left_on=None) | Q(left_on__gt=day))

    def taught_by(self, user, on=None):
        """Pupils on this person's own class lists on this day (today)."""
        day = on or timezone.localdate()
        return self.on_roll(day).filter(
            Q(group_members__ended_on=None) | Q(group_members__ended_on__gt=day),
            Q(group_members__group__adults__ended_on=None)
            | Q(group_members__group__adults__ended_on__gt=day),
            Q(group_members__group__closed_on=None) | Q(group_members__group__closed_on__gt=day),
            group_members__started_on__lte=day,
            group_members__group__adults__user=user,
            group_members__group__adults__started_on__lte=day,
        )

    def named_to(self, user, on=None):
        """Pupils of the school on this day (today) whom this person is named for."""
        return self.on_roll(on).filter(pk__in=pupils_named_to(user, self.model))

    def in_groups(self, groups, on=None):
        """Pupils who stand in one of these groups on this day (today)."""
        from register.models.group import GroupMember

        places = GroupMember.objects.on(on or timezone.localdate()).filter(group__in=groups)
        return self.on_roll(on).filter(pk__in=places.values("pupil"))

    def named_like(self, text):
        """Pupils whose name, legal or preferred, has every word in it, or whose UPN begins so."""
        found = Q(upn__istartswith="".join(text.split()))
        full = Concat(
            "forename", V(" "), "surname", V(" "), "legal_forename", V(" "), "legal_surname"
        )
        named = self.annotate(full_name=full)
        words = [Q(full_name__icontains=word) for word in text.replace(",", " ").split()]
        return named.filter(found | reduce(and_, words, Q()))

    def with_status(self):
        """Adds `status` (N where there is no row), `status_since` and `look_again_on`."""
        current = FilteredRelation("status_periods", condition=Q(status_periods__ended_on=None))
        return self.annotate(now=current).annotate(
            status=Coalesce("now__status", models.Value(Status.NONE.value)),
            status_since=F("now__started_on"),
            look_again_on=F("now__look_again_on"),
        )

    def on_the_desk(self):
        """The pupils that the register page shows: EHC plan, SEN support or monitoring."""
        return self.with_status().filter(
            now__status__in=[Status.EHC_PLAN, Status.SEN_SUPPORT, Status.MONITORING]
        )

    def with_main_need(self):
        """Adds `main_need`, the SEN type ranked first today."""
        first = FilteredRelation("needs", condition=Q(needs__ended_on=None, needs__rank=1))
        return self.annotate(first_need=first).annotate(main_need=F("first_need__sen_type"))

    def with_class(self):
        """Adds `class_name`, the registration group of today."""
        from register.models.group import Group, GroupMember

        mine = GroupMember.objects.on(timezone.localdate()).filter(
            pupil=models.OuterRef("pk"), group__kind=Group.Kind.REGISTRATION
        )
        return self.annotate(class_name=models.Subquery(mine.values("group__name")[:1]))

    def by_name(self):
        return self.order_by("surname", "forename", "pk")


class Pupil(SchoolRecord):
    """A pupil on the roll, with or without SEND: a cohort is measured against the whole roll."""

    upn = models.CharField("UPN", max_length=13, null=True, blank=True, unique=True)
    former_upn = models.CharField("former UPN", max_length=13, blank=True)
    uln = models.CharField("ULN", max_length=10, blank=True)
    admission_number = models.CharField(max_length=20, blank=True)
    legal_surname = models.CharField(max_length=80)
    legal_forename = models.CharField(max_length=80)
    middle_names = models.CharField(max_length=120, blank=True)
    preferred_surname = models.CharField(max_length=80, blank=True)
    preferred_forename = models.CharField(max_length=80, blank=True)
    surname = models.GeneratedField(
        expression=Coalesce(NullIf("preferred_surname", models.Value("")), "legal_surname"),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )
    forename = models.GeneratedField(
        expression=Coalesce(NullIf("preferred_forename", models.Value("")), "legal_forename"),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )
    born_on = models.DateField("date of birth")
    sex = models.CharField(max_length=1, choices=_choices(codes.SEXES), default="U")
    year_group = models.CharField(max_length=2, choices=YEAR_GROUP_CHOICES)
    admitted_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    enrolment = models.CharField(max_length=1, choices=_choices(codes.ENROLMENT), default="C")
    fsm = models.CharField(
        "free school meals", max_length=4, choices=_choices(codes.FSM_CATEGORIES), blank=True
    )
    pupil_premium = models.CharField(
        max_length=3, choices=_choices(codes.PUPIL_PREMIUM), blank=True
    )
    ethnicity = models.CharField(max_length=4, choices=ETHNICITY_CHOICES, blank=True)
    first_language = models.CharField(max_length=3, choices=_choices(codes.LANGUAGES), blank=True)
    is_looked_after = models.BooleanField("looked after", default=False)
    service_child = models.CharField(
        max_length=1, choices=_choices(codes.SERVICE_CHILD), blank=True
    )
    key_adult = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["surname", "forename"]
        default_permissions = ()
        permissions = [("named_for_pupil", "This adult is named for this pupil")]
        constraints = [
            models.CheckConstraint(
                condition=Q(upn__isnull=True) | ~Q(upn=""), name="upn_is_null_or_a_number"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(admitted_on__isnull=True)
                | Q(left_on__gte=F("admitted_on")),
                name="leaves_after_admission",
            ),
        ]
        indexes = [
            models.Index(fields=["surname", "forename"], name="pupil_by_name"),
            models.Index(Upper("former_upn"), name="pupil_by_former_upn"),
        ]

    def __str__(self):
        return f"Pupil {self.pk}"

    @property
    def name(self):
        return f"{self.forename} {self.surname}"

    @property
    def listed_name(self):
        """Surname first, as a list is sorted."""
        return f"{self.surname}, {self.forename}"

    @property
    def is_eal(self):
        """English as an additional language; None where the first language is not known."""
        return codes.is_eal(self.first_language)

    def age(self, on):
        """Whole years on a day."""
        had_birthday = (on.month, on.day) >= (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - (not had_birthday)

    def is_on_roll(self, on):
        return self.left_on is None or self.left_on > on
