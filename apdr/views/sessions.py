"""The tick: two taps on a phone say whether a session happened."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr.costing import school_days_of
from apdr.forms.sessions import GroupTick, TickForm
from apdr.models import SessionRecord
from apdr.services.provision import log_session
from apdr.ticking import card_of, cards
from audit.record import record
from register.views.frame import typed
from schools.across import current_school
from schools.form_fields import day_from
from schools.school_year import SchoolYear

MOST_A_DAY = 5
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.LOG_SESSIONS)
def sessions(request):
    """What is on today for this person; `on` asks for an earlier day."""
    return _list(request, _day(request.GET))


@require_POST
@requires(Permission.LOG_SESSIONS)
def tick(request, pk):
    """One answer for the whole group. A second tick of the same session puts the first right."""
    on = _day(request.POST)
    card = _card(request, pk, on)
    form = TickForm(request.POST)
    if not form.is_valid():
        return _list(request, on, form=form, wrong=pk)
    happened, reason = form.happened()
    number = form.cleaned_data["number"]
    records = [(place, happened, reason) for place in card.places]
    log_session(card.intervention, by=request.user, on=on, records=records, number=number)
    corrected = (
        " The earlier tick of this session is replaced." if number < card.next_number else ""
    )
    words = SessionRecord.Happened(happened).label.lower()
    messages.success(request, f"{card.intervention}: {words}.{corrected}")
    return redirect(_address(on))


@require_http_methods(GET_OR_POST)
@requires(Permission.LOG_SESSIONS)
def session(request, pk):
    """The same pupil by pupil, for a session that was not the same for all."""
    query = request.POST or request.GET
    on, number = _day(query), _session_number(query)
    card = _card(request, pk, on)
    answers = GroupTick(typed(request), places=card.places, stands=_as_ticked(card, number))
    wrong = request.method == "POST" and not answers.is_valid()
    if request.method == "POST" and not wrong:
        records = answers.records()
        log_session(card.intervention, by=request.user, on=on, records=records, number=number)
        messages.success(request, f"{card.intervention}: ticked for {_pupils(len(records))}.")
        return redirect(_address(on))
    record("sessions.viewed", by=request.user, pupils=_keys([card]))
    context = {"card": card, "answers": answers, "wrong": wrong, "number": number, "on": on}
    return render(request, "apdr/session.html", context, status=422 if wrong else 200)


def _list(request, on, form=None, wrong=None):
    found = cards(request.user, on=on, school_days=_school_days(on))
    record("sessions.viewed", by=request.user, pupils=_keys(found))
    context = {
        "mine": [card for card in found if card.is_mine],
        "others": [card for card in found if not card.is_mine],
        "reasons": SessionRecord.Reason.choices,
        "on": on,
        "form": form,
        "wrong": wrong,
        **_around(on),
    }
    return render(request, "apdr/sessions.html", context, status=422 if form else 200)


def _card(request, pk, on):
    card = card_of(request.user, pk, on=on, school_days=_school_days(on))
    if card is None:
        raise Http404
    return card


def _as_ticked(card, number):
    """{key of a place: first answers} of a session that was ticked before."""
    ticked = next((one for one in card.sessions if one.session.number == number), None)
    if ticked is None:
        return {}
    return {
        one.enrolment_id: {"happened": one.happened, "reason": one.reason}
        for one in ticked.session.records.all()
    }


def _school_days(on):
    return school_days_of(current_school(), SchoolYear.of(on))


def _day(query):
    """The day that was asked for; today where it is none, or still to come."""
    today = timezone.localdate()
    try:
        return min(day_from(query.get("on", "")), today)
    except ValidationError:
        return today


def _session_number(query):
    text = query.get("number", "1")
    return min(max(int(text), 1), MOST_A_DAY) if text.isdecimal() else 1


def _around(on):
    """The days before and after, and whether this is a school day."""
    today, days = timezone.localdate(), _school_days(on) or []
    earlier = [day for day in days if day < on]
    later = [day for day in days if on < day <= today]
    return {
        "today": today,
        "is_school_day": on in days or not days,
        "before": earlier[-1] if earlier else on - timedelta(days=1),
        "after": later[0] if later else (today if on < today else None),
    }


def _address(on):
    here = reverse("sessions")
    return here if on == timezone.localdate() else f"{here}?on={on:%Y-%m-%d}"


def _keys(found):
    return [str(place.pupil_id) for card in found for place in card.places]


def _pupils(number):
    return f"{number} {'pupil' if number == 1 else 'pupils'}"
