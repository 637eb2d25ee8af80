"""Whom the school asked, and what changed because of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from accessibility.forms.consultations import ConsultationForm
from accessibility.models import Consultation
from accessibility.services import consultations as services
from accessibility.views.frame import (
    GET_OR_POST,
    form_page,
    of_the_plan,
    show,
    typed,
    warn_of_names,
)
from register.conflicts import conflict
from register.forms.seen import see_again
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of

LIST = "accessibility_consultations"


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def consultations(request):
    return show(request, "consultations.html", tab="Consultation", standing=of_the_plan())


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def add_consultation(request):
    standing = of_the_plan()
    form = ConsultationForm(typed(request), initial={"held_on": standing.on})
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in form.ANSWERS}
        try:
            services.add_consultation(standing.plan, by=request.user, **answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "The consultation is saved.")
            warn_of_names(request, answers.values())
        return redirect(LIST)
    return form_page(request, "consultation_add.html", form)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def change_consultation(request, pk):
    one = get_object_or_404(Consultation.objects.select_related("plan"), pk=pk)
    saved = {name: getattr(one, name) for name in ConsultationForm.ANSWERS}
    seen, clash = version_of(one), None
    form = ConsultationForm(typed(request), initial={**saved, "seen": seen})
    if form.is_bound and form.is_valid():
        try:
            services.change_consultation(one, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(LIST)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=one)
            see_again(form, seen)
        else:
            messages.success(request, "The consultation is saved.")
            warn_of_names(request, form.cleaned_data.values())
            return redirect(LIST)
    return form_page(request, "consultation_change.html", form, conflict=clash)
