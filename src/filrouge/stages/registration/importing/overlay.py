"""A line laid over what is known of somebody: what it leaves empty stays, what it says counts."""

from dataclasses import replace

from filrouge.core.names import PersonName
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.known import KnownPerson
from filrouge.stages.registration.importing.lines import ReadLine
from filrouge.stages.registration.importing.weighed import Difference

NOBODY = Applicant(name=PersonName("", ""))


def overlaid(line: ReadLine, known: KnownPerson | None, *, body_id: int | None, territory_id: int | None) -> Applicant:
    """Who comes and in which capacity, as the record would keep it: a body that is found keeps no typed text."""
    before = known.applicant if known else NOBODY
    said: dict[str, object] = {"name": line.name}
    for name in ("email", "communities", "level", "pictures"):
        if value := getattr(line, name):
            said[name] = value
    if line.function or line.function_text:
        said |= {"function": line.function, "function_text": line.function_text}
    if body_id is not None:
        said |= {"organisation_id": body_id, "organisation_text": "", "organisation_kind": ""}
    elif line.body:
        kind = line.body_kind or (before.organisation_kind if before.organisation_text == line.body else "")
        said |= {"organisation_id": None, "organisation_text": line.body, "organisation_kind": kind}
    elif line.body_kind and before.organisation_id is None:
        said["organisation_kind"] = line.body_kind
    if territory_id is not None:
        said["territory_id"] = territory_id
    return replace(before, **said)  # type: ignore[arg-type]


def wished_parts(line: ReadLine, known: KnownPerson | None, facts: GatheringFacts, *, again: bool) -> tuple[str, ...]:
    """The parts on which somebody counts once the line is taken, in the order of the gathering.

    An empty cell takes nothing away; only a no gives back. What was given back or refused since is not asked for once
    more by the same list, unless the desk says so (`again`).
    """
    if known is None:
        return line.wants
    asked = {key for key in line.wants if again or key not in known.states}
    wished = (known.active | asked) - set(line.gives_back)
    return tuple(part.key for part in facts.parts if part.key in wished)


def differences_of(application: Application, known: KnownPerson) -> tuple[Difference, ...]:
    """In what somebody would be another than before, parts aside."""
    new, old = application.applicant, known.applicant
    pairs = [
        (Field.FAMILY_NAME, old.name.family, new.name.family),
        (Field.GIVEN_NAME, old.name.given, new.name.given),
        (Field.EMAIL, old.email, new.email),
        (Field.BODY, _body(old), _body(new)),
        (Field.BODY_KIND, old.organisation_kind, new.organisation_kind),
        (Field.FUNCTION, _function(old), _function(new)),
        (Field.COMMUNITIES, "; ".join(sorted(old.communities)), "; ".join(sorted(new.communities))),
        (Field.TERRITORY, str(old.territory_id or ""), str(new.territory_id or "")),
        (Field.LEVEL, old.level, new.level),
        (Field.PICTURES, old.pictures or "", new.pictures or ""),
        (Field.LANGUAGE, known.language, application.language),
        (Field.REFERENCE, known.reference, application.reference),
    ]
    if known.registrant != application.registrant:
        before = known.registrant.email if known.registrant else ""
        after = application.registrant.email if application.registrant else ""
        pairs.append((Field.REGISTRANT_EMAIL, before, after))
    return tuple(Difference(name.value, before, after) for name, before, after in pairs if before != after)


def _body(applicant: Applicant) -> str:
    """A body of the directory as "#4", else the name as typed."""
    return f"#{applicant.organisation_id}" if applicant.organisation_id else applicant.organisation_text


def _function(applicant: Applicant) -> str:
    """A function of the list as "#key", else as typed."""
    return f"#{applicant.function}" if applicant.function else applicant.function_text
