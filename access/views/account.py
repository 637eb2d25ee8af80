from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from access import services
from access.addresses import address_of, site_of
from access.checks import open_to
from access.forms.account import ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from access.models import Membership, User
from audit.record import record

WRONG = "That email address and password do not go together. Check both and try again."
TOO_MANY = "Too many tries. Wait 5 minutes, then try again, or choose a new password."


@open_to("anyone", reason="Signing in.")
def sign_in(request):
    if request.user.is_authenticated:
        return redirect("home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            user = services.try_sign_in(
                request, answers["email"], answers["password"], address=address_of(request)
            )
        except services.TooManyGuesses:
            form.refuse(TOO_MANY)
            return _sign_in_page(request, form, status=429)
        if user:
            return _enter(request, user, how="password")
        form.refuse(WRONG)
    return _sign_in_page(request, form, status=422 if form.errors else 200)


def _sign_in_page(request, form, *, status):
    context = {"form": form, "next": _next(request), "cards": _demo_cards()}
    return render(request, "access/sign_in.html", context, status=status)


@require_POST
@open_to("anyone", reason="The demo alone: step in as one of its invented people.")
def step_in(request):
    emails = [card.email for card in _demo_cards()]
    email = request.POST.get("email", "")
    user = User.objects.active().with_email(email).first() if email in emails else None
    if user is None:
        raise Http404
    user.backend = settings.AUTHENTICATION_BACKENDS[0]
    return _enter(request, user, how="demo card")


@require_POST
@open_to("signed in", reason="Signing out.")
def sign_out(request):
    record("sign_out", by=request.user)
    logout(request)
    response = redirect("sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
@open_to("signed in", reason="A person's own account.")
def account(request):
    today = timezone.localdate()
    mine = Membership.objects.of(request.user).not_over(today).select_related("school")
    return render(request, "access/account.html", {"memberships": mine, "today": today})


@open_to("signed in", reason="A person's own password.")
def change_password(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_password(request.user, form.cleaned_data["password"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Your password is changed. Other sessions of yours have ended.")
        return redirect("account")
    return render(
        request, "access/change_password.html", {"form": form}, status=422 if form.errors else 200
    )


@open_to("anyone", reason="Somebody who forgot a password cannot sign in.")
def forgotten(request):
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_for_password_link(
            form.cleaned_data["email"], site=site_of(request), address=address_of(request)
        )
        return redirect("forgotten_sent")
    return render(
        request, "access/forgotten.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@open_to("anyone", reason="The same answer whether or not there is such a person.")
def forgotten_sent(request):
    return render(request, "access/forgotten_sent.html")


@open_to("anyone", reason="An invited person chooses a password; the link works once.")
def welcome(request, who, token):
    user = _person(who)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "access/welcome_expired.html", status=410)
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_password(user, form.cleaned_data["password"], by=user)
        messages.success(request, "Your password is saved. Sign in with it.")
        return redirect("sign_in")
    context = {"form": form, "person": user}
    return render(request, "access/welcome.html", context, status=422 if form.errors else 200)


def _enter(request, user, *, how):
    login(request, user)
    record("sign_in", by=user, how=how)
    target = _next(request)
    safe = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "home")


def _next(request):
    return request.POST.get("next") or request.GET.get("next") or ""


def _person(who):
    try:
        return User.objects.active().filter(pk=force_str(urlsafe_base64_decode(who))).first()
    except (ValueError, ValidationError):
        return None


def _demo_cards():
    """The people of the demo, where this copy is one."""
    return import_string(settings.DEMO_CARDS)() if settings.DEMO else []
