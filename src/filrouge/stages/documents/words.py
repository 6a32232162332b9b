"""The words of letters in the reader's language: why one cannot leave, what disagrees, what a placeholder says."""

from datetime import date, time

from django.conf import settings
from django.utils.translation import gettext, ngettext, pgettext

from filrouge.core.date_words import date_in_words, hour_in_words, vague_date_in_words
from filrouge.core.decisions import Reason
from filrouge.core.text import Translated
from filrouge.core.typography import join_or
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import AnnexKind, AnnexState, LetterKind, LetterProfile
from filrouge.stages.documents.fact_check.mentions import Finding, Kind, Problem
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import Fact

LETTER_CODES = frozenset(
    {
        "letter_issued",
        "letter_mismatches",
        "letter_fact_unknown",
        "letter_without_text",
        "letter_placeholder_unknown",
        "letter_placeholder_empty",
        "letter_deadlines_differ",
        "letter_annex_missing",
        "letter_annex_draft",
        "letter_annex_required",
        "letter_unsigned",
        "letter_not_approved",
    }
)


def language_word(language: str) -> str:
    """The name of a language; empty for none."""
    return str(dict(settings.LANGUAGES).get(language, ""))


def reason_in_words(reason: Reason, language: str) -> str:
    """One reason why a letter may not leave, as a sentence. Raises KeyError for a code of another stage."""
    said = reason.facts
    count = said.get("count")
    number = count if isinstance(count, int) else 1
    named = {
        "name": said.get("name") or "",
        "title": quoted_title(said.get("titles"), language),
        "language": language_word(str(said.get("language") or "")),
        "fact": fact_word(Fact(str(said["fact"]))) if "fact" in said else "",
        "n": number,
        "annex": annex_word(AnnexKind(str(said["kind"]))) if "kind" in said else "",
    }
    sentences = {
        "letter_issued": gettext("This letter was issued already: nothing of it is changed any more."),
        "letter_mismatches": ngettext(
            "%(n)s statement does not agree with the facts or with the other languages.",
            "%(n)s statements do not agree with the facts or with the other languages.",
            number,
        ),
        "letter_fact_unknown": gettext("A letter cannot leave without this fact: %(fact)s."),
        "letter_without_text": gettext("The text has no subject or no paragraph: %(language)s."),
        "letter_placeholder_unknown": gettext("%(name)s cannot be replaced by a fact (%(language)s)."),
        "letter_placeholder_empty": gettext("Nobody knows yet what stands for {%(name)s} (%(language)s)."),
        "letter_deadlines_differ": gettext(
            "The parts have several last days to register: say each with its part (%(language)s)."
        ),
        "letter_annex_missing": gettext("This annex is missing: %(title)s."),
        "letter_annex_draft": gettext("This annex is still a draft: %(title)s."),
        "letter_annex_required": gettext(
            "This letter lacks an annex: %(annex)s %(title)s. Make it, or say why it is not needed."
        )
        if named["title"]
        else gettext("This letter lacks an annex: %(annex)s. Make it, or say why it is not needed."),
        "letter_unsigned": gettext("Nobody signs this letter yet."),
        "letter_not_approved": gettext("%(name)s has not approved the letter as it stands now."),
    }
    return sentences[reason.code] % named


def quoted_title(stored: object, language: str) -> str:
    """A title that a reason carries as "fr:…" pairs, in the reader's language and quotation marks."""
    pairs = dict(str(pair).split(":", 1) for pair in stored) if isinstance(stored, tuple) else {}
    title = Translated.of(pairs, language).best(language).text
    return gettext("“%(title)s”") % {"title": title} if title else ""


def fact_word(fact: Fact) -> str:
    """A fact without which an invitation cannot leave."""
    return {
        Fact.TITLE: pgettext("fact", "title"),
        Fact.DATES: pgettext("fact", "dates"),
        Fact.PLACE: pgettext("fact", "town or venue"),
        Fact.ORGANISER: pgettext("fact", "organiser"),
    }.get(fact, fact.value)


def finding_in_words(finding: Finding, facts: GatheringFacts, language: str) -> str:
    """One disagreement as a sentence: what the text says, and what is true or what other languages say."""
    named = {
        "said": " ".join(finding.said.split()),
        "true": join_or([_value(finding.kind, one, facts, language) for one in finding.expected], language=language),
        "others": ", ".join(language_word(other) for other in finding.others),
        "placeholder": f"{{{finding.placeholder}}}",
    }
    sentences = {
        Problem.OTHER_DEADLINE: gettext("The text says “%(said)s”; the last day to register is %(true)s."),
        Problem.UNKNOWN_DAY: gettext("“%(said)s” is no day of this gathering. Known: %(true)s."),
        Problem.WRONG_WEEKDAY: gettext("“%(said)s” names another day of the week: it is %(true)s."),
        Problem.UNKNOWN_HOUR: gettext("“%(said)s” is no hour of this gathering. Known: %(true)s."),
        Problem.UNKNOWN_SEATS: gettext("“%(said)s” is not a number of places. Known: %(true)s."),
        Problem.UNKNOWN_PLACE: gettext("“%(said)s” is not where the gathering is."),
        Problem.UNKNOWN_ADDRESS: gettext("“%(said)s” is not an address of this gathering. Known: %(true)s."),
        Problem.NOT_SAID: gettext("This text does not say what another says: “%(said)s” (%(others)s)."),
        Problem.TYPED: gettext("“%(said)s” is typed by hand; %(placeholder)s would follow a change."),
    }
    if not finding.expected and finding.problem in _WITHOUT_KNOWN:
        return gettext("“%(said)s” is not among the facts of this gathering.") % named
    return sentences[finding.problem] % named


_WITHOUT_KNOWN = (Problem.UNKNOWN_DAY, Problem.UNKNOWN_HOUR, Problem.UNKNOWN_SEATS, Problem.UNKNOWN_ADDRESS)


def _value(kind: Kind, value: str, facts: GatheringFacts, language: str) -> str:
    if kind is Kind.DAY:
        return date_in_words(date.fromisoformat(value), language=language)
    if kind is Kind.HOUR:
        return hour_in_words(time.fromisoformat(value), language=language, country=facts.country)
    return value


def stated_word(name: str, facts: GatheringFacts, language: str) -> str:
    """What a placeholder stands for, as people call it: "last day to register", "Eve evening: hours"."""
    if not name.startswith("part:"):
        return field_word(name)
    key, _, field = name.removeprefix("part:").partition(".")
    part = facts.part(key)
    title = part.title.best(language, facts.languages).text if part else key
    return gettext("%(part)s: %(field)s") % {"part": title, "field": field_word(field)}


def field_word(name: str) -> str:
    """A general placeholder or a field of a part, as people call it. Raises KeyError for another name."""
    return {
        "gathering": pgettext("placeholder", "title of the gathering"),
        "date": pgettext("placeholder", "day or days"),
        "deadline": pgettext("placeholder", "last day to register"),
        "place": pgettext("placeholder", "place"),
        "town": pgettext("placeholder", "town"),
        "organiser": pgettext("placeholder", "organiser"),
        "host": pgettext("placeholder", "host"),
        "theme": pgettext("placeholder", "theme"),
        "question": pgettext("placeholder", "guiding question"),
        "edition": pgettext("placeholder", "number of the edition"),
        "web_path": pgettext("placeholder", "where to find it on the website"),
        "page": pgettext("placeholder", "address of the public page"),
        "contact.name": pgettext("placeholder", "name of the contact"),
        "contact.email": pgettext("placeholder", "address to write to"),
        "contact.phone": pgettext("placeholder", "telephone"),
        "contact.website": pgettext("placeholder", "website"),
        "parts": pgettext("placeholder", "all parts, on a paragraph of its own"),
        "title": pgettext("placeholder", "title"),
        "hours": pgettext("placeholder", "hours"),
        "capacity": pgettext("placeholder", "number of places"),
        "audience": pgettext("placeholder", "for whom"),
    }[name]


def piece_word(where: str) -> str:
    """The name of a text of a letter."""
    return {
        "subject": pgettext("letter", "Subject"),
        "salutation": pgettext("letter", "Salutation"),
        "body": pgettext("letter", "Paragraphs"),
        "closing": pgettext("letter", "Closing"),
        "about": pgettext("letter", "About the organiser"),
        "": "",
    }[where]


def letter_word(kind: LetterKind) -> str:
    """What a letter is called."""
    return {
        LetterKind.INVITATION_LETTER: gettext("Invitation letter"),
        LetterKind.ERRATUM: pgettext("letter", "Erratum"),
    }[kind]


def letter_title(kind: LetterKind, dated: VagueDate, language: str) -> str:
    """What a letter is called, with its date as vague as it is."""
    if not dated.is_known:
        return letter_word(kind)
    return f"{letter_word(kind)}, {vague_date_in_words(dated, language=language, weekday=False)}"


def profile_word(profile: LetterProfile) -> str:
    """The habits of a layout."""
    return {
        LetterProfile.FR_CITY: pgettext("letter profile", "France, public body"),
        LetterProfile.FR_ASSOCIATION: pgettext("letter profile", "France, association"),
        LetterProfile.CH_FR: pgettext("letter profile", "Switzerland, French"),
        LetterProfile.CH_DE: pgettext("letter profile", "Switzerland, German"),
        LetterProfile.CH_IT: pgettext("letter profile", "Switzerland, Italian"),
    }[profile]


def annex_word(kind: AnnexKind) -> str:
    """What travels with a letter."""
    return {
        AnnexKind.PROGRAMME: gettext("Programme"),
        AnnexKind.PART_INVITATION: pgettext("annex", "Invitation to a part"),
        AnnexKind.REPLY_FORM: pgettext("annex", "Reply form"),
        AnnexKind.OTHER: pgettext("annex", "Another document"),
    }[kind]


def annex_state_word(state: AnnexState) -> str:
    """Whether an annex can travel."""
    return {
        AnnexState.MISSING: pgettext("annex", "Missing"),
        AnnexState.DRAFT: pgettext("annex", "Draft"),
        AnnexState.READY: pgettext("annex", "Ready"),
    }[state]


def refused_logo_word(code: str) -> str:
    """Why a file cannot be a logo, and what to do instead."""
    return {
        "empty": gettext("The file is empty."),
        "too_large": gettext("This picture is too large or too intricate: at most 300 kB and 6 million dots."),
        "unknown_kind": gettext("This is neither an SVG nor a PNG. Save the logo as one of the two."),
        "broken": gettext("This picture cannot be drawn: the file is damaged, or does not say how large it is."),
        "has_script": gettext("This drawing contains a script, a link or a movement. Save it as a plain drawing."),
        "has_foreign": gettext(
            "This drawing fetches something from elsewhere or holds another picture. Save it as PNG."
        ),
        "has_text": gettext(
            "This drawing contains text, which needs its typeface. Turn the text into paths, or save PNG."
        ),
        "too_small": gettext("This picture would be blurred on paper: it needs at least 40 dots on each side."),
        "too_long": gettext("This picture is far longer than wide, or the other way round: nobody could recognise it."),
    }[code]


def refused_file_word(code: str) -> str:
    """Why a file cannot travel."""
    return {
        "empty": gettext("The file is empty."),
        "too_large": gettext("The file is too large: at most 5 MB travel with a letter."),
        "not_pdf": gettext("This is not a PDF that can be opened. Save the document as PDF and choose that file."),
        "encrypted": gettext("This PDF is locked with a password: nobody could open it. Save it without one."),
        "has_script": gettext("This PDF contains a script; mail gateways hold such files back. Save it without one."),
    }[code]
