from uuid import UUID

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.desk.page import Desk
from register.forms.desk import ClassOfManyForm, KeyAdultOfManyForm
from register.models import Pupil
from register.services.desk import choose_key_adult_for
from register.services.groups import put_in_group
from register.views.desk import answer_on_paper, answer_with_file, register_at


@require_POST
@requires(Permission.VIEW_REGISTER)
def chosen_pupils(request):
    """What the bar below the list does with the ticked pupils. Each act has a lock of its own."""
    act = ACTS.get(request.POST.get("do"))
    if act is None or not _keys(request):
        messages.warning(request, "Tick at least one pupil first.")
        return redirect(_back(request))
    return act(request)


@requires(Permission.NAME_ADULTS)
def change_key_adults(request):
    form = KeyAdultOfManyForm(_answers(request))
    pupils = _pupils(request, to=Permission.NAME_ADULTS)
    if form.is_bound and form.is_valid():
        adult = form.cleaned_data["adult"]
        choose_key_adult_for(pupils, by=request.user, adult=adult)
        messages.success(request, f"{adult} is key adult of {_counted(pupils)} now.")
        return redirect(_back(request))
    return _ask(request, form, pupils, title="Change key adult", submit="Change key adult")


@requires(Permission.MANAGE_CLASSES)
def set_class(request):
    form = ClassOfManyForm(_answers(request))
    pupils = _pupils(request, to=Permission.MANAGE_CLASSES)
    if form.is_bound and form.is_valid():
        group, on = form.cleaned_data["group"], form.cleaned_data["on"]
        put_in_group(pupils, group, by=request.user, on=on)
        messages.success(request, f"{_counted(pupils)} are in {group} from that day.")
        return redirect(_back(request))
    return _ask(request, form, pupils, title="Set class", submit="Set class")


@requires(Permission.EXPORT_REGISTER)
def print_chosen(request):
    desk = _desk(request)
    return answer_on_paper(request, desk, desk.chosen(_keys(request)))


@requires(Permission.EXPORT_REGISTER)
def export_chosen(request):
    desk = _desk(request)
    return answer_with_file(request, desk, desk.chosen(_keys(request)), request.POST["do"])


ACTS = {
    "adult": change_key_adults,
    "class": set_class,
    "print": print_chosen,
    "xlsx": export_chosen,
    "csv": export_chosen,
}


def _ask(request, form, pupils, **words):
    """The page between the bar and the change: which pupils, and what to set."""
    record("pupils.listed", by=request.user, pupils=[str(pupil.pk) for pupil in pupils])
    context = {
        "form": form,
        "pupils": pupils,
        "do": request.POST["do"],
        "query": request.POST.get("query", ""),
        **words,
    }
    status = 422 if form.is_bound else 200
    return render(request, "register/chosen.html", context, status=status)


def _answers(request):
    """What the page of an act came back with; None where the bar of the list led to it."""
    return request.POST if "answered" in request.POST else None


def _keys(request):
    """The keys of the ticked pupils. A tick ends as an address does (`_row.html` says why)."""
    keys = (key.rstrip("/") for key in request.POST.getlist("pk"))
    return [key for key in keys if _is_key(key)]


def _is_key(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _pupils(request, *, to):
    mine = Pupil.objects.for_user(request.user, to=to).by_name()
    return list(mine.filter(pk__in=_keys(request)))


def _desk(request):
    """The list that the ticks were made in."""
    return Desk(request.user, QueryDict(request.POST.get("query", "").removeprefix("?")))


def _back(request):
    return register_at(request.POST.get("query", ""))


def _counted(pupils):
    return f"{len(pupils)} pupil{'' if len(pupils) == 1 else 's'}"
