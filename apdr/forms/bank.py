"""Finding something in the bank, and adding to it."""

from django import forms
from django.db.models import Q

from apdr.models import BankItem
from apdr.models.provision import AREA_CHOICES

OF_INTERVENTIONS = ("layer", "minutes", "sessions_a_week", "group_size")


class BankFilter(forms.Form):
    """What a person looks for; nothing asked finds all that is on offer."""

    q = forms.CharField(label="Words", required=False, max_length=80)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All"), *BankItem.Kind.choices]
    )
    area = forms.ChoiceField(
        label="Area of need", required=False, choices=[("", "All"), *AREA_CHOICES]
    )
    withdrawn = forms.BooleanField(label="Show what is withdrawn", required=False)

    def items(self):
        answers = self.cleaned_data if self.is_valid() else {}
        found = BankItem.objects.filter(is_withdrawn=bool(answers.get("withdrawn")))
        for word in answers.get("q", "").split():
            found = found.filter(Q(text__icontains=word) | Q(measure__icontains=word))
        for field in ("kind", "area"):
            if answers.get(field):
                found = found.filter(**{field: answers[field]})
        return found


class BankItemForm(forms.ModelForm):
    """An item of the school's own. How long and how often is asked of interventions alone."""

    class Meta:
        model = BankItem
        fields = ["kind", "area", "text", "measure", *OF_INTERVENTIONS]
        labels = {
            "text": "What it says",
            "measure": "How we shall know",
            "layer": "Layer (interventions)",
            "minutes": "Minutes a session (interventions)",
            "sessions_a_week": "Sessions a week (interventions)",
            "group_size": "Pupils in a group (interventions)",
        }
        error_messages = {"text": {"required": "Write what it says"}}

    def clean(self):
        answers = super().clean()
        if answers.get("kind") == BankItem.Kind.INTERVENTION:
            for field in OF_INTERVENTIONS:
                if not answers.get(field) and field not in self.errors:
                    label = self.fields[field].label.partition(" (")[0].lower()
                    self.add_error(field, f"Enter the {label}")
        else:
            for field in OF_INTERVENTIONS:
                answers[field] = "" if field == "layer" else None
        return answers
