"""The sentences of the trail about personal data: erasures, slips, partners' lists, objections, the legal profile."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, gettext_noop, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.enums import Kept
from filrouge.stages.privacy.words.notice import kept_in_words
from filrouge.web.shell.labels import labelled

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _plain(message: str) -> _Said:
    """A sentence that names the person of a registration, or the number of a slip."""
    return lambda line, _facts, name, _language: gettext(message) % {"name": name, "number": line.subject_id}


def _part(message: str) -> _Said:
    """A sentence about a part."""
    return lambda line, facts, _name, language: gettext(message) % {"part": _title(line, facts, language)}


def _title(line: TrailLine, facts: GatheringFacts, language: str) -> str:
    part = facts.part(line.subject_id)
    return part.title.best(language, facts.languages).text if part else line.subject_id


def _opened(line: TrailLine, facts: GatheringFacts, _name: str, language: str) -> str:
    count, file = line.data.get("count", 0), line.data.get("file", "")
    said = ngettext(
        "List of “%(part)s” opened by a partner: %(n)s person",
        "List of “%(part)s” opened by a partner: %(n)s people",
        count,
    ) % {"part": _title(line, facts, language), "n": count}
    return f"{said} ({file.upper()})" if file else said


def _purged(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    counts = [labelled(kept_in_words(Kept(kind)), count) for kind, count in line.data.get("counts", {}).items()]
    return gettext("Erased by itself, its period being over. %(what)s") % {"what": "; ".join(counts)}


def _carried_out(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    kind = line.data.get("kind", Kept.REGISTRATIONS.value)
    said = gettext("Elimination slip %(number)s carried out. %(what)s: %(count)s")
    return said % {"number": line.subject_id, "what": kept_in_words(Kept(kind)), "count": line.data.get("count", 0)}


def _forgotten(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    return gettext("Journalists of the press list forgotten: %(n)s") % {"n": line.data.get("count", 0)}


PRIVACY: Mapping[str, _Said] = {
    "registration:erased": _plain(gettext_noop("Erased on request: %(name)s")),
    "gathering:purged": _purged,
    "press:journalists_forgotten": _forgotten,
    "address:erased": _plain(gettext_noop("Whoever reads an address had erased what was held on it")),
    "slip:prepared": _plain(gettext_noop("Elimination slip %(number)s prepared")),
    "slip:approved": _plain(gettext_noop("Elimination slip %(number)s approved")),
    "slip:dropped": _plain(gettext_noop("Elimination slip %(number)s dropped")),
    "slip:executed": _plain(gettext_noop("Elimination slip %(number)s carried out")),
    "slip:carried_out": _carried_out,
    "partner:access_given": _part(gettext_noop("A partner may see who takes “%(part)s”")),
    "partner:access_taken": _part(gettext_noop("A partner may no longer see who takes “%(part)s”")),
    "partner:list_opened": _opened,
    "objection:recorded": _plain(gettext_noop("An address wants no mails but about its own registration")),
    "objection:taken_back": _plain(gettext_noop("An address may be written to again")),
    "legal:changed": _plain(gettext_noop("Who answers for personal data, or for how long it is kept, was changed")),
}
