"""Dates and answers in the words of a page."""

from datetime import date, datetime

from django.utils import timezone


def day(when):
    """18 Jan 2027. An instant is the day it fell on here."""
    if isinstance(when, datetime):
        when = timezone.localtime(when)
    return f"{when.day} {when:%b %Y}"


def spoken(answer, choices=()):
    """An answer, or a value of a row, as a page words it. `choices` are Django's, flat."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if isinstance(answer, date):
        return day(answer)
    if isinstance(answer, list | tuple):
        return ", ".join(spoken(one, choices) for one in answer)
    labels = {str(value): label for value, label in choices}
    return str(labels.get(str(answer), "" if answer is None else answer)).strip()
