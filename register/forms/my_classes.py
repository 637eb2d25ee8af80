from django import forms


class AcknowledgeForm(forms.Form):
    """`seen_at`: when the page that was read was made. What is saved meanwhile stays new."""

    seen_at = forms.DateTimeField(widget=forms.HiddenInput)
