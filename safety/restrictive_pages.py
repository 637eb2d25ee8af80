"""What the pages of force, restraint and seclusion show: the list, and the writing page."""

from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from access.policy import Permission
from register.models import Pupil
from safety.forms.restrictive import Involved, ParentsTodayForm, RecordForm
from safety.models import RestrictiveIntervention

NOT_TOLD, LATE, MINE = "not-told", "late", "mine"
VIEWS = (("", "All"), (NOT_TOLD, "Parents not told yet"), (LATE, "Written late"), (MINE, "Mine"))


class RestrictiveList:
    """The records that this person may read, the latest first, filtered by what the address asks
    for."""

    def __init__(self, user, asked):
        self.user, self.view = user, asked.get("view", "")
        self.words = asked.get("q", "").strip()

    @cached_property
    def rows(self):
        return [one for one in self._found if self._fits(one, self.view)]

    @property
    def has_any(self):
        return bool(self._found)

    @cached_property
    def views(self):
        """(key, label, how many), of those that hold something and the one in use."""
        counts = {key: sum(self._fits(one, key) for one in self._found) for key, _ in VIEWS}
        return [
            (key, label, counts[key])
            for key, label in VIEWS
            if counts[key] or key in ("", self.view)
        ]

    @cached_property
    def _found(self):
        mine = RestrictiveIntervention.objects.for_user(self.user, to=Permission.VIEW_RESTRICTIVE)
        if self.words:
            mine = mine.filter(pupil__in=Pupil.objects.named_like(self.words))
        return list(mine.whole())

    def _fits(self, one, key):
        named = [one.recorded_by, *(adult.user for adult in one.staff.all())]
        return {
            NOT_TOLD: one.told is None,
            LATE: one.days_to_record > 0,
            MINE: self.user in named,
        }.get(key, True)


class RecordPage:
    """The page on which one record is written: its texts, its adults, what the parents know."""

    def __init__(self):
        self.involved = Involved()
        self.form = self.parents = self.rows = None

    def open(self, typed=None):
        """Empty; or as this person left it, where they have not saved yet."""
        if typed:
            return self.show_typed(QueryDict(typed.typed))
        self.form = RecordForm(initial={"on": timezone.localdate()})
        self.parents, self.rows = ParentsTodayForm(), self.involved.opened()

    def show_typed(self, data):
        """As typed, unchecked, with an adult more or less where that was asked for."""
        said = data.dict() | {"kinds": data.getlist("kinds")}
        self.form = RecordForm(initial=said)
        ours = {name: data.get(f"parents-{name}", "") for name in ParentsTodayForm.base_fields}
        self.parents = ParentsTodayForm(initial=ours)
        self.rows = self.involved.typed(data)

    def send(self, data):
        """What came with the form; True where it can be saved."""
        self.form, self.rows = RecordForm(data), self.involved.sent(data)
        is_whole = all([self.form.is_valid(), self.involved.is_whole(self.rows)])
        after = getattr(self.form, "began_at", None)
        self.parents = ParentsTodayForm(data, after=after)
        return self.parents.is_valid() and is_whole

    @property
    def forms(self):
        """Every form of the page, for the summary of what to check."""
        return [self.form, *self.rows.forms, self.parents]

    @property
    def has_errors(self):
        return any(one.is_bound and one.errors for one in self.forms)

    @property
    def answers(self):
        """What the service needs."""
        return {
            **self.form.answers,
            "staff": self.rows.entries,
            "parents": self.parents.answers,
        }
