from django.urls import path

from safety.kinds import KINDS
from safety.views import lists, plans, signing


def _doors_of(kind):
    """The addresses of one kind of plan. Each kind has its own, behind its own permission."""
    code = kind.code
    one = f"safety/{code}/<uuid:pk>/"
    return [
        path(f"pupils/<uuid:pk>/safety/{code}/start/", plans.start[code], name=f"{code}_start"),
        path(one, plans.plan[code], name=f"{code}_plan"),
        path(f"{one}versions/<int:number>/", plans.version[code], name=f"{code}_version"),
        path(f"{one}write/", plans.write[code], name=f"{code}_write"),
        path(f"{one}write/typed/", plans.keep_typed[code], name=f"{code}_keep_typed"),
        path(f"{one}write/typed/away/", plans.typed_away[code], name=f"{code}_typed_away"),
        path(f"{one}new/", plans.new_version[code], name=f"{code}_new_version"),
        path(f"{one}draft/away/", plans.draft_away[code], name=f"{code}_draft_away"),
        path(f"{one}send/", signing.send[code], name=f"{code}_send"),
        path(f"{one}agreement/<slug:who>/", signing.agreement[code], name=f"{code}_agreement"),
        path(f"{one}refusal/<slug:who>/", signing.refusal[code], name=f"{code}_refusal"),
        path(f"{one}know/", signing.acknowledge[code], name=f"{code}_acknowledge"),
        path(f"{one}review/", plans.check[code], name=f"{code}_check"),
        path(f"{one}end/", plans.end[code], name=f"{code}_end"),
    ]


urlpatterns = [
    path("safety/", lists.safety_list, name="safety"),
    path("safety/sign/<uuid:pk>/", signing.sign, name="safety_sign"),
    path("pupils/<uuid:pk>/safety/", plans.pupil_plans, name="pupil_safety"),
    *(door for kind in KINDS.values() for door in _doors_of(kind)),
]
