"""The pages of an import, in the order in which one meets them."""

from django.urls import path

from register.views import imports as views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("add/", views.add_import, name="add_import"),
    path("<uuid:pk>/", views.import_page, name="import"),
    path("<uuid:pk>/progress/", views.import_progress, name="import_progress"),
    path("<uuid:pk>/columns/", views.match_import, name="match_import"),
    path("<uuid:pk>/leavers/", views.tick_leavers, name="tick_import_leavers"),
    path("<uuid:pk>/rows/<uuid:row>/", views.decide_row, name="decide_import_row"),
    path("<uuid:pk>/rows-to-mend/<str:kind>/", views.download_rows, name="download_import_rows"),
    path("<uuid:pk>/save/", views.save_import, name="save_import"),
    path("<uuid:pk>/take-back/", views.take_back_import, name="take_back_import"),
    path("<uuid:pk>/give-up/", views.give_up_import, name="give_up_import"),
]
