from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.forms.my_classes import AcknowledgeForm
from register.models import Group, Pupil
from register.my_class import read, read_one
from register.services.my_classes import acknowledge_class


@require_safe
@requires(Permission.READ_CLASS)
def my_classes(request):
    """The groups that this person teaches today; one alone is opened at once."""
    mine = list(_groups(request).with_sizes().in_school_order())
    if len(mine) == 1:
        return redirect("my_class", mine[0].pk)
    return render(request, "register/my_classes.html", {"classes": _read(request, mine)})


@require_safe
@requires(Permission.READ_CLASS)
def my_class(request, pk):
    """What each pupil of the class needs, and what is new since this person last read it."""
    group = get_object_or_404(_groups(request), pk=pk)
    seen_at = timezone.now()
    to_read = read_one(group, _pupils(request), by=request.user)
    shown = [str(line.pupil.pk) for line in to_read.lines]
    record("class.viewed", group, by=request.user, pupils=shown)
    form = AcknowledgeForm(initial={"seen_at": seen_at.isoformat()})
    context = {"class": to_read, "form": form, "now": seen_at}
    return render(request, "register/my_class.html", context)


@require_POST
@requires(Permission.READ_CLASS)
def acknowledge(request, pk):
    group = get_object_or_404(_groups(request), pk=pk)
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That did not save. Read the class again, then press the button.")
        return redirect("my_class", group.pk)
    acknowledge_class(group, by=request.user, seen_at=form.cleaned_data["seen_at"])
    messages.success(request, f"Saved: you have read {group}.")
    return redirect("my_class", group.pk)


def _groups(request):
    mine = Group.objects.for_user(request.user, to=Permission.READ_CLASS)
    return mine.read_by(request.user)


def _read(request, groups):
    return read(groups, _pupils(request), by=request.user)


def _pupils(request):
    return Pupil.objects.for_user(request.user, to=Permission.READ_CLASS)
