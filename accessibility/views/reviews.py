"""Reviews of progress, and who signed them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from accessibility.forms.reviews import ReviewForm
from accessibility.models import Review
from accessibility.services import reviews as services
from accessibility.signers import signer_of
from accessibility.standing import Standing
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


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def reviews(request):
    return show(request, "reviews.html", tab="Reviews", standing=of_the_plan())


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def review(request, pk):
    """One review, who has signed it, and the button of who is still to."""
    one = _review(pk)
    signer = signer_of(request.user)
    return show(
        request, "review.html", tab="Reviews", standing=Standing(one.plan, timezone.localdate()),
        review=one, signer=signer if signer in one.still_to_sign else None, seen=version_of(one),
    )  # fmt: skip


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def add_review(request):
    standing = of_the_plan()
    form = ReviewForm(typed(request), initial={"reviewed_on": standing.on})
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in form.ANSWERS}
        try:
            one = services.add_review(standing.plan, by=request.user, **answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("accessibility_reviews")
        messages.success(request, "The review is saved. It waits for its two signatures.")
        warn_of_names(request, answers.values())
        return redirect(one)
    return form_page(request, "review_add.html", form)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def change_review(request, pk):
    one = _review(pk)
    saved = {name: getattr(one, name) for name in ReviewForm.ANSWERS}
    seen, clash = version_of(one), None
    form = ReviewForm(typed(request), initial={**saved, "seen": seen})
    if form.is_bound and form.is_valid():
        try:
            services.change_review(one, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(one)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=one)
            see_again(form, seen)
        else:
            messages.success(request, "The review is saved.")
            warn_of_names(request, form.cleaned_data.values())
            return redirect(one)
    return form_page(request, "review_change.html", form, conflict=clash, review=one)


@require_POST
@requires(Permission.APPROVE_STATUTORY_PAPERS)
def sign_review(request, pk):
    """The headteacher's or the SEND governor's signature, under the text that they have read."""
    one, signer = _review(pk), signer_of(request.user)
    try:
        services.sign_review(one, by=request.user, who=signer, seen=request.POST.get("seen", ""))
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"You have signed as {signer.label}.")
    return redirect(one)


def _review(pk):
    found = Review.objects.select_related("plan__followed_by", "written_by")
    return get_object_or_404(found.prefetch_related("signatures__signed_by"), pk=pk)
