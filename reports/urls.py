from django.urls import path

from reports import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path(
        "pupils/<uuid:pk>/status/<uuid:period>/letter.pdf",
        views.status_letter,
        name="status_letter",
    ),
    path("pupils/<uuid:pk>/provision/costed.pdf", views.costed_map_pdf, name="costed_map_pdf"),
]
