from django.urls import path

from register.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
