"""Force, restraint and seclusion in one school year: patterns for those who answer for the school.

The guidance of 2026 asks governors to look at patterns. Whoever reads the records sees true counts;
others see no small number: a count of 1 to 4 is hidden, and so is one by SEN status or need that
stands for fewer than 5 pupils, however often it happened to them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from statistics import median

from django.utils import timezone

from register import codes
from register.models import Status
from reports.suppression import HIDDEN, LARGEST, Sum, protect
from safety.models import RestrictiveIntervention
from safety.models.restrictive import PLACES

ELSEWHERE, NOT_RECORDED, HOLIDAYS = "Elsewhere", "Not recorded", "Outside term"
TIMES = (
    ("Before 9:00", time(9)),
    ("9:00 to 11:59", time(12)),
    ("12:00 to 13:29", time(13, 30)),
    ("13:30 to 15:29", time(15, 30)),
    ("15:30 and later", time.max),
)
TABLES = (
    ("term", "By term", "Term"),
    ("kind", "By what was used", "Used"),
    ("status", "By SEN status on that day", "Status"),
    ("need", "By main need on that day", "Main need"),
    ("place", "By place", "Place"),
    ("time", "By time of day", "Began"),
)
OF_PUPILS = ("status", "need")  # tables that group pupils and not events


@dataclass(frozen=True)
class Row:
    """One line of a table; `width` is the bar's share of the longest, in per cent."""

    label: str
    count: int | None
    width: int = 0

    @property
    def words(self):
        return "hidden" if self.count is HIDDEN else f"{self.count:,}"


class ForceFigures:
    """The counts of one school year. `exact` for those who may read the records."""

    def __init__(self, year, calendar, *, exact):
        self.year, self.exact, self._calendar = year, exact, calendar
        held = RestrictiveIntervention.objects.between(year.starts_on, year.ends_on)
        self._held = list(held.select_related("parents_told"))

    @property
    def has_any(self):
        return bool(self._held)

    @property
    def total(self):
        return Row("Records", self._shown["total"])

    @property
    def pupils(self):
        return Row("Pupils", self._shown["pupils"])

    @property
    def repeat(self):
        return Row("Pupils with more than one", self._shown["repeat"])

    @property
    def tables(self):
        """(key, title, heading, rows) of everything that is counted, in its order."""
        for key, title, heading in TABLES:
            labels = [label for label in self._labels[key] if self._counts[_line(key, label)]]
            counts = [self._shown[_line(key, label)] for label in labels]
            most = max((count for count in counts if count), default=1)
            rows = [
                Row(label, count, round(100 * (count or 0) / most))
                for label, count in zip(labels, counts, strict=True)
            ]
            yield key, title, heading, rows

    # How long it took ----------------------------------------------------------------------------
    @property
    def hours_to_record(self):
        return self._hours([one.time_to_record for one in self._held])

    @property
    def hours_to_parents(self):
        """Of those of which they were told."""
        spans = [one.time_to_parents for one in self._held]
        return self._hours([span for span in spans if span is not None])

    def _hours(self, spans):
        """The median in hours; None where there is none, or it would speak of few."""
        if not spans or (len(spans) <= LARGEST and not self.exact):
            return None
        return round(median(span.total_seconds() for span in spans) / 3600, 1)

    # What is counted -----------------------------------------------------------------------------
    @cached_property
    def _labels(self):
        """The lines of each table, in their order."""
        kinds = Counter(one.in_words for one in self._held)  # a line each, so that they add up
        return {
            "term": [*(_term(term) for term in self._calendar.terms), HOLIDAYS],
            "kind": [kind for kind, _ in kinds.most_common()],
            "status": [Status(code).label for code in Status.values],
            "need": [*(need.label for need in codes.SEN_TYPES.values()), NOT_RECORDED],
            "place": [*PLACES, ELSEWHERE],
            "time": [label for label, _ in TIMES],
        }

    def _label(self, key, one):
        """On which line of a table this record stands."""
        term = self._calendar.current_term(one.happened_on)
        needs = [codes.SEN_TYPES[need].label for need in one.needs_then]
        return {
            "term": _term(term) if term else HOLIDAYS,
            "kind": one.in_words,
            "status": one.get_status_then_display(),
            "need": needs[0] if needs else NOT_RECORDED,
            "place": one.place if one.place in PLACES else ELSEWHERE,
            "time": _time(timezone.localtime(one.began_at).time()),
        }[key]

    @cached_property
    def _counts(self):
        by_pupil = Counter(one.pupil_id for one in self._held)
        repeat = sum(count > 1 for count in by_pupil.values())
        found = Counter(self._line(key, one) for one in self._held for key in self._labels)
        found |= {"total": len(self._held), "pupils": len(by_pupil)}
        found |= {"repeat": repeat, "once": len(by_pupil) - repeat}
        return found

    @cached_property
    def _shown(self):
        lines = [line for key in self._labels for line in self._lines(key)]
        names = [*lines, "total", "pupils", "repeat", "once"]
        counts = {name: self._counts[name] for name in names}
        return counts if self.exact else protect(counts, self._sums(), also=self._of_few())

    def _sums(self):
        """How the counts hang together: what could be added and subtracted."""
        tables = [Sum("total", tuple(self._lines(key))) for key in self._labels]
        return [*tables, Sum("pupils", ("repeat", "once"))]

    def _lines(self, key):
        """The names of the counts of a table."""
        return [_line(key, label) for label in self._labels[key]]

    def _line(self, key, one):
        return _line(key, self._label(key, one))

    def _of_few(self):
        """The lines by SEN status and need that stand for few pupils."""
        pupils = defaultdict(set)
        for one in self._held:
            for key in OF_PUPILS:
                pupils[self._line(key, one)].add(one.pupil_id)
        return [line for line, whom in pupils.items() if len(whom) <= LARGEST]


def _line(key, label):
    """The name of one count."""
    return f"{key} {label}"


def _term(term):
    return f"{term.name.capitalize()} {term.starts_on.year}"


def _time(clock):
    return next(label for label, until in TIMES if clock < until or until == time.max)
