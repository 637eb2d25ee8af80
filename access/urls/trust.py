from django.urls import path

from access.views import home, policy

urlpatterns = [
    path("", home.front_door, name="home"),
    path("trust/who-may-do-what/", policy.policy_page, name="policy"),
]
