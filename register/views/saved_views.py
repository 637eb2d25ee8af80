from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from access.checks import requires
from access.policy import Permission
from register.forms.desk import SavedViewForm
from register.models import SavedView
from register.services.desk import delete_view, save_view
from register.views.desk import register_at


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_REGISTER)
def add_saved_view(request):
    """Keep the filters in use under a name, for oneself."""
    typed = request.POST if request.method == "POST" else None
    form = SavedViewForm(typed, initial={"query": request.GET.urlencode()})
    if form.is_bound and form.is_valid():
        view = save_view(by=request.user, **form.cleaned_data)
        messages.success(request, f"The view “{view}” is saved.")
        return redirect(register_at(view.query))
    status = 422 if form.is_bound else 200
    return render(request, "register/saved_view.html", {"form": form}, status=status)


@require_POST
@requires(Permission.VIEW_REGISTER)
def delete_saved_view(request, pk):
    view = get_object_or_404(SavedView.objects.of(request.user), pk=pk)
    delete_view(view, by=request.user)
    messages.success(request, f"The view “{view}” is deleted.")
    return redirect(register_at(request.POST.get("query", "")))
