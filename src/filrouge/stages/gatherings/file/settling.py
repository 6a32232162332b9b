"""What the desk settles about a gathering, put into its document: terms, languages, quotas, who registers first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from filrouge.core.text import Translated
from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.audience import Rule, rule_data
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.file.amending import with_part
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.audience import RuleEntry
from filrouge.stages.gatherings.file.schema.quotas import PriorityEntry, QuotaEntry, WaitingEntry

OF_THE_WHOLE = ("residents", "pictures", "category", "order_days")
OF_A_PART = ("has_meal", "asks_access", "answer_hours", "promotion_stop_days")


def with_terms(document: GatheringDocument, said: Mapping[str, Any]) -> GatheringDocument:
    """The document with how people register; see `TermsForm` for the names of the answers."""
    terms: dict[str, Any] = {name: said[name] for name in OF_THE_WHOLE}
    terms["forwarding"] = ForwardingScope(said["forwarding"])
    terms["waiting"] = WaitingEntry(policy=Policy(said["policy"]), most_overtakings=said["most_overtakings"])
    document = document.model_copy(update={"registration": document.registration.model_copy(update=terms)})
    for part in document.parts:
        document = with_part(document, part.key, {name: said[f"{name}_{part.key}"] for name in OF_A_PART})
    return document


def in_languages(
    document: GatheringDocument, others: Sequence[str], titles: Mapping[str, Mapping[str, str]]
) -> GatheringDocument:
    """The document in its first language and others, with what gathering (“title”), town and parts are called.

    `titles` holds, by “title”, “town” or the key of a part after “part_”, what was said by language; an empty text
    takes it out in that language, one that is not asked for stays.
    """
    said: dict[str, Any] = {"languages": (document.language, *others)}
    said |= {name: _said(getattr(document, name), titles[name], document) for name in ("title", "town")}
    document = document.model_copy(update=said)
    for part in document.parts:
        document = with_part(document, part.key, {"title": _said(part.title, titles[f"part_{part.key}"], document)})
    return document


def _said(before: Translated | None, said: Mapping[str, str], document: GatheringDocument) -> Translated | None:
    return Translated.of({**(before or {}), **said}, document.language) or None


def with_quota(document: GatheringDocument, key: str, said: Mapping[str, Any]) -> GatheringDocument:
    """The document with a quota said anew; one more when the key is empty.

    `said` holds the label by language, parts, seats, whom (a rule: a reserve; None: shared), opens_to_all_at.
    """
    before = {quota.key: quota for quota in document.quotas}
    known = dict(before[key].label) if key in before else {}
    key = key or next(key for n in range(1, len(before) + 2) if (key := f"quota-{n}") not in before)
    quota = QuotaEntry(
        key=key,
        label=Translated.of({**known, **said["label"]}, document.language),
        parts=tuple(said["parts"]),
        seats=said["seats"],
        reserved_for=_rule(said["whom"]) if said["whom"] else None,
        opens_to_all_at=said["opens_to_all_at"],
    )
    return document.model_copy(update={"quotas": tuple({**before, key: quota}.values())})


def without_quota(document: GatheringDocument, key: str) -> GatheringDocument:
    """The document without a quota."""
    return document.model_copy(update={"quotas": tuple(quota for quota in document.quotas if quota.key != key)})


def with_priority(document: GatheringDocument, whom: Rule | None, until: datetime | None) -> GatheringDocument:
    """The document with who registers before everybody else, and until when; nobody does without a moment."""
    window = PriorityEntry(**{"for": _rule(whom)}, until=until) if whom and until else None
    return document.model_copy(update={"registration": document.registration.model_copy(update={"priority": window})})


def _rule(rule: Rule) -> RuleEntry:
    return RuleEntry.model_validate(rule_data(rule))
