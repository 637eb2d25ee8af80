"""The Common Transfer File: one pupil after another, with the SEN history that CSV files lack.

Elements are matched by their local names, in any order, and any version is taken: a newer one than
we know only earns a warning. Text that has a DOCTYPE is refused before anything is parsed.
"""

import re
from collections import defaultdict
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from .sheets import (
    MOST_DEPTH,
    MOST_ROWS,
    NeedEntry,
    Row,
    Sheet,
    StatusEntry,
    UnreadableFile,
    too_many_rows,
)

NEWEST_KNOWN = 26.0
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

# Heading that an import's columns know: where its text stands within a pupil.
_PLACES = {
    "UPN": "UPN",
    "Former UPN": "BasicDetails/FormerUPN",
    "Unique Learner Number": "UniqueLearnerNumber",
    "Surname": "Surname",
    "Forename": "Forename",
    "Middle Names": "BasicDetails/MiddleNames",
    "Preferred Surname": "BasicDetails/PreferredSurname",
    "Preferred Forename": "BasicDetails/PreferredForename",
    "DOB": "DOB",
    "Sex": "Sex",
    "NC Year Actual": "BasicDetails/NCyearActual",
    "Enrol Status": "BasicDetails/EnrolStatus",
    "Ethnicity": "BasicDetails/Ethnicity",
    "Service Child": "BasicDetails/ServiceChild",
    "In Care": "LookedAfter/InCare",
}
_WORKED_OUT = ("First Language", "FSM")
HEADERS = (*_PLACES, *_WORKED_OUT)
_OLD_SEX = "Gender"  # the element's name before about 2024
_LANGUAGE = "BasicDetails/Languages/Type"
_FSM = "FSMhistory/FSMinstance"
_STATUS = "SENhistory/SEN"
_NEED = "SENhistory/SENneeds/SENneed"
_GROUPS = {_LANGUAGE, _FSM, _STATUS, _NEED}
_SINGLE = {*_PLACES.values(), _OLD_SEX}
_ABOUT = {
    "CTFversion": "version",
    "DateTime": "made_at",
    "DocumentQualifier": "qualifier",
    "SourceSchool/LEA": "source_authority",
    "SourceSchool/Estab": "source_establishment",
    "SourceSchool/SchoolName": "source_school",
}


class _Pupil:
    """What one Pupil element says, as it is read."""

    def __init__(self) -> None:
        self.single: dict[str, str] = {}
        self.groups: dict[str, list[dict[str, str]]] = defaultdict(list)


class _Collector:
    """Receives the parser's events and keeps only what an import reads, so that a large file does
    not become a large tree."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.text: list[str] = []
        self.root = ""
        self.header: dict[str, str] = {}
        self.pupils: list[_Pupil] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag.rpartition("}")[2])
        self.text = []
        if len(self.path) == 1:
            self.root = self.path[0]
        if len(self.path) > MOST_DEPTH:
            raise UnreadableFile(
                "This file is nested deeper than any Common Transfer File. Export it again from "
                "your school's system."
            )
        if self.path[1:] == ["CTFpupilData", "Pupil"]:
            if len(self.pupils) == MOST_ROWS:
                raise too_many_rows()
            self.pupils.append(_Pupil())
        elif self._place() in _GROUPS:
            self.pupils[-1].groups[self._place()].append({})

    def data(self, text: str) -> None:
        self.text.append(text)

    def end(self, tag: str) -> None:
        text = " ".join("".join(self.text).split())
        place = self._place()
        if place:
            group, _, name = place.rpartition("/")
            if place in _SINGLE:
                self.pupils[-1].single[place] = text
            elif group in _GROUPS:
                self.pupils[-1].groups[group][-1].setdefault(name, "")
                self.pupils[-1].groups[group][-1][name] += f" {text}"
        elif self.path[1:2] == ["Header"] and "/".join(self.path[2:]) in _ABOUT:
            self.header[_ABOUT["/".join(self.path[2:])]] = text
        self.path.pop()
        self.text = []

    def close(self) -> None:
        """The parser's end of file; nothing to hand over."""

    def _place(self) -> str:
        """Where we are within a pupil, or nothing."""
        return "/".join(self.path[3:]) if self.path[1:3] == ["CTFpupilData", "Pupil"] else ""


def read_ctf(text: str, warnings: tuple[str, ...] = ()) -> Sheet:
    """The sheet in a transfer file's text."""
    collected = _parse(text)
    if collected.root != "CTfile":
        raise UnreadableFile(
            "This is an XML file, but not a Common Transfer File. Upload a CSV file, an Excel "
            "workbook (.xlsx) or a Common Transfer File (.xml)."
        )
    if not collected.pupils:
        raise UnreadableFile("This Common Transfer File has no pupils in it.")
    made_on = collected.header.get("made_at", "")[:10]
    return Sheet(
        kind="ctf",
        headers=HEADERS,
        rows=tuple(
            _row(number, pupil, made_on) for number, pupil in enumerate(collected.pupils, start=1)
        ),
        warnings=warnings + _version_warning(collected.header.get("version", "")),
        about=collected.header,
    )


def _parse(text: str) -> _Collector:
    text = _DECLARATION.sub("", text, count=1)  # the letters are decoded already
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _has_definitions()
    collector = _Collector()
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    try:
        parser.feed(text.strip())
        parser.close()
    except DefusedXmlException as error:
        raise _has_definitions() from error
    except (ParseError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise UnreadableFile(
            f"This XML file is damaged near line {line}. Export it again from your school's system."
        ) from error
    return collector


def _has_definitions() -> UnreadableFile:
    return UnreadableFile(
        "This file holds definitions (a DOCTYPE) that no Common Transfer File needs, as harmful "
        "files do. Export it again from your school's system."
    )


def _version_warning(version: str) -> tuple[str, ...]:
    try:
        is_newer = float(version) > NEWEST_KNOWN
    except ValueError:
        return ("This file does not say which version of the Common Transfer File it follows.",)
    if not is_newer:
        return ()
    return (
        f"This file follows version {version} of the Common Transfer File, newer than the "
        f"{NEWEST_KNOWN} we know. Check what was read before you save.",
    )


def _row(number: int, pupil: _Pupil, made_on: str) -> Row:
    pupil.single.setdefault("Sex", pupil.single.get(_OLD_SEX, ""))
    plain = [pupil.single.get(place) or None for place in _PLACES.values()]
    return Row(
        number=number,
        cells=(*plain, _first_language(pupil), _meals(pupil, made_on)),
        statuses=tuple(
            StatusEntry(_said(entry, "SENprovision"), _said(entry, "StartDate"))
            for entry in pupil.groups[_STATUS]
        ),
        needs=tuple(
            NeedEntry(
                sen_type=_said(entry, "SENtype"),
                rank=_said(entry, "SENtypeRank"),
                starts_on=_said(entry, "NeedStartDate"),
                ends_on=_said(entry, "NeedEndDate"),
            )
            for entry in pupil.groups[_NEED]
        ),
    )


def _said(entry: dict[str, str], name: str) -> str | None:
    return entry.get(name, "").strip() or None


def _first_language(pupil: _Pupil) -> str | None:
    """The language marked F (first), else the first that is given."""
    entries = pupil.groups[_LANGUAGE]
    first = [entry for entry in entries if _said(entry, "LanguageType") == "F"]
    return next((_said(entry, "Language") for entry in [*first, *entries]), None)


def _meals(pupil: _Pupil, made_on: str) -> str | None:
    """The category of a spell of free meals that had not ended when the file was made; “yes” in
    files before version 26, which have no category; “no” where every spell had ended."""
    spells = pupil.groups[_FSM]
    running = [
        entry
        for entry in spells
        if not _said(entry, "FSMendDate") or (_said(entry, "FSMendDate") or "") > made_on > ""
    ]
    if not running:
        return "no" if spells else None
    return _said(running[-1], "FSMCategory") or "yes"
