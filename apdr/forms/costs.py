"""Hourly rates, the notional budget, top-up: whatever is set in pounds."""

from django import forms
from django.utils import timezone

from access.people import kinds_of_work
from apdr.costing import USUAL_LINE
from apdr.forms.provision import refuse_end_before_start
from apdr.models import HourlyRate
from register.forms.fields import PoundsField
from schools.form_fields import DayField
from schools.school_year import SchoolYear

HIGHEST_RATE = 50000  # pence an hour: more is a slip of the keyboard
HIGHEST_TOP_UP = 20000000


class RateForm(forms.Form):
    paid_as = forms.CharField(
        label="Kind of work",
        max_length=40,
        help_text="A role, like Teaching assistant, or another kind of work",
        error_messages={"required": "Enter the kind of work, like Teaching assistant"},
        widget=forms.TextInput(attrs={"list": "kinds", "autocomplete": "off"}),
    )
    pence_an_hour = PoundsField(
        label="Pounds an hour",
        help_text="With on-costs: National Insurance and pension",
        error_messages={
            "required": "Enter pounds and pence, like 15.40",
            "invalid": "Enter pounds and pence, like 15.40",
        },
    )
    from_on = DayField(label="From", initial=timezone.localdate)

    def clean_paid_as(self):
        """A kind that is known already is written as it was."""
        typed = " ".join(self.cleaned_data["paid_as"].split())
        return next((kind for kind in self.kinds if kind.casefold() == typed.casefold()), typed)

    def clean_pence_an_hour(self):
        amount = self.cleaned_data["pence_an_hour"]
        if not 0 < amount <= HIGHEST_RATE:
            raise forms.ValidationError(
                f"Enter more than 0 and at most {HIGHEST_RATE // 100} pounds an hour"
            )
        return amount

    @property
    def kinds(self):
        used = HourlyRate.objects.order_by().values_list("paid_as", flat=True).distinct()
        return sorted({*used, *kinds_of_work()})


class BudgetForm(forms.Form):
    starting_year = forms.TypedChoiceField(label="School year", coerce=int)
    pence = PoundsField(
        label="Notional SEN budget in pounds",
        help_text="The part of the school’s formula budget that is named for SEN",
        error_messages={"required": "Enter the budget in pounds, like 84,000"},
    )
    line_pence = PoundsField(
        label="The school pays for a pupil up to, in pounds a year",
        help_text="6,000 in the guidance so far",
        initial=USUAL_LINE,
        error_messages={"required": "Enter the line in pounds, like 6,000"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        this = SchoolYear.of(timezone.localdate())
        self.fields["starting_year"].choices = [
            (year.start, str(year)) for year in (this.next, this, this.previous)
        ]
        self.fields["starting_year"].initial = this.start


class TopUpForm(forms.Form):
    pence_a_year = PoundsField(
        label="Pounds a year",
        error_messages={"required": "Enter pounds a year, like 4,500"},
    )
    band = forms.CharField(max_length=40, required=False, help_text="As the authority calls it")
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", required=False, help_text="If the authority gave one")

    def clean_pence_a_year(self):
        amount = self.cleaned_data["pence_a_year"]
        if amount > HIGHEST_TOP_UP:
            raise forms.ValidationError("Check the amount: it is more than 200,000 pounds a year")
        return amount

    def clean(self):
        refuse_end_before_start(self)
