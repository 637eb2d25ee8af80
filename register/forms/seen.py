from django import forms


class SeenField(forms.CharField):
    """What the record was when the page was opened (`register.versions.version_of`). A form that
    comes back without it counts as one that saw something else."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=32, **kwargs)


def see_again(form, seen):
    """Let a form that came too late be sent once more, from the page as it is now."""
    form.data = form.data.copy()
    form.data["seen"] = seen
