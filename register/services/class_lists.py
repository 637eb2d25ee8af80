from django.db import transaction

from audit.record import record
from register.models import Group, Pupil
from register.services import groups


@transaction.atomic
def load_class_list(plan, *, by, on, are_whole_lists=False):
    """Do what a list says from a day on: make the groups that are missing, bring in their pupils
    and adults. Where the lists are whole, pupils whom they leave out leave the group."""
    for one in plan.groups:
        group = one.group or groups.make_group(
            by=by, name=one.name, kind=Group.Kind.TEACHING, subject=one.subject
        )
        if are_whole_lists and one.leaving:
            groups.take_out(Pupil.objects.filter(pk__in=one.leaving), group, by=by, on=on)
        if one.pupils:
            groups.put_in_group(one.pupils, group, by=by, on=on)
        for adult in one.adults:
            groups.add_adult(group, adult, by=by, on=on)
    record("class_list.loaded", by=by, groups=len(plan.groups), pupils=plan.coming)
