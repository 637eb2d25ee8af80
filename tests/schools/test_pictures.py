"""A picture of a floor is what its content says, and holds dots alone."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from schools.pictures import MOST_KEPT, MOST_SENT, UnusablePicture, redraw
from tests.factories.evacuation import picture


def opened(drawn):
    return Image.open(BytesIO(drawn))


def test_nothing_but_the_dots_is_kept():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Taken at 1 High Street")
    drawn, width, height = redraw(picture(pnginfo=info))
    assert b"High Street" not in drawn
    assert opened(drawn).info == {}
    assert (width, height) == (400, 300)


def test_where_a_photograph_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was held upright
    exif[0x010F] = "A telephone"
    drawn, width, height = redraw(picture(kind="JPEG", exif=exif))
    assert not opened(drawn).getexif()
    assert (width, height) == (300, 400)


def test_what_comes_behind_the_picture_is_not_kept():
    drawn, *_ = redraw(picture() + b"<script>alert(1)</script>")
    assert b"script" not in drawn


def test_what_is_transparent_is_white_on_paper():
    drawn, *_ = redraw(picture(mode="RGBA"))
    assert opened(drawn).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_drawn_smaller_and_fits():
    noise = Image.effect_noise((3000, 2500), 90).convert("RGB")
    file = BytesIO()
    noise.save(file, "JPEG", quality=60)
    drawn, width, height = redraw(file.getvalue())
    assert len(drawn) <= MOST_KEPT
    assert max(width, height) <= 2400


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "Choose a picture saved as PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Choose a picture saved as PNG or JPEG"),
        (picture(kind="GIF"), "Choose a picture saved as PNG or JPEG"),
        (picture()[:90], "damaged"),
        (picture(width=20), "too small"),
        (picture(width=10_000, height=10_000, mode="1"), "more than 50 million dots"),
        (picture(width=20_000, height=20_000, mode="1"), "more than 50 million dots"),
        (b"\x89PNG" + bytes(MOST_SENT), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_plain_words(content, words):
    with pytest.raises(UnusablePicture, match=words):
        redraw(content)
