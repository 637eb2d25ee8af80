from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from access import services
from access.checks import open_to
from access.forms.account import ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from access.models import Membership, User
from audit.record import record


@open_to("anyone", reason="Signing in.")
def sign_in(request):
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form.user, how="password")
    if request.method == "POST":
        record("sign_in.failed", by=None)
    context = {"form": form, "next": request.GET.get("next", ""), "cards": _demo_cards()}
    return render(request, "access/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
@open_to("anyone", reason="The demo alone: step in as one of its invented people.")
def step_in(request):
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, email=request.POST.get("email", ""), is_active=True)
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
    mine = Membership.objects.filter(user=request.user).select_related("school")
    return render(request, "access/account.html", {"memberships": mine})


@open_to("signed in", reason="A person's own password.")
def change_password(request):
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_password(request.user, form.cleaned_data["password"], by=request.user)
        update_session_auth_hash(request, request.user)
        return redirect("account")
    return render(
        request, "access/change_password.html", {"form": form}, status=422 if form.errors else 200
    )


@open_to("anyone", reason="Somebody who forgot a password cannot sign in.")
def forgotten(request):
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.send_password_link(form.cleaned_data["email"], site=site_of(request))
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
        return redirect("sign_in")
    context = {"form": form, "person": user}
    return render(request, "access/welcome.html", context, status=422 if form.errors else 200)


def site_of(request):
    """The address of this copy, such as https://send.example."""
    return f"{request.scheme}://{request.get_host()}"


def _enter(request, user, *, how):
    login(request, user)
    record("sign_in", by=user, how=how)
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "home")


def _person(who):
    try:
        return User.objects.filter(pk=force_str(urlsafe_base64_decode(who)), is_active=True).first()
    except (ValueError, ValidationError):
        return None


def _demo_cards():
    """The people of the demo, where this copy is one."""
    return import_string(settings.DEMO_CARDS)() if settings.DEMO else []
