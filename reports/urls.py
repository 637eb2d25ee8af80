from django.urls import path

from reports.views import figures, plans

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path(
        "pupils/<uuid:pk>/status/<uuid:period>/letter.pdf",
        plans.status_letter,
        name="status_letter",
    ),
    path("pupils/<uuid:pk>/provision/costed.pdf", plans.costed_map_pdf, name="costed_map_pdf"),
    path("plans/<uuid:pk>/family.pdf", plans.parent_plan_pdf, name="parent_plan_pdf"),
    path("classes/<uuid:pk>/plans.pdf", plans.class_plans_pdf, name="class_plans_pdf"),
]
