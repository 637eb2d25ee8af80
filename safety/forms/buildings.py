"""Buildings, and the pictures of their floors."""

from django import forms
from django.core.exceptions import ValidationError

from register.forms.fields import line
from register.forms.seen import SeenField
from safety.models import Building, FloorPlan
from schools.pictures import UnusablePicture, redraw


class BuildingForm(forms.Form):
    """`building` is the one to change."""

    name = line(
        "What is the building called?", "As people say it, like Main building",
        required="Enter what the building is called", longest=60,
    )  # fmt: skip
    meets_at = line(
        "Where do people meet outside?", "The assembly point, like Playground, by the red gate",
        required="Enter where people meet outside", longest=120,
    )  # fmt: skip
    is_closed = forms.BooleanField(label="It is no longer used", required=False)
    seen = SeenField()

    def __init__(self, *args, building=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.building = building
        if not building:
            del self.fields["is_closed"], self.fields["seen"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        taken = Building.objects.filter(name__iexact=name)
        if self.building:
            taken = taken.exclude(pk=self.building.pk)
        if taken.exists():
            raise ValidationError(f"There is a building called {name} already")
        return name


class FloorForm(forms.Form):
    """A floor and its picture. `floor` is the one to change: there the picture may stay."""

    name = line("Which floor is it?", "Like Ground floor", required="Enter the floor", longest=60)
    picture = forms.FileField(
        label="Its picture",
        help_text="PNG or JPEG, up to 10 MB. The fire plan that hangs on the wall will do, or a "
        "photograph of it.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={
            "required": "Choose the picture of the floor",
            "missing": "Choose the picture of the floor",
            "empty": "This file is empty. Choose another",
        },
    )

    def __init__(self, *args, building, floor=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.building, self.floor = building, floor
        if floor:
            self.fields["picture"].required = False
            self.fields["picture"].label = "A new picture in its place"

    def clean_name(self):
        name = self.cleaned_data["name"]
        taken = FloorPlan.objects.filter(building=self.building, name__iexact=name)
        if self.floor:
            taken = taken.exclude(pk=self.floor.pk)
        if taken.exists():
            raise ValidationError(f"{self.building} has a floor of this name already")
        return name

    def clean_picture(self):
        """(bytes, width, height), drawn anew; None where the old one stays."""
        sent = self.cleaned_data["picture"]
        if not sent:
            return None
        try:
            return redraw(sent.read())
        except UnusablePicture as refused:
            raise ValidationError(str(refused)) from refused
