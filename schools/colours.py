"""The trust's colour: words stand on it in white and it stands on white as a link."""

from django.core.exceptions import ValidationError

LEAST_CONTRAST = 6.0  # over WCAG's 4.5:1, so that the paler shades made from it still pass


def contrast(one, other):
    """The contrast of two colours like "#0b5a60", 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on_white(colour):
    """True where white words on this colour, and this colour on white, read easily."""
    return contrast(colour, "#ffffff") >= LEAST_CONTRAST


def refuse_pale(colour):
    """A validator for a trust's or a school's colour."""
    if not readable_on_white(colour):
        raise ValidationError(
            "White words on this colour would be hard to read. Choose a darker one.", code="pale"
        )


def _luminance(colour):
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
