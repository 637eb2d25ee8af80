"""The doors of one school, below /schools/<slug>/."""

from django.urls import include, path

urlpatterns = [
    path("", include("access.urls.school")),
    path("", include("register.urls")),
    path("", include("apdr.urls")),
    path("", include("safety.urls")),
    path("", include("accessibility.urls")),
    path("", include("reports.urls")),
    path("imports/", include("register.imports.urls")),
]

handler400 = "trust_send.views.bad_request"
handler403 = "trust_send.views.forbidden"
handler404 = "trust_send.views.not_found"
handler500 = "trust_send.views.server_error"
