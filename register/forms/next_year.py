from django import forms

from register import codes
from register.models import Group
from register.next_year import last_year_of, name_after
from register.services.roll_over import NextGroup
from schools.form_fields import DayField

NOBODY = [("", "Nobody leaves")]


class NextYearForm(forms.Form):
    """What each of today's groups becomes; a box a group, filled with a proposal."""

    STAY, GO_UP, LATER = "stay", "go_up", "later"
    ADULTS = [
        (STAY, "Adults stay with the year: those of 4A today take next year’s 4A"),
        (GO_UP, "Adults go up with their class: those of 3A today take 4A"),
        (LATER, "Nobody yet: adults are added later"),
    ]

    on = DayField(label="First day of the new classes")
    leaving_year = forms.ChoiceField(
        required=False, label="Which year leaves?", help_text="Its pupils leave the roll that day."
    )
    adults = forms.ChoiceField(
        choices=ADULTS,
        widget=forms.RadioSelect,
        label="Who teaches the new classes?",
        help_text="You can change each class afterwards.",
        error_messages={"required": "Choose who teaches the new classes"},
    )

    def __init__(self, *args, groups, years, earliest, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["on"].earliest = self.fields["on"].widget.earliest = earliest
        self.fields["leaving_year"].choices = NOBODY + [
            (code, codes.YEAR_GROUPS[code].label) for code in codes.YEAR_GROUPS if code in years
        ]
        self.fields["leaving_year"].initial = last = last_year_of(years)
        for group in groups:
            self.fields[_box(group)] = forms.CharField(
                max_length=40,
                required=False,
                label=f"{group} becomes",
                initial="" if _ends(group, last) else name_after(group.name),
            )

    @property
    def boxes(self):
        """(group, its box) in the order of the page."""
        return [(group, self[_box(group)]) for group in self.groups]

    def plan(self):
        """The steps as the service takes them."""
        return [self._step(group) for group in self.groups]

    def _step(self, group):
        name = self.cleaned_data[_box(group)].strip()
        return NextGroup(group, name, self._adults_of(group, name))

    def _adults_of(self, group, name):
        choice = self.cleaned_data["adults"]
        if choice == self.LATER or not name:
            return ()
        same_name = [g for g in self.groups if g.name.casefold() == name.casefold()]
        sources = [group] if choice == self.GO_UP else same_name
        return tuple(place.user for source in sources for place in source.adults_now)


def _box(group):
    return f"name_{group.pk}"


def _ends(group, leaving_year):
    """Teaching groups are made anew by a list; the class of the year that leaves has no pupils."""
    return group.kind == Group.Kind.TEACHING or (leaving_year and group.year_group == leaving_year)
