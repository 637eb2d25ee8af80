import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.roles import TRUST_ROLES, Role
from schools.models import School


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, name, password=None):
        """Make a person. Without a password they can sign in only after their invitation."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password) if password else user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser):
    """A person, once for the whole trust. Switched off and never deleted: their name stands in
    the history of every record they touched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        """Always no: `access.checks` answers questions of right, and nothing else does."""
        return False


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def at(self, school):
        return self.filter(school=school)

    def with_role(self, *roles):
        return self.filter(role__in=roles)


class Membership(models.Model):
    """One person has one role in one school, or in the trust, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True, help_text="Last day, if it is known")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=TRUST_ROLES, school__isnull=True)
                | (~Q(role__in=TRUST_ROLES) & Q(school__isnull=False)),
                name="role_of_school_or_of_trust",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "school", "role", "starts_on"],
                nulls_distinct=False,
                name="one_membership_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    def is_current(self, on):
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
