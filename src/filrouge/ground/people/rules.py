"""Rules of staff: who may lose a role. Frozen facts in, a decision out."""

from filrouge.core.decisions import Decision, Reason
from filrouge.ground.people.enums import Role


def may_take_role(role: Role, *, holders: int) -> Decision:
    """Whether one more holder of a role may lose it. An organiser without a manager could give no role ever again."""
    if role is Role.MANAGER and holders <= 1:
        return Decision.refuse(Reason("last_manager"))
    return Decision.allow()
