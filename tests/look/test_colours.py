"""Every pair of colours that the design puts together, measured; axe cannot judge all of them."""

import re

import pytest
from django.conf import settings

from schools.colours import contrast

SKIN = settings.BASE_DIR / "trust_send" / "look" / "scss" / "skin"
FOUND = re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", (SKIN / "_tokens.scss").read_text())
TOKENS = {name: value if len(value) == 7 else "#" + 2 * value[1:] for name, value in FOUND}
SOFT, LINE, STRONG = 0.11, 0.70, 0.78  # the parts of the brand in its paler and darker shades

TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink", "head"),
    ("muted", "card"), ("muted", "paper"), ("muted", "head"),
    ("brand", "card"), ("brand", "paper"), ("on-brand", "brand"), ("count-ink", "count"),
    ("red", "card"), ("red", "red-bg"), ("amber", "card"), ("amber", "amber-bg"),
    ("green", "card"), ("green", "green-bg"), ("blue", "card"), ("blue", "blue-bg"),
    ("purple", "card"), ("purple", "purple-bg"), ("grey", "card"), ("grey", "grey-bg"),
]  # fmt: skip
PARTS = [("control", "card"), ("control", "paper"), ("choice", "card"), ("choice", "paper"),
         ("focus", "card"), ("focus", "paper")]  # fmt: skip
BRANDS = ["#0b5a60", "#7b1e3a", "#1f3f8f", "#5c4b00", "#000000"]


@pytest.mark.parametrize(("front", "back"), TEXT, ids=" on ".join)
def test_words_read_on_their_ground(front, back):
    assert contrast(TOKENS[front], TOKENS[back]) >= 4.5


@pytest.mark.parametrize(("front", "back"), PARTS, ids=" on ".join)
def test_parts_of_a_control_are_seen(front, back):
    assert contrast(TOKENS[front], TOKENS[back]) >= 3


def test_the_ring_shows_on_the_brand_by_its_white_half():
    assert contrast("#ffffff", TOKENS["brand"]) >= 3


@pytest.mark.parametrize("brand", BRANDS)
def test_the_shades_made_from_any_colour_we_take_are_readable(brand):
    strong, soft, line = (
        mixed(brand, STRONG, "#000000"),
        mixed(brand, SOFT, "#ffffff"),
        mixed(brand, LINE, "#ffffff"),
    )
    assert contrast(strong, soft) >= 4.5
    assert contrast(brand, soft) >= 4.5
    assert contrast("#ffffff", strong) >= 4.5
    assert contrast(line, "#ffffff") >= 3


def test_the_shades_are_those_of_the_style_sheet():
    tokens = (SKIN / "_tokens.scss").read_text()
    for part in (SOFT, LINE, STRONG):
        assert f"var(--brand) {round(100 * part)}%" in tokens


def test_colours_are_written_once():
    """Besides the tokens only pale washes and hairlines, which carry no meaning, may be written."""
    tokens = {value for _, value in FOUND} - {"#fff", "#ffffff"}
    for sheet in SKIN.glob("*.scss"):
        if sheet.name != "_tokens.scss":
            written = set(re.findall(r"#[0-9a-f]{6}\b", sheet.read_text()))
            assert not written & tokens, f"{sheet.name}: use the token"


def mixed(colour, part, other):
    """What `color-mix(in oklab, colour part, other)` gives."""
    mixture = [
        part * a + (1 - part) * b for a, b in zip(_oklab(colour), _oklab(other), strict=True)
    ]
    return _hex(mixture)


def _oklab(colour):
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _hex(lab):
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(max(p, 0), 1))):02x}" for p in parts)


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part):
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
