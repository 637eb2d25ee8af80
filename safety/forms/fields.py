"""Fields that the forms of safety plans share."""

from django import forms

from access.people import staff_here
from register.forms.groups import AdultField


def text(label, hint="", required="", rows=3, longest=4000):
    """A box for words. `required` is what to say where it stays empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required},
    )


def line(label, hint="", required="", longest=300):
    """A line of words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=longest,
        error_messages={"required": required},
    )


class StaffField(AdultField):
    """One of the adults who work here today; `also` keeps one who has left in the choice, so that a
    plan that names them can be opened and put right."""

    def offer(self, also=()):
        self.queryset = staff_here() | staff_here().model.objects.filter(pk__in=also)

    def label_from_instance(self, user):
        return user.name
