"""Sent to be signed, signed, known."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from access.checks import requires
from access.policy import Permission
from safety.forms.signing import AgreementForm, HeadForm, RefusalForm
from safety.models import Agreement, SafetyPlan, Signer
from safety.services import signing as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST, door_of_each_kind, plan_within_reach, show, typed


@require_POST
def _send(request, kind, pk):
    """The text stands: ask for the signatures."""
    _, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    if plan.draft is None:
        return redirect(plan)
    try:
        services.send_to_sign(plan.draft, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(plan.url_of("write"))
    messages.success(request, "The plan waits for its signatures.")
    return redirect(plan.url_of("version", plan.draft.number))


@GET_OR_POST
def _agreement(request, kind, pk, who):
    """Put down what one of the signers said who does not sign here."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    draft = plan.draft
    if draft is None:
        return redirect(plan)
    if who not in kind.signers:
        raise Http404
    given = draft.agreements.filter(who=who).first()
    form = AgreementForm(typed(request), initial=_as_given(given) or {"agreed_on": page.today})
    if form.is_bound and form.is_valid():
        try:
            services.agree(draft, who, by=request.user, **form.answers)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(request, plan, draft)
    return show(
        request, page, "agreement.html", part=kind.code, plan=plan, kind=kind, form=form,
        signer=Signer(who),
    )  # fmt: skip


@GET_OR_POST
@requires(Permission.SIGN_SAFETY_PLANS)
def sign(request, pk):
    """The headteacher signs, or says what must change first."""
    mine = SafetyPlan.objects.for_user(request.user, to=Permission.SIGN_SAFETY_PLANS)
    kind = get_object_or_404(mine, pk=pk).of_kind
    page, plan = plan_within_reach(request, kind, pk, to=Permission.SIGN_SAFETY_PLANS)
    draft = plan.draft
    if draft is None:
        return redirect(plan)
    form = HeadForm(typed(request))
    if form.is_bound and form.is_valid():
        try:
            services.agree(
                draft,
                Signer.HEAD,
                by=request.user,
                name=request.user.name,
                on=page.today,
                how=Agreement.How.HERE,
                agrees=not form.refuses,
                comment=form.cleaned_data["comment"],
            )
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(request, plan, draft)
    return show(request, page, "sign.html", part=kind.code, plan=plan, kind=kind, form=form)


@GET_OR_POST
def _refusal(request, kind, pk, who):
    """What was done about somebody who does not agree."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    draft = plan.draft
    given = draft and draft.agreements.filter(who=who, agrees=False).first()
    if not given:
        return redirect(plan)
    form = RefusalForm(typed(request), initial={"done_about_it": given.done_about_it})
    if form.is_bound and form.is_valid():
        services.answer_refusal(given, by=request.user, **form.cleaned_data)
        return _after(request, plan, draft)
    return show(
        request, page, "refusal.html", part=kind.code, plan=plan, kind=kind, form=form, given=given
    )


@require_POST
def _acknowledge(request, kind, pk):
    """A named adult knows the version in force."""
    _, plan = plan_within_reach(request, kind, pk, to=kind.view)
    version = plan.in_force
    if version is None or not version.duties.filter(user=request.user).exists():
        raise Http404
    services.acknowledge(version, by=request.user)
    messages.success(request, "Saved: you know this plan.")
    return redirect(plan)


def _after(request, plan, draft):
    """On to where the plan now is; says whether it has come into force."""
    draft.refresh_from_db()
    if draft.is_signed:
        messages.success(request, "Everybody needed has signed. The plan is in force.")
        return redirect(plan)
    messages.success(request, "Saved.")
    return redirect(plan.url_of("version", draft.number))


def _as_given(given):
    if given is None:
        return None
    said = {name: getattr(given, name) for name in ("name", "how", "agreed_on", "comment")}
    return said | {"agrees": "yes" if given.agrees else "no", "done_about_it": given.done_about_it}


send = door_of_each_kind("write")(_send)
agreement = door_of_each_kind("write")(_agreement)
refusal = door_of_each_kind("write")(_refusal)
acknowledge = door_of_each_kind("view")(_acknowledge)
