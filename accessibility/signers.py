"""As whom does a person sign the review of the plan?"""

from access.checks import may
from access.policy import Permission
from accessibility.models import Signer


def signer_of(user):
    """The headteacher writes the plan and approves it; the SEND governor approves it alone. None
    for everybody else."""
    if not may(user, Permission.APPROVE_STATUTORY_PAPERS):
        return None
    return Signer.HEAD if may(user, Permission.WRITE_STATUTORY_PAPERS) else Signer.GOVERNOR
