"""The trust's own words for the five points of a review."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from apdr.forms.reviews import RatingLabelsForm
from schools import services
from schools.models import Trust


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def rating_labels(request):
    trust = Trust.objects.first()
    if trust is None:
        messages.warning(request, "Give the trust its name first.")
        return redirect("change_trust")
    form = RatingLabelsForm(request.POST if request.method == "POST" else None, trust=trust)
    if form.is_bound and form.is_valid():
        services.change_trust(trust, by=request.user, rating_labels=form.labels)
        messages.success(request, "The words of the scale are saved.")
        return redirect("trust_settings")
    status = 422 if form.errors else 200
    return render(request, "apdr/rating_labels.html", {"form": form}, status=status)
