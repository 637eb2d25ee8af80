"""The day of a review: near days by their names first, then any other."""

from contextlib import suppress

from django import forms

from apdr.deadlines import proposed_review, review_days
from schools.calendars import calendar_of
from schools.form_fields import DayField

OTHER = "other"


class ReviewDayForm(forms.Form):
    """Base of the forms that ask when to review a plan. The answer is `review_on`.

    `since` is the day from which the near days are counted, `earliest` the first day allowed.
    """

    review_choice = forms.ChoiceField(
        label="When will you review it?",
        required=False,
        widget=forms.RadioSelect,
    )
    review_other = DayField(label="Review date", required=False)

    def __init__(self, *args, school, since, earliest, review_on=None, **kwargs):
        self.earliest = earliest
        near, proposed = _near(school, since)
        chosen = review_on or proposed
        initial = {"review_choice": str(chosen or OTHER), "review_other": None}
        if chosen and chosen not in near:
            initial = {"review_choice": OTHER, "review_other": chosen}
        initial |= kwargs.pop("initial", None) or {}
        super().__init__(*args, initial=initial, **kwargs)
        typed = self.data.get("review_choice") or initial["review_choice"]
        self.fields["review_choice"].choices = [*_choices(near, typed), (OTHER, "Another day")]

    def clean(self):
        answers = super().clean()
        choice = answers.get("review_choice") or OTHER
        if choice != OTHER:
            answers["review_on"] = _day(choice)
        elif "review_other" in answers:
            answers["review_on"] = answers["review_other"]
        self._check_review(answers.get("review_on"))
        return answers

    def _check_review(self, review_on):
        if review_on and review_on < self.earliest:
            day = f"{self.earliest.day} {self.earliest:%b %Y}"
            words = f"The plan began on {day}. Choose that day or a later one for the review"
            self.add_error("review_other", words)


def _near(school, since):
    """({day: words}, the day proposed)."""
    calendar = calendar_of(school)
    near = {day: words for words, day in review_days(since, calendar, calendar.terms)}
    proposed = proposed_review(since, calendar, calendar.terms)
    if proposed:
        near.setdefault(proposed, "In a term’s time")
    return near, proposed


def _choices(near, typed):
    """The near days in order. A day chosen on an earlier day, in a form that was kept, stays."""
    days = dict(near)
    if typed not in (OTHER, *map(str, near)):
        with suppress(forms.ValidationError):
            days[_day(typed)] = "As you chose"
    return [(str(day), f"{days[day]}, {day:%A} {day.day} {day:%B}") for day in sorted(days)]


def _day(choice):
    return DayField().to_python(choice)
