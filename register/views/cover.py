"""Whoever takes a class for a day reads a card of it without an account; staff make the card, print
it and take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.addresses import address_of
from access.checks import open_to, reaches, requires
from access.models import WrongTry
from access.policy import Permission, Reach
from access.services import must_wait, note_wrong_try
from audit.record import record
from register.cover_card import cover_page
from register.forms.cover import CodeForm, MakeCardForm
from register.models import CoverCard, Group
from register.services.cover import card_of, make_card, read_card, take_card_back, try_code
from register.views.frame import typed

DOOR = "cover card"
# The plans of which whoever takes a class must know.
TO_BE_KNOWN = (Permission.VIEW_RISK, Permission.VIEW_PEEP, Permission.VIEW_HEALTHCARE)
UNLOCKED = "unlocked_cards"  # of this browser session; gone when the browser closes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to("anyone", reason="A cover card: unguessable, over the same day, behind a spoken code.")
def cover_card(request, token):
    """First the code, then the class."""
    card = card_of(token)
    if card and str(card.pk) in request.session.get(UNLOCKED, []):
        return _show(request, card)
    if must_wait(DOOR, address_of(request)):
        return _wait(request)
    if card is None:
        note_wrong_try(DOOR, address_of(request))
        return render(request, "register/cover_shut.html", status=404)
    return _ask_code(request, card, token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.COVER_CLASS)
def cover_cards(request, pk):
    """Make a card of a class for today; its address and its code are shown once."""
    group = _group(request, pk)
    form = MakeCardForm(typed(request))
    made = {}
    if form.is_bound and form.is_valid():
        card, token, code = make_card(group, by=request.user, ends_at=form.ends_at)
        address = request.build_absolute_uri(reverse("cover_card", args=[token]))
        made = {"address": address, "code": f"{code[:3]} {code[3:]}", "card": card}
    context = {"group": group, "form": form, "cards": _cards(group), **made}
    return render(request, "register/cover_cards.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.COVER_CLASS)
def print_cover_card(request, pk):
    """The card on paper, for a class that is taken without a device: as far as the person who
    prints it may read the plans."""
    group = _group(request, pk)
    page = cover_page(group, reader=request.user)
    record("cover_card.printed", group, by=request.user, pupils=page.shown)
    sees_all = all(Reach.ALL in reaches(request.user, one) for one in TO_BE_KNOWN)
    context = {"page": page, "now": timezone.now(), "sees_all": sees_all}
    return render(request, "register/cover_print.html", context)


@require_POST
@requires(Permission.COVER_CLASS)
def take_back_cover_card(request, pk, card):
    found = get_object_or_404(_group(request, pk).cover_cards, pk=card)
    take_card_back(found, by=request.user)
    messages.success(request, "Card taken back. It opens nothing any more.")
    return redirect("cover_cards", pk)


def _show(request, card):
    page = cover_page(card.group, reader=None)
    read_card(card, pupils=page.shown)
    return render(request, "register/cover_card.html", {"page": page, "card": card})


def _ask_code(request, card, token):
    form = CodeForm(typed(request))
    if form.is_bound and form.is_valid():
        if try_code(card, token, form.cleaned_data["code"]):
            request.session[UNLOCKED] = [*request.session.get(UNLOCKED, []), str(card.pk)]
            request.session.set_expiry(0)
            return redirect("cover_card", token)
        note_wrong_try(DOOR, address_of(request))
        left = CoverCard.MOST_TRIES - card.tries - 1
        form.add_error("code", _not_the_code(left))
    return render(
        request, "register/cover_door.html", {"form": form}, status=422 if form.errors else 200
    )


def _not_the_code(left):
    if left <= 0:
        return "This is not the code. It was the last try: ask the school for a new card."
    return f"This is not the code. You can try {left} more time{'' if left == 1 else 's'}."


def _wait(request):
    """The same whether or not there is such a card."""
    record("cover_card.too_many", by=None)
    context = {"minutes": WrongTry.SPAN.seconds // 60}
    answer = render(request, "register/cover_wait.html", context, status=429)
    answer.headers["Retry-After"] = str(WrongTry.SPAN.seconds)
    return answer


def _group(request, pk):
    groups = Group.objects.for_user(request.user, to=Permission.COVER_CLASS).open()
    return get_object_or_404(groups, pk=pk)


def _cards(group):
    return CoverCard.objects.of_today(group).select_related("made_by")
