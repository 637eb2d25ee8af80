from django.urls import path

from apdr.views import (
    bank,
    came_in,
    closing,
    costs,
    cycles,
    group_reviews,
    interventions,
    plans,
    provision,
    reviews,
    sessions,
)

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
    path("plans/<uuid:pk>/review/", closing.write_review, name="plan_review"),
    path("plans/<uuid:pk>/close/", closing.close, name="plan_close"),
    path("plans/<uuid:pk>/amend/", closing.amend, name="plan_amend"),
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
    # The provision map
    path("provision/", provision.provision, name="provision"),
    path("provision/new/", interventions.set_up, name="intervention_add"),
    path("provision/impact/", provision.impact, name="impact"),
    path("provision/<uuid:pk>/", provision.intervention, name="intervention"),
    path("provision/<uuid:pk>/change/", interventions.change, name="intervention_change"),
    path("provision/<uuid:pk>/end/", interventions.end, name="intervention_end"),
    path("provision/<uuid:pk>/pupils/add/", interventions.enrol, name="intervention_enrol"),
    path("provision/places/<uuid:pk>/", interventions.place, name="place"),
    # The tick
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<uuid:pk>/", sessions.session, name="session"),
    path("sessions/<uuid:pk>/tick/", sessions.tick, name="session_tick"),
    # What it costs
    path("provision/costs/", costs.school_costs, name="provision_costs"),
    path("provision/costs/rates/set/", costs.set_rate, name="set_rate"),
    path("provision/costs/budget/set/", costs.set_budget, name="set_budget"),
    path("pupils/<uuid:pk>/provision/", costs.pupil_provision, name="pupil_provision"),
    path(
        "pupils/<uuid:pk>/provision/csv/",
        costs.costed_map_file,
        {"kind": "csv"},
        name="costed_map_csv",
    ),
    path(
        "pupils/<uuid:pk>/provision/xlsx/",
        costs.costed_map_file,
        {"kind": "xlsx"},
        name="costed_map_xlsx",
    ),
    path("pupils/<uuid:pk>/top-up/", costs.give_top_up, name="give_top_up"),
    # The bank
    path("bank/", bank.bank, name="bank"),
    path("bank/add/", bank.add, name="bank_add"),
    path("bank/<uuid:pk>/withdraw/", bank.withdraw, name="bank_withdraw"),
]
