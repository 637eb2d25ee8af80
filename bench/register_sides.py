"""The other sides of `register_page`: the same rows and columns, behind the same sign-in, by a
plain Django template and by Django's admin. They live in the benchmarks alone.
"""

from functools import cache

from django.contrib import admin
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from access.checks import requires
from access.policy import Permission
from register.models import Pupil

PLAIN = """{% load static %}<!doctype html><html lang="en"><head><title>Register</title>
<link rel="stylesheet" href="{% static 'app.css' %}"></head><body><h1>Register</h1><table>
<thead><tr><th>Pupil</th><th>Class</th><th>Status</th><th>Main need</th><th>Flags</th>
<th>Key adult</th><th>Look again</th></tr></thead><tbody>
{% for pupil in pupils %}<tr>
<th><a href="../pupils/{{ pupil.pk }}/">{{ pupil.listed_name }}</a></th>
<td>{{ pupil.class_name|default:"" }}</td><td>{{ pupil.status }}</td>
<td>{{ pupil.main_need|default:"" }}</td>
<td>{% if pupil.is_looked_after %}Looked after{% endif %}</td>
<td>{{ pupil.key_adult.name|default:"" }}</td>
<td>{{ pupil.look_again_on|date:"j M Y" }}</td></tr>
{% endfor %}</tbody></table></body></html>"""


def _pupils():
    desk = Pupil.objects.on_roll().on_the_desk().with_main_need().with_class()
    return desk.select_related("key_adult").by_name()


@requires(Permission.VIEW_REGISTER)
def plain_register(request):
    return HttpResponse(_plain_template().render({"pupils": _pupils()}, request))


@cache
def _plain_template():
    return engines["django"].from_string(PLAIN)


class AdminOfAnybody(admin.AdminSite):
    """Lets in whoever is signed in: what is measured is the list, not the lock."""

    def has_permission(self, request):
        return True


class PupilAdmin(admin.ModelAdmin):
    list_display = ("listed_name", "class_", "status", "need", "flags", "key_adult", "look_again")
    list_per_page = 400
    list_select_related = ("key_adult",)
    ordering = ("surname", "forename", "pk")
    show_full_result_count = False

    def get_queryset(self, request):
        return _pupils()

    def has_module_permission(self, request):
        return True

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return True

    def class_(self, pupil):
        return pupil.class_name

    def status(self, pupil):
        return pupil.status

    def need(self, pupil):
        return pupil.main_need

    def flags(self, pupil):
        return "Looked after" if pupil.is_looked_after else ""

    def look_again(self, pupil):
        return pupil.look_again_on


site = AdminOfAnybody(name="admin")
site.register(Pupil, PupilAdmin)


@requires(Permission.VIEW_REGISTER)
def admin_register(request):
    return site.get_model_admin(Pupil).changelist_view(request)


urlpatterns = [
    path("plain/", plain_register),
    path("by-admin/", admin_register),
    path("admin/", (site.get_urls(), "admin", "admin")),
    path("", include("trust_send.urls_school")),
]
handler403 = "trust_send.views.forbidden"
handler404 = "trust_send.views.not_found"
handler500 = "trust_send.views.server_error"
