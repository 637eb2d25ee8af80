"""The doors of the trust: sign-in, the trust's own pages, and what stands open to the public."""

from django.urls import include, path

from apdr.views import trust_bank
from apdr.views.labels import rating_labels
from reports.views import papers
from safety.views import parts
from safety.views.matrix import risk_matrix
from trust_send import views

urlpatterns = [
    path("", include("access.urls.trust")),
    path("trust/settings/scale/", rating_labels, name="rating_labels"),
    path("trust/settings/risk/", risk_matrix, name="risk_matrix"),
    path("trust/plans/", parts.plan_templates, name="plan_templates"),
    path("trust/plans/<slug:kind>/", parts.plan_template, name="plan_template"),
    path("trust/plans/<slug:kind>/add/", parts.add_trust_part, name="trust_part_add"),
    path(
        "trust/plans/<slug:kind>/<slug:name>/ask/", parts.ask_for_trust_part, name="trust_part_ask"
    ),
    path("trust/bank/", trust_bank.trust_bank, name="trust_bank"),
    path("trust/bank/add/", trust_bank.add, name="trust_bank_add"),
    path("trust/bank/<uuid:pk>/change/", trust_bank.change, name="trust_bank_change"),
    path("trust/bank/<uuid:pk>/withdraw/", trust_bank.withdraw, name="trust_bank_withdraw"),
    path("trust/papers/", papers.all_papers, name="all_papers"),
    path("trust/papers/texts/", papers.report_texts, name="report_texts"),
    path("trust/papers/texts/<slug:item>/", papers.report_text, name="report_text"),
    path("trust/papers/schools/<slug:slug>/", papers.papers_of_school, name="papers_of_school"),
    path("trust/papers/schools/<slug:slug>/send-back/", papers.send_back, name="send_back_report"),
    path("account/", include("access.urls.account")),
    path("brand/<str:colour>.css", views.brand_css, name="brand_css"),
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility_statement, name="accessibility_statement"),
    path("components/", views.gallery, name="gallery"),
]

handler400 = "trust_send.views.bad_request"
handler403 = "trust_send.views.forbidden"
handler404 = "trust_send.views.not_found"
handler500 = "trust_send.views.server_error"
