from django.urls import path

from reports import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path(
        "pupils/<uuid:pk>/status/<uuid:period>/letter.pdf",
        views.status_letter,
        name="status_letter",
    ),
]
