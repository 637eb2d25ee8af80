from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from register.conflicts import conflict
from register.forms.profiles import ProfileForm
from register.forms.seen import see_again
from register.services.profiles import save_profile
from register.versions import SavedMeanwhile, version_of
from register.views.frame import page_of, show, typed


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_PROFILE)
def profile(request, pk):
    page = page_of(request, pk, to=Permission.EDIT_PROFILE)
    written = getattr(page.pupil, "profile", None)
    saved = {name: getattr(written, name, "") for name in ProfileForm.texts}
    seen, clash = version_of(written), None
    form = ProfileForm(typed(request), initial={"seen": seen, **saved})
    if form.is_bound and form.is_valid():
        theirs = form.cleaned_data["seen"]
        try:
            save_profile(page.pupil, by=request.user, seen=theirs, **form.answers)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=written)
            see_again(form, seen)
        else:
            messages.success(request, f"What helps {page.pupil.forename} is saved.")
            return redirect("pupil", pk)
    return show(request, page, "pupil_profile.html", part="profile", form=form, conflict=clash)
