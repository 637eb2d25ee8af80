from django.urls import path

from accessibility.views import actions, audits, consultations, plan, reviews

ROOT = "accessibility-plan/"
ACTION = f"{ROOT}actions/<uuid:pk>/"
AUDIT = f"{ROOT}audits/<uuid:pk>/"
REVIEW = f"{ROOT}reviews/<uuid:pk>/"

urlpatterns = [
    path(ROOT, plan.board, name="accessibility_plan"),
    path(f"{ROOT}years/", plan.three_years, name="accessibility_years"),
    path(f"{ROOT}about/", plan.about, name="accessibility_about"),
    path(f"{ROOT}start/", plan.start, name="accessibility_start"),
    path(f"{ROOT}change/", plan.change, name="accessibility_change"),
    path(f"{ROOT}forward/", plan.forward, name="accessibility_forward"),
    path(f"{ROOT}earlier/<uuid:pk>/", plan.earlier, name="accessibility_earlier"),
    path(f"{ROOT}actions/add/", actions.add_action, name="accessibility_action_add"),
    path(ACTION, actions.action, name="accessibility_action"),
    path(f"{ACTION}change/", actions.change_action, name="accessibility_action_change"),
    path(f"{ACTION}note/", actions.note_progress, name="accessibility_action_note"),
    path(f"{ACTION}done/", actions.finish_action, name="accessibility_action_done"),
    path(f"{ACTION}drop/", actions.drop_action, name="accessibility_action_drop"),
    path(f"{ACTION}reopen/", actions.reopen_action, name="accessibility_action_reopen"),
    path(f"{ROOT}audits/", audits.audits, name="accessibility_audits"),
    path(f"{ROOT}audits/add/<slug:strand>/", audits.add_audit, name="accessibility_audit_add"),
    path(AUDIT, audits.audit, name="accessibility_audit"),
    path(f"{AUDIT}change/", audits.change_audit, name="accessibility_audit_change"),
    path(f"{ROOT}findings/<uuid:pk>/photos/add/", audits.add_photo, name="accessibility_photo_add"),
    path(f"{ROOT}photos/<uuid:pk>/", audits.photo, name="accessibility_photo"),
    path(f"{ROOT}photos/<uuid:pk>/remove/", audits.remove_photo, name="accessibility_photo_remove"),
    path(f"{ROOT}consultations/", consultations.consultations, name="accessibility_consultations"),
    path(
        f"{ROOT}consultations/add/",
        consultations.add_consultation,
        name="accessibility_consultation_add",
    ),
    path(
        f"{ROOT}consultations/<uuid:pk>/",
        consultations.change_consultation,
        name="accessibility_consultation",
    ),
    path(f"{ROOT}reviews/", reviews.reviews, name="accessibility_reviews"),
    path(f"{ROOT}reviews/add/", reviews.add_review, name="accessibility_review_add"),
    path(REVIEW, reviews.review, name="accessibility_review"),
    path(f"{REVIEW}change/", reviews.change_review, name="accessibility_review_change"),
    path(f"{REVIEW}sign/", reviews.sign_review, name="accessibility_review_sign"),
]
