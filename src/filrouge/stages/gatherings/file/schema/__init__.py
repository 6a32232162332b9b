"""The form of a gathering file, as pydantic models."""

from filrouge.stages.gatherings.file.schema.documents import LetterBrief, PressReleaseBrief
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.schema.programme import ProgrammeBrief

BRIEFS = {
    "invitation_letter": LetterBrief,
    "press_release": PressReleaseBrief,
    "programme": ProgrammeBrief,
}

__all__ = ["BRIEFS", "GatheringDocument", "LetterBrief", "PressReleaseBrief", "ProgrammeBrief"]
