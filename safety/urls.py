from django.urls import path

from safety.kinds import KINDS
from safety.views import (
    buildings,
    care,
    drills,
    healthcare,
    lists,
    parts,
    plans,
    restrictive,
    risk,
    signing,
    training,
)


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


def _logs_of_healthcare(one):
    return [
        path(f"{one}packs/add/", healthcare.add_supply, name="supply_add"),
        path(f"{one}packs/<uuid:supply>/gone/", healthcare.supply_gone, name="supply_gone"),
        path(f"{one}doses/", healthcare.doses, name="healthcare_doses"),
        path(f"{one}doses/print/", healthcare.print_doses, name="healthcare_print_doses"),
        path(f"{one}doses/log/", healthcare.log_dose, name="healthcare_log_dose"),
        path(
            f"{one}doses/<uuid:dose>/correct/",
            healthcare.correct_dose,
            name="healthcare_correct_dose",
        ),
    ]


def _logs_of_care(one):
    return [
        path(f"{one}care/", care.care, name="intimate_care"),
        path(f"{one}care/log/", care.log_care, name="intimate_log_care"),
        path(f"{one}care/<uuid:event>/correct/", care.correct_care, name="intimate_correct_care"),
    ]


urlpatterns = [
    path("safety/", lists.safety_list, name="safety"),
    path("safety/risk/score/", risk.score, name="risk_score"),
    path(
        "safety/risk/<uuid:pk>/controls/<uuid:control>/done/",
        risk.control_done,
        name="risk_control_done",
    ),
    path("safety/buildings/", buildings.buildings, name="buildings"),
    path("safety/buildings/new/", buildings.add_building, name="building_add"),
    path("safety/buildings/<uuid:pk>/", buildings.building, name="building"),
    path("safety/buildings/<uuid:pk>/floors/new/", buildings.add_floor, name="floor_add"),
    path("safety/floors/<uuid:pk>/", buildings.floor, name="floor"),
    path("safety/floors/<uuid:pk>/remove/", buildings.remove_floor, name="floor_remove"),
    path("safety/floors/<uuid:pk>/picture/", buildings.floor_picture, name="floor_picture"),
    path("safety/evacuation/", drills.evacuation, name="evacuation"),
    path("safety/drills/start/", drills.start_drill, name="drill_start"),
    path("safety/drills/<uuid:pk>/", drills.drill, name="drill"),
    path("safety/drills/<uuid:pk>/tap/<uuid:result>/", drills.tap, name="drill_tap"),
    path("safety/drills/<uuid:pk>/end/", drills.end_drill, name="drill_end"),
    path("safety/drills/<uuid:pk>/away/", drills.throw_drill_away, name="drill_away"),
    path("safety/drills/<uuid:pk>/results/", drills.drill_results, name="drill_results"),
    path("safety/force/", restrictive.restrictive_list, name="restrictive_list"),
    path("safety/force/new/", restrictive.restrictive_new, name="restrictive_new"),
    path("safety/force/<uuid:pk>/", restrictive.restrictive, name="restrictive"),
    path(
        "safety/force/<uuid:pk>/parents/",
        restrictive.restrictive_parents,
        name="restrictive_parents",
    ),
    path(
        "safety/force/<uuid:pk>/correct/",
        restrictive.restrictive_correct,
        name="restrictive_correct",
    ),
    path(
        "pupils/<uuid:pk>/force/record/", restrictive.restrictive_record, name="restrictive_record"
    ),
    path(
        "pupils/<uuid:pk>/force/record/typed/",
        restrictive.restrictive_keep_typed,
        name="restrictive_keep_typed",
    ),
    path(
        "pupils/<uuid:pk>/force/record/typed/away/",
        restrictive.restrictive_typed_away,
        name="restrictive_typed_away",
    ),
    path("safety/parts/", parts.school_parts, name="school_parts"),
    path("safety/parts/<slug:kind>/add/", parts.add_school_part, name="school_part_add"),
    path("safety/parts/of/<uuid:pk>/ask/", parts.ask_for_school_part, name="school_part_ask"),
    path("safety/sign/<uuid:pk>/", signing.sign, name="safety_sign"),
    path("pupils/<uuid:pk>/safety/", plans.pupil_plans, name="pupil_safety"),
    path("safety/medicines/", healthcare.today, name="medicines_today"),
    *_logs_of_healthcare("safety/healthcare/<uuid:pk>/"),
    *_logs_of_care("safety/intimate/<uuid:pk>/"),
    path("safety/training/", training.training, name="training"),
    path("safety/training/add/", training.add_training, name="training_add"),
    path("safety/training/<uuid:pk>/remove/", training.remove_training, name="training_remove"),
    path("safety/training/of/<uuid:pk>/", training.training_of, name="training_of"),
    *(door for kind in KINDS.values() for door in _doors_of(kind)),
]
