from django.urls import path

from apdr.views import came_in, cycles, group_reviews, plans, reviews

urlpatterns = [
    # A pupil's plans
    path("pupils/<uuid:pk>/plans/", cycles.plans, name="pupil_plans"),
    path("pupils/<uuid:pk>/plans/start/", cycles.start, name="plan_start"),
    path("pupils/<uuid:pk>/meetings/add/", cycles.add_parent_meeting, name="parent_meeting_add"),
    # One plan, step by step
    path("plans/wording/", plans.check_wording, name="plan_wording"),
    path("plans/<uuid:pk>/", cycles.plan, name="plan"),
    path("plans/<uuid:pk>/evidence/", cycles.add_evidence, name="plan_evidence"),
    path("plans/<uuid:pk>/edit/", plans.edit, name="plan_edit"),
    path("plans/<uuid:pk>/draft/", plans.keep_draft, name="plan_draft"),
    path("plans/<uuid:pk>/draft/away/", plans.throw_draft_away, name="plan_draft_away"),
    path("plans/<uuid:pk>/agree/", cycles.agree, name="plan_agree"),
    path("plans/<uuid:pk>/review/", cycles.write_review, name="plan_review"),
    path("plans/<uuid:pk>/close/", cycles.close, name="plan_close"),
    path("plans/<uuid:pk>/amend/", cycles.amend, name="plan_amend"),
    path("plans/<uuid:pk>/next/", plans.next_cycle, name="plan_next"),
    # Reviews to do
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<uuid:pk>/", reviews.review, name="review"),
    path("reviews/<uuid:pk>/draft/", reviews.keep_draft, name="review_draft"),
    path("reviews/<uuid:pk>/draft/away/", reviews.throw_draft_away, name="review_draft_away"),
    path("reviews/<uuid:pk>/undo/", reviews.take_back, name="review_take_back"),
    path("provision/<uuid:pk>/reviews/", group_reviews.group, name="group_reviews"),
    path(
        "provision/<uuid:pk>/reviews/draft/", group_reviews.keep_drafts, name="group_reviews_draft"
    ),
    # What came in
    path("reviews/came-in/", came_in.came_in, name="reviews_came_in"),
    path("reviews/<uuid:pk>/ask/", came_in.ask_back, name="review_ask_back"),
]
