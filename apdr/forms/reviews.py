"""Reviewing outcomes: a card, a row of a group's table, a question back, the words of the scale."""

from django import forms

from apdr.models import Decision, Rating
from register.forms.seen import SeenField
from register.versions import version_of


class ReviewForm(forms.Form):
    """How one outcome is going, what happens next, and a sentence if there is one to say."""

    rating = forms.TypedChoiceField(
        label="How is it going?",
        choices=Rating.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is going"},
    )
    decision = forms.ChoiceField(
        label="What should happen next?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen next"},
    )
    note = forms.CharField(
        label="Anything to add?",
        help_text="A sentence is enough. You can dictate it.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"max_length": "Use 300 characters at most"},
    )
    seen = SeenField()
    asked = ("rating", "decision", "note")

    def __init__(self, item, *args, labels=(), **kwargs):
        first = {"seen": version_of(item.review), **item.typed}
        super().__init__(*args, prefix=f"o{item.outcome.pk.hex[:12]}", initial=first, **kwargs)
        self.item = item
        if labels:
            self.fields["rating"].choices = list(enumerate(labels, start=1))

    def words_for(self, review):
        """The trust's words for the rating of a review."""
        return dict(self.fields["rating"].choices)[review.rating]

    @property
    def last_words(self):
        return self.words_for(self.item.last) if self.item.last else ""

    def typed(self):
        """The answers as they were typed, right or wrong; {} where there are none."""
        given = {name: self.data.get(self.add_prefix(name), "") for name in self.asked}
        return given if self.is_begun(given) else {}

    @staticmethod
    def is_begun(given):
        return any(given.values())

    def see(self, review):
        """Let a form that came too late be sent once more, over this review."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = version_of(review)


class ReviewRow(ReviewForm):
    """The same as a row of a table. What happens next is to go on, unless somebody says so.
    `theirs` is what another person saved meanwhile."""

    theirs = None

    decision = forms.ChoiceField(label="Next", choices=Decision.choices)
    note = forms.CharField(
        label="Anything to add?",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Use 300 characters at most"},
    )

    @staticmethod
    def is_begun(given):
        return any([given["rating"], given["note"], given["decision"] != Decision.CONTINUE])

    def expect(self):
        """As expected, where nothing else was chosen."""
        self.data = self.data.copy()
        if not self.data.get(self.add_prefix("rating")):
            self.data[self.add_prefix("rating")] = str(Rating.AS_EXPECTED.value)


class RestForm(forms.Form):
    """One answer for all the rows that nobody touched. Not ticked unless somebody ticks it."""

    rest = forms.BooleanField(
        label="All as expected, except the rows I change",
        help_text="Rows without a choice are saved as “as expected, continue”.",
        required=False,
    )


class AskBackForm(forms.Form):
    question = forms.CharField(
        label="What do you want to know?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Write what you want to know",
            "max_length": "Use 300 characters at most",
        },
    )

    def __init__(self, review, *args, **kwargs):
        super().__init__(*args, prefix=f"q{review.pk.hex[:12]}", **kwargs)


class RatingLabelsForm(forms.Form):
    """The trust's words for the five points. What each stands for never changes."""

    def __init__(self, *args, trust, **kwargs):
        now = trust.rating_labels or Rating.labels
        kwargs["initial"] = {f"label_{n}": words for n, words in enumerate(now, start=1)}
        super().__init__(*args, **kwargs)
        for rating in Rating:
            self.fields[f"label_{rating.value}"] = forms.CharField(
                label=f"{rating.value}: {rating.label}",
                max_length=40,
                error_messages={"required": f"Enter words for {rating.value}"},
            )

    def clean(self):
        given = [words.casefold() for words in self.labels]
        if len(set(given)) < len(given):
            raise forms.ValidationError("Give each of the five points words of its own")

    @property
    def labels(self):
        return [self.cleaned_data[name] for name in self.fields if name in self.cleaned_data]
