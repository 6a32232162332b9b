"""Tables of the gatherings stage, by noun."""

from filrouge.stages.gatherings.models.access import PartnerAccess
from filrouge.stages.gatherings.models.gathering import Gathering, Venue
from filrouge.stages.gatherings.models.part import Part
from filrouge.stages.gatherings.models.process import Phase, Process
from filrouge.stages.gatherings.models.publication import Publication
from filrouge.stages.gatherings.models.quota import Quota
from filrouge.stages.gatherings.models.roles import Brief, ContactPoint, OrganisingRole, Theme
from filrouge.stages.gatherings.models.series import Edition, EditionProposal, EditionResult, Series

__all__ = [
    "Brief",
    "ContactPoint",
    "Edition",
    "EditionProposal",
    "EditionResult",
    "Gathering",
    "OrganisingRole",
    "Part",
    "PartnerAccess",
    "Phase",
    "Process",
    "Publication",
    "Quota",
    "Series",
    "Theme",
    "Venue",
]
