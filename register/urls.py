from django.urls import path

from register.views import (
    class_lists,
    groups,
    home,
    my_classes,
    next_year,
)

urlpatterns = [
    path("", home.home, name="home"),
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
