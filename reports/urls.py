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
    path("plans/<uuid:pk>/family.pdf", views.parent_plan_pdf, name="parent_plan_pdf"),
    path("classes/<uuid:pk>/plans.pdf", views.class_plans_pdf, name="class_plans_pdf"),
]
