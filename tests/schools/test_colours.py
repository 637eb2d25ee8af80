"""A trust may choose its colour as long as everybody can read what stands on it."""

import pytest
from django.core.exceptions import ValidationError

from schools.colours import contrast, refuse_pale


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", ["#0b5a60", "#7b1e3a", "#1f3f8f", "#4a4a4a"])
def test_a_dark_colour_is_taken(colour):
    refuse_pale(colour)


@pytest.mark.parametrize("colour", ["#ffcc00", "#2a9d8f", "#767676", "#ffffff"])
def test_a_pale_colour_is_refused_in_plain_words(colour):
    with pytest.raises(ValidationError, match=r"hard to read\. Choose a darker one"):
        refuse_pale(colour)
