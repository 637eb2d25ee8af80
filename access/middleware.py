from django.core.exceptions import ImproperlyConfigured
from django.http import Http404

from access.checks import roles_here
from audit.context import acting
from schools.middleware import leave_school

READING = ("GET", "HEAD", "OPTIONS")


class MemberOfTheSchool:
    """Nobody enters a school where they have no membership today: 404, as if it were not there.

    Public pages of a school (`open_to("anyone")`) are the exception. A change made in a request
    is signed with the person who asked for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in READING or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.tenant is None or getattr(view, "open_to", "") == "anyone":
            return
        if not roles_here(request.user):
            leave_school(request)
            raise Http404


class LockedDoors:
    """A view that names neither a permission nor a reason to stand open serves nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not hasattr(view, "permission") and not hasattr(view, "open_to"):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} has no lock")
