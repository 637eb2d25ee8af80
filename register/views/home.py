from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import open_to


@require_safe
@open_to("members", reason="Everybody who belongs to the school has a front page of their own.")
def home(request):
    return render(request, "register/home.html")
