"""The system libraries with which WeasyPrint makes PDF pages, and a font."""

import ctypes
import os
from pathlib import Path

from . import debian, say
from .folders import CACHE, PRIVATE

PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
LIBRARIES = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
FONTS = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), PRIVATE / "usr/share/fonts"]
FONT_SETTINGS = PRIVATE / "fonts.conf"


def make():
    """Bring what is missing, or say with which command a person can."""
    if are_here():
        return
    if not debian.is_here():
        raise say.Stop(f"PDF pages need Pango and HarfBuzz. On Debian: {debian.by_hand(PACKAGES)}")
    with say.step("Bringing the libraries that PDF pages need", "20 s"):
        try:
            debian.bring(PACKAGES)
        except say.Stop as reason:
            raise say.Stop(f"{reason}\nOr type: {debian.by_hand(PACKAGES)}") from None
    if not are_here():
        raise say.Stop(f"PDF pages still lack a library. Type: {debian.by_hand(PACKAGES)}")


def are_here():
    if debian.was_interrupted():
        return False
    font = any(next(folder.rglob("*.?tf"), None) for folder in FONTS)
    return font and all(_is_here(name) for name in LIBRARIES)


def environment():
    """What programs must be told to find libraries and fonts in `.local/system`."""
    folders = [str(folder) for folder in _library_folders()]
    if not folders:
        return {}
    if not Path("/etc/fonts/fonts.conf").exists():
        _write_font_settings()
    inherited = os.environ.get("LD_LIBRARY_PATH")
    told = {"LD_LIBRARY_PATH": ":".join([*folders, *([inherited] if inherited else [])])}
    return told | ({"FONTCONFIG_FILE": str(FONT_SETTINGS)} if FONT_SETTINGS.exists() else {})


def _library_folders():
    places = ("usr/lib/*-linux-gnu*", "lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
    return [folder for place in places for folder in sorted(PRIVATE.glob(place))]


def _is_here(name):
    if any((folder / name).exists() for folder in _library_folders()):
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _write_font_settings():
    folders = "".join(f"<dir>{folder}</dir>" for folder in FONTS)
    FONT_SETTINGS.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{CACHE}/fontconfig</cachedir></fontconfig>\n"
    )
