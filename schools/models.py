import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django_tenants.models import DomainMixin, TenantMixin

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter a colour like #0b5a60.")


class Trust(models.Model):
    """The one trust that this copy of the product serves."""

    name = models.CharField(max_length=120)
    initials = models.CharField(max_length=3, help_text="Shown in the mark at the top of a page")
    brand = models.CharField(max_length=7, default="#0b5a60", validators=[colour])
    rating_labels = ArrayField(
        models.CharField(max_length=40),
        size=5,
        default=list,
        blank=True,
        help_text="How an outcome is going, from least to most; empty: the product's own words",
    )
    risk_matrix = models.JSONField(
        default=dict, blank=True, help_text="How risks are weighed; empty: the product's own bands"
    )
    plan_parts = models.JSONField(
        "templates of safety plans",
        default=dict,
        blank=True,
        help_text="Hints, first texts and parts by kind; empty: the product's own",
    )

    def __str__(self):
        return self.name


def new_bank_key():
    return str(uuid.uuid4())


class TrustBankItemQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(is_withdrawn=False)

    def withdrawn(self):
        return self.filter(is_withdrawn=True)


class TrustBankItem(models.Model):
    """An outcome, a strategy or an intervention that the trust offers to all its schools.

    Every school keeps a copy under the same key (`apdr.models.BankItem`), so that no school's page
    reads beyond its own schema. Kind, area and layer are codes: what they mean is known upstairs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=60, unique=True, default=new_bank_key, editable=False)
    kind = models.CharField(max_length=12)
    area = models.CharField("area of need", max_length=4)
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, blank=True)
    layer = models.CharField(max_length=14, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    sessions_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    is_withdrawn = models.BooleanField(default=False)

    objects = TrustBankItemQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "area", "text"]

    def __str__(self):
        return self.text


class LocalAuthorityQuerySet(models.QuerySet):
    def with_schools(self):
        return self.prefetch_related("schools")


class LocalAuthority(models.Model):
    """A local authority that maintains EHC plans for pupils of the trust's schools."""

    number = models.CharField(
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{3}$", "Enter the three digits of the authority.")],
    )
    name = models.CharField(max_length=120)
    local_offer_url = models.URLField("address of the local offer", max_length=300, blank=True)
    advice_name = models.CharField(
        "SEND information and advice service",
        max_length=120,
        blank=True,
        help_text="Children and Families Act 2014, s.32",
    )
    advice_url = models.URLField("its address", max_length=300, blank=True)
    advice_contact = models.CharField("its telephone or email", max_length=120, blank=True)

    objects = LocalAuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "local authorities"

    def __str__(self):
        return self.name


class Phase(models.TextChoices):
    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    SPECIAL = "special", "Special"
    ALTERNATIVE = "alternative", "Alternative provision"


class SchoolQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None, opened_at__isnull=False)

    def at_address(self, slug):
        return self.filter(domains__domain=slug)

    def with_address(self):
        """With all that a list shows: the slug and the authority, without a query a row."""
        return self.select_related("local_authority").prefetch_related("domains")


class School(TenantMixin):
    """A school of the trust, and the tenant whose schema `s_<urn>` holds its records.

    Head and SENDCo are not kept here: they are the people who hold those roles today
    (`access.models.Membership`).
    """

    name = models.CharField(max_length=120)
    phase = models.CharField(max_length=12, choices=Phase.choices)
    urn = models.CharField(
        "URN",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{6}$", "Enter the six digits of the URN.")],
        help_text="Unique reference number, six digits",
    )
    laestab = models.CharField(
        "DfE number",
        max_length=7,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{7}$", "Enter seven digits, such as 9992001.")],
        help_text="Three digits of the authority, four of the establishment",
    )
    local_authority = models.ForeignKey(LocalAuthority, models.PROTECT, related_name="schools")
    brand = models.CharField(max_length=7, blank=True, validators=[colour])
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    auto_create_schema = False  # schools.services.open_school makes it, from the template
    auto_drop_schema = False  # closing a school keeps its records

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def slug(self):
        """The school's part of an address: /schools/<slug>/."""
        return next((d.domain for d in self.domains.all() if d.is_primary), "")

    @property
    def is_open(self):
        return self.opened_at is not None and self.closed_at is None


class Domain(DomainMixin):
    """An address under which a school is reached: the part after /schools/."""


class PaperStandingQuerySet(models.QuerySet):
    def of_open_schools(self):
        return self.filter(school__opened_at__isnull=False, school__closed_at=None)


class PaperStanding(models.Model):
    """Where one school stands with one paper that it must publish. Each school writes its own rows;
    the trust reads them here and never a school's own tables. Nothing in them is about a child."""

    school = models.ForeignKey(School, models.CASCADE, related_name="paper_standings")
    paper = models.CharField(max_length=30)
    state = models.CharField(max_length=20, help_text="A code of reports.services.standing")
    missing = models.JSONField(default=list, help_text="What is missing, in words")
    version = models.CharField(max_length=40, blank=True)
    published_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(
        null=True, blank=True, help_text="Due for review, or to be published"
    )
    url = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(auto_now=True)

    objects = PaperStandingQuerySet.as_manager()

    class Meta:
        ordering = ["school__name", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["school", "paper"], name="one_standing_of_a_paper")
        ]

    def __str__(self):
        return f"{self.school}: {self.paper}"


class TrustReportTextQuerySet(models.QuerySet):
    def on(self, item):
        """What the trust says on this item, or None."""
        return self.filter(item=item).first()

    def in_order(self):
        return self.order_by("item")


class TrustReportText(models.Model):
    """What the trust says on an item of the SEN information report, for all its schools: `locked`
    stands in every report as it is, `starter` is there to begin from. Every school keeps a copy
    (`reports.models.TrustText`)."""

    item = models.CharField(max_length=30, unique=True)
    locked = models.TextField(blank=True)
    starter = models.TextField(blank=True)

    objects = TrustReportTextQuerySet.as_manager()

    class Meta:
        ordering = ["item"]

    def __str__(self):
        return self.item


class TermQuerySet(models.QuerySet):
    def of_authority(self, authority):
        return self.filter(local_authority=authority, school=None)

    def of_school(self, school):
        return self.filter(school=school)

    def in_year(self, starting_year):
        return self.filter(starting_year=starting_year)


class Term(models.Model):
    """A term of an authority, or of one school whose dates differ (then it wins)."""

    class Name(models.TextChoices):
        AUTUMN = "autumn", "Autumn"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    local_authority = models.ForeignKey(LocalAuthority, models.CASCADE, related_name="terms")
    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="terms")
    starting_year = models.PositiveSmallIntegerField(help_text="2026 for 2026/27")
    name = models.CharField(max_length=6, choices=Name.choices)
    starts_on = models.DateField()
    half_term_starts_on = models.DateField()
    half_term_ends_on = models.DateField()
    ends_on = models.DateField()

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["local_authority", "school", "starting_year", "name"],
                nulls_distinct=False,
                name="one_term_of_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__lt=models.F("half_term_starts_on"))
                & models.Q(half_term_starts_on__lte=models.F("half_term_ends_on"))
                & models.Q(half_term_ends_on__lt=models.F("ends_on")),
                name="term_dates_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.get_name_display()} {self.starting_year}/{(self.starting_year + 1) % 100:02}"


class ClosureDayQuerySet(models.QuerySet):
    def holding_in(self, school):
        """The school's own and those of its authority."""
        return self.filter(
            models.Q(school=school) | models.Q(local_authority=school.local_authority)
        )

    def from_day(self, day):
        return self.filter(day__gte=day)

    def of_authority(self, authority):
        return self.filter(local_authority=authority)

    def of_school(self, school):
        return self.filter(school=school)


class ClosureDay(models.Model):
    """A day in term without pupils: an authority's holiday or a school's training day."""

    local_authority = models.ForeignKey(
        LocalAuthority, models.CASCADE, null=True, blank=True, related_name="closure_days"
    )
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="closure_days"
    )
    day = models.DateField()
    reason = models.CharField(max_length=80)

    objects = ClosureDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(local_authority__isnull=True) ^ models.Q(school__isnull=True),
                name="closure_of_authority_or_school",
            ),
            models.UniqueConstraint(
                fields=["local_authority", "school", "day"],
                nulls_distinct=False,
                name="one_closure_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.reason}"


class JobQuerySet(models.QuerySet):
    def at(self, school):
        return self.filter(school=school)

    def asked_by(self, user):
        return self.filter(asked_by_id=user.pk)


class Job(models.Model):
    """Work for the worker. The row is written with the change that asks for it, so a broken
    broker loses nothing; it holds ids and counts and nothing of a child. `message` says what is
    being done, and in the end what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Working"
        DONE = "done", "Finished"
        FAILED = "failed", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="jobs")
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    asked_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(state="waiting"), name="jobs_waiting"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def waits_long(self):
        """No worker has taken it up within a minute: it is down, or has much to do."""
        is_waiting = self.state == self.State.WAITING
        return is_waiting and timezone.now() - self.created_at > timedelta(minutes=1)

    @property
    def percent(self):
        return round(100 * self.done / self.total) if self.total else 0
