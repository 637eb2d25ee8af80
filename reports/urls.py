from django.urls import path

from reports.views import (
    figures,
    force,
    information_report,
    papers,
    plans,
    published,
    safety,
)
from safety.kinds import KINDS

urlpatterns = [
    path("figures/", figures.figures, name="figures"),
    path("figures/force/", force.force_figures, name="force_figures"),
    path(
        "pupils/<uuid:pk>/status/<uuid:period>/letter.pdf",
        plans.status_letter,
        name="status_letter",
    ),
    path("pupils/<uuid:pk>/provision/costed.pdf", plans.costed_map_pdf, name="costed_map_pdf"),
    path("plans/<uuid:pk>/family.pdf", plans.parent_plan_pdf, name="parent_plan_pdf"),
    path("classes/<uuid:pk>/plans.pdf", plans.class_plans_pdf, name="class_plans_pdf"),
    *(
        path(
            f"safety/{code}/<uuid:pk>/versions/<int:number>/plan.pdf",
            safety.plan_paper[code],
            name=f"{code}_paper",
        )
        for code in KINDS
    ),
    path("safety/healthcare/<uuid:pk>/card.pdf", safety.healthcare_card, name="healthcare_card"),
    path("safety/fire-folder.pdf", safety.fire_folder, name="fire_folder"),
    path("safety/trip/", safety.trip_pack_page, name="trip_pack"),
    path("published/", published.papers, name="published_papers"),
    path("published/<slug:paper>/", published.paper, name="published"),
    path("published/<slug:paper>/versions/", published.versions, name="published_versions"),
    path("published/<slug:paper>/feed.atom", published.feed, name="published_feed"),
    path("published/<slug:paper>/embed/", published.embed, name="published_embed"),
    path(
        "published/<slug:paper>/versions/<int:number>/",
        published.version,
        name="published_version",
    ),
    path(
        "published/<slug:paper>/versions/<int:number>/paper.pdf",
        published.paper_pdf,
        name="published_pdf",
    ),
    path("papers/", papers.statutory_papers, name="statutory_papers"),
    path("papers/<slug:paper>/", papers.record_statutory_paper, name="record_statutory_paper"),
    path("papers/<slug:paper>/publish/", papers.publish_paper, name="publish_paper"),
    path("papers/<slug:paper>/share/", papers.share_paper, name="share_paper"),
    path("information-report/", information_report.now, name="information_report_now"),
    path("information-report/start/", information_report.start, name="start_report"),
    path("information-report/links/check/", information_report.check_links, name="check_links"),
    path("information-report/tidy/", information_report.tidy_pasted, name="tidy_pasted"),
    path("information-report/<int:year>/", information_report.report, name="information_report"),
    path(
        "information-report/<int:year>/preview/", information_report.preview, name="report_preview"
    ),
    path(
        "information-report/<int:year>/comment/", information_report.remark, name="report_comment"
    ),
    path(
        "information-report/<int:year>/comments/<uuid:pk>/settle/",
        information_report.settle,
        name="settle_comment",
    ),
    path(
        "information-report/<int:year>/approve/", information_report.approve, name="approve_report"
    ),
    path("information-report/<int:year>/links/vouch/", information_report.vouch, name="vouch_link"),
    path(
        "information-report/<int:year>/sections/<slug:item>/",
        information_report.section,
        name="report_section",
    ),
    path(
        "information-report/<int:year>/sections/<slug:item>/keep/",
        information_report.keep_section,
        name="keep_section",
    ),
    path(
        "information-report/<int:year>/sections/<slug:item>/typed-away/",
        information_report.section_typed_away,
        name="section_typed_away",
    ),
]
