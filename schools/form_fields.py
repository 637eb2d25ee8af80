"""Dates as people type them: day first, in any sensible form, never in the American order."""

import datetime
import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
NUMBERS = re.compile(r"(?P<day>\d{1,2})[\s./-]+(?P<month>\d{1,2})[\s./-]+(?P<year>\d{4}|\d{2})")
WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<month>[a-z]{3,9})\.?[\s,-]*(?P<year>\d{4}|\d{2})"
)
EXAMPLE = "like 18/1/2027"
BOXES = ("day", "month", "year")


def day_from(text):
    """The date that was typed; ValidationError says in words what to change.

    18/1/2027, 18.01.27, 18 Jan 2027, Monday 18th January 2027 and 2027-01-18 are all one day.
    """
    typed = re.sub(rf"^{WEEKDAYS},?\s+", "", " ".join(text.lower().split()))
    found = ISO.fullmatch(typed) or NUMBERS.fullmatch(typed) or WORDS.fullmatch(typed)
    if not found:
        raise ValidationError(f"Enter a date with day, month and year, {EXAMPLE}", code="invalid")
    year = int(found["year"])
    return real_day(int(found["day"]), _month(found["month"]), year if year > 99 else 2000 + year)


def real_day(day, month, year):
    """The date of three numbers; ValidationError names the number that cannot be."""
    if not 1 <= month <= 12:
        message = f"{month} is not a month. Put the day first, {EXAMPLE}"
        raise ValidationError(message, code="month")
    if not 1900 <= year <= 2100:
        raise ValidationError(f"Check the year, {year}", code="year")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        message = f"There is no day {day} in {datetime.date(year, month, 1):%B %Y}"
        raise ValidationError(message, code="day") from None


def _month(text):
    if text.isdigit():
        return int(text)
    if text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    raise ValidationError(f"“{text}” is not a month", code="month")


class DayInput(forms.DateInput):
    """A box for a near date, with a calendar beside it where scripts run.

    `earliest` and `latest` come from the field; `school_days` greys the weekends, `shut` further
    days or (first, last) of holidays.
    """

    def __init__(self, attrs=None, *, school_days=False, shut=()):
        look = {"class": "moj-js-datepicker-input", "autocomplete": "off"}
        super().__init__({**look, **(attrs or {})}, format="%-d/%-m/%Y")
        self.school_days, self.shut = school_days, shut
        self.earliest = self.latest = None

    @property
    def media(self):
        script = Script("dates.js", type="module")
        sheets: dict[str, Sequence[str]] = {"all": ["dates.css"]}
        return forms.Media(css=sheets, js=[script])  # type: ignore[list-item]  # stubs: strings only

    @property
    def limits(self):
        """The data attributes that the calendar reads."""
        earliest, latest = _on_the_day(self.earliest), _on_the_day(self.latest)
        limits = {
            "data-min-date": earliest and _in_figures(earliest),
            "data-max-date": latest and _in_figures(latest),
            "data-excluded-days": "saturday sunday" if self.school_days else "",
            "data-excluded-dates": " ".join(map(_span, self.shut)),
        }
        return {name: value for name, value in limits.items() if value}


def _on_the_day(limit):
    return limit() if callable(limit) else limit


def _in_figures(day):
    return f"{day:%-d/%-m/%Y}"


def _span(days):
    return "-".join(map(_in_figures, days)) if isinstance(days, tuple) else _in_figures(days)


class DayField(forms.DateField):
    """A near date in one box: typed in any sensible form, or picked from a calendar.

    `earliest` and `latest` may be dates, or functions that give one on the day of asking.
    """

    widget = DayInput
    default_error_messages = {
        "required": f"Enter a date, {EXAMPLE}",
        "early": "Enter a date on or after {day}",
        "late": "Enter a date on or before {day}",
    }

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        kwargs.setdefault("help_text", "For example, 18/1/2027")
        super().__init__(**kwargs)
        self.earliest = self.widget.earliest = earliest
        self.latest = self.widget.latest = latest

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.date):
            return value
        return day_from(str(value))

    def validate(self, value):
        super().validate(value)
        earliest, latest = _on_the_day(self.earliest), _on_the_day(self.latest)
        if value and earliest and value < earliest:
            raise self._outside("early", earliest)
        if value and latest and value > latest:
            raise self._outside("late", latest)

    def _outside(self, kind, limit):
        words = self.error_messages[kind].format(day=f"{limit:%-d %b %Y}")
        return ValidationError(words, code=kind)


class DayMonthYear(forms.MultiWidget):
    """Three boxes for a date that people know by heart."""

    template_name = "forms/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__({box: forms.TextInput() for box in BOXES}, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]


class BirthDateField(forms.Field):
    """A known date, such as a date of birth, in three boxes; the year in full."""

    widget = DayMonthYear
    default_error_messages = {"required": "Enter the date of birth"}

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "For example, 14 9 2018")
        super().__init__(**kwargs)

    def to_python(self, value):
        if value is None or isinstance(value, datetime.date):
            return value
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        missing = [box for box, part in zip(BOXES, parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"Add the {' and '.join(missing)}", code="incomplete")
        day, month, year = parts
        if not re.fullmatch(r"\d{1,2}", day):
            raise ValidationError("The day must be a number, like 14", code="day")
        if not re.fullmatch(r"\d{4}", year):
            raise ValidationError("The year must have four numbers, like 2018", code="year")
        return real_day(int(day), _month(month.lower()), int(year))

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True
