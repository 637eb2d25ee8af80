from django.urls import path

from access.views import policy

urlpatterns = [
    path("who-may-do-what/", policy.policy_page, name="policy"),
]
