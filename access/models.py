import uuid
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.roles import TRUST_ROLES, Role
from schools.models import School


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def switched_off(self):
        return self.filter(is_active=False)

    def with_keys(self, keys):
        return self.filter(pk__in=keys)

    def with_email(self, email):
        return self.filter(email__iexact=email.strip())

    def named(self, words):
        """Those whose name or address holds every one of these words."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found

    def with_memberships(self, memberships):
        """Those who hold one of these memberships, each with their own of them as `roles_shown`."""
        shown = models.Prefetch(
            "memberships", memberships.select_related("school"), to_attr="roles_shown"
        )
        return self.filter(pk__in=memberships.values("user")).prefetch_related(shown)


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
    session_round = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised to end every session of this person"
    )

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def get_session_auth_fallback_hash(self):
        for old in super().get_session_auth_fallback_hash():
            yield f"{old}.{self.session_round}"

    def has_perm(self, perm, obj=None):
        """Always no: `access.checks` answers questions of right, and nothing else does."""
        return False


def _over(day):
    """Roles that had ended by this day, and those closed in the course of it."""
    return Q(ends_on__lt=day) | Q(ends_on=day, closed_at__isnull=False)


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        return self.not_over(day).filter(starts_on__lte=day)

    def not_over(self, day):
        """Those of today and those to come."""
        return self.filter(Q(ends_on=None) | ~_over(day))

    def after(self, day):
        """Those that begin after this day."""
        return self.filter(starts_on__gt=day)

    def over(self, day):
        """Those that had ended by this day."""
        return self.filter(_over(day))

    def overlapping(self, first, last):
        """Those that hold on some day from the first to the last (None: with no end)."""
        return self.not_over(first).filter(starts_on__lte=last or date.max)

    def at(self, school):
        return self.filter(school=school)

    def seen_from(self, school):
        """Those of the school; from the trust (None) all of them."""
        return self.at(school) if school else self

    def in_schools(self):
        return self.exclude(school=None)

    def of(self, user):
        return self.filter(user=user)

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
    closed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When it was ended at once, in the course of its last day",
    )

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
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(ends_on__isnull=False),
                name="membership_closed_on_its_last_day",
            ),
            models.UniqueConstraint(
                fields=["user", "school", "role", "starts_on"],
                nulls_distinct=False,
                name="one_membership_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    def is_over(self, day):
        """True where it had ended by this day, or was closed in the course of it."""
        if self.ends_on is None:
            return False
        return self.ends_on < day or (self.ends_on == day and self.closed_at is not None)


class SignInAttemptQuerySet(models.QuerySet):
    def since(self, span):
        return self.filter(at__gt=timezone.now() - span)

    def are_too_many(self, account, address):
        """True where one account or one address has used up its guesses."""
        of_account = self.filter(account=account).since(SignInAttempt.ACCOUNT_SPAN).count()
        of_address = self.filter(address=address).since(SignInAttempt.ADDRESS_SPAN).count()
        return of_account > SignInAttempt.PER_ACCOUNT or of_address > SignInAttempt.PER_ADDRESS


class SignInAttempt(models.Model):
    """A sign-in that has not succeeded. Kept in PostgreSQL, so that a broker that is down neither
    opens the door to guessing nor shuts it to everybody (OWASP ASVS 5.0, 6.3.1)."""

    PER_ACCOUNT, ACCOUNT_SPAN = 5, timedelta(minutes=5)
    PER_ADDRESS, ADDRESS_SPAN = 10, timedelta(minutes=1)

    at = models.DateTimeField(default=timezone.now)
    account = models.CharField(
        max_length=64, help_text="Keyed hash of what was typed: it may be a password"
    )
    address = models.GenericIPAddressField()

    objects = SignInAttemptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at"], name="attempts_by_account"),
            models.Index(fields=["address", "-at"], name="attempts_by_address"),
        ]

    def __str__(self):
        return f"{self.at:%H:%M:%S} {self.address}"


class WrongTryQuerySet(models.QuerySet):
    def lately(self, door, address):
        """Those of one address at one door that still count."""
        since = timezone.now() - WrongTry.SPAN
        return self.filter(door=door, address=address, at__gt=since)

    def past(self):
        return self.filter(at__lte=timezone.now() - WrongTry.SPAN)


class WrongTry(models.Model):
    """Something was tried, without an account, at a door that stands open to anyone, and it was
    wrong: a link that opens nothing, a wrong date of birth. Kept in PostgreSQL as sign-in attempts
    are, and here rather than in a school, for whoever guesses may guess at every school; it says
    nothing of a school or a child."""

    MOST, SPAN = 20, timedelta(minutes=15)

    at = models.DateTimeField(default=timezone.now)
    door = models.CharField(max_length=20)
    address = models.CharField(max_length=64, help_text="Keyed hash of where it came from")

    objects = WrongTryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wrong tries"
        indexes = [models.Index(fields=["door", "address", "-at"], name="wrong_tries_by_address")]

    def __str__(self):
        return f"Wrong try {self.pk}"
