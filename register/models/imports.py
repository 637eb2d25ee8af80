import json
import zlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from register.models.base import SchoolRecord


class ImportBatch(SchoolRecord):
    """A file of the school's own system on its way into the roll: read, matched, checked, saved,
    and perhaps taken back.

    The file itself is not kept, only its table, and that only until the import is saved or given
    up; what a save changed is kept with each row, so that it can be taken back whole.
    """

    class State(models.TextChoices):
        READING = "reading", "Reading the file"
        MATCHING = "matching", "Columns to match"
        CHECKING = "checking", "Checking"
        READY = "ready", "Ready to save"
        SAVING = "saving", "Saving"
        SAVED = "saved", "Saved"
        TAKEN_BACK = "taken_back", "Taken back"
        GIVEN_UP = "given_up", "Given up"

    class Kind(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel workbook"
        CTF = "ctf", "Common Transfer File"

    file_name = models.CharField(max_length=120)
    file_hash = models.CharField(max_length=64, help_text="SHA-256 of the file's bytes")
    kind = models.CharField(max_length=4, choices=Kind.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    job_id = models.UUIDField(null=True, help_text="The job that works on it now, or did last")
    headings = ArrayField(models.CharField(max_length=200), default=list)
    columns = ArrayField(models.CharField(max_length=24, blank=True), default=list)
    row_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)
    about = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict, help_text="Row number to what a person decided")
    leaving = models.JSONField(default=list, help_text="Pupils ticked as having left")
    leaving_on = models.DateField(null=True)
    counts = models.JSONField(default=dict)
    plan_digest = models.CharField(max_length=64, blank=True)
    undo = models.JSONField(default=dict, help_text="Groups that were made or ended")
    last_change_id = models.BigIntegerField(null=True, help_text="The last row change of the save")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return f"Import {self.pk}"

    @property
    def undecided(self):
        """Rows that wait for a person."""
        return self.counts.get("held", 0) + self.counts.get("rejected", 0)

    @property
    def to_be_written(self):
        """Pupils whom a save would write, or has written."""
        return sum(self.counts.get(name, 0) for name in ("new", "changed")) + len(self.leaving)

    @property
    def to_be_restored(self):
        """Pupils who were here before and whom the save changed."""
        return self.counts.get("changed", 0) + len(self.leaving)

    @property
    def is_open(self):
        """Still to be finished: matched, checked or saved."""
        return self.state in (self.State.MATCHING, self.State.READY)

    @property
    def is_working(self):
        return self.state in (self.State.READING, self.State.CHECKING, self.State.SAVING)


class ImportFile(SchoolRecord):
    """What waits of an import's file: its bytes until the worker has read them, then its table.
    Gone once the import is saved or given up; kept apart so that no history holds a copy."""

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="file")
    packed = models.BinaryField()

    def __str__(self):
        return f"File of {self.batch}"

    def pack(self, table):
        self.packed = zlib.compress(json.dumps(table, separators=(",", ":")).encode())

    def unpack(self):
        return json.loads(zlib.decompress(bytes(self.packed)))


class Result(models.TextChoices):
    """What an import would do, or did, with a pupil."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    HELD = "held", "For you to decide"
    REJECTED = "rejected", "Cannot be taken"
    GONE = "gone", "Not in the file"
    UNCHANGED = "unchanged", "Unchanged"
    LEFT_OUT = "left_out", "Left out"


class ImportRow(SchoolRecord):
    """One pupil of an import: what would become of them and why; after a save, what it changed.

    Worked out anew with each check, so it has no history of its own: what a save writes to the
    roll has.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    numbers = ArrayField(models.PositiveIntegerField(), default=list)
    result = models.CharField(max_length=9, choices=Result.choices)
    name = models.CharField(max_length=200, blank=True)
    upn = models.CharField("UPN", max_length=80, blank=True)
    pupil = models.ForeignKey("register.Pupil", models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField(default=list, help_text="label, before, after")
    problems = models.JSONField(default=list, help_text="field, reason, severity")
    candidates = models.JSONField(default=list, help_text="Pupils whom this row may be about")
    cells = models.JSONField(null=True, help_text="The row as it came, where it must be mended")
    undo = models.JSONField(null=True, help_text="What a save made, ended and changed")

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["batch", "result", "position"], name="import_rows_by_result")
        ]

    def __str__(self):
        return f"Row {self.position}"

    @property
    def is_settled(self):
        return self.result not in (Result.HELD, Result.REJECTED)

    @property
    def where(self):
        """Row 12, or rows 12, 13 and 20, as the person sees them in the file."""
        if not self.numbers:
            return ""
        if len(self.numbers) == 1:
            return f"Row {self.numbers[0]}"
        return f"Rows {', '.join(map(str, self.numbers[:-1]))} and {self.numbers[-1]}"


class ImportMapping(SchoolRecord):
    """What this school said that a heading of its files holds; an empty field: nothing we take."""

    heading = models.CharField(max_length=200, unique=True, help_text="Letters and digits only")
    field = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["heading"]

    def __str__(self):
        return f"{self.heading}: {self.field or 'nothing'}"
