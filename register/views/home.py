from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import open_to
from audit.record import record
from register.home import Home


@require_safe
@open_to("members", reason="Everybody who belongs to the school has a front page of their own.")
def home(request):
    page = Home(request.user)
    if page.shown:
        record("home.viewed", by=request.user, pupils=sorted(str(pk) for pk in page.shown))
    return render(request, "register/home.html", {"home": page})
