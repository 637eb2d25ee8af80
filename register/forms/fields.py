"""Fields that forms of every floor above share: words, a line of words, an adult who works here,
money."""

from decimal import Decimal

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


class PoundsField(forms.DecimalField):
    """Pounds as people type them; pence as the services take them."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", 0)
        attrs = {"inputmode": "decimal", "class": "govuk-input govuk-input--width-10"}
        super().__init__(
            max_digits=11, decimal_places=2, widget=forms.TextInput(attrs=attrs), **kwargs
        )

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace(" ", "")
        return super().to_python(value)

    def clean(self, value):
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * 100)  # two places at most: whole pence

    def prepare_value(self, value):
        return f"{Decimal(value) / 100:.2f}" if isinstance(value, int) else value

    def in_words(self, value):
        """Pence as people read them, where two answers stand side by side."""
        return "" if value is None else f"£{Decimal(value) / 100:,.2f}"
