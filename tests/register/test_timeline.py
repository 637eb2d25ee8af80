from datetime import date

from access.policy import Permission
from register.pupil_page import page_of
from register.services.needs import NeedEntry
from register.services.status import change_status


def titles(cast, pupil):
    events = page_of(cast.sendco, pupil.pk, to=Permission.VIEW_PUPIL).events
    return [(event.on, event.title) for event in events]


def change(cast, pupil, status, on, *codes):
    change_status(
        pupil, by=cast.sendco, status=status, on=on, needs=[NeedEntry(code) for code in codes],
        parents_told_on=on, parents_told_how="phone", look_again_on=date(2027, 7, 21),
    )  # fmt: skip


def test_the_story_of_a_pupil_is_read_from_the_dated_rows(cast):
    change(cast, cast.ann, "M", date(2026, 11, 5), "SLCN")
    assert titles(cast, cast.ann) == [
        (date(2026, 11, 5), "Left the register: monitoring"),
        (date(2026, 9, 3), "Joined 3A"),
        (date(2026, 9, 3), "SEN support began"),
        (date(2026, 9, 3), "Need recorded"),
    ]


def test_what_was_corrected_the_same_day_is_no_event(cast):
    change(cast, cast.cal, "E", date(2026, 11, 5), "ASD")
    change(cast, cast.cal, "K", date(2026, 11, 5), "SLCN")
    assert [title for _, title in titles(cast, cast.cal)] == [
        "SEN support began",
        "Need recorded",
        "Joined 3A",
    ]


def test_a_pupil_who_never_had_a_status_has_a_story_too(cast):
    assert titles(cast, cast.cal) == [(date(2026, 9, 3), "Joined 3A")]
