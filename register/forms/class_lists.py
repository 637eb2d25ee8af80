from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from register.class_lists import rows_of
from register.imports.reading import read, read_upload
from register.imports.sheets import UnreadableFile
from schools.form_fields import DayField


class ClassListForm(forms.Form):
    """A list, pasted or as a file; `rows` in the cleaned answers."""

    pasted = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        label="Paste a list",
        help_text="Copy it from a spreadsheet, with its line of headings.",
    )
    file = forms.FileField(
        required=False, label="Or choose a file", help_text="CSV or Excel workbook (.xlsx)"
    )
    on = DayField(label="From", initial=timezone.localdate)
    are_whole = forms.BooleanField(
        required=False,
        label="These are the whole lists",
        help_text="Pupils who are in one of these groups today and are not on its list leave it.",
    )

    def clean(self):
        pasted, file = self.cleaned_data.get("pasted", ""), self.cleaned_data.get("file")
        if not pasted.strip() and not file:
            raise self._refusal("pasted", "Paste a list or choose a file")
        try:
            sheet = read_upload(file.chunks()) if file else read(pasted.encode())
            if sheet.kind == "ctf":
                raise UnreadableFile("A transfer file is loaded under Imports, not here.")
            self.cleaned_data["rows"] = rows_of(sheet)
        except UnreadableFile as unreadable:
            raise self._refusal("file" if file else "pasted", str(unreadable)) from unreadable

    def _refusal(self, name, words):
        return ValidationError({name: words})
