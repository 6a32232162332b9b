"""Stored values of the gatherings stage, in lower-case English."""

from enum import StrEnum


class GatheringKind(StrEnum):
    """What the gathering calls itself."""

    ASSEMBLY = "assembly"
    CONGRESS = "congress"
    COLLOQUIUM = "colloquium"
    STUDY_DAY = "study_day"
    WORKSHOPS = "workshops"
    MEETING = "meeting"
    WEBINAR = "webinar"


class GatheringState(StrEnum):
    """The life of a gathering. A state adds what may be published; it never hides what was."""

    DRAFT = "draft"
    SAVE_THE_DATE = "save_the_date"
    INVITATION_SENT = "invitation_sent"
    REGISTRATION_OPEN = "registration_open"
    REGISTRATION_CLOSED = "registration_closed"
    HELD = "held"
    DOCUMENTED = "documented"
    ARCHIVED = "archived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Silence(StrEnum):
    """Why nobody is invited, reminded or written to by a sending about a gathering."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OVER = "over"


class DiaryStatus(StrEnum):
    """How a diary shows a part (STATUS of RFC 5545)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class PartKind(StrEnum):
    """What a part of a gathering is."""

    DAY = "day"
    HALF_DAY = "half_day"
    EVE = "eve"
    EVENING = "evening"
    WORKSHOP = "workshop"


class Otherwise(StrEnum):
    """What happens to somebody whom the audience rule does not admit."""

    REFUSE = "refuse"
    ORGANISER_DECIDES = "organiser_decides"
    OPEN = "open"


class BodyRole(StrEnum):
    """What a body does for a gathering or for one of its parts."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    HOST = "host"
    SUPPORTER = "supporter"
    PARTNER = "partner"
    FUNDER = "funder"
    CASE_STUDY = "case_study"


class ContactKind(StrEnum):
    """For what a contact point is there. The press contact appears in press releases only."""

    REGISTRATION = "registration"
    GENERAL = "general"
    PRESS = "press"
    ACCESS = "access"


class ForwardingScope(StrEnum):
    """To whom an invitation may be passed on."""

    NONE = "none"
    WITHIN_ORGANISATION = "within_organisation"
    WITHIN_TERRITORY = "within_territory"
    OPEN = "open"


class Channel(StrEnum):
    """By which door a registration may come."""

    WEB = "web"
    EMAIL = "email"
    PAPER = "paper"
    PHONE = "phone"
    DESK = "desk"
    FILE = "file"


class PhaseKind(StrEnum):
    """What happens in a phase of a process."""

    CONSULTATION = "consultation"
    COLLOQUIUM = "colloquium"
    WORKING_GROUPS = "working_groups"
    GATHERING = "gathering"
    DRAFTING = "drafting"
    FOLLOW_UP = "follow_up"


class ThemeLabel(StrEnum):
    """What the gathering calls its themes."""

    THEME = "theme"
    AXIS = "axis"
    KEY = "key"


class DocumentKind(StrEnum):
    """Documents whose readiness can be asked and whose facts a file may hold."""

    SAVE_THE_DATE = "save_the_date"
    INVITATION_LETTER = "invitation_letter"
    PROGRAMME = "programme"
    REGISTRATION_FORM = "registration_form"
    PRESS_RELEASE = "press_release"


class PublicationKind(StrEnum):
    """What stands on the page of a gathering to be read or taken away."""

    PROGRAMME = "programme"
    INVITATION = "invitation"
    SLIDES = "slides"
    REPORT = "report"
    SUMMARY = "summary"
    PROCEEDINGS = "proceedings"
    RECORDING = "recording"
    OTHER = "other"


class ProposalState(StrEnum):
    """What became of a proposal that an edition addressed to somebody."""

    NO_ANSWER = "no_answer"
    ANSWERED = "answered"
    TAKEN_UP = "taken_up"
    REFUSED = "refused"


class TextName(StrEnum):
    """The prose facts of a gathering, a part, a process or a phase. No rule reads them; pages and letters do."""

    MAIN_THEME = "main_theme"
    GUIDING_QUESTION = "guiding_question"
    REASON = "reason"
    SCOPE = "scope"
    AMBITION = "ambition"
    EXPECTED_OUTPUT = "expected_output"
    HORIZON = "horizon"
    PURPOSE = "purpose"
    NATURE = "nature"
    AIMS = "aims"
    TOPIC = "topic"
    TOPICS = "topics"
    THREADS = "threads"
    ITEMS = "items"
    OUTPUTS = "outputs"
    KEYWORDS = "keywords"
    MADE_FOR = "made_for"
    CHOSEN_WITH = "chosen_with"
    CONTRIBUTORS = "contributors"
    ADDRESSEES = "addressees"
    AUDIENCE = "audience"
    LEVELS = "levels"
    FORWARDING = "forwarding"
    NEXT_DOCUMENTS = "next_documents"
    ASKED_ACTION = "asked_action"
    PRESENTATION = "presentation"
    PRACTICAL = "practical"
    QUESTION = "question"


class Attribute(StrEnum):
    """What an audience rule may ask about somebody."""

    MEMBERSHIP = "membership"
    FUNCTION = "function"
    ORGANISATION = "organisation"
    TERRITORY = "territory"
    COMMUNITY = "community"
    INSTRUMENT = "instrument"
