"""The templates of plans: hints and starting texts, and parts that are added."""

from django import forms

from register.forms.fields import line, text


class TextsForm(forms.Form):
    """The hint and the starting text of each of the product's parts; what is left as the product
    has it is not kept."""

    def __init__(self, *args, kind, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for part in parts:
            hint, template = self._names(part)
            self.fields[hint] = line("Hint", longest=200)
            self.fields[template] = text("Starting text", rows=2, longest=1000)
            self.initial[hint], self.initial[template] = part.hint, part.template

    @property
    def rows(self):
        """(title of the part, its two fields)."""
        for part in self.kind.parts:
            yield part.title, [self[name] for name in self._names(part)]

    @property
    def texts(self):
        found = {}
        for part in self.kind.parts:
            hint, template = (self.cleaned_data[name] for name in self._names(part))
            if (hint, template) != (part.hint, part.template.strip()):
                found[part.name] = {"hint": hint, "template": template}
        return found

    @staticmethod
    def _names(part):
        return f"{part.name}-hint", f"{part.name}-template"


class PartForm(forms.Form):
    """A part that is added to new plans of one kind."""

    title = line(
        "What is the part called?",
        "Such as: Transport to school. It cannot be changed later",
        "Enter what it is called",
        longest=120,
    )
    hint = line("Hint", "What to write in it, for those who write the plan", longest=200)
    template = text("Starting text", "New plans begin with it", rows=2, longest=1000)
