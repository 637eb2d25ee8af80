"""A family reads one thing without an account; staff make the link and take it back."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from access.addresses import address_of
from access.checks import open_to, requires
from access.models import WrongTry
from access.policy import Permission
from access.services import must_wait, note_wrong_try
from audit.record import record
from register import links
from register.forms.links import BirthDateForm, MakeLinkForm
from register.models import FamilyLink, Pupil
from register.services.links import answer, link_of, make_link, read_link, take_back, try_birth_date

DOOR = "family link"
WAIT = WrongTry.SPAN
UNLOCKED = "unlocked_links"  # of this browser session; gone when the browser closes


@never_cache
@open_to("anyone", reason="A family's link: unguessable, expiring, behind a date of birth.")
def family(request, token):
    """First the date of birth, then what the link shows, then the answer."""
    link = link_of(token)
    if link and str(link.pk) in request.session.get(UNLOCKED, []):
        return _show(request, link, token)
    if must_wait(DOOR, address_of(request)):
        return _wait(request)
    if link is None:
        note_wrong_try(DOOR, address_of(request))
        return render(request, "register/link_shut.html", status=404)
    return _ask_birth_date(request, link, token)


@requires(Permission.SHARE_WITH_FAMILY)
def make(request, pk, purpose, subject):
    """Make a link for a pupil's family; its address is shown once, to copy or print."""
    pupil = _pupil(request, pk)
    kind, thing = _shown(request.user, purpose, subject, pupil)
    form = MakeLinkForm(pupil, request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        _, token = make_link(
            pupil, by=request.user, purpose=purpose, subject_id=subject, contact=contact
        )
        address = request.build_absolute_uri(reverse("family", args=[token]))
    else:
        record("pupil.viewed", pupil, by=request.user, part="links")
    context = {
        "form": form,
        "kind": kind,
        "pupil": pupil,
        "back": kind.back(thing),
        "address": address,
        "links": _links(request).of(purpose, subject),
    }
    return render(request, "register/link_make.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.SHARE_WITH_FAMILY)
def revoke(request, pk, link):
    found = get_object_or_404(_links(request), pk=link, pupil=_pupil(request, pk))
    if not links.purpose_of(found.purpose).open_to(request.user, found.subject_id):
        raise Http404
    take_back(found, by=request.user)
    messages.success(request, "Link taken back. It opens nothing any more.")
    return redirect("make_link", pk, found.purpose, found.subject_id)


def _wait(request):
    """The same whether or not there is such a link."""
    record("link.too_many", by=None)
    answer = render(request, "register/link_wait.html", {"minutes": WAIT.seconds // 60}, status=429)
    answer.headers["Retry-After"] = str(WAIT.seconds)
    return answer


def _ask_birth_date(request, link, token):
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if try_birth_date(link, form.cleaned_data["born_on"]):
            request.session[UNLOCKED] = [*request.session.get(UNLOCKED, []), str(link.pk)]
            request.session.set_expiry(0)
            return redirect("family", token)
        note_wrong_try(DOOR, address_of(request))
        form.add_error("born_on", _not_the_date(link))
    context = {"form": form, "words": links.purpose_of(link.purpose).words}
    return render(request, "register/link_door.html", context, status=422 if form.errors else 200)


def _not_the_date(link):
    left = FamilyLink.MOST_TRIES - link.tries - 1
    then = (
        f"You can try {left} more time{'' if left == 1 else 's'}"
        if left > 0
        else "It was the last try"
    )
    return f"This is not the date we have. Check it, or ask the school. {then}."


def _show(request, link, token):
    kind = links.purpose_of(link.purpose)
    subject = kind.subject(link.subject_id)
    if subject is None:
        return render(request, "register/link_shut.html", status=404)
    before = {"signed_as": link.signed_as, "comment": link.comment, **kind.said(subject)}
    form = kind.form(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        return _take_answer(request, link, token, partial(kind.answered, subject), form)
    read_link(link)
    context = {"link": link, "form": form, **kind.context(subject)}
    return render(request, kind.template, context, status=422 if form.errors else 200)


def _take_answer(request, link, token, answered, form):
    try:
        answer(link, answers=form.cleaned_data, answered=answered)
    except links.NotAsked:
        return redirect("family", token)
    messages.success(request, "Thank you. The school can read your answer now.")
    return redirect("family", token)


def _pupil(request, pk):
    mine = Pupil.objects.for_user(request.user, to=Permission.SHARE_WITH_FAMILY)
    return get_object_or_404(mine, pk=pk)


def _links(request):
    return FamilyLink.objects.for_user(request.user, to=Permission.SHARE_WITH_FAMILY)


def _shown(user, purpose, subject, pupil):
    """The purpose and the thing it shows; 404 where there is none, it is another pupil's, or this
    person may not read it."""
    try:
        kind = links.purpose_of(purpose)
    except KeyError as error:
        raise Http404 from error
    thing = kind.subject(subject)
    if thing is None or thing.pupil_id != pupil.pk or not kind.open_to(user, subject):
        raise Http404
    return kind, thing
