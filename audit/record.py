from audit.context import request_id
from audit.models import AuditEvent


def record(action, subject=None, *, by, pupil=None, **detail):
    """Put one event on record, before the answer goes out.

    `pupil` is the child it concerns, where the subject itself is not that child. `detail` holds
    ids, codes and counts: never a name, a note or a need in words.
    """
    return AuditEvent.objects.create(
        action=action,
        subject_kind=subject._meta.model_name if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        pupil_id=_pupil_id(subject, pupil),
        actor_id=getattr(by, "pk", None),
        actor_name=getattr(by, "name", ""),
        detail=detail,
        request_id=request_id.get(),
    )


def _pupil_id(subject, pupil):
    if pupil is not None:
        return pupil.pk
    if subject is None:
        return None
    if subject._meta.model_name == "pupil":
        return subject.pk
    return getattr(subject, "pupil_id", None)
