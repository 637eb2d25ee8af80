"""What a family reads of a safety plan that waits for its agreement; what becomes of its answer.

One purpose of a link (register.links) for each kind of plan. The family reads the parts that
concern it and the rows that say what is done for the child: no scores, no names of training, no
task of a member of staff. Its answer is the parent's agreement; the last one needed brings the plan
into force.
"""

from functools import partial

from django.utils import timezone

from register import links
from register.refusals import PlainRefusal
from safety.forms.family import AGREES, REFUSES, FamilyAgreementForm
from safety.kinds import KINDS
from safety.models import Agreement, Duty, SafetyPlan, Signer, Version
from safety.parts import parts_known
from safety.services.signing import agree


def asked_version(code, pk):
    """The version that a link of this kind shows; None where it was given up."""
    found = Version.objects.filter(pk=pk, plan__kind=code)
    return found.select_related("plan__building", "pupil", "written_by").first()


def version_for_family(version):
    """The context of the family's page. `waits` says whether it can be answered."""
    kind = KINDS[version.plan.kind]
    concerning = [part for part in parts_known(kind) if part.family]
    said = [(part.title, version.answers.get(part.name, "")) for part in concerning]
    return {
        "version": version,
        "plan": version.plan,
        "kind": kind,
        "pupil": version.pupil,
        "waits": _waits(version),
        "given": _given(version),
        "parts": [(title, text) for title, text in said if text.strip()],
        "hazards": version.hazards.prefetch_related("controls"),
        "places": version.places.all(),
        "medicines": version.medicines.all(),
        "helpers": _helpers(version),
    }


def may_read(kind, user, pk):
    """A plan that a person may not read they may not send either."""
    mine = SafetyPlan.objects.for_user(user, to=kind.view)
    return Version.objects.filter(pk=pk, plan__in=mine.values("pk")).exists()


def said_before(version):
    given = _given(version)
    if given is None:
        return {"comment": ""}
    agrees = AGREES if given.agrees else REFUSES
    return {"agrees": agrees, "comment": given.comment, "signed_as": given.name}


def put_down(version, answers):
    """The family's answer is the agreement of the parent."""
    if not _waits(version):
        raise links.NotAsked
    try:
        agree(
            version,
            Signer.PARENT,
            by=None,
            name=answers["signed_as"],
            on=timezone.localdate(),
            how=Agreement.How.LINK,
            agrees=answers["agrees"] == AGREES,
            comment=answers["comment"],
        )
    except PlainRefusal as refusal:
        raise links.NotAsked from refusal


def offer_links():
    for kind in KINDS.values():
        links.add(
            links.Purpose(
                name=kind.code,
                words=f"the {kind.noun}",
                template="safety/family_plan.html",
                subject=partial(asked_version, kind.code),
                context=version_for_family,
                back=lambda version: version.plan.url_of("version", version.number),
                open_to=partial(may_read, kind),
                form=FamilyAgreementForm,
                said=said_before,
                answered=put_down,
            )
        )


def _waits(version):
    return bool(version.sent_at and not version.is_signed and not version.plan.ended_on)


def _given(version):
    """What the parents have said of this version, by the link or otherwise."""
    return version.agreements.filter(who=Signer.PARENT).first()


def _helpers(version):
    """The adults who help, and who stand in for them, each once."""
    helping = version.duties.exclude(does=Duty.Does.KNOWS).select_related("user", "place")
    return list(dict.fromkeys(duty.user.name for duty in helping))
