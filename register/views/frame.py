"""What the views of a pupil's pages share: finding the pupil, and putting the look on record."""

from django.http import Http404
from django.shortcuts import render

from audit.record import record
from register import pupil_page
from register.models import Pupil


def page_of(request, pk, *, to):
    """The page of a pupil within this person's reach. Out of reach is as if there were none."""
    try:
        return pupil_page.page_of(request.user, pk, to=to)
    except Pupil.DoesNotExist:
        raise Http404 from None


def show(request, page, template, *, part, **context):
    """The page, after one event that says who looked at which part of whose record.

    A form that comes back with the page was not saved: 409 where another person saved first, 422
    where answers are wrong.
    """
    record("pupil.viewed", page.pupil, by=request.user, part=part)
    return render(
        request, f"register/{template}", {"page": page, **context}, status=_status(**context)
    )


def _status(form=None, conflict=None, **others):
    if conflict:
        return 409
    return 422 if form is not None and form.is_bound else 200


def typed(request):
    """What a form came with, or None where the page is only opened."""
    return request.POST if request.method == "POST" else None
