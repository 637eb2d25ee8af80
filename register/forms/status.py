from datetime import timedelta

from django import forms
from django.utils import timezone

from access.people import staff_here
from register.forms.seen import SeenField
from register.models import Evidence, Status, Told
from schools.form_fields import DayField

LONGEST_REASON = 2000
PAST = {"late": "Enter today or a day in the past, like 18/1/2026"}


HINTS = {
    Status.EHC_PLAN: "The local authority has issued an EHC plan.",
    Status.SEN_SUPPORT: "Support that is additional to or different from what all pupils get.",
    Status.MONITORING: "Watched until a day you choose. Not on the register: the census counts no "
    "SEN, and needs on record stay in school.",
    Status.NONE: "Nothing beyond good teaching is needed, and the needs are closed.",
}
LEAVING_HINTS = {
    Status.MONITORING: "The usual way off the register: the record stays, and you look again on a "
    "day you choose. The census counts no SEN.",
    Status.NONE: "Off the register with no day to look again, and the needs are closed. For a "
    "status that was entered by mistake.",
}


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


class ChangeStatusForm(forms.Form):
    """One screen for a change of SEN status (policy 7.4 and 7.5). What a plan or a watch asks for
    besides is asked for only with that status; the needs stand beside it (register.forms.needs).
    """

    seen = SeenField()
    status = forms.ChoiceField(
        label="New status",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the new status"},
    )
    look_again_on = DayField(
        label="Look again on",
        required=False,
        earliest=tomorrow,
        error_messages={"early": "Enter a day in the future, like 21/7/2027"},
    )
    plan_has_ended = forms.BooleanField(
        label="The local authority has ceased the EHC plan",
        help_text="A plan ends only when the local authority ends it, and not while an appeal "
        "against that is open.",
        required=False,
    )
    reason = forms.CharField(
        label="Why?",
        help_text="A sentence or two, as you would say it to the parents.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write why the status changes"},
    )
    evidence = forms.MultipleChoiceField(
        label="What was it based on?",
        help_text="Tick all that you used.",
        choices=Evidence.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what the decision was based on"},
    )
    decided_by = forms.ModelChoiceField(
        None,
        label="Who decided?",
        error_messages={"required": "Choose who decided"},
    )
    on = DayField(
        label="Decided on",
        latest=timezone.localdate,
        help_text="The new status begins on this day. For example, 18/1/2026",
        error_messages={
            **PAST,
            "required": "Enter the day of the decision, like 18/1/2026",
            "early": "The status or the needs of now began later. Enter {day} or a later day",
        },
    )
    parents_told_how = forms.ChoiceField(
        label="How were the parents told?",
        choices=Told.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the parents were told"},
    )
    parents_told_on = DayField(
        help_text="For example, 18/1/2026",
        label="When were the parents told?",
        latest=timezone.localdate,
        error_messages={**PAST, "required": "Enter the day on which the parents were told"},
    )

    def __init__(self, *args, current, earliest, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = current
        self.fields["status"].choices = [
            choice for choice in Status.choices if self._may_follow(choice[0])
        ]
        self.fields["decided_by"].queryset = staff_here()
        self.fields["on"].earliest = self.fields["on"].widget.earliest = earliest
        if current != Status.EHC_PLAN:
            del self.fields["plan_has_ended"]

    def _may_follow(self, status):
        """Any status but the one that stands; monitoring may go on for longer."""
        return status != self.current or status == Status.MONITORING

    def clean(self):
        answers = self.cleaned_data
        status = answers.get("status")
        if status == Status.MONITORING:
            if not answers.get("look_again_on") and "look_again_on" not in self.errors:
                self.add_error("look_again_on", "Enter the day on which to look again")
        else:
            answers["look_again_on"] = None
            self.errors.pop("look_again_on", None)
        self._check_the_plan(status, answers)
        return answers

    def _check_the_plan(self, status, answers):
        """A plan begins and ends by the local authority's act (Children and Families Act 2014,
        s.37 and s.45)."""
        issued = Evidence.PLAN in answers.get("evidence", [])
        if status == Status.EHC_PLAN and "evidence" in answers and not issued:
            self.add_error(
                "evidence",
                "Tick that the local authority issued the plan. Until it did, the status is not "
                "EHC plan",
            )
        if status and "plan_has_ended" in answers and not answers["plan_has_ended"]:
            self.add_error("plan_has_ended", "Tick this once the local authority has ended it")

    @property
    def hints(self):
        """What stands under each status; off the register there is a usual way."""
        return {**HINTS, **(LEAVING_HINTS if Status(self.current).is_on_register else {})}

    @classmethod
    def as_typed(cls, data):
        """What was typed so far, for a form that is to be shown again without being judged."""
        one_each = {name: data.get(name, "") for name in cls.base_fields}
        return {**one_each, "evidence": data.getlist("evidence")}

    @property
    def answers(self):
        """What the service asks for."""
        return {
            name: self.cleaned_data[name]
            for name in (
                "status", "look_again_on", "reason", "evidence", "decided_by", "on",
                "parents_told_how", "parents_told_on",
            )
        }  # fmt: skip
