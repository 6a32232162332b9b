"""Stored values of the documents stage."""

from enum import StrEnum


class LetterProfile(StrEnum):
    """The habits by which a letter is laid out; any profile may carry any language."""

    FR_CITY = "fr_city"
    FR_ASSOCIATION = "fr_association"
    CH_FR = "ch_fr"
    CH_DE = "ch_de"
    CH_IT = "ch_it"

    @property
    def country(self) -> str:
        """ "FR" or "CH"."""
        return self.value[:2].upper()


class Window(StrEnum):
    """On which side of the envelope its window is."""

    LEFT = "left"
    RIGHT = "right"


class LetterKind(StrEnum):
    """What a letter is for."""

    INVITATION_LETTER = "invitation_letter"
    ERRATUM = "erratum"


class LetterState(StrEnum):
    """A draft follows the facts; an issued letter is frozen."""

    DRAFT = "draft"
    ISSUED = "issued"


class ChosenBy(StrEnum):
    """Why somebody reads a document in a language: it is theirs, it was declared for everybody else, or it is the first
    in which the document exists.
    """

    OWN = "own"
    DECLARED = "declared"
    FIRST = "first"


class AnnexKind(StrEnum):
    """What travels with a letter. All but another document can be made from the facts; a file may stand in for them."""

    PROGRAMME = "programme"
    OTHER = "other"
    PART_INVITATION = "part_invitation"
    REPLY_FORM = "reply_form"


class AnnexState(StrEnum):
    """Whether an annex can travel."""

    MISSING = "missing"
    DRAFT = "draft"
    READY = "ready"


class ApprovedBy(StrEnum):
    """How somebody approved what they sign."""

    ACCOUNT = "account"
    RECORDED = "recorded"
