"""What a notice and a register say: uses, what is asked, who sees it, for how long, how it is protected."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext

from filrouge.core.date_words import date_in_words
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.facts import BodyFacts, GatheringFacts
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.enums import OF_THE_DIRECTORY, Asked, Kept, Purpose
from filrouge.stages.privacy.facts import InUse, Periods


def purpose_in_words(purpose: Purpose) -> str:
    """For what data is used."""
    return {
        Purpose.REGISTRATION: gettext("Registration: answers, lists, badges, mails about your own registration"),
        Purpose.ATTENDANCE: gettext("Attendance lists and certificates, proof for those who fund the gathering"),
        Purpose.PASSING_ON: gettext("Passing the invitation on to a colleague at their address at work"),
        Purpose.OPENING: gettext("Telling you once when registration opens, if you left your address for that"),
        Purpose.FOLLOWING: gettext("Telling you of invitation, programme and changes of date, if you asked for that"),
        Purpose.NEEDS: gettext("Meals, access, interpreters: what the organiser must provide for you"),
        Purpose.PICTURES: gettext("Pictures taken during the gathering"),
        Purpose.INVOICING: gettext("Orders and invoices"),
        Purpose.INVITING: gettext("Inviting people by name because of their function, and knowing who answered what"),
        Purpose.SENDING: gettext("Letters, and mails to a list of recipients, because of their function"),
        Purpose.PRESS_LIST: gettext("Press releases to journalists"),
        Purpose.ACCREDITATION: gettext("Receiving journalists who ask to come"),
        Purpose.STATISTICS: gettext("Figures without names: how many, from which kind of body, from which territory"),
    }[purpose]


def asked_in_words(asked: Asked) -> str:
    """What is asked of people."""
    return {
        Asked.IDENTITY: gettext("First name, family name, e-mail address; those of whoever registers you, if any"),
        Asked.CAPACITY: gettext("The body for which you come, and your function there"),
        Asked.PARTS: gettext("The parts that you wish to take, and what you were answered"),
        Asked.CATEGORY: gettext("Kind and level of your body, territory: for figures only"),
        Asked.RESIDENCE: gettext("That you come for yourself, and where you live, if you say so"),
        Asked.NEEDS: gettext("What you need on the day, if you want to say so"),
        Asked.PICTURES: gettext("Whether you agree to being in pictures, if you say so"),
        Asked.ORDER: gettext("Who pays: the body, its references, whom to ask about the order"),
        Asked.CONTACT: gettext(
            "Of people whom the organiser invites or writes to: name, addresses for mail and for letters, language, "
            "functions with their body and dates, and where the address comes from"
        ),
        Asked.INVITATION: gettext(
            "Of an invitation: when it was sent, what was answered, who comes instead, and to whom it was passed on"
        ),
        Asked.FOLLOWER: gettext("Of those who follow the gathering: an address and the kind of body, nothing else"),
        Asked.PRESS: gettext(
            "Of journalists: name, medium, address, and where it comes from; the number of a press card if they give it"
        ),
        Asked.TRAFFIC: gettext("By which door and when you registered, in which language; the mails sent to you"),
    }[asked]


def period_in_words(kind: Kept, periods: Periods) -> str:
    """For how long things of a kind are kept."""
    if kind is Kept.NEEDS:
        days = periods.needs_days
        return ngettext("%(n)s day after the part", "%(n)s days after the part", days) % {"n": days}
    if kind is Kept.CONTACTS:
        months = periods.contacts_months
        said = ngettext(
            "%(n)s month after the last answer or registration",
            "%(n)s months after the last answer or registration",
            months,
        )
        return said % {"n": months}
    if kind in OF_THE_DIRECTORY:
        months = periods.contacts_months
        said = ngettext("%(n)s month after the last contact", "%(n)s months after the last contact", months)
        return said % {"n": months}
    if kind in (Kept.REGISTRATIONS, Kept.TRAILS, Kept.DELEGATIONS):
        months = periods.registrations_months
        said = ngettext(
            "%(n)s month after the gathering, then they are seen by a few people only until they are erased",
            "%(n)s months after the gathering, then they are seen by a few people only until they are erased",
            months,
        )
        return said % {"n": months}
    days = rules.accreditations_days(periods) if kind is Kept.ACCREDITATIONS else periods.addresses_days
    return ngettext("%(n)s day after the gathering", "%(n)s days after the gathering", days) % {"n": days}


def kept_in_words(kind: Kept) -> str:
    """What is kept."""
    return {
        Kept.NEEDS: gettext("What people need (meals, access)"),
        Kept.MAILS: gettext("Mails sent"),
        Kept.OPENINGS: gettext("Addresses left to be told when registration opens"),
        Kept.FOLLOWERS: gettext("Addresses of those who follow the gathering"),
        Kept.SECOND_FORMS: gettext("Forms sent twice"),
        Kept.IMPORTED_FILES: gettext("Files that were read"),
        Kept.REGISTRATIONS: gettext("Registrations (name, address, function)"),
        Kept.TRAILS: gettext("Who was invited or replaced, and to whom it was passed on (names)"),
        Kept.DELEGATIONS: gettext("Those who manage a delegation, and contacts of orders"),
        Kept.ACCREDITATIONS: gettext("Requests of journalists who want to come"),
        Kept.CONTACTS: gettext("Contacts of the directory (name, address, functions)"),
        Kept.JOURNALISTS: gettext("Journalists of the press list"),
    }[kind]


def people_said(facts: GatheringFacts, used: InUse) -> list[str]:
    """Of whom data is kept, group by group."""
    said = {
        gettext("Those who register or are registered: professionals, elected people, volunteers"): True,
        gettext("Those who register somebody else"): True,
        gettext("Residents who come for themselves"): facts.welcomes_residents,
        gettext("People of the organiser’s directory who are invited or written to"): used.uses_directory,
        gettext("Colleagues to whom an invitation is passed on"): used.passes_on,
        gettext("Those who follow the gathering"): used.follows,
        gettext("Those who sign letters: name and function"): used.issues_letters,
        gettext("Journalists"): used.writes_to_press or used.accredits,
    }
    return [who for who, is_there in said.items() if is_there]


def recipients_said(used: InUse) -> list[str]:
    """Who receives what, beside the staff and partners: by what the gathering really does."""
    said = {
        gettext("Answers to invitations: the organiser’s staff, and nobody else."): used.invites,
        gettext("A colleague to whom you pass the invitation on reads your name in that one mail."): used.passes_on,
        gettext("Who follows the gathering: nobody. The staff read numbers by kind of body."): used.follows,
        gettext("The press list and requests of journalists: those of the staff who prepare the gathering."): (
            used.writes_to_press or used.accredits
        ),
        gettext("Mails leave by the organiser’s mail server, which passes them to that of their reader."): True,
    }
    return [who for who, is_told in said.items() if is_told]


def sources_said(used: InUse, language: str) -> list[str]:
    """Where the addresses of those who are invited or written to come from; nothing when nobody is."""
    if not used.uses_directory:
        return []
    named = [
        gettext("%(source)s (known since %(day)s)")
        % {"source": source, "day": date_in_words(day, language=language, weekday=False)}
        for source, day in used.sources
    ]
    if used.other_sources or not named:
        named.append(gettext("Other places, for single addresses"))
    return named


def partners_said(facts: GatheringFacts, partners: Mapping[str, tuple[BodyFacts, ...]], language: str) -> list[str]:
    """Which partner is shown what of whom, part by part: a sentence for each part whose list a partner may open."""
    return [
        _partner_said(part.title.best(language, facts.languages).text, partners[part.key], facts, language)
        for part in facts.parts
        if part.key in partners
    ]


def _partner_said(title: str, bodies: tuple[BodyFacts, ...], facts: GatheringFacts, language: str) -> str:
    if not bodies:
        said = gettext(
            "Who takes “%(part)s” is shown to a partner of this part: name, function, body and territory, nothing else."
        )
        return said % {"part": title}
    names = join_and([body.name.best(language, facts.languages).text for body in bodies], language=language)
    said = gettext("Who takes “%(part)s” is shown to %(partners)s: name, function, body and territory, nothing else.")
    return said % {"part": title, "partners": names}


def security_measures() -> list[str]:
    """How data is protected, as it is built."""
    return [
        gettext("Staff sign in one by one; each role opens what its work needs, and every act stands in a trail."),
        gettext("People reach their own registration by a signed link that can be replaced; no account is needed."),
        gettext("What people need is sealed; the key is kept apart from the database, and each reading is recorded."),
        gettext("Exports of counts for providers hold no names."),
        gettext("Mails hold no picture from elsewhere and no counted link; pages load nothing from other hosts."),
        gettext("What is no longer needed is erased by itself, or with an elimination slip."),
    ]
