"""What only the trust does with people: move them between schools, switch their accounts off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access import services
from access.checks import requires
from access.forms.staff import MoveForm
from access.models import Membership, User
from access.policy import Permission


@requires(Permission.MANAGE_TRUST_STAFF)
def move(request, pk):
    """`pk` is that of the membership which ends."""
    current = Membership.objects.in_schools().not_over(timezone.localdate())
    membership = get_object_or_404(current.select_related("user", "school"), pk=pk)
    if membership.user == request.user:
        raise PermissionDenied
    form = MoveForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        to, on = form.cleaned_data["school"], form.cleaned_data["on"]
        services.move(membership, by=request.user, to=to, on=on)
        messages.success(request, f"{membership.user} works at {to} from {on.day} {on:%b %Y}.")
        return redirect("staff_person", membership.user_id)
    context = {"form": form, "membership": membership}
    return render(request, "access/move.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_TRUST_STAFF)
def switch_off(request, pk):
    person = get_object_or_404(User.objects.active(), pk=pk)
    if person == request.user:
        raise PermissionDenied
    if request.method == "POST":
        services.switch_off(person, by=request.user)
        messages.success(request, f"The account of {person} is switched off.")
        return redirect("staff_person", person.pk)
    current = Membership.objects.of(person).not_over(timezone.localdate())
    context = {"person": person, "memberships": current.select_related("school")}
    return render(request, "access/switch_off.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_TRUST_STAFF)
def switch_on(request, pk):
    person = get_object_or_404(User.objects.switched_off(), pk=pk)
    if request.method == "POST":
        services.switch_on(person, by=request.user)
        messages.success(request, f"The account of {person} is open again. It has no role yet.")
        return redirect("staff_person", person.pk)
    return render(request, "access/switch_on.html", {"person": person})
