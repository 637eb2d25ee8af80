"""Staff: who has which role, from when to when.

The same pages serve one school and, at the trust's own address, all of them; there
`access/urls/trust.py` puts the trust's lock before them. What a person may give and end is asked
again by the services.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access import services
from access.addresses import site_of
from access.checks import requires, roles_to_give, roles_with
from access.forms.staff import EndRoleForm, InvitationForm, RoleForm, StaffFilter
from access.models import Membership, User
from access.policy import Permission, Reach
from schools.across import current_school

VIEWS = [("", "Now"), ("coming", "Still to come"), ("past", "Left")]


@require_safe
@requires(Permission.MANAGE_SCHOOL_STAFF)
def staff(request):
    """The people who have, will have or had a role here."""
    asked = StaffFilter(request.GET, place=current_school())
    view = request.GET.get("view", "")
    shown = _memberships(view if view in dict(VIEWS) else "", asked.answers)
    people = User.objects.with_memberships(shown).named(asked.answers.get("q", ""))
    page = Paginator(people, 400 if "show" in request.GET else 50)
    context = {
        "filter": asked,
        "page": page.get_page(request.GET.get("page")),
        "views": [(key, words, _how_many(key)) for key, words in VIEWS],
        "view": view,
        "today": timezone.localdate(),
    }
    return render(request, "access/staff.html", context)


@require_safe
@requires(Permission.MANAGE_SCHOOL_STAFF)
def person(request, pk):
    who = _person(pk)
    held = _here().of(who).select_related("school").order_by("-starts_on")
    today = timezone.localdate()
    context = {
        "person": who,
        "roles": [(m, _may_end(request.user, m, today)) for m in held.not_over(today)],
        "past": held.over(today),
        "today": today,
        "is_me": who == request.user,
        "needs_naming": any(_sees_named_alone(m) for m in held.not_over(today)),
        "may_give": _gives(request.user),
        "may_look_after": current_school() is None and who != request.user,
        "demo_link": _demo_link(request, who),
    }
    return render(request, "access/person.html", context)


@requires(Permission.MANAGE_SCHOOL_STAFF)
def invite(request):
    form = InvitationForm(request.POST or None, by=request.user, place=current_school())
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        membership = services.invite(
            by=request.user,
            email=answers["email"],
            name=answers["name"],
            site=site_of(request),
            **form.membership,
        )
        messages.success(request, _invited(membership))
        return redirect("staff_person", membership.user_id)
    return render(request, "access/invite.html", {"form": form}, status=_status(form))


@requires(Permission.MANAGE_SCHOOL_STAFF)
def add_role(request, pk):
    who = _person(pk)
    if who == request.user or not who.is_active:
        raise PermissionDenied
    form = RoleForm(request.POST or None, by=request.user, place=current_school(), person=who)
    if request.method == "POST" and form.is_valid():
        membership = services.give_role(who, by=request.user, **form.membership)
        messages.success(request, f"{membership} from {_day(membership.starts_on)}.")
        return redirect("staff_person", who.pk)
    return render(
        request, "access/add_role.html", {"form": form, "person": who}, status=_status(form)
    )


@requires(Permission.MANAGE_SCHOOL_STAFF)
def end_role(request, pk):
    """`pk` is the membership's."""
    membership = get_object_or_404(_here().select_related("user", "school"), pk=pk)
    if not _may_end(request.user, membership, timezone.localdate()):
        raise PermissionDenied
    form = EndRoleForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        services.end_role(membership, by=request.user, on=form.on)
        messages.success(request, _ended(membership, form.on))
        return redirect("staff")
    context = {"form": form, "membership": membership}
    return render(request, "access/end_role.html", context, status=_status(form))


@require_POST
@requires(Permission.MANAGE_SCHOOL_STAFF)
def send_link(request, pk):
    """Once more, to somebody who has not chosen a password yet."""
    who = _person(pk)
    if who.has_usable_password() or not who.is_active:
        raise Http404
    services.send_link_again(who, by=request.user, site=site_of(request))
    messages.success(request, f"A new link is on its way to {who.email}.")
    return redirect("staff_person", who.pk)


def _here():
    """The memberships that this page is about: those of the school, or of the whole trust."""
    return Membership.objects.seen_from(current_school())


def _person(pk):
    people = User.objects.with_memberships(_here()) if current_school() else User.objects
    return get_object_or_404(people, pk=pk)


def _memberships(view, answers):
    today = timezone.localdate()
    here = _here()
    found = {"": here.on(today), "coming": here.after(today), "past": here.over(today)}[view]
    if "role" in answers:
        found = found.with_role(answers["role"])
    return found.at(answers["school"]) if "school" in answers else found


def _how_many(view):
    return User.objects.with_memberships(_memberships(view, {})).count()


def _may_end(user, membership, today):
    """Only a role that is not over, that is this person's to give, and that is not their own."""
    given = roles_to_give(user, membership.school)
    return not membership.is_over(today) and membership.user != user and membership.role in given


def _sees_named_alone(membership):
    """Such a role shows no pupil until the SENDCo names the person for one."""
    return membership.school and membership.role in roles_with(Permission.VIEW_PUPIL, Reach.NAMED)


def _gives(user):
    return bool(roles_to_give(user, current_school()))


def _invited(membership):
    who = membership.user
    verb = "has a new role" if who.has_usable_password() else "is invited"
    what = f"{membership.get_role_display()} from {_day(membership.starts_on)}"
    sent = f"An email is on its way to {who.email}."
    mail = "No email leaves the demo: the link stands below." if settings.DEMO else sent
    return f"{who.name} {verb}: {what}. {mail}"


def _ended(membership, on):
    when = f"ends after {_day(on)}" if on else "has ended"
    return f"{membership} {when}."


def _demo_link(request, who):
    """In the demo no mail leaves the machine, so its link stands on the page."""
    if settings.DEMO and who.is_active and not who.has_usable_password():
        return services.welcome_link(who, site_of(request))
    return ""


def _day(day):
    return f"{day.day} {day:%b %Y}"


def _status(form):
    return 422 if form.errors else 200
