from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from access.checks import requires
from access.people import staff_here
from access.policy import Permission
from register.class_lists import as_text, plan
from register.forms.class_lists import ClassListForm
from register.models import Group, Pupil
from register.services.class_lists import load_class_list


@requires(Permission.MANAGE_CLASSES)
def import_classes(request):
    """A list is read and answered with what it would do; nothing is changed yet."""
    form = ClassListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _check(request, form.cleaned_data)
    status = 422 if form.errors else 200
    return render(request, "register/class_list.html", {"form": form}, status=status)


def _check(request, answers):
    context = {
        "plan": _plan(request, answers["rows"]),
        "are_whole": answers["are_whole"],
        "on": answers["on"],
        "text": as_text(answers["rows"]),
    }
    return render(request, "register/class_list_check.html", context)


@require_POST
@requires(Permission.MANAGE_CLASSES)
def save_class_list(request):
    """The list that was checked comes back, is judged anew, and is saved."""
    form = ClassListForm(request.POST)
    if not form.is_valid():
        return render(request, "register/class_list.html", {"form": form}, status=422)
    answers = form.cleaned_data
    list_plan = _plan(request, answers["rows"])
    load_class_list(
        list_plan, by=request.user, on=answers["on"], are_whole_lists=answers["are_whole"]
    )
    messages.success(request, _what_was_done(list_plan))
    return redirect("classes")


def _plan(request, rows):
    pupils = Pupil.objects.for_user(request.user, to=Permission.VIEW_PUPIL).on_roll()
    groups = Group.objects.for_user(request.user, to=Permission.MANAGE_CLASSES).open()
    return plan(rows, pupils=pupils, groups=groups.with_pupil_keys(), staff=staff_here())


def _what_was_done(list_plan):
    left = f" {len(list_plan.refused)} rows were left out." if list_plan.refused else ""
    return (
        f"Saved: {list_plan.coming} pupils and {list_plan.adults} adults in "
        f"{len(list_plan.groups)} groups.{left}"
    )
