"""The templates of plans: the trust's, on its own pages, and the parts that one school adds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from register.refusals import PlainRefusal
from register.views.frame import typed
from safety.forms.parts import PartForm, TextsForm
from safety.kinds import KINDS
from safety.models import LocalPart
from safety.parts import kept_of_trust, parts_of_trust
from safety.services import parts as services
from safety.views.frame import GET_OR_POST

NEW_PLANS = "New plans begin with it; signed ones stay as they are."


# The trust ----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.EDIT_TRUST_BANK)
def plan_templates(request):
    """The kinds of plan, and what the trust changed of each."""
    kinds = [(kind, kept_of_trust(kind)) for kind in KINDS.values()]
    return render(request, "safety/parts/trust.html", {"kinds": kinds})


@GET_OR_POST
@requires(Permission.EDIT_TRUST_BANK)
def plan_template(request, kind):
    """The hints and starting texts of one kind, and the parts that the trust added."""
    kind = _kind(kind)
    parts = parts_of_trust(kind)
    form = TextsForm(typed(request), kind=kind, parts=parts[: len(kind.parts)])
    if form.is_bound and form.is_valid():
        services.save_trust_texts(kind, by=request.user, texts=form.texts)
        messages.success(request, f"The texts are saved. {NEW_PLANS}")
        return redirect("plan_template", kind.code)
    context = {"kind": kind, "form": form, "added": parts[len(kind.parts) :]}
    return _page(request, "trust_kind.html", context)


@GET_OR_POST
@requires(Permission.EDIT_TRUST_BANK)
def add_trust_part(request, kind):
    """A part for every school."""
    kind = _kind(kind)
    form = PartForm(typed(request))
    if form.is_bound and form.is_valid():
        try:
            services.add_trust_part(kind, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, f"The part is added. {NEW_PLANS}")
            return redirect("plan_template", kind.code)
    return _page(request, "trust_add.html", {"kind": kind, "form": form})


@require_POST
@requires(Permission.EDIT_TRUST_BANK)
def ask_for_trust_part(request, kind, name):
    """Take a part of the trust's own out, or ask for it again."""
    kind = _kind(kind)
    asked = request.POST.get("asked") == "yes"
    services.ask_for_trust_part(kind, name, by=request.user, asked=asked)
    messages.success(request, _said(asked))
    return redirect("plan_template", kind.code)


# One school ---------------------------------------------------------------------------------------
@require_safe
@requires(Permission.ADD_PLAN_PARTS)
def school_parts(request):
    """What this school asks for in its plans beside what the trust asks for."""
    own = LocalPart.objects.all()
    kinds = [(kind, [one for one in own if one.kind == kind.code]) for kind in KINDS.values()]
    return render(request, "safety/parts/school.html", {"kinds": kinds})


@GET_OR_POST
@requires(Permission.ADD_PLAN_PARTS)
def add_school_part(request, kind):
    """A part of the school's own."""
    kind = _kind(kind)
    form = PartForm(typed(request))
    if form.is_bound and form.is_valid():
        try:
            services.add_school_part(kind, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, f"The part is added. {NEW_PLANS}")
            return redirect("school_parts")
    return _page(request, "school_add.html", {"kind": kind, "form": form})


@require_POST
@requires(Permission.ADD_PLAN_PARTS)
def ask_for_school_part(request, pk):
    """Take a part of the school's own out, or ask for it again."""
    asked = request.POST.get("asked") == "yes"
    part = get_object_or_404(LocalPart, pk=pk)
    services.ask_for_school_part(part, by=request.user, asked=asked)
    messages.success(request, _said(asked))
    return redirect("school_parts")


def _kind(code):
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _said(asked):
    if asked:
        return "New plans ask for it again."
    return "It is asked for no more. Plans that say something in it keep it."


def _page(request, template, context):
    status = 422 if context["form"].errors else 200
    return render(request, f"safety/parts/{template}", context, status=status)
