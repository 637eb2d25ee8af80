from django.urls import path

from register.views import (
    chosen,
    class_lists,
    desk,
    groups,
    home,
    key_adult,
    my_classes,
    next_year,
    saved_views,
)

urlpatterns = [
    path("", home.home, name="home"),
    # The register page
    path("register/", desk.register_page, name="register"),
    path("register/export.csv", desk.export_register, {"kind": "csv"}, name="register_csv"),
    path("register/export.xlsx", desk.export_register, {"kind": "xlsx"}, name="register_xlsx"),
    path("register/print/", desk.print_register, name="print_register"),
    path("register/columns/", desk.register_columns, name="register_columns"),
    path("register/chosen/", chosen.chosen_pupils, name="chosen_pupils"),
    path("register/views/add/", saved_views.add_saved_view, name="add_saved_view"),
    path(
        "register/views/<uuid:pk>/delete/",
        saved_views.delete_saved_view,
        name="delete_saved_view",
    ),
    path("register/key-adult/<uuid:pk>/", key_adult.key_adult, name="key_adult"),
    # Classes and who teaches them
    path("classes/", groups.classes, name="classes"),
    path("classes/add/", groups.add_class, name="add_class"),
    path("classes/list/", class_lists.import_classes, name="import_classes"),
    path("classes/list/save/", class_lists.save_class_list, name="save_class_list"),
    path("classes/next-year/", next_year.next_year, name="next_year"),
    path("classes/<uuid:pk>/", groups.class_page, name="class"),
    path("classes/<uuid:pk>/change/", groups.change_class, name="change_class"),
    path("classes/<uuid:pk>/close/", groups.close_class, name="close_class"),
    path("classes/<uuid:pk>/pupils/add/", groups.add_class_pupils, name="add_class_pupils"),
    path("classes/<uuid:pk>/pupils/", groups.move_class_pupils, name="move_class_pupils"),
    path("classes/<uuid:pk>/adults/add/", groups.add_class_adult, name="add_class_adult"),
    path("classes/<uuid:pk>/adults/<uuid:place>/", groups.end_class_adult, name="end_class_adult"),
    # My classes
    path("my-classes/", my_classes.my_classes, name="my_classes"),
    path("my-classes/<uuid:pk>/", my_classes.my_class, name="my_class"),
    path("my-classes/<uuid:pk>/read/", my_classes.acknowledge, name="acknowledge_class"),
]
