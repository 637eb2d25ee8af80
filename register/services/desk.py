"""What a person keeps of their register page, and what they do with many pupils at once."""

from django.db import transaction

from audit.record import record
from register.models import Pupil, RegisterColumns, SavedView


@transaction.atomic
def choose_columns(user, keys):
    """The columns of this person's register from now on; none brings back the first choice."""
    RegisterColumns.objects.update_or_create(user=user, defaults={"columns": keys})
    record("register.columns_chosen", by=user, columns=keys)


@transaction.atomic
def save_view(*, by, name, query):
    """Keep these filters under a name; the same name again takes the new filters."""
    view, _ = SavedView.objects.update_or_create(user=by, name=name, defaults={"query": query})
    record("view.saved", view, by=by)
    return view


@transaction.atomic
def delete_view(view, *, by):
    record("view.deleted", view, by=by)
    view.delete()


@transaction.atomic
def choose_key_adult_for(pupils, *, by, adult):
    """One key adult for many pupils; each pupil's history tells it. Returns how many changed."""
    ids = [pupil.pk for pupil in pupils]
    changing = Pupil.objects.select_for_update().filter(pk__in=ids).exclude(key_adult=adult)
    changed = list(changing)
    Pupil.objects.filter(pk__in=[pupil.pk for pupil in changed]).update(key_adult=adult)
    for pupil in changed:
        record("key_adult.chosen", pupil, by=by, adult=str(adult.pk))
    return len(changed)
