"""How the trust weighs risks: its scale and its bands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from safety.forms.matrix import BandsForm
from safety.matrix import SCALES, matrix_of
from schools import services
from schools.models import Trust


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def risk_matrix(request):
    """The bands of the scale that is asked for; saving them chooses that scale."""
    trust = Trust.objects.first()
    if trust is None:
        messages.warning(request, "Give the trust its name first.")
        return redirect("change_trust")
    asked = request.GET.get("scale", "")
    now = matrix_of(trust)
    size = next((size for size in SCALES if str(size) == asked), now.size)
    form = BandsForm(matrix_of(trust, size), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.change_trust(trust, by=request.user, risk_matrix=form.kept)
        messages.success(request, "The risk matrix is saved. New assessments are weighed with it.")
        return redirect("trust_settings")
    scales = [(str(one), f"{one} by {one}", None) for one in SCALES]
    context = {"bands": form, "now": now, "scale": str(size), "scales": scales}
    status = 422 if form.has_errors else 200
    return render(request, "safety/risk_matrix.html", context, status=status)
