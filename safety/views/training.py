"""What staff are trained in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.people import staff_here
from access.policy import Permission
from audit.record import record
from register.views.frame import typed
from register.wording import day
from safety.forms.training import TrainingForm
from safety.models import Training
from safety.services import training as services
from safety.subjects import SUBJECTS
from safety.training_page import TrainingPage
from safety.views.frame import GET_OR_POST


@require_safe
@requires(Permission.VIEW_TRAINING)
def training(request):
    """Who is trained in what, what plans ask for, and what runs out."""
    look = TrainingPage(request.user, request.GET.get("view", ""), on=timezone.localdate())
    record("training.viewed", by=request.user)
    return render(request, "safety/training/page.html", {"look": look})


@GET_OR_POST
@requires(Permission.MANAGE_TRAINING)
def add_training(request):
    """A course that one or several people took. It renews every plan that asks for it."""
    first = {
        "trained_on": timezone.localdate(),
        "subject": request.GET.get("subject", ""),
        "people": [one.pk for one in staff_here() if str(one.pk) == request.GET.get("person")],
    }
    form = TrainingForm(typed(request), initial=first)
    if form.is_bound and form.is_valid():
        rows = services.add_training(
            list(form.cleaned_data["people"]), by=request.user, **form.answers
        )
        messages.success(request, _saved(rows))
        return redirect("training")
    status = 422 if form.is_bound else 200
    return render(request, "safety/training/add.html", {"form": form}, status=status)


@GET_OR_POST
@requires(Permission.MANAGE_TRAINING)
def remove_training(request, pk):
    """Take out a row that was put down by mistake, after a page that asks."""
    found = get_object_or_404(Training.objects.select_related("user"), pk=pk)
    if request.method == "POST":
        services.remove_training(found, by=request.user)
        messages.success(request, "The training is taken out.")
        return redirect("training")
    return render(request, "safety/training/remove.html", {"training": found})


@require_safe
@requires(Permission.VIEW_TRAINING)
def training_of(request, pk):
    """Every training of one member of staff, the newest first."""
    person = staff_here().filter(pk=pk).first()
    if person is None:
        raise Http404
    rows = Training.objects.of(person)
    record("training.viewed", by=request.user, person=str(person.pk))
    context = {"person": person, "rows": rows, "today": timezone.localdate()}
    return render(request, "safety/training/person.html", context)


def _saved(rows):
    one = rows[0]
    who = one.user.name if len(rows) == 1 else f"{len(rows)} people"
    until = f"until {day(one.expires_on)}" if one.expires_on else "without an end"
    return f"Saved for {who}: {SUBJECTS[one.subject].label}, {until}."
