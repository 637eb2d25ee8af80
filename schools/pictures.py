"""A picture that somebody uploads, drawn anew: what it is by its content, never by its name.

What is kept holds pixels alone: no place where it was taken, no script, no second file behind it.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
MOST_SENT = 10 * MEGABYTE
MOST_KEPT = 2 * MEGABYTE
MOST_PIXELS = 50_000_000  # a page of A3 at 400 dpi is 31 million
SMALLEST = 200
# Tried in this order until one is small enough: the longest side, and how fine a JPEG is.
SIZES = ((2400, 88), (2000, 82), (1600, 75))
TAKES = ("PNG", "JPEG")


class UnusablePicture(Exception):
    """It cannot be taken; the message says why, and what to do."""


def redraw(content, most_pixels=MOST_PIXELS):
    """(bytes, width, height) of the picture drawn anew: a drawing as PNG where that is small
    enough, a photograph as JPEG. More dots than `most_pixels` are not taken."""
    if len(content) > MOST_SENT:
        raise UnusablePicture("This picture is larger than 10 MB. Save it smaller and try again")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for whoever imports it
    picture = _opened(content, most_pixels)
    for longest, quality in SIZES:
        small = picture.copy()
        small.thumbnail((longest, longest))
        for drawn in _ways(small, quality, is_photo=picture.info["format"] == "JPEG"):
            if len(drawn) <= MOST_KEPT:
                return drawn, small.width, small.height
    raise UnusablePicture("This picture is too detailed to keep. Save it smaller and try again")


def _opened(content, most_pixels):
    try:
        picture = _measured(content, most_pixels)
        kind = picture.format
        picture = ImageOps.exif_transpose(picture)  # as the telephone was held
        picture = _on_white(picture)
    except UnidentifiedImageError:
        raise UnusablePicture("Choose a picture saved as PNG or JPEG") from None
    except (OSError, SyntaxError, ValueError):
        raise UnusablePicture(
            "This picture is damaged. Save it again as PNG or JPEG and try again"
        ) from None
    if min(picture.size) < SMALLEST:
        raise UnusablePicture(
            f"This picture is too small to read. It needs {SMALLEST} dots on each side"
        )
    picture.info = {"format": kind}
    return picture


def _measured(content, most_pixels):
    """The picture before a dot of it is read. Pillow's own warning comes later than our limit."""
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            picture = Image.open(BytesIO(content), formats=TAKES)
    except Image.DecompressionBombError:
        picture = None
    if picture is None or picture.width * picture.height > most_pixels:
        raise UnusablePicture(
            f"This picture has more than {most_pixels // 1_000_000} million dots. Save it smaller "
            "and try again"
        )
    return picture


def _on_white(picture):
    """Without transparency, which would be black on paper."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _ways(picture, quality, *, is_photo):
    if not is_photo:
        yield _as(picture, "PNG", optimize=True)
    yield _as(picture, "JPEG", quality=quality)


def _as(picture, kind, **how):
    # A new picture takes the dots along and nothing else.
    bare, drawn = Image.new("RGB", picture.size), BytesIO()
    bare.paste(picture)
    bare.save(drawn, kind, **how)
    return drawn.getvalue()
