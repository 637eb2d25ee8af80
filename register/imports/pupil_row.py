"""What a file says of one pupil, and what stands against taking it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    NOTED = "noted"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands against a row: the field, why in plain English, and how much it weighs."""

    field: str
    reason: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A stage of SEN provision from a day (None: not said) until the day that another begins."""

    code: str
    raw: str
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class NeedSpan:
    """A SEN type with its rank in the file."""

    code: str
    raw: str
    rank: int
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PupilRow:
    """What the file says of one pupil. None, or an empty tuple, where it says nothing: an import
    changes only what the file speaks of. `numbers` are the rows of the file."""

    numbers: tuple[int, ...]
    upn: str | None = None
    former_upn: str | None = None
    uln: str | None = None
    admission_number: str | None = None
    surname: str | None = None
    forename: str | None = None
    middle_names: str | None = None
    preferred_surname: str | None = None
    preferred_forename: str | None = None
    born_on: datetime.date | None = None
    sex: str | None = None
    year_group: str | None = None
    form: str | None = None
    admitted_on: datetime.date | None = None
    left_on: datetime.date | None = None
    enrolment: str | None = None
    fsm: str | None = None  # "" says no
    pupil_premium: str | None = None  # "" says no
    eal: bool | None = None
    language: str | None = None
    looked_after: bool | None = None
    ethnicity: str | None = None
    service_child: str | None = None
    statuses: tuple[StatusSpan, ...] = ()
    needs: tuple[NeedSpan, ...] = ()

    @property
    def any_surname(self) -> str | None:
        """The legal surname, or the preferred one where the file gives no other."""
        return self.surname or self.preferred_surname

    @property
    def any_forename(self) -> str | None:
        return self.forename or self.preferred_forename

    @property
    def full_name(self) -> str:
        return ", ".join(filter(None, (self.any_surname, self.any_forename)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A pupil as read, with all that stands against it."""

    pupil: PupilRow
    problems: tuple[Problem, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The weight of the heaviest problem."""
        order = list(Severity)
        return max((p.severity for p in self.problems), key=order.index, default=None)
