"""What an event is called when people read it.

Events are named noun.verb by whoever records them, and most read well as they are: "role.given" is
"Role given". The others have words of their own here.
"""

from django.apps import apps

WORDS = {
    "access.refused": "Page refused",
    "audit.viewed": "Looked at what happened",
    "cover_card.made": "Card for cover staff made",
    "cover_card.printed": "Card for cover staff printed",
    "cover_card.read": "Card for cover staff read",
    "cover_card.refused": "Wrong code at a cover card",
    "cover_card.taken_back": "Card for cover staff taken back",
    "cover_card.too_many": "Cover cards refused after too many tries",
    "cover_card.unlocked": "Cover card opened with its code",
    "drill.filed": "Results of a drill filed",
    "drill.tapped": "Tapped in a drill: out, away or in need of help",
    "drill.thrown_away": "Drill thrown away",
    "emergency_card.printed": "Emergency card printed",
    "evacuation.viewed": "Looked at who needs help to leave",
    "fire_folder.printed": "Fire folder printed",
    "link.answered": "Family answered through its link",
    "link.made": "Link for a family made",
    "link.read": "Family read through its link",
    "link.refused": "Wrong date of birth at a family’s link",
    "link.taken_back": "Link for a family taken back",
    "link.too_many": "Family links refused after too many tries",
    "link.unlocked": "Family’s link opened with the date of birth",
    "password.link_sent": "Link for a new password sent",
    "person.refused": "Change to an account refused",
    "person.switched_off": "Account switched off",
    "person.switched_on": "Account opened again",
    "role.refused": "Change of roles refused",
    "plan_part.asked_again": "Part of safety plans asked for again",
    "plan_part.taken_out": "Part of safety plans taken out",
    "plan_templates.changed": "Templates of safety plans changed",
    "sign_in": "Signed in",
    "sign_in.failed": "Sign-in failed",
    "sign_in.too_many": "Sign-in refused after too many tries",
    "sign_out": "Signed out",
    "trip_pack.printed": "Trip pack printed",
    "trip_pupils.listed": "Pupils listed to choose for a trip",
    "terms.given_up": "Own term dates given up",
    "terms.set": "Term dates set",
}

SORTS = {
    "changes": "Changes",
    "looks": "Looks at records",
    "exports": "Exports and prints",
    "people": "People and roles",
    "sign_ins": "Sign-ins",
    "refused": "Refused",
}


def words_for(action):
    """The event in plain words."""
    return WORDS.get(action) or action.replace(".", " ").replace("_", " ").capitalize()


def kind_in_words(subject_kind):
    """What sort of thing an event is about: "statusperiod" is "status period"."""
    models = {model._meta.model_name: model for model in apps.get_models()}
    model = models.get(subject_kind)
    return str(model._meta.verbose_name) if model else subject_kind
