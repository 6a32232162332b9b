"""What a letter and a reply form are laid out from: frozen, complete, in one language; no row and no clock behind it.

Texts are plain and stand as they were typed, but for four marks that the layout understands:
``*emphasis*``, ``**strong**``, ``^{er}`` for a raised ending ("2^{e} congrès"), and a backslash before ``*``, ``^``,
``{``, ``}`` or itself where the sign is meant (``layout.inline.escape`` puts it). Addresses of pages and mailboxes
become links by themselves. A paragraph whose lines all start with "- " is a list. Nothing else is markup, and nothing
is ever executed.
"""

from dataclasses import dataclass, field
from datetime import date

from filrouge.core.names import PersonName
from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import LetterProfile, Window

# A paragraph of exactly this text is where the parts stand; without one they follow the paragraphs.
PARTS_PARAGRAPH = "[[parts]]"


@dataclass(frozen=True)
class LogoFacts:
    """The logo of a letterhead: `key` names its content, `address` is where pages find it, measures in millimetres.

    `svg` and `png` are the drawing and the picture of it; they are not kept with a letter, their key is.
    """

    key: str
    alternative: str
    address: str
    width: float
    height: float
    svg: str = field(default="", repr=False)
    png: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class SenderFacts:
    """The letterhead. `lines` is the postal address, line by line; `case_handler` is said in France only."""

    name: str
    lines: tuple[str, ...] = ()
    service: str = ""
    case_handler: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    logo: LogoFacts | None = None


@dataclass(frozen=True)
class AddresseeFacts:
    """To whom. One person's postal address line by line, or one line naming many ("Aux villes membres")."""

    lines: tuple[str, ...] = ()
    is_collective: bool = False


@dataclass(frozen=True)
class ReaderFacts:
    """Somebody whom a letter names. `civility`: how they wish to be addressed ("madam", "sir"); empty guesses nothing.

    `function` and `body` are words in the language of the letter; `postal` is where it goes, if that is known.
    """

    name: PersonName
    civility: str = ""
    function: str = ""
    body: str = ""
    postal: PostalAddress = NOWHERE


@dataclass(frozen=True)
class SignatoryFacts:
    """Who signs for `body`, in one or several `capacities` (titles), perhaps by delegation.

    `delegation` is the formula as it is printed above ("Pour le Maire et par délégation,").
    """

    body: str
    name: str
    capacities: tuple[str, ...] = ()
    delegation: str = ""


@dataclass(frozen=True)
class AnnexFacts:
    """What travels with the letter. `deadline` is given only when the list restates it; `note` follows it."""

    title: str
    deadline: date | None = None
    note: str = ""


@dataclass(frozen=True)
class DirectLink:
    """Where a square code leads. `label` stands under it ("inscription directe"); empty: the words of the language.

    `typed`: the address printed for who types it, where the code leads to a longer one of the reader's own.
    """

    url: str
    label: str = ""
    typed: str = ""


@dataclass(frozen=True)
class LetterPart:
    """One part as a letter tells it. All phrases are ready to print.

    `supporters` are those of this part alone, a phrase each ("Avec le soutien de : …").
    """

    title: str
    when: str = ""
    where: str = ""
    audience: str = ""
    deadline: date | None = None
    supporters: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterFacts:
    """One letter to one addressee, in one language.

    `title` names the file for a reader of the PDF (empty: the first line of the subject). `date` may be vague and is
    printed no more precisely than it is. `reference` and `annexes` are empty when there are none. `closing` is a
    courtesy or a motto. `side_by_side`: how signatures stand, else one under the other. `foot` holds the lines at the
    foot of the first page (legal address, hours, data notice); `about` the paragraph on the organiser. `window` None:
    the habit of the profile. `verbatim` holds titles that were marked so, which no typography touches.
    """

    profile: LetterProfile
    language: str
    sender: SenderFacts
    addressee: AddresseeFacts
    place: str
    date: VagueDate
    subject: tuple[str, ...]
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signatories: tuple[SignatoryFacts, ...]
    title: str = ""
    reference: str = ""
    annexes: tuple[AnnexFacts, ...] = ()
    about: str = ""
    foot: tuple[str, ...] = ()
    direct: DirectLink | None = None
    parts: tuple[LetterPart, ...] = ()
    window: Window | None = None
    verbatim: tuple[str, ...] = ()
    side_by_side: bool = True
    # Notices of the state of the document, printed on every page ("Projet"); empty for the letter itself.
    stamp: str = ""

    @property
    def country(self) -> str:
        """The country of the profile: "FR" or "CH"."""
        return self.profile.country

    @property
    def locale(self) -> str:
        """Language and country as a page and a PDF say it: "fr-CH"; English is British wherever it is written."""
        return "en-GB" if self.language == "en" else f"{self.language}-{self.country}"


@dataclass(frozen=True)
class ReplyQuestion:
    """One more question of the form: free text, or a choice when there are `choices`. `key` names its field."""

    key: str
    label: str
    choices: tuple[str, ...] = ()
    note: str = ""
    lines: int = 1


@dataclass(frozen=True)
class ReplyPart:
    """One part to tick. Phrases ready to print; `questions` are asked for this part only (a meal, access)."""

    key: str
    title: str
    when: str = ""
    where: str = ""
    audience: str = ""
    deadline: date | None = None
    supporters: tuple[str, ...] = ()
    questions: tuple[ReplyQuestion, ...] = ()


@dataclass(frozen=True)
class ReplyFormFacts:
    """The form that travels with a letter, to fill in on a screen or on paper.

    `back_to` is the postal address, line by line; `email` and `direct` the quicker ways. `notice` says what becomes of
    the data. `code` is printed small at the foot so that staff find the gathering (its key).
    """

    profile: LetterProfile
    language: str
    title: str
    subtitle: str = ""
    when: str = ""
    where: str = ""
    parts: tuple[ReplyPart, ...] = ()
    questions: tuple[ReplyQuestion, ...] = ()
    deadline: date | None = None
    back_to: tuple[str, ...] = ()
    email: str = ""
    direct: DirectLink | None = None
    notice: str = ""
    code: str = ""

    @property
    def country(self) -> str:
        """The country of the profile: "FR" or "CH"."""
        return self.profile.country

    @property
    def locale(self) -> str:
        """Language and country as a page and a PDF say it: "de-CH"."""
        return "en-GB" if self.language == "en" else f"{self.language}-{self.country}"
