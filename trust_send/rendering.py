"""How a form is drawn: any Django form gets the markup of the design, without a base class."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

CLASSES = {
    forms.Textarea: "govuk-textarea",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",  # a RadioSelect too, so it comes first
    forms.RadioSelect: "govuk-radios__input",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.Select: "govuk-select",
    forms.FileInput: "govuk-file-upload",
    Input: "govuk-input",
}
HOOKS = {  # by which govuk-frontend's script finds the input
    forms.PasswordInput: "govuk-js-password-input-input",
    forms.Textarea: "govuk-js-character-count",
}


class DrawnField(forms.BoundField):
    """A field with the classes, the description and the counter of the design."""

    def get_context(self):
        """What forms/field.html takes; the tag `field` may say more."""
        return {"field": self, "look": "", "label": "", "hints": {}}

    @property
    def css(self):
        """The class of the design for this widget; the first kind in CLASSES that fits it."""
        widget = self.field.widget
        return next((css for kind, css in CLASSES.items() if isinstance(widget, kind)), "")

    @property
    def counts(self):
        """The most characters allowed, where the page counts them down under a textarea."""
        is_textarea = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if is_textarea else None

    @property
    def aria_describedby(self):
        described = super().aria_describedby
        return f"{described} {self.auto_id}-info".strip() if self.counts else described

    @property
    def first_id(self):
        """Where an error summary leads: the first input of a group, else the input itself."""
        if not self.use_fieldset:
            return self.id_for_label or self.auto_id
        first = next(iter(self.subwidgets), None)
        return (first and first.id_for_label) or f"{self.auto_id}_0"

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        # The server says what is missing in our words; the browser's own bubble would come first.
        attrs.pop("required", None)
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)  # not allowed on a radio; the fieldset describes it
        attrs["class"] = " ".join(self._classes(widget or self.field.widget))
        return attrs

    def _classes(self, widget):
        yield from filter(None, [self.css, widget.attrs.get("class", "")])
        if self.errors and self.css:
            yield f"{self.css}--error"
        yield from (hook for kind, hook in HOOKS.items() if isinstance(widget, kind))


class FormRenderer(TemplatesSetting):
    """Set as FORM_RENDERER: `{{ form }}` and `{{ form.field.as_field_group }}` are drawn by us."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = DrawnField
