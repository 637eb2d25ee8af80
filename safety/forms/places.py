"""The places of a PEEP: where the pupil is through the week, the way out, who helps."""

from django import forms

from register.forms.fields import StaffField, line
from safety.evacuation import places_of, remarks_on
from safety.forms.rows import RowForm, Rows
from safety.models import Duty, EvacuationPlace, FloorPlan, PartOfDay, WeekDay
from safety.subjects import SUBJECT_CHOICES

WORDS = ("where", "route", "other_route", "refuge")


class PlaceForm(RowForm):
    day = forms.TypedChoiceField(
        label="Day", coerce=int, choices=WeekDay.choices, initial=WeekDay.EVERY_DAY
    )
    part = forms.TypedChoiceField(
        label="Part of the day", coerce=int, choices=PartOfDay.choices, initial=PartOfDay.ALL_DAY
    )
    where = line("Room or area", longest=120)
    floor = forms.ModelChoiceField(
        label="Floor", queryset=None, required=False, empty_label="Not said"
    )
    route = line("Way out", longest=300)
    other_route = line("Other way out, if it is shut", longest=300)
    refuge = line("Refuge, and how to call from it", longest=200)
    helper = StaffField(label="Helper", required=False)
    deputy = StaffField(label="Deputy", required=False)
    training = forms.ChoiceField(
        label="Training it takes", required=False, choices=[("", "None"), *SUBJECT_CHOICES]
    )
    needs = (("where", "Enter the room or area"), ("route", "Enter the way out"))
    silent = ("day", "part")

    def __init__(self, *args, building, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["floor"].queryset = building.floors.defer("picture")
        self.fields["floor"].label_from_instance = lambda floor: floor.name

    def clean(self):
        answers = super().clean()
        helper, deputy = answers.get("helper"), answers.get("deputy")
        if helper and helper == deputy:
            self.add_error("deputy", "Choose another adult than the helper")
        return answers


class Places(Rows):
    """Where the pupil is through the week, with the way out and who helps."""

    prefix = "place"
    title = "Where the pupil is through the week"
    hint = (
        "Begin with “Every day, all day”. Then add what differs: lunch, clubs, another room on one "
        "day. A new place begins as a copy of the one above."
    )
    noun = "place"
    form = PlaceForm
    at_most = 30
    template = "safety/rows/place.html"

    def initial(self):
        return [self._as_row(place) for place in places_of(self.version)]

    def write(self, entries):
        self.version.places.all().delete()
        for n, entry in enumerate(entries, start=1):
            self._write(n, **entry)

    def another(self, rows):
        """The same as above, to change what differs."""
        return dict(rows[-1]) if rows else {}

    @property
    def remarks(self):
        """What the places as they are saved leave open."""
        return list(remarks_on(places_of(self.version)))

    def in_words(self, entries):
        return super().in_words([self._speakable(row) for row in entries])

    def form_kwargs(self):
        return {**super().form_kwargs(), "building": self.version.plan.building}

    def _as_row(self, place):
        helper, deputy = (next(iter(who), None) for who in (place.helpers, place.deputies))
        trained = next((duty.training for duty in place.duties.all() if duty.training), "")
        row = {name: getattr(place, name) for name in ("day", "part", *WORDS)}
        people = {"helper": helper and helper.pk, "deputy": deputy and deputy.pk}
        return {**row, "floor": place.floor_id, **people, "training": trained}

    def _speakable(self, row):
        floor = row["floor"] and FloorPlan.objects.get(pk=getattr(row["floor"], "pk", row["floor"]))
        return {
            **row,
            "day": WeekDay(row["day"]).label,
            "part": PartOfDay(row["part"]).label,
            "floor": floor and floor.name,
            "training": dict(SUBJECT_CHOICES).get(row["training"]),
        }

    def _write(self, position, helper, deputy, training, **place):
        of_version = {"version": self.version, "pupil_id": self.version.pupil_id}
        place = EvacuationPlace.objects.create(**of_version, position=position, **place)
        people = ((helper, Duty.Does.HELPS), (deputy, Duty.Does.STANDS_IN))
        Duty.objects.bulk_create(
            Duty(**of_version, place=place, position=n, user=user, does=does, training=training)
            for n, (user, does) in enumerate(people, start=1)
            if user
        )
