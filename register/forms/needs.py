"""Ranked needs: rows in the order of their rank, as many as a pupil has."""

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils import timezone

from register import codes
from register.forms.seen import SeenField
from register.services.needs import NeedEntry, objection
from schools.form_fields import DayField

ROWS_AT_LEAST = 2
ROWS_AT_MOST = 14  # as many as there are types
ORDER = ("Main need", "Second need", "Third need", "Fourth need", "Fifth need")


def _type_choices():
    """The types under their areas, as the Code of Practice orders them."""
    kinds = codes.SEN_TYPES.values()
    by_area = [
        (area.label, [(kind.code, kind.label) for kind in kinds if kind.area == area])
        for area in codes.AREAS.values()
    ]
    return [("", "No need"), *by_area]


class NeedForm(forms.Form):
    sen_type = forms.ChoiceField(label="Need", choices=_type_choices, required=False)
    is_diagnosed = forms.BooleanField(label="Diagnosed", required=False)
    diagnosed_by = forms.CharField(
        label="Diagnosed by", required=False, max_length=120,
        help_text="Who, and when if you know. No diagnosis is needed to record a need.",
    )  # fmt: skip

    def clean(self):
        answers = self.cleaned_data
        if answers.get("is_diagnosed") and not answers.get("sen_type"):
            self.add_error("sen_type", "Choose the need that was diagnosed")
        if not answers.get("is_diagnosed"):
            answers["diagnosed_by"] = ""
        return answers


class BaseNeeds(BaseFormSet):
    """The rows that were filled, in their order, are the ranks 1, 2, 3 …"""

    @property
    def entries(self):
        rows = [row.cleaned_data for row in self.forms]
        return [NeedEntry(**answers) for answers in rows if answers.get("sen_type")]

    def fits(self, status):
        """True where the census would take these needs with this status; else the first row says
        why not."""
        why = objection(status, self.entries)
        if why and self.forms:
            self.forms[0].add_error("sen_type", why)
        return not why

    @property
    def has_room(self):
        return len(self.forms) < ROWS_AT_MOST

    @property
    def titled(self):
        """(title, row), main need first."""
        return [(_title(place), row) for place, row in enumerate(self.forms)]


def _title(place):
    return ORDER[place] if place < len(ORDER) else f"Need {place + 1}"


Needs = formset_factory(NeedForm, formset=BaseNeeds, extra=0, max_num=ROWS_AT_MOST)
PREFIX = "need"


def needs_on_record(needs):
    """The rows of a page that is opened: the needs of today, and room for two at least."""
    rows = [{name: getattr(need, name) for name in NeedForm.base_fields} for need in needs]
    room = max(0, ROWS_AT_LEAST - len(rows))
    return Needs(prefix=PREFIX, initial=[*rows, *({} for _ in range(room))])


def needs_typed(data):
    return Needs(data, prefix=PREFIX)


def asks_to_rearrange(data):
    """True where a form came back for another row, or another order, and not to be saved."""
    return "more" in data or "up" in data


def needs_rearranged(data):
    """The rows as they were typed, with the row more or the place up that was asked for. The
    new row, or the need that moved, is where the person goes on typing."""
    rows = [_typed_row(data, place) for place in range(_rows_in(data))]
    focus, place = len(rows) - 1, data.get("up", "")
    if "more" in data and len(rows) < ROWS_AT_MOST:
        rows.append({})
        focus += 1
    elif place.isdecimal() and 0 < int(place) < len(rows):
        focus = int(place) - 1
        rows[focus], rows[focus + 1] = rows[focus + 1], rows[focus]
    needs = Needs(prefix=PREFIX, initial=rows)
    needs.forms[focus].fields["sen_type"].widget.attrs["autofocus"] = True
    return needs


def _rows_in(data):
    said = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    return min(int(said), ROWS_AT_MOST) if said.isdecimal() else ROWS_AT_LEAST


def _typed_row(data, place):
    return {name: data.get(f"{PREFIX}-{place}-{name}", "") for name in NeedForm.base_fields}


class NeedsChangeForm(forms.Form):
    """From when the needs beside it are as they stand there."""

    seen = SeenField()
    on = DayField(
        label="From what day?",
        help_text="For example, 18/1/2026",
        latest=timezone.localdate,
        error_messages={
            "required": "Enter the day from which these needs stand, like 18/1/2026",
            "late": "Enter today or a day in the past, like 18/1/2026",
            "early": "The needs or the status of now began later. Enter {day} or a later day",
        },
    )

    def __init__(self, *args, earliest, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = self.fields["on"].widget.earliest = earliest
