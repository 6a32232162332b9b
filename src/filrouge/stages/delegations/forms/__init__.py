"""The forms of delegations: shape and type of what is typed. Whether it can be taken is answered by the rules."""

from filrouge.stages.delegations.forms.billing import BillingForm, ReferencesForm
from filrouge.stages.delegations.forms.group import GroupForm
from filrouge.stages.delegations.forms.held import HeldForm
from filrouge.stages.delegations.forms.lines import PeopleLines, PersonLine

__all__ = ["BillingForm", "GroupForm", "HeldForm", "PeopleLines", "PersonLine", "ReferencesForm"]
