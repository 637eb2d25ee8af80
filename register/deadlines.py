"""When are things of the register due? Dates in, dates out; the caller says what day it is."""

TERMS_OF_MONITORING = 2


def monitoring_ends(begins_on, terms):
    """The day to look again at a pupil who left the register: the last day of the second term
    that begins after it. None where the terms are not entered so far: a person must choose.

    Two terms are the trust's practice; the Code of Practice has no procedure for leaving
    (`domain/graduated-approach.md`, "On and off the register").
    """
    later = sorted(term.ends_on for term in terms if term.starts_on > begins_on)
    return later[TERMS_OF_MONITORING - 1] if len(later) >= TERMS_OF_MONITORING else None


def earliest_change(pupil, standing):
    """The first day on which another status or need may begin: not before anything that stands
    now began, nor before the pupil came to the school or was born."""
    days = [pupil.born_on, pupil.admitted_on, *(row.started_on for row in standing if row)]
    return max(day for day in days if day)
