from django.urls import path

from access.checks import requires
from access.policy import Permission
from access.views import happened, home, jobs, people, policy, schools, staff, trust

of_the_trust = requires(Permission.MANAGE_TRUST_STAFF)  # before a page that a school has too

urlpatterns = [
    path("", home.front_door, name="home"),
    path("trust/who-may-do-what/", policy.policy_page, name="policy"),
    path("trust/what-happened/", happened.happened, name="audit"),
    path("trust/jobs/<uuid:pk>/", jobs.progress, name="job"),
    # Staff
    path("trust/staff/", of_the_trust(staff.staff), name="staff"),
    path("trust/staff/invite/", of_the_trust(staff.invite), name="staff_invite"),
    path("trust/staff/<uuid:pk>/", of_the_trust(staff.person), name="staff_person"),
    path("trust/staff/<uuid:pk>/role/", of_the_trust(staff.add_role), name="staff_add_role"),
    path("trust/staff/<uuid:pk>/link/", of_the_trust(staff.send_link), name="staff_send_link"),
    path("trust/staff/<uuid:pk>/off/", people.switch_off, name="staff_switch_off"),
    path("trust/staff/<uuid:pk>/on/", people.switch_on, name="staff_switch_on"),
    path("trust/staff/roles/<uuid:pk>/end/", of_the_trust(staff.end_role), name="staff_end_role"),
    path("trust/staff/roles/<uuid:pk>/move/", people.move, name="staff_move"),
    # Schools
    path("trust/schools/", schools.schools, name="schools"),
    path("trust/schools/open/", schools.open_school, name="open_school"),
    path("trust/schools/<slug:slug>/details/", schools.change_school, name="change_school"),
    path("trust/schools/<slug:slug>/close/", schools.close_school, name="close_school"),
    path("trust/schools/<slug:slug>/reopen/", schools.reopen_school, name="reopen_school"),
    # The trust's settings
    path("trust/settings/", trust.trust_settings, name="trust_settings"),
    path("trust/settings/details/", trust.change_trust, name="change_trust"),
    path("trust/authorities/add/", trust.add_authority, name="add_authority"),
    path("trust/authorities/<slug:number>/", trust.authority, name="authority"),
    path(
        "trust/authorities/<slug:number>/details/", trust.change_authority, name="change_authority"
    ),
    path(
        "trust/authorities/<slug:number>/terms/<school_year:year>/",
        trust.authority_terms,
        name="authority_terms",
    ),
    path(
        "trust/authorities/<slug:number>/closures/",
        trust.add_closure_day,
        name="add_authority_closure_day",
    ),
    path(
        "trust/authorities/<slug:number>/closures/<int:pk>/remove/",
        trust.remove_closure_day,
        name="remove_authority_closure_day",
    ),
]
