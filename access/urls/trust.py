from django.urls import path

from access.checks import requires
from access.policy import Permission
from access.views import home, people, policy, staff

of_the_trust = requires(Permission.MANAGE_TRUST_STAFF)  # before a page that a school has too

urlpatterns = [
    path("", home.front_door, name="home"),
    path("trust/who-may-do-what/", policy.policy_page, name="policy"),
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
]
