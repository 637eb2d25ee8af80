"""The pieces of the gallery page: every component, with invented content."""

import datetime
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from schools.form_fields import BirthDateField, DayField, DayInput

VIEWS = [("", "Everyone", 300), ("E", "EHC plan", 35), ("K", "SEN support", 195)]
COLUMNS = [("class", "Class", True), ("need", "Main need", True), ("adult", "Key adult", False)]
ACTS = [("adult", "Change key adult"), ("print", "Print profiles")]
PUPILS = [
    ("Adeyemi, Bethan", "2A", "K", "Social, emotional and mental health", [], 9),
    ("Bailey, Fatima", "6A", "E", "Communication and interaction", ["risk", "peep"], -23),
    ("Chowdhury, Sam", "1C", "M", "Cognition and learning", ["looked_after"], 60),
]


class EveryField(forms.Form):
    """One field of each kind, with the words that a page of ours would use."""

    name = forms.CharField(
        label="Preferred name", error_messages={"required": "Enter the name the pupil goes by"}
    )
    born_on = BirthDateField(label="Date of birth")
    year = forms.ChoiceField(
        label="Year group",
        choices=[("", "Choose a year"), *[(n, f"Year {n}") for n in range(1, 7)]],
        error_messages={"required": "Choose a year group"},
    )
    progress = forms.ChoiceField(
        label="How is it going?",
        choices=[
            ("none", "Not yet"), ("some", "Some progress"), ("track", "On track"), ("met", "Met"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is going"},
    )  # fmt: skip
    status = forms.ChoiceField(
        label="New status",
        choices=[("M", "Monitoring"), ("K", "SEN support"), ("E", "EHC plan")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a status"},
    )
    helped = forms.MultipleChoiceField(
        label="What helped?",
        help_text="Choose any that apply.",
        required=False,
        choices=[("board", "Task board"), ("pre", "Pre-teaching"), ("move", "Movement breaks")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="Anything to add?",
        help_text="A sentence is enough. You can dictate it.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    told_on = DayField(
        label="When were the parents told?",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a date in the past, like 18/1/2026"},
    )
    review_on = DayField(
        label="Review date",
        help_text="For example, 18/1/2027. School days only.",
        required=False,
        earliest=timezone.localdate,
        widget=DayInput(school_days=True),
    )
    roll = forms.FileField(
        label="File from your school’s system",
        help_text="CSV, XLSX or CTF, up to 10 MB.",
        required=False,
    )
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter your password"},
    )
    agreed = forms.BooleanField(
        label="The parents agree",
        help_text="In writing, or in a meeting with notes.",
        error_messages={"required": "Tick when the parents agree"},
    )


def pieces(data=None):
    """What the gallery's template shows; with `data`, the form as it comes back with errors."""
    today = timezone.localdate()
    job = SimpleNamespace(
        is_over=False, state="running", done=640, total=1500, percent=43, message=""
    )
    return {
        "form": EveryField(data),
        "hints": {"M": "Watched for two terms. Not counted in the census."},
        "views": VIEWS,
        "view": "K",
        "columns": COLUMNS,
        "roles": ["SENDCo", "Headteacher", "Teacher"],
        "acts": ACTS,
        "chips": [("Year 4", "?"), ("Cognition and learning", "?")],
        "rows": [
            (name, group, status, need, flags, today + datetime.timedelta(days))
            for name, group, status, need, flags, days in PUPILS
        ],
        "today": today,
        "page": Paginator(range(300), 50).page(2),
        "job": job,
        "failed": SimpleNamespace(is_over=True, state="failed", message=""),
        "events": [
            {"on": today, "title": "Plan agreed with Mrs Okafor", "text": "Two targets.",
             "by": "Mrs J. O’Connor"},
            {"on": today - datetime.timedelta(40), "title": "Autumn review: some progress",
             "text": "“She now looks for her card without being reminded.”",
             "by": "Miss R. Clarke"},
        ],
    }  # fmt: skip
