"""The plan itself: its period and texts, and the next one."""

from django import forms
from django.utils import timezone

from accessibility import deadlines
from accessibility.strands import STRANDS
from register.forms.fields import StaffField, text
from register.forms.seen import SeenField
from register.wording import day
from schools.form_fields import DayField

QUIET = "quiet_"


class PeriodForm(forms.Form):
    """From when until when: three years at most."""

    starts_on = DayField(
        label="From which day?", error_messages={"required": "Enter the first day of the plan"}
    )
    ends_on = DayField(
        label="Until which day?",
        help_text="Three years at most, such as 1/9/2026 to 31/8/2029",
        error_messages={"required": "Enter the last day of the plan"},
    )

    def clean(self):
        answers = super().clean()
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if starts_on and ends_on:
            latest = deadlines.latest_end(starts_on)
            if ends_on <= starts_on:
                self.add_error("ends_on", "Enter a day after the plan begins")
            elif ends_on > latest:
                words = f"A plan runs for three years at most. Enter {day(latest)} or earlier"
                self.add_error("ends_on", words)
        return answers


class PlanForm(PeriodForm):
    """The first plan of a school."""

    lead = StaffField(
        label="Who leads it?", error_messages={"required": "Choose who leads the plan"}
    )
    about = text("What is the school like?", "Its site, its buildings, whom it teaches", rows=4)
    aims = text("What does the school want to reach?", "In plain words, for families", rows=4)
    links = text(
        "Which papers belong to it?",
        "Such as equality objectives, SEND policy, medical policy, premises plan",
        rows=2,
        longest=2000,
    )

    def __init__(self, *args, plan=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].offer([plan.lead_id] if plan else ())


class ChangeForm(PlanForm):
    """The plan as it stands, and why a strand has no open action."""

    seen = SeenField()

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, plan=plan, **kwargs)
        for strand in STRANDS.values():
            hint = "Only where there is none. Families read it"
            words = f"{strand.title}: why is there no open action?"
            self.fields[QUIET + strand.code] = text(words, hint, rows=2, longest=500)

    @property
    def answers(self):
        """What the service needs."""
        said = self.cleaned_data.copy()
        quiet = {code: said.pop(QUIET + code) for code in STRANDS}
        return said | {"quiet": {code: why for code, why in quiet.items() if why}}


def saved_answers(plan):
    """The answers of a plan under the names of the form."""
    quiet = {QUIET + code: plan.quiet.get(code, "") for code in STRANDS}
    names = ("starts_on", "ends_on", "lead", "about", "aims", "links")
    return {name: getattr(plan, name) for name in names} | quiet


class ForwardForm(PeriodForm):
    """The period of the next plan."""

    def __init__(self, *args, plan, **kwargs):
        starts_on, ends_on = deadlines.next_period(
            plan.starts_on, plan.ends_on, on=timezone.localdate()
        )
        kwargs["initial"] = {"starts_on": starts_on, "ends_on": ends_on}
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"]
        if starts_on <= self.plan.starts_on:
            words = f"Enter a day after {day(self.plan.starts_on)}, when this plan began"
            raise forms.ValidationError(words)
        return starts_on
