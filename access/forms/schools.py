"""What may be typed about the trust, its schools and their authorities."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_slug

from schools.colours import refuse_pale
from schools.models import Domain, LocalAuthority, Phase, School, colour

SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}  # for a number
COLOUR_WORDS = "A hash and six figures or letters a to f, like #0b5a60"


class ColourField(forms.CharField):
    """A colour on which white words can be read."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=7,
            error_messages={"required": f"Enter a colour. {COLOUR_WORDS}"},
            validators=[colour],
            widget=forms.TextInput(attrs=SHORT),
            **kwargs,
        )

    def clean(self, value):
        value = super().clean(value).lower()
        if value:
            refuse_pale(value)
        return value


class SchoolForm(forms.Form):
    """What is kept of a school and may be changed later."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the school’s name"}
    )
    phase = forms.ChoiceField(
        label="Phase",
        choices=[("", "Choose a phase"), *Phase.choices],
        error_messages={"required": "Choose a phase"},
    )
    local_authority = forms.ModelChoiceField(
        LocalAuthority.objects.all(),
        label="Local authority",
        empty_label="Choose an authority",
        help_text="Its term dates hold for the school. Add a new one under Trust settings.",
        error_messages={"required": "Choose the local authority"},
    )
    laestab = forms.CharField(
        label="DfE number",
        help_text="Seven digits: three of the authority, four of the school",
        error_messages={"required": "Enter the DfE number, like 9992001"},
        widget=forms.TextInput(attrs=SHORT),
    )
    brand = ColourField(
        label="Colour",
        required=False,
        help_text=f"{COLOUR_WORDS}. Leave it empty for the trust’s own.",
    )

    def __init__(self, *args, school=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school

    def clean_laestab(self):
        digits = self.cleaned_data["laestab"].replace("/", "").replace(" ", "")
        return self._free("laestab", digits, "Enter seven digits, like 9992001")

    def clean(self):
        answers = super().clean()
        authority, laestab = answers.get("local_authority"), answers.get("laestab")
        if authority and laestab and not laestab.startswith(authority.number):
            self.add_error(
                "laestab", f"The number must begin with {authority.number}, for {authority}"
            )
        return answers

    def _free(self, name, value, words):
        """The value where it is well formed and no other school has it."""
        field = School._meta.get_field(name)
        try:
            field.run_validators(value)
        except ValidationError:
            raise ValidationError(words) from None
        others = School.objects.exclude(pk=getattr(self.school, "pk", None))
        if others.filter(**{name: value}).exists():
            raise ValidationError("Another school of the trust has this number")
        return value


class OpenSchoolForm(SchoolForm):
    """What is asked once: the number that names the school's records, and its address."""

    urn = forms.CharField(
        label="URN",
        help_text="Unique reference number, six digits. It cannot be changed later.",
        error_messages={"required": "Enter the URN, like 900001"},
        widget=forms.TextInput(attrs=SHORT),
    )
    slug = forms.CharField(
        label="Address",
        max_length=60,
        help_text="One or two words of the name, with hyphens, like orchard-lane. "
        "The school is found at /schools/orchard-lane/.",
        error_messages={"required": "Enter the address, like orchard-lane"},
    )
    field_order = ["name", "phase", "local_authority", "laestab", "urn", "slug", "brand"]

    def clean_urn(self):
        return self._free("urn", self.cleaned_data["urn"].strip(), "Enter six digits, like 900001")

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower()
        try:
            validate_slug(slug)
        except ValidationError:
            raise ValidationError("Use letters, digits and hyphens, like orchard-lane") from None
        if Domain.objects.filter(domain=slug).exists():
            raise ValidationError("Another school has this address. Choose a different one")
        return slug


class TrustForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the trust’s name"}
    )
    initials = forms.CharField(
        label="Initials",
        help_text="Up to three letters, in the mark at the top of each page",
        error_messages={
            "required": "Enter the initials, like BL", "max_length": "Use three letters at most"
        },
        max_length=3,
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    brand = ColourField(label="Colour", help_text=f"{COLOUR_WORDS}. A school may have its own.")

    @classmethod
    def of(cls, trust, data=None):
        answers = {name: getattr(trust, name) for name in cls.base_fields}
        return cls(data, initial=answers)


class AddressField(forms.URLField):
    """The address of a page of somebody else's."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=300,
            assume_scheme="https",
            error_messages={"invalid": "Enter a web address, like https://council.example/send"},
            **kwargs,
        )


class LocalAuthorityForm(forms.Form):
    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the authority’s name"}
    )
    number = forms.CharField(
        label="Number",
        help_text="The three digits with which the DfE numbers of its schools begin",
        validators=[RegexValidator(r"^[0-9]{3}$", "Enter three digits, like 999")],
        error_messages={"required": "Enter the number, like 999"},
        widget=forms.TextInput(attrs=SHORT),
    )
    local_offer_url = AddressField(
        label="Address of its local offer",
        help_text="Every school of the authority points to it in its SEN information report",
    )
    advice_name = forms.CharField(
        label="Its information and advice service for parents (SENDIASS)",
        help_text="What the service calls itself",
        required=False,
        max_length=120,
    )
    advice_url = AddressField(label="Address of the service’s website")
    advice_contact = forms.CharField(
        label="Telephone or email of the service", required=False, max_length=120
    )

    def __init__(self, *args, authority=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.authority = authority

    def clean_number(self):
        number = self.cleaned_data["number"]
        others = LocalAuthority.objects.exclude(pk=getattr(self.authority, "pk", None))
        if others.filter(number=number).exists():
            raise ValidationError("This number is entered already")
        return number
