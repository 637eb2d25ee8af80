from django.urls import path

from access.views import account

urlpatterns = [
    path("", account.account, name="account"),
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("step-in/", account.step_in, name="step_in"),
    path("password/", account.change_password, name="change_password"),
    path("forgotten/", account.forgotten, name="forgotten"),
    path("forgotten/sent/", account.forgotten_sent, name="forgotten_sent"),
    path("welcome/<str:who>/<str:token>/", account.welcome, name="welcome"),
]
