"""What each figure of a school counts: numerator, denominator, source."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count

from register import codes
from register.models import Pupil
from reports.suppression import HIDDEN, Sum, protect

TOO_FEW_FOR_A_SHARE = 10
NOT_RECORDED = "none"


@dataclass(frozen=True)
class Measure:
    """How a figure is counted, for whoever wants to know."""

    label: str
    numerator: str
    denominator: str
    source: str


MEASURES = {
    "roll": Measure(
        "Pupils on roll",
        "Pupils who have not left, enrolled here alone or here in the main",
        "",
        "The roll; enrolment status C or M, as the school census counts",
    ),
    "sen": Measure(
        "Pupils with SEN",
        "Pupils on roll with SEN support or an EHC plan today",
        "Pupils on roll",
        "Dated SEN status; census SEN provision K or E (CS096)",
    ),
    "K": Measure(
        "SEN support",
        "Pupils on roll with SEN support today",
        "Pupils on roll",
        "Dated SEN status; census SEN provision K",
    ),
    "E": Measure(
        "EHC plan",
        "Pupils on roll with an EHC plan today",
        "Pupils on roll",
        "Dated SEN status; census SEN provision E",
    ),
    "M": Measure(
        "Monitoring",
        "Pupils on roll whom the school watches today",
        "Pupils on roll",
        "Dated SEN status. The trust’s own level (policy 2.2): the census counts them as no SEN",
    ),
    "year": Measure(
        "By year group",
        "Pupils with SEN in the year group",
        "Pupils with SEN",
        "Actual national curriculum year group (NCyearActual)",
    ),
    "area": Measure(
        "By main area of need",
        "Pupils with SEN whose need of first rank lies in the area",
        "Pupils with SEN",
        "SEN type of rank 1, by the areas of the SEND Code of Practice 2015, 6.28 to 6.35",
    ),
}


@dataclass(frozen=True)
class Figure:
    """A count as one person may see it: HIDDEN where it may not be seen. `share` is in per cent
    of the denominator, None where it would tell too much or nothing."""

    key: str
    label: str
    count: int | None
    share: Decimal | None = None

    @property
    def words(self):
        return "hidden" if self.count is HIDDEN else f"{self.count:,}"


class SchoolFigures:
    """The counts of the school that the connection is in, on a day. `exact` for staff who may see
    every pupil; else small numbers are hidden, in shares too."""

    def __init__(self, *, on, exact):
        self.on, self.exact = on, exact
        self._groups = _counted(on)
        counts, sums = self._counts(), self._sums()
        self._shown = counts if exact else protect(counts, sums)

    # What is counted -----------------------------------------------------------------------------
    @property
    def years(self):
        """The year groups with a pupil on roll, youngest first."""
        here = {year for year, _, _ in self._groups}
        return [year for year in codes.YEAR_GROUPS.values() if year.code in here]

    @property
    def areas(self):
        """(code, label) of the areas of need, and of none recorded."""
        return [*((a.code, a.label) for a in codes.AREAS.values()), (NOT_RECORDED, "Not recorded")]

    def _counts(self):
        found = Counter()
        for (year, status, need), count in self._groups.items():
            found["roll"] += count
            found[status] += count
            if status in codes.ON_REGISTER:
                found["sen"] += count
                found[f"year {year}"] += count
                found[f"area {_area(need)}"] += count
        return {name: found[name] for name in self._names()}

    def _names(self):
        return [
            *("roll", "sen", "E", "K", "M", "N"),
            *(f"year {year.code}" for year in self.years),
            *(f"area {code}" for code, _ in self.areas),
        ]

    def _sums(self):
        """How the counts hang together: what could be added and subtracted."""
        return [
            Sum("roll", ("sen", "M", "N")),
            Sum("sen", ("E", "K")),
            Sum("sen", tuple(f"year {year.code}" for year in self.years)),
            Sum("sen", tuple(f"area {code}" for code, _ in self.areas)),
        ]

    # What is shown -------------------------------------------------------------------------------
    @property
    def by_status(self):
        rows = [("E", "EHC plan"), ("K", "SEN support"), ("M", "Monitoring"), ("N", "No SEN")]
        return [self._figure(key, label, of="roll") for key, label in rows]

    @property
    def by_year(self):
        return [self._figure(f"year {y.code}", y.label, of="sen") for y in self.years]

    @property
    def by_area(self):
        rows = [self._figure(f"area {code}", label, of="sen") for code, label in self.areas]
        return [row for row in rows if row.count != 0]

    @property
    def roll(self):
        return self._figure("roll", "Pupils on roll")

    @property
    def sen(self):
        return self._figure("sen", "Pupils with SEN", of="roll")

    def _figure(self, key, label, of=""):
        return Figure(key, label, self._shown[key], self._share(key, of) if of else None)

    def _share(self, key, of):
        """Half up, as the DfE rounds; to a whole per cent where small numbers are hidden."""
        count, whole = self._shown[key], self._shown[of]
        if count is HIDDEN or whole is HIDDEN or whole < TOO_FEW_FOR_A_SHARE:
            return None
        digits = Decimal("0.1") if self.exact else Decimal(1)
        return (Decimal(100 * count) / whole).quantize(digits, ROUND_HALF_UP)


def _counted(on):
    """{(year group, status, main need): pupils} of everybody on roll, in one query."""
    pupils = Pupil.objects.on_roll(on).filter(enrolment__in=codes.COUNTS_IN_ROLL)
    rows = (
        pupils.with_status()
        .with_main_need()
        .order_by()
        .values_list("year_group", "status", "main_need")
        .annotate(Count("pk"))
    )
    return {(year, status, need): count for year, status, need, count in rows}


def _area(need):
    return codes.SEN_TYPES[need].area.code if need else NOT_RECORDED
