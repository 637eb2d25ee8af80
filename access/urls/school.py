from django.urls import path

from access.views import happened, jobs, policy, school_year, staff

urlpatterns = [
    path("who-may-do-what/", policy.policy_page, name="policy"),
    path("what-happened/", happened.happened, name="audit"),
    path("jobs/<uuid:pk>/", jobs.progress, name="job"),
    # Staff
    path("staff/", staff.staff, name="staff"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path("staff/<uuid:pk>/", staff.person, name="staff_person"),
    path("staff/<uuid:pk>/role/", staff.add_role, name="staff_add_role"),
    path("staff/<uuid:pk>/link/", staff.send_link, name="staff_send_link"),
    path("staff/roles/<uuid:pk>/end/", staff.end_role, name="staff_end_role"),
    # School year
    path("school-year/", school_year.school_year, name="school_year"),
    path("school-year/closures/", school_year.add_closure_day, name="add_closure_day"),
    path(
        "school-year/closures/<int:pk>/remove/",
        school_year.remove_closure_day,
        name="remove_closure_day",
    ),
    path("school-year/<school_year:year>/terms/", school_year.own_terms, name="own_terms"),
    path(
        "school-year/<school_year:year>/authority/",
        school_year.give_up_own_terms,
        name="give_up_own_terms",
    ),
]
