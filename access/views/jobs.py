from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from access.checks import open_to
from schools import jobs
from schools.across import current_school
from schools.models import Job


@require_safe
@open_to("signed in", reason="How far one's own work is; for the person who asked for it alone.")
def progress(request, pk):
    """The page asks for itself again while the work goes on: by htmx for its card alone, without
    scripts by loading anew."""
    job = Job.objects.asked_by(request.user).at(current_school()).filter(pk=pk).first()
    if job is None:
        raise Http404
    address, words = jobs.result_of(job) or ("", "")
    context = {
        "job": job,
        "label": jobs.title_of(job),
        "url": reverse("job", args=[job.pk]),
        "next_url": address,
        "next_label": words,
    }
    page = "components/progress.html" if request.htmx else "access/job.html"
    answer = render(request, page, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
