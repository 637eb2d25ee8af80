"""What may be typed about a school year: its terms, and days in term without pupils."""

from datetime import date, timedelta
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError

from schools.bank_holidays import bank_holiday
from schools.form_fields import DayField
from schools.models import Term

DATES = {
    "starts_on": "First day",
    "half_term_starts_on": "Half-term begins",
    "half_term_ends_on": "Half-term ends",
    "ends_on": "Last day",
}
A_YEAR_OF_WEEKS = timedelta(weeks=52)  # the same day of the week


class TermDatesForm(forms.Form):
    """The three terms of one school year. Names of fields are those of a term and of its date:
    autumn_starts_on."""

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        for term in Term.Name:
            for date_name, label in DATES.items():
                self.fields[f"{term}_{date_name}"] = _day(year, term, label)

    @property
    def by_term(self):
        """(Autumn term, its four fields) as the page lays them out."""
        for term in Term.Name:
            yield term.label, [self[f"{term}_{name}"] for name in DATES]

    def clean(self):
        """Each date comes after the one before it, from the first term to the last."""
        answers = super().clean()
        for earlier, later in pairwise(self.fields):
            first, second = answers.get(earlier), answers.get(later)
            may_be_equal = later.endswith("half_term_ends_on")
            if first and second and (second < first or (second == first and not may_be_equal)):
                self.add_error(later, self._out_of_order(earlier, later))
        return answers

    def _out_of_order(self, earlier, later):
        return f"{_spoken(later)} must come after {_spoken(earlier).lower()}"

    @property
    def terms(self):
        """What the service is given: {"autumn": {"starts_on": …, …}, …}."""
        return {
            term.value: {name: self.cleaned_data[f"{term}_{name}"] for name in DATES}
            for term in Term.Name
        }


def as_answers(terms, later=timedelta(0)):
    """Terms as the form shows them, moved on by some days."""
    return {f"{term.name}_{name}": getattr(term, name) + later for term in terms for name in DATES}


def _day(year, term, label):
    words = f"{term.label} term, {label.lower()}"
    return DayField(
        label=label,
        help_text="",
        earliest=date(year.start, 8, 20),
        latest=year.ends_on,
        error_messages={
            "required": f"{words}: enter a date, like {_example(year, term)}",
            "early": f"{words}: this is before the school year {year}",
            "late": f"{words}: this is after the school year {year}",
        },
    )


def _example(year, term):
    month = {Term.Name.AUTUMN: (year.start, 9), Term.Name.SPRING: (year.start + 1, 1)}
    of_year, of_month = month.get(term, (year.start + 1, 4))
    return f"18/{of_month}/{of_year}"


def _spoken(name):
    term, _, date_name = name.partition("_")
    return f"{Term.Name(term).label} term, {DATES[date_name].lower()}"


class ClosureDayForm(forms.Form):
    day = DayField(label="Day", error_messages={"required": "Enter the day, like 18/1/2027"})
    reason = forms.CharField(
        label="Reason",
        max_length=80,
        help_text="For example, Training day",
        error_messages={"required": "Enter the reason, like Training day"},
    )

    def __init__(self, *args, calendar, **kwargs):
        """`calendar` is the SchoolCalendar in which a day of term is to be taken out."""
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day in self.calendar.closure_days:
            raise ValidationError("This day is in the list already")
        if holiday := bank_holiday(day):
            raise ValidationError(f"Pupils are at home on this day already: {holiday}")
        if day.weekday() > 4:
            raise ValidationError(f"Pupils are at home on this day already: it is a {day:%A}")
        if self.calendar.current_term(day) is None or self.calendar.is_half_term(day):
            raise ValidationError("This day is not in term. Check the date")
        return day
