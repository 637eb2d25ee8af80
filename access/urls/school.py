from django.urls import path

from access.views import policy, staff

urlpatterns = [
    path("who-may-do-what/", policy.policy_page, name="policy"),
    # Staff
    path("staff/", staff.staff, name="staff"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path("staff/<uuid:pk>/", staff.person, name="staff_person"),
    path("staff/<uuid:pk>/role/", staff.add_role, name="staff_add_role"),
    path("staff/<uuid:pk>/link/", staff.send_link, name="staff_send_link"),
    path("staff/roles/<uuid:pk>/end/", staff.end_role, name="staff_end_role"),
]
